#include "read/allegiance.hpp"

#include <algorithm>
#include <string_view>

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr int least_mentions = 3;     // of the state a report is about
constexpr int times_the_next = 3;
constexpr int most_steps = 64;        // back over the offices of a paragraph
constexpr std::uint32_t dateline_reach = 50;

bool is_own(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead || role == BlockRole::title ||
         role == BlockRole::subhead || role == BlockRole::caption;
}

}  // namespace

bool Allegiance::is_of_group(const Term& title) { return title.kind == TermKind::title && title.cls == "group"; }

Allegiance::Allegiance(const Codebook& book, const PartyTable& parties, const std::vector<TermFacts>& facts, const View& view,
                       const std::vector<Block>& blocks, const std::vector<Match>& matches)
    : book_(book), parties_(parties), facts_(facts), view_(view), tally_(parties.size()) {
  for (const Block& b : blocks)
    if (is_own(b.role))
      if (const Range r = view.units(b.span); !r.empty()) blocks_.push_back(r);
  word_ends_.reserve(matches.size());
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const TermKind kind = matches[i].kind;
    const bool small = kind == TermKind::joiner || kind == TermKind::time || kind == TermKind::cue || kind == TermKind::negator || kind == TermKind::predicate;
    if (small) word_ends_.push_back(matches[i].end);
    if (kind == TermKind::actor && matches[i].begin >= passed_) note_actor(matches, i);
  }
  std::sort(word_ends_.begin(), word_ends_.end());
  note_offices(matches);
  note_dateline(blocks);
  note_only_ones();
}

void Allegiance::note_actor(const std::vector<Match>& matches, std::size_t i) {
  const Match& m = matches[i];
  const TermFacts& t = facts_[m.term.index()];
  const Party party = parties_.of(t.actor);
  const bool is_capital = t.cls == Cls("metonym");
  if (is_capital && (capitals_.empty() || capitals_.back().first != m.begin)) capitals_.emplace_back(m.begin, party);
  const std::size_t b = block_of(m.begin);
  if (b == blocks_.size()) return;
  passed_ = m.end;
  bool is_doubtful = false;   // one form of two parties
  for (std::size_t k = i + 1; k < matches.size() && matches[k].begin == m.begin; ++k) {
    if (matches[k].end != m.end || matches[k].kind != TermKind::actor) continue;
    is_doubtful = is_doubtful || parties_.of(facts_[matches[k].term.index()].actor) != party;
  }
  Tally& tally = tally_[party];
  tally.group += parties_.is_group(party) && !parties_.is_state(party);   // somebody of a group counts for it even where it goes unnamed
  if (is_doubtful || !parties_.is_state(party)) return;
  const Actor& a = book_.actors[t.actor];
  ++tally.mentions;
  if (t.cls.is_any() || t.cls == Cls("adjective")) tally.named = true;
  if (a.kind == ActorKind::person || a.kind == ActorKind::organisation || a.kind == ActorKind::office) ++tally.speaking;
  if (a.kind == ActorKind::state || a.kind == ActorKind::person) mentions_.push_back({m.begin, m.end, party, is_capital, a.kind == ActorKind::person, a.role});
  if (a.kind == ActorKind::organisation && !a.role.empty() && a.role != "organisation")
    offices_.push_back({m.begin, party, a.role, PartyTable::department(a.role), b});
}

std::size_t Allegiance::block_of(std::uint32_t at) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), at, [](std::uint32_t x, const Range& r) { return x < r.begin; });
  if (after == blocks_.begin() || !(after - 1)->contains(at)) return blocks_.size();
  return static_cast<std::size_t>(after - 1 - blocks_.begin());
}

/// A title with its state right before it, or behind "of".
void Allegiance::note_offices(const std::vector<Match>& matches) {
  for (const Match& m : matches) {
    if (m.kind != TermKind::title || !parties_.is_office(m.term)) continue;
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
    ++tally_[owner->party].speaking;
    const std::string& role = book_.terms[m.term].value;
    offices_.push_back({m.begin, owner->party, role, PartyTable::department(role), b});
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
      if (view_.reads(k, r.end, " in ")) {
        const auto capital = std::lower_bound(capitals_.begin(), capitals_.end(), std::pair{k + 4, Party{0}});
        if (capital == capitals_.end() || capital->first != k + 4) continue;
        dateline_ = capital->second;
        return;
      }
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
  return is_named(m->party) ? inferred(m->party, "a party inferred from the capital that opens the sentence") : Inferred{};
}

/// The same office, or one of its department, named with its state in this paragraph or the one before.
Inferred Allegiance::named_before(const Term& title, std::uint32_t at, bool exactly) const {
  const std::size_t b = block_of(at);
  const std::string_view department = PartyTable::department(title.value);
  Party last = PartyTable::nobody;
  auto o = std::lower_bound(offices_.begin(), offices_.end(), at, [](const Office& x, std::uint32_t u) { return x.at < u; });
  for (int steps = 0; o != offices_.begin() && steps < most_steps; ++steps) {
    --o;
    if (o->block + 1 < b) break;
    if (exactly ? o->role != title.value : o->department != department) continue;
    if (last != PartyTable::nobody && last != o->party) return {};
    last = o->party;
    if (exactly) break;
  }
  // a report from a capital means that state's own offices: where the two differ, nobody
  if (dateline_ != last && is_named(dateline_)) return {};
  return inferred(last, "a party inferred from the same office, named with its state before");
}

/// The value of a key that came up with one party only.
template <class Key, class Only>
static PartyTable::Party only(const Only& list, const Key& key) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.first == key; });
  return at == list.end() ? PartyTable::nobody : at->second;
}
template <class Key, class Only>
static void note_only(Only& list, const Key& key, PartyTable::Party party) {
  for (auto& [known, of] : list) {
    if (known != key) continue;
    if (of != party) of = PartyTable::nobody;
    return;
  }
  list.emplace_back(key, party);
}

Inferred Allegiance::inferred(Party party, const char* evidence) const {
  return party == PartyTable::nobody ? Inferred{} : Inferred{parties_.name(party), evidence};
}

Inferred Allegiance::named_once(const Term& title) const {
  return inferred(only(only_of_role_, std::string_view(title.value)), "a party inferred from the same office, named with one state only");
}

/// "The presidential office denied that NAME ...", where NAME is a president: his. Two presidents of two states: nobody's.
Inferred Allegiance::of_holder(const Term& title, std::uint32_t at) const {
  const std::string_view holder = title.value.starts_with("presiden") ? "president" : title.value.starts_with("prime minister") ? "prime minister" : "";
  const std::size_t b = block_of(at);
  if (holder.empty() || b == blocks_.size()) return {};
  std::uint32_t end = at;
  while (end < blocks_[b].end && view_.mark(end) != Mark::stop) ++end;
  for (const Range where : {Range{sentence_begin(at), end}, Range{blocks_[b].begin, end}}) {
    Party party = PartyTable::nobody;
    bool several = false;
    auto m = std::lower_bound(mentions_.begin(), mentions_.end(), where.begin, [](const Mention& x, std::uint32_t u) { return x.begin < u; });
    for (; m != mentions_.end() && m->begin < where.end; ++m) {
      if (!m->is_person || m->role != holder) continue;
      several = several || (party != PartyTable::nobody && party != m->party);
      party = m->party;
    }
    if (several) return {};
    if (party != PartyTable::nobody) return inferred(party, "a party inferred from who holds the office that the paragraph names");
  }
  return {};
}

Inferred Allegiance::of_paragraph(std::uint32_t at) const {
  const std::size_t b = block_of(at);
  Party party = PartyTable::nobody;
  auto o = std::lower_bound(offices_.begin(), offices_.end(), at, [](const Office& x, std::uint32_t u) { return x.at < u; });
  for (int steps = 0; o != offices_.begin() && steps < most_steps; ++steps) {
    --o;
    if (o->block != b) break;
    if (party != PartyTable::nobody && party != o->party) return {};
    party = o->party;
  }
  return inferred(party, "a party inferred from the offices named in the paragraph");
}

Inferred Allegiance::of_report() const {
  Party most = 0;
  for (Party p = 1; p < tally_.size(); ++p)
    if (tally_[p].mentions > tally_[most].mentions) most = p;
  if (tally_.empty() || tally_[most].mentions < least_mentions) return {};
  for (Party p = 0; p < tally_.size(); ++p)
    if (p != most && tally_[p].mentions > 0 && tally_[p].speaking > 0 && tally_[p].mentions * times_the_next > tally_[most].mentions) return {};
  return inferred(most, "a party inferred from the state the report is about");
}

/// "X government" with X one character: the only state of the report whose name begins with it.
PartyTable::Party Allegiance::abbreviated(std::uint32_t at) const { return only(only_of_letter_, view_.raw[at]); }

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
    if (c == 0x7684)   // "one unnamed ... of the ministry": the particle behind a description of somebody
      for (std::uint32_t k = p - 1; k > 0 && p - k < 10 && view_.is_han_at(k - 1); --k)
        if (view_.raw[k - 1] == 0x540D || view_.raw[k - 1] == 0x4F4D) return true;
    if (c == 0x6211 || c == 0x672C || c == 0x8BE5 || c == 0x5176 || c == 0x4E24) return false;   // ours, this, its, both
    return std::binary_search(word_ends_.begin(), word_ends_.end(), p);
  }
  while (p > 0 && view_.mark(p - 1) == Mark::space) --p;
  std::uint32_t b = p;
  while (b > 0 && (view_.is_letter_at(b - 1) || view_.raw[b - 1] == '-')) --b;
  if (b == p) return !(p > 0 && view_.raw[p - 1] == 0x2019) && !(p > 0 && view_.raw[p - 1] == '\'');
  const Range word{b, p};
  static constexpr en::WordList owned("his", "her", "their", "its", "our", "my", "another", "any", "other", "foreign", "no", "every", "each", "two", "three");
  if (owned.has(view_, word)) return false;
  if (!view_.is_capital_at(b)) return true;
  return b == sentence_begin(at.begin) || en::is_word(view_, word, "the");
}

/// "the Fourth Army Area's commander": letters that no row knows from the begin of a clause, the last of which says that it is an
/// institution of the state whose office follows.
bool Allegiance::behind_institution(Range at) const {
  if (!view_.is_han_at(at.end - 1) || at.begin < 2) return false;
  static constexpr std::u16string_view ends = u"\u519B\u533A\u961F\u90E8\u5C40\u7F72\u9662\u5385";   // army, area, force, ministry, bureau, agency, court, office
  if (ends.find(view_.raw[at.begin - 1]) == std::u16string_view::npos) return false;
  std::uint32_t b = at.begin;
  while (b > 0 && at.begin - b <= 8 && view_.is_han_at(b - 1)) --b;
  if (at.begin - b < 2 || at.begin - b > 8) return false;
  const auto named = std::lower_bound(mentions_.begin(), mentions_.end(), b, [](const Mention& x, std::uint32_t u) { return x.begin < u; });
  return named == mentions_.end() || named->begin >= at.begin;
}

Inferred Allegiance::of_office(const Term& title, Range at) const {
  if (!PartyTable::is_office(title) || at.empty() || at.end > view_.size()) return {};
  if (!is_bare(at) && !behind_institution(at)) {
    if (!view_.is_han_at(at.end - 1) || at.begin == 0) return {};
    const std::uint32_t c = at.begin - 1;
    const bool one = c == 0 || !view_.is_han_at(c - 1) || std::binary_search(word_ends_.begin(), word_ends_.end(), c);
    return inferred(one ? abbreviated(c) : PartyTable::nobody, "a party inferred from the first character of a state's name");
  }
  if (Inferred found = of_place(at.begin)) return found;
  if (Inferred found = named_before(title, at.begin, true)) return found;
  if (Inferred found = named_before(title, at.begin, false)) return found;
  if (Inferred found = of_holder(title, at.begin)) return found;
  if (Inferred found = of_paragraph(at.begin)) return found;
  if (Inferred found = of_report()) return found;
  if (Inferred found = of_dateline()) return found;
  return named_once(title);
}

Inferred Allegiance::of_dateline() const {
  if (dateline_ == PartyTable::nobody || tally_[dateline_].mentions < least_mentions) return {};
  const int own = tally_[dateline_].mentions;
  const bool is_guest = std::any_of(tally_.begin(), tally_.end(), [&](const Tally& t) { return t.mentions > 2 * own; });
  return is_guest ? Inferred{} : inferred(dateline_, "a party inferred from the capital of the dateline");
}

const Actor* Allegiance::only_named(const std::vector<const Actor*>& actors, bool is_short) const {
  const Actor* found = nullptr;
  if (is_short && std::none_of(actors.begin(), actors.end(), [&](const Actor* a) { return is_named(parties_.find(a->party)); })) return actors.front();
  for (const Actor* a : actors) {
    if (!is_named(parties_.find(a->party))) continue;
    if (found != nullptr && found->party != a->party) return nullptr;
    found = a;
  }
  return found;
}

Inferred Allegiance::of_group() const {
  Party found = PartyTable::nobody;
  for (Party p = 0; p < tally_.size(); ++p) {
    if (tally_[p].group == 0) continue;
    if (found != PartyTable::nobody) return {};
    found = p;
  }
  return inferred(found, "a party inferred from the only armed group the report names");
}

}  // namespace locarno::read
