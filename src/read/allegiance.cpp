#include "read/allegiance.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr int least_mentions = 3;     // of the state a report is about
constexpr int times_the_next = 3;
constexpr int most_steps = 64;        // back over the offices of a paragraph
constexpr std::uint32_t dateline_reach = 50;

bool has_one_of(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* w) { return text.find(w) != std::string::npos; });
}

/// The department an office belongs to: a ministry, its minister and its spokesman are of one state.
std::string_view department(std::string_view role) {
  for (const std::string_view word : {"foreign", "defence", "presiden", "government", "parliament", "military", "interior", "justice", "prime minister"})
    if (role.find(word) != std::string_view::npos) return word;
  return role == "armed forces" ? "military" : role == "presidency" ? "presiden" : role;
}

bool is_own(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead || role == BlockRole::title ||
         role == BlockRole::subhead || role == BlockRole::caption;
}

}  // namespace

bool Allegiance::is_of_group(const Term& title) { return title.kind == TermKind::title && title.cls == "group"; }

bool Allegiance::is_office(const Term& t) {
  if (t.kind != TermKind::title || has_one_of(t.value, {"former", "delegation", "embassy", "soldier", "SACEUR"})) return false;
  if (t.cls == "foreign" || t.cls == "defence" || t.cls == "finance" || t.cls == "body") return true;
  if (t.cls == "state") return t.value != "leader" && t.value != "state president" && t.value != "general secretary" && t.value != "pope";
  if (t.cls == "security" || t.cls == "role" || t.cls == "legislator") return true;
  if (t.cls == "military") return has_one_of(t.value, {"chief", "commander-in-chief", "secretary"});
  // an aide, an official, a spokesman may be anybody's: only where the word itself says of what
  if (t.cls == "spokesperson" || t.cls == "official" || t.cls == "envoy")
    return has_one_of(t.value, {"ministry", "military", "governor", "chief of staff"}) ||
           has_one_of(t.text, {"government", "presiden", "army", "military", "ministry", "administration", "\xE6\x94\xBF\xE5\xBA\x9C", "\xE6\x80\xBB\xE7\xBB\x9F",
                               "\xE5\x86\x9B\xE6\x96\xB9", "\xE5\xA4\x96\xE4\xBA\xA4\xE9\x83\xA8"});
  return false;
}

Allegiance::Allegiance(const Codebook& book, const View& view, const std::vector<Block>& blocks, const std::vector<Match>& matches)
    : book_(book), view_(view) {
  for (const Block& b : blocks)
    if (is_own(b.role))
      if (const Range r = view.units(b.span); !r.empty()) blocks_.push_back(r);
  std::set<std::string> groups;
  for (const Actor& a : book.actors) {
    if (a.kind == ActorKind::state) states_.insert(a.party);
    if (a.kind == ActorKind::armed_group) groups.insert(a.party);
  }
  std::uint32_t passed = 0;   // of the names at one place the longest counts
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& m = matches[i];
    const Term& t = book.terms[m.term];
    const bool small = t.kind == TermKind::joiner || t.kind == TermKind::time || t.kind == TermKind::cue || t.kind == TermKind::negator || t.kind == TermKind::predicate;
    if (small) word_ends_.push_back(m.end);
    if (t.kind != TermKind::actor || m.begin < passed) continue;
    if (t.cls == "metonym") capitals_.emplace(m.begin, book.actors[t.actor].party);
    const std::size_t b = block_of(m.begin);
    if (b == blocks_.size()) continue;
    const Actor& a = book.actors[t.actor];
    passed = m.end;
    bool is_doubtful = false;   // one form of two parties
    for (std::size_t k = i + 1; k < matches.size() && matches[k].begin == m.begin; ++k) {
      const Term& other = book.terms[matches[k].term];
      is_doubtful = is_doubtful || (matches[k].end == m.end && other.kind == TermKind::actor && book.actors[other.actor].party != a.party);
    }
    if (groups.count(a.party) != 0 && !is_state(a.party)) ++groups_[a.party];   // somebody of a group counts for it even where it goes unnamed
    if (is_doubtful || !is_state(a.party)) continue;
    ++count_[a.party];
    if (t.cls.empty() || t.cls == "adjective") named_.insert(a.party);
    if (a.kind == ActorKind::person || a.kind == ActorKind::organisation || a.kind == ActorKind::office) ++speaking_[a.party];
    if (a.kind == ActorKind::state || a.kind == ActorKind::person) mentions_.push_back({m.begin, m.end, a.party, t.cls == "metonym", a.kind == ActorKind::person});
    if (a.kind == ActorKind::organisation && !a.role.empty() && a.role != "organisation")
      offices_.push_back({m.begin, a.party, a.role, std::string(department(a.role)), b});
  }
  std::sort(word_ends_.begin(), word_ends_.end());
  note_offices(matches);
  note_dateline(blocks);
  note_only_ones();
}

std::size_t Allegiance::block_of(std::uint32_t at) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), at, [](std::uint32_t x, const Range& r) { return x < r.begin; });
  if (after == blocks_.begin() || !(after - 1)->contains(at)) return blocks_.size();
  return static_cast<std::size_t>(after - 1 - blocks_.begin());
}

/// A title with its state right before it, or behind "of".
void Allegiance::note_offices(const std::vector<Match>& matches) {
  for (const Match& m : matches) {
    const Term& t = book_.terms[m.term];
    if (!is_office(t)) continue;
    const std::size_t b = block_of(m.begin);
    if (b == blocks_.size()) continue;
    std::uint32_t p = m.begin;
    while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
    if (p >= 2 && view_.raw[p - 1] == 's' && view_.is_possessive_at(p - 2, p)) p -= 2;
    const auto after = std::lower_bound(mentions_.begin(), mentions_.end(), p, [](const Mention& x, std::uint32_t at) { return x.begin < at; });
    const Mention* owner = nullptr;
    if (after != mentions_.begin() && (after - 1)->end == p) owner = &*(after - 1);
    if (owner == nullptr && view_.reads(m.end, view_.size(), " of ")) {
      const auto next = std::lower_bound(mentions_.begin(), mentions_.end(), m.end, [](const Mention& x, std::uint32_t at) { return x.begin < at; });
      if (next != mentions_.end() && next->begin <= m.end + 8) owner = &*next;
    }
    if (owner == nullptr) {   // "President NAME"
      std::uint32_t e = m.end;
      while (e < view_.size() && view_.mark(e) == Mark::space) ++e;
      const auto named = std::lower_bound(mentions_.begin(), mentions_.end(), e, [](const Mention& x, std::uint32_t at) { return x.begin < at; });
      if (named != mentions_.end() && named->begin == e && named->is_person) owner = &*named;
    }
    if (owner == nullptr || owner->is_capital) continue;
    ++speaking_[owner->party];
    offices_.push_back({m.begin, owner->party, t.value, std::string(department(t.value)), b});
  }
  std::sort(offices_.begin(), offices_.end(), [](const Office& a, const Office& b) { return a.at < b.at; });
}

/// "CAPITAL, 3 May (AGENCY)", "CAPITAL -", "By NAME in CAPITAL", and in Chinese a capital a few characters before the word for a wire.
void Allegiance::note_dateline(const std::vector<Block>& blocks) {
  const auto first_from = [&](std::uint32_t at) {
    return std::lower_bound(mentions_.begin(), mentions_.end(), at, [](const Mention& x, std::uint32_t u) { return x.begin < u; });
  };
  for (std::size_t i = 0; i < blocks_.size() && i < 4; ++i) {
    const Range r = blocks_[i];
    for (auto m = first_from(r.begin); m != mentions_.end() && m->begin < r.end && m->begin <= r.begin + dateline_reach; ++m) {
      if (!m->is_capital) continue;
      const bool han = view_.is_han_at(m->begin);
      const std::uint32_t reach = std::min(r.end, m->end + (han ? 14u : 30u));
      for (std::uint32_t k = m->end; k < reach && !(han && view_.mark(k) == Mark::stop); ++k) {
        const char32_t c = view_.raw[k];
        const bool dash = c == '(' || c == 0x2013 || c == 0x2014 || (c == '-' && view_.mark(k - 1) == Mark::space);
        if (han ? c != 0x7535 && c != 0x8BAF : m->begin > r.begin + 2 || !dash) continue;
        dateline_ = m->party;
        return;
      }
    }
  }
  for (const Block& b : blocks) {
    const Range r = view_.units(b.span);
    if (r.empty() || r.size() > 120 || !view_.reads(r.begin, r.end, "by ")) continue;
    for (std::uint32_t k = r.begin + 3; k + 4 < r.end; ++k)
      if (view_.reads(k, r.end, " in ") && capitals_.count(k + 4) != 0) { dateline_ = capitals_.at(k + 4); return; }
  }
}

std::uint32_t Allegiance::sentence_begin(std::uint32_t at) const {
  const std::size_t b = block_of(at);
  const std::uint32_t floor = b == blocks_.size() ? at : blocks_[b].begin;
  std::uint32_t i = at;
  for (; i > floor && at - i < 400; --i) {
    const bool latin_dot = view_.raw[i - 1] == '.' && !(i < view_.size() && view_.mark(i) == Mark::space);
    if (view_.mark(i - 1) == Mark::stop && !latin_dot) break;
  }
  while (i < at && view_.mark(i) == Mark::space) ++i;
  return i;
}

/// "In CAPITAL, the foreign office said", of a state the report also calls by its name.
Inferred Allegiance::of_place(std::uint32_t at) const {
  const std::uint32_t b = sentence_begin(at);
  const bool latin = view_.reads(b, view_.size(), "in ");
  if (!latin && !(b < view_.size() && view_.raw[b] == 0x5728)) return {};
  const std::uint32_t from = b + (latin ? 3 : 1);
  const auto m = std::lower_bound(mentions_.begin(), mentions_.end(), from, [](const Mention& x, std::uint32_t u) { return x.begin < u; });
  if (m == mentions_.end() || m->begin != from || !m->is_capital || m->end >= at) return {};
  if (view_.mark(m->end) != Mark::comma) return {};
  return is_named(m->party) ? Inferred{m->party, "a party inferred from the capital that opens the sentence"} : Inferred{};
}

/// The same office, or one of its department, named with its state in this paragraph or the one before.
Inferred Allegiance::named_before(const Term& title, std::uint32_t at, bool exactly) const {
  const std::size_t b = block_of(at);
  std::string last;
  auto o = std::lower_bound(offices_.begin(), offices_.end(), at, [](const Office& x, std::uint32_t u) { return x.at < u; });
  for (int steps = 0; o != offices_.begin() && steps < most_steps; ++steps) {
    --o;
    if (o->block + 1 < b) break;
    if (exactly ? o->role != title.value : o->department != department(title.value)) continue;
    if (!last.empty() && last != o->party) return {};
    last = o->party;
    if (exactly) break;
  }
  // a report from a capital means that state's own offices: where the two differ, nobody
  if (!dateline_.empty() && dateline_ != last && is_named(dateline_)) return {};
  return {last, "a party inferred from the same office, named with its state before"};
}

Inferred Allegiance::named_once(const Term& title) const {
  const auto found = only_of_role_.find(title.value);
  return found == only_of_role_.end() ? Inferred{} : Inferred{found->second, "a party inferred from the same office, named with one state only"};
}

Inferred Allegiance::of_paragraph(std::uint32_t at) const {
  const std::size_t b = block_of(at);
  std::string party;
  auto o = std::lower_bound(offices_.begin(), offices_.end(), at, [](const Office& x, std::uint32_t u) { return x.at < u; });
  for (int steps = 0; o != offices_.begin() && steps < most_steps; ++steps) {
    --o;
    if (o->block != b) break;
    if (!party.empty() && party != o->party) return {};
    party = o->party;
  }
  return {party, "a party inferred from the offices named in the paragraph"};
}

Inferred Allegiance::of_report() const {
  const std::pair<const std::string, int>* most = nullptr;
  for (const auto& c : count_)
    if (most == nullptr || c.second > most->second) most = &c;
  if (most == nullptr || most->second < least_mentions) return {};
  for (const auto& [party, n] : count_)
    if (party != most->first && speaking_.count(party) != 0 && n * times_the_next > most->second) return {};
  return {most->first, "a party inferred from the state the report is about"};
}

/// "X government" with X one character: the only state of the report whose name begins with it.
std::string Allegiance::abbreviated(std::uint32_t at) const {
  const auto found = only_of_letter_.find(view_.raw[at]);
  return found == only_of_letter_.end() ? std::string() : found->second;
}

/// The value of what comes up with one party only; "" once there are two.
template <class Key>
static void note_only(std::map<Key, std::string>& only, const Key& key, const std::string& party) {
  const auto [at, is_first] = only.emplace(key, party);
  if (!is_first && at->second != party) at->second.clear();
}

void Allegiance::note_only_ones() {
  for (const Office& o : offices_) note_only(only_of_role_, o.role, o.party);
  for (const Mention& m : mentions_)
    if (m.end - m.begin >= 2 && !m.is_capital && !m.is_person && view_.is_han_at(m.begin)) note_only(only_of_letter_, view_.raw[m.begin], m.party);
}

/// Nothing unknown stands before the title that could be a name of its owner.
bool Allegiance::is_bare(Range at) const {
  std::uint32_t p = at.begin;
  if (view_.is_han_at(at.end - 1)) {
    if (p == 0 || !view_.is_han_at(p - 1)) return true;
    const char32_t c = view_.raw[p - 1];
    if (c == 0x6211 || c == 0x672C || c == 0x8BE5 || c == 0x5176 || c == 0x4E24) return false;   // ours, this, its, both
    return std::binary_search(word_ends_.begin(), word_ends_.end(), p);
  }
  while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
  std::uint32_t b = p;
  while (b > 0 && (view_.is_letter_at(b - 1) || view_.raw[b - 1] == '-')) --b;
  if (b == p) return !(p > 0 && view_.raw[p - 1] == 0x2019) && !(p > 0 && view_.raw[p - 1] == '\'');
  const Range word{b, p};
  for (const std::string_view w : {"his", "her", "their", "its", "our", "my", "another", "any", "other", "foreign", "no", "every", "each", "two", "three"})
    if (en::is_word(view_, word, w)) return false;
  if (!view_.is_capital_at(b)) return true;
  return b == sentence_begin(at.begin) || en::is_word(view_, word, "the");
}

Inferred Allegiance::of_office(const Term& title, Range at) const {
  if (!is_office(title) || at.empty() || at.end > view_.size()) return {};
  if (!is_bare(at)) {
    if (!view_.is_han_at(at.end - 1) || at.begin == 0) return {};
    const std::uint32_t c = at.begin - 1;
    const bool one = c == 0 || !view_.is_han_at(c - 1) || std::binary_search(word_ends_.begin(), word_ends_.end(), c);
    const std::string party = one ? abbreviated(c) : std::string();
    return party.empty() ? Inferred{} : Inferred{party, "a party inferred from the first character of a state's name"};
  }
  if (Inferred found = of_place(at.begin)) return found;
  if (Inferred found = named_before(title, at.begin, true)) return found;
  if (Inferred found = named_before(title, at.begin, false)) return found;
  if (Inferred found = of_paragraph(at.begin)) return found;
  if (Inferred found = of_report()) return found;
  if (Inferred found = of_dateline()) return found;
  return named_once(title);
}

Inferred Allegiance::of_dateline() const {
  const auto own = count_.find(dateline_);
  if (dateline_.empty() || own == count_.end() || own->second < least_mentions) return {};
  const bool is_guest = std::any_of(count_.begin(), count_.end(), [&](const auto& c) { return c.second > 2 * own->second; });
  return is_guest ? Inferred{} : Inferred{dateline_, "a party inferred from the capital of the dateline"};
}

const Actor* Allegiance::only_named(const std::vector<const Actor*>& actors, bool is_short) const {
  const Actor* found = nullptr;
  if (is_short && std::none_of(actors.begin(), actors.end(), [&](const Actor* a) { return is_named(a->party); })) return actors.front();
  for (const Actor* a : actors) {
    if (!is_named(a->party)) continue;
    if (found != nullptr && found->party != a->party) return nullptr;
    found = a;
  }
  return found;
}

Inferred Allegiance::of_group() const {
  return groups_.size() == 1 ? Inferred{groups_.begin()->first, "a party inferred from the only armed group the report names"} : Inferred{};
}

}  // namespace locarno::read
