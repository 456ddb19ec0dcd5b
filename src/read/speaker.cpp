#include "read/speaker.hpp"

#include <algorithm>

#include "read/home_state.hpp"
#include "read/possessor.hpp"
#include "read/speaker_parts.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

bool is_former(const Scene& s, Range phrase) {
  const std::uint32_t at = phrase.begin;
  if (s.view.raw[at] == 0x524D) return true;  // "former"
  if (at > s.sentence.range.begin && s.view.raw[at - 1] == 0x524D) return true;
  return s.view.reads(at, phrase.end, "former ") || (at >= 7 && s.view.reads(at - 7, at, "former "));
}

}  // namespace

bool has_party(const std::string& list, std::string_view party) {
  const std::size_t n = party.size();
  for (std::size_t at = 0; at + n <= list.size();) {
    const bool ends = at + n == list.size() || list[at + n] == ';';
    if (ends && list.compare(at, n, party) == 0) return party.find(';') == std::string_view::npos;
    while (at < list.size() && list[at] != ';') ++at;
    ++at;
  }
  return false;
}

/// Past what may stand between two titles of one person: the full stop of "Gen.", the bracket of "(Rtd)".
static std::uint32_t pass_abbreviation(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  if (!s.latin || at <= floor + 3) return at;
  std::uint32_t p = at;
  if (s.view.raw[p - 1] == '.') --p;
  else if (s.view.mark(p - 1) == Mark::close) {
    std::uint32_t open = p - 1;
    while (open > floor && p - open < 8 && s.view.mark(open) != Mark::open) --open;
    if (s.view.mark(open) != Mark::open) return at;
    p = s.skip_spaces_left(open, floor);
  } else return at;
  return s.ending_at(p, TermKind::title) != nullptr ? p : at;
}

/// "the Union's Force in X (ACRONYM) spokesman": where the body's name begins, at the first actor of the letters before the
/// bracket; `at` when there is no such bracket. What the acronym itself names goes first.
static std::uint32_t body_before_acronym(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t longest_acronym = 12, longest_name = 22;
  if (at < floor + 5 || s.view.mark(at - 1) != Mark::close) return at;
  std::uint32_t open = at - 1;
  while (open > floor && at - open <= longest_acronym && s.view.mark(open) != Mark::open) --open;
  if (s.view.mark(open) != Mark::open || at - open < 4) return at;
  const Token* named = s.ending_at(at - 1, TermKind::actor);   // a name of the body itself
  const bool body = named != nullptr && named->range.begin == open + 1 && s.actor(*named).kind != ActorKind::person;
  for (std::uint32_t i = open + 1; i + 1 < at && !body; ++i)
    if (!s.view.is_capital_at(i) && !(s.view.raw[i] >= '0' && s.view.raw[i] <= '9') && s.view.raw[i] != '-') return at;
  std::uint32_t left = open;   // letters, quotation marks of the name, a short bracket of a state's
  while (left > floor && open - left < longest_name && (s.view.is_han_at(left - 1) || s.view.mark(left - 1) == Mark::close_quote || s.view.mark(left - 1) == Mark::open_quote ||
                                                       s.view.mark(left - 1) == Mark::close || s.view.mark(left - 1) == Mark::open)) --left;
  if (s.starting_at(open + 1, TermKind::actor) != nullptr && s.starting_at(left, TermKind::actor) == nullptr) return open + 1;
  for (const Token& t : s.tokens)
    if (t.range.begin >= left && t.range.end <= open && s.is(t, TermKind::actor) && s.actor(t).kind != ActorKind::person) return t.range.begin;
  return at;
}

std::uint32_t phrase_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t b = at;
  for (;;) {
    const std::uint32_t p = pass_abbreviation(s, s.skip_spaces_left(b, floor), floor);
    const Token* t = s.ending_at(p, TermKind::actor);
    if (t == nullptr) t = s.ending_at(p, TermKind::title);
    if (t == nullptr) t = s.ending_at(p, TermKind::place);
    if (t == nullptr && !s.latin && b == at) t = body_across(s, at);
    if (t != nullptr && t->range.begin >= floor && t->range.begin < b) { b = t->range.begin; continue; }
    if (!s.latin && p > floor && s.view.raw[p - 1] == 0x7684 && p == b) {  // the particle of attribution
      const Token* before = s.ending_at(p - 1, TermKind::actor);
      if (before != nullptr && before->range.begin >= floor) { b = before->range.begin; continue; }
    }
    if (s.latin && p > floor + 1 && s.view.is_possessive_at(p - 2, p)) { b = p - 2; continue; }
    if (const std::uint32_t body = s.latin || p != b ? p : body_before_acronym(s, p, floor); body < p) { b = body; continue; }
    if (!s.latin && p > floor + 3 && p == b && s.view.mark(p - 1) == Mark::close && s.view.is_letter_at(p - 2)) {   // NAME (Spelling) TITLE
      std::uint32_t open = p - 1;
      while (open > floor && p - open < 40 && s.view.mark(open) != Mark::open) --open;
      const Token* spelled = s.view.mark(open) == Mark::open ? s.ending_at(open, TermKind::actor) : nullptr;
      if (spelled != nullptr && spelled->range.begin >= floor) { b = spelled->range.begin; continue; }
    }
    return b;
  }
}

std::uint32_t modifiers_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  if (s.latin) return at;
  while (floor < at && s.view.mark(floor) == Mark::close_quote) ++floor;   // a clause that follows on a comma inside the quotation
  if (at - floor > 16 || at <= floor) return at;
  for (std::uint32_t i = floor; i < at; ++i)
    if (!s.view.is_han_at(i) && !s.view.is_letter_at(i) && s.view.mark(i) != Mark::open_quote && s.view.mark(i) != Mark::close_quote) return at;
  const Range gap{floor, at};
  for (const TimeAt& t : s.times)
    if (t.range.overlaps(gap)) return at;
  for (const Token& t : s.tokens) {
    if (!t.range.overlaps(gap)) continue;
    if (s.is(t, TermKind::joiner, "plain_noun")) continue;   // also across "Germany" and "interior"
    if (s.is(t, TermKind::cue) || s.is(t, TermKind::joiner) || s.is(t, TermKind::contact)) return at;
  }
  return floor;
}

const Actor* body_in(const Scene& s, Range phrase) {
  const Actor* found = nullptr;
  Range seen;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= phrase.end) break;
    if (!phrase.contains(t.range) || !s.is(t, TermKind::actor) || t.range == seen) continue;
    seen = t.range;
    const Actor& a = s.actor(t);
    if (a.kind == ActorKind::person || found != nullptr) continue;
    if (!s.latin && t.range.begin > phrase.begin && s.view.raw[t.range.begin - 1] == 0x9A7B) continue;   // posted to a state, not of it
    std::vector<const Actor*> namesakes = {&a};   // "Foreign Office": of two states
    for (const Token* k = &t + 1; k != s.tokens.data() + s.tokens.size() && k->range.begin == t.range.begin; ++k)
      if (k->range == t.range && s.is(*k, TermKind::actor) && s.actor(*k).party != a.party) namesakes.push_back(&s.actor(*k));
    found = namesakes.size() == 1 ? &a : s.report.whose.only_named(namesakes, t.range.size() == 1);
  }
  return found;
}

void set_body(const Scene& s, Speaker& speaker, Range phrase, const std::string& cls) {
  const Actor* body = body_in(s, phrase);
  if (body != nullptr) speaker.org = body->canonical;
  if (cls == "expert") speaker.party = body != nullptr && body->party == "UN" ? "UN" : "EXPERT";   // a panel of the United Nations speaks for it
  else if (cls == "media") speaker.party = "MEDIA";
  else if (cls == "private") speaker.party = "UNKNOWN";   // residents, witnesses: theirs alone
  else if (body != nullptr && is_former(s, phrase)) speaker.party = "EXPERT";
  else speaker.party = body != nullptr ? body->party : "UNKNOWN";
}

/// "the breakaway region's leader", "an opposition leader": not of the state that the report is about.
static bool is_breakaway(const Scene& s, std::uint32_t at) {
  const std::uint32_t from = at > s.sentence.range.begin + 40 ? at - 40 : s.sentence.range.begin;
  for (std::uint32_t i = from; i < at; ++i)
    for (static constexpr std::string_view word_list[] = {"breakaway", "separatist", "self-declared", "self-proclaimed", "unrecognised", "unrecognized", "opposition "}; const std::string_view word : word_list)
      if (s.view.reads(i, at, word)) return true;
  return false;
}

bool names_rebels(const Scene& s, Range r) {
  static constexpr en::WordList rebels("rebel", "rebels", "rebellion", "insurgent", "insurgents", "insurgency", "militia", "militias", "guerrilla", "guerrillas", "separatist", "separatists", "paramilitary",
                                       "militant", "militants", "jihadist", "jihadists");
  for (Range word = en::word_after(s.view, r.begin, r.end); !word.empty(); word = en::word_after(s.view, word.end, r.end))
    if (rebels.has(s.view, word)) return true;
  return false;
}

/// "the kingdom's foreign ministry": of the state, group or body that the word stands for.
static bool take_possessor(const Scene& s, Speaker& speaker, std::uint32_t at) {
  const OwnerWord word = owner_word(s.view, at);
  if (word.sort == OwnerSort::none) return false;
  const Match* owner = owner_before(s.view, s.report.matches, word, [&](const Match& m) -> const Actor* {
    return m.kind == TermKind::actor ? &s.report.actor(s.report.facts_of_term(m.term).actor) : nullptr;
  });
  if (owner == nullptr) return false;
  const Actor& body = s.report.actor(s.report.facts_of_term(owner->term).actor);
  speaker.party = body.party;
  speaker.org = body.canonical;
  speaker.inferred = "a party inferred from what the owner's word stands for";
  return true;
}

/// "the general staff's spokesman": of the state whose general staff was named in full before.
static bool take_full_name(const Scene& s, Speaker& speaker, const Token& title) {
  const Token* house = s.term(title).cls == "body" ? &title : s.ending_at(title.range.begin, TermKind::title, "body");
  if (s.latin || house == nullptr) return false;
  const auto actor_of = [&](const Match& m) -> const Actor* { return m.kind == TermKind::actor ? &s.report.actor(s.report.facts_of_term(m.term).actor) : nullptr; };
  const Match* full = named_in_full(s.view, s.report.matches, house->range, actor_of);
  if (full == nullptr) return false;
  speaker.party = actor_of(*full)->party;
  speaker.org = actor_of(*full)->canonical;
  speaker.inferred = "a party inferred from the body that was named in full before";
  return true;
}

/// "an official of the foreign ministry", "one adviser of the presidency" without its state: the institution's title inside the phrase.
static const Token* department_in(const Scene& s, const Speaker& speaker, const Token& title) {
  constexpr std::uint32_t longest_count = 4;   // "one unnamed ..." between the two
  const std::string& cls = s.term(title).cls;
  if (s.latin || (cls != "official" && cls != "envoy" && cls != "diplomat")) return nullptr;
  static constexpr std::u16string_view counts = u"\u4E00\u4E8C\u4E24\u5169\u4E09\u591A\u51E0\u5E7E\u540D\u4F4D\u4E2A\u500B\u7684";
  for (std::uint32_t at = title.range.begin; at > s.sentence.range.begin && title.range.begin - at <= longest_count; --at) {
    if (const Token* of = s.ending_at(at, TermKind::title, "body"); of != nullptr && (at < title.range.begin || of->range.begin >= speaker.phrase.begin)) return of;
    if (const char32_t c = s.view.raw[at - 1]; c >= 0x10000 || counts.find(static_cast<char16_t>(c)) == std::u16string_view::npos) return nullptr;
  }
  return nullptr;
}

/// "A's spokesman": of the party of the person A, whom a possessive joins to the title.
static bool take_master(const Scene& s, Speaker& speaker, const Token& title) {
  const std::string& cls = s.term(title).cls;
  if (cls != "spokesperson" && cls != "envoy") return false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= title.range.begin) break;
    if (!speaker.phrase.contains(t.range) || !s.is(t, TermKind::actor) || s.actor(t).kind != ActorKind::person) continue;
    const bool owns = s.latin ? s.view.is_possessive_at(t.range.end, title.range.begin) : s.view.raw[t.range.end] == 0x7684 || t.range.end == title.range.begin;
    if (!owns) continue;
    const Actor& master = actor_of(s, t);
    if (master.party.empty() || master.party == "UNKNOWN") return false;
    speaker.party = master.party, speaker.org = master.org;
    return speaker.inferred = "the party of the person whose office it is", true;
  }
  return false;
}

/// "the leader of the rebel coalition"
static bool leads_rebels(const Scene& s, std::uint32_t at) {
  constexpr std::uint32_t reach = 40;
  const std::uint32_t end = std::min(s.sentence.range.end, at + reach);
  return en::is_word(s.view, en::word_after(s.view, at, end), "of") && names_rebels(s, {at, end});
}

void infer_party(const Scene& s, Speaker& speaker, const Token& title) {
  const Term& term = s.term(title);
  const bool group = Allegiance::is_of_group(term);
  if (!group && speaker.party == "UNKNOWN" && take_master(s, speaker, title)) return;
  if (group ? speaker.party == "EXPERT" || speaker.party == "MEDIA" : speaker.party != "UNKNOWN") return;
  const Actor* body = body_in(s, speaker.phrase);
  if (group && body != nullptr && body->kind != ActorKind::state) return;
  if (body == nullptr && (take_possessor(s, speaker, title.range.begin) || (!group && take_full_name(s, speaker, title)))) return;
  if (!group && s.latin && (is_breakaway(s, title.range.begin) || leads_rebels(s, title.range.end))) return;
  const Token* department = department_in(s, speaker, title);
  const Inferred owner = group ? s.report.whose.of_group() : department != nullptr ? s.report.whose.of_office(s.term(*department), department->range) : s.report.whose.of_office(term, title.range);
  if (group) speaker.party = "UNKNOWN";   // "Ruritanian rebels" do not speak for the state
  if (owner) {
    speaker.party = owner.party;
    speaker.inferred = owner.evidence;
  } else if (!group && s.latin && s.report.home != nullptr && (is_domestic(term.cls, term.value) || s.view.reads(title.range.begin, title.range.end, "military official"))) {
    speaker.party = s.report.home->party;
    speaker.inferred = "a party inferred from the state the report is about";
  }
}

std::string join_parties(const std::string& a, const std::string& b) {
  if (a.empty()) return b;
  if (a == b && a.find(';') == std::string::npos) return a;
  std::string out = a;
  std::size_t from = 0;
  while (from < b.size()) {
    std::size_t e = b.find(';', from);
    if (e == std::string::npos) e = b.size();
    const std::string one = b.substr(from, e - from);
    if (!one.empty() && !has_party(out, one)) out += ";" + one;
    from = e + 1;
  }
  // the Union among European states and leaders is one of them
  if (out.find(';') == std::string::npos) return out;
  if (has_party(out, "EUR") && has_party(out, "EU")) {
    const std::size_t at = out.rfind(";EU");
    if (at != std::string::npos && (at + 3 == out.size() || out[at + 3] == ';')) out.erase(at, 3);
    else if (out.rfind("EU;", 0) == 0) out.erase(0, 3);
  }
  return out;
}

void join(Speaker& speaker, const Speaker& other) {
  if (!speaker) { speaker = other; return; }
  speaker.kind = SpeakerKind::joint;
  speaker.name += " and " + other.name;
  speaker.party = join_parties(speaker.party, other.party);
  if (speaker.party == "EUR") speaker.name = "European leaders";   // states and the Union's leaders together
  speaker.plural = true;
  speaker.phrase = {std::min(speaker.phrase.begin, other.phrase.begin), std::max(speaker.phrase.end, other.phrase.end)};
  speaker.head = speaker.phrase;
}

Speaker narrator() {
  Speaker s;
  s.kind = SpeakerKind::narrator;
  s.name = "(narrator)";
  s.party = "NARRATOR";
  return s;
}

}  // namespace locarno::read
