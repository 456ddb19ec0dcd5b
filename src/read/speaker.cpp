#include "read/speaker.hpp"

#include <algorithm>

#include "read/home_state.hpp"
#include "read/possessor.hpp"
#include "read/speaker_parts.hpp"

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

void infer_party(const Scene& s, Speaker& speaker, const Token& title) {
  const Term& term = s.term(title);
  const bool group = Allegiance::is_of_group(term);
  if (!group && speaker.party == "UNKNOWN" && take_master(s, speaker, title)) return;
  if (group ? speaker.party == "EXPERT" || speaker.party == "MEDIA" : speaker.party != "UNKNOWN") return;
  const Actor* body = body_in(s, speaker.phrase);
  if (group && body != nullptr && body->kind != ActorKind::state) return;
  if (body == nullptr && (take_possessor(s, speaker, title.range.begin) || (!group && take_full_name(s, speaker, title)))) return;
  if (!group && s.latin && is_breakaway(s, title.range.begin)) return;
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

bool is_oblique(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  const std::uint32_t p = s.skip_spaces_left(at, floor);
  const Token* t = s.ending_at(p, TermKind::joiner, "prep");
  return t != nullptr && t->range.begin >= floor;
}

/// A word of company between two names right beside it: both are the subject.
static bool joins_names(const Scene& s, const Token& word, const Token* locative) {
  if (s.latin || locative != nullptr || word.range.size() != 1) return false;
  const char32_t c = s.view.raw[word.range.begin];
  if (c != 0x4E0E && c != 0x540C && c != 0x548C && c != 0x53CA) return false;
  return s.ending_at(word.range.begin, TermKind::actor) != nullptr || s.ending_at(word.range.begin, TermKind::title) != nullptr;
}

/// "On Tuesday Guterres said": the preposition is the day's, the name behind the day is the subject.
static bool dates_name(const Scene& s, const Token& prep, std::uint32_t end) {
  const Token* name = s.latin ? s.ending_at(end, TermKind::actor) : nullptr;
  if (name == nullptr) return false;
  const TimeAt* day = s.time_ending_at(s.skip_spaces_left(name->range.begin, prep.range.begin));
  return day != nullptr && day->range.begin <= prep.range.end + 1;
}

/// Where the title of a paper in pointed brackets that ends at `at` begins.
static std::uint32_t title_begin(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  std::uint32_t b = at - 1;
  while (b > floor && at - b < 20 && s.view.raw[b] != 0x300A) --b;
  return b;
}

/// "A with B at their joint meeting say": only the place is passed, for both speak; else all from the first preposition.
static const Token* together_at(const Scene& s, const Token& first, std::uint32_t end) {
  const char32_t c = s.view.raw[first.range.begin];
  const Token* at = c == 0x4E0E || c == 0x540C || c == 0x548C || c == 0x53CA ? s.last_in({first.range.end, end}, TermKind::joiner, "prep_in") : nullptr;
  for (std::uint32_t i = at == nullptr ? end : at->range.end; i + 1 < end; ++i) {
    const char32_t a = s.view.raw[i], b = s.view.raw[i + 1];
    if ((a == 0x8054 && b == 0x5408) || (a == 0x5171 && b == 0x540C)) return at;
  }
  return &first;
}

/// In Chinese, "on <<X>>" right before a word of posting: where "on" stands; `at` when it does not.
static std::uint32_t quoted_place_zh(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t longest = 10;
  if (s.latin || at < floor + 4 || s.view.mark(at - 1) != Mark::close_quote) return at;
  std::uint32_t open = at - 2;
  while (open > floor + 1 && at - open < longest && s.view.mark(open) != Mark::open_quote) --open;
  return s.view.mark(open) == Mark::open_quote && s.view.raw[open - 1] == 0x5728 ? open - 1 : at;
}

std::uint32_t pass_adjuncts_left(const Scene& s, std::uint32_t at, std::uint32_t floor, Adjuncts& adjuncts) {
  for (int step = 0; step < 24 && at > floor; ++step) {
    const std::uint32_t p = s.skip_spaces_left(at, floor);
    if (p <= floor) return p;
    if (const TimeAt* t = s.time_ending_at(p); t != nullptr && t->range.begin >= floor && t->range.begin < p) {
      if (!adjuncts.time) adjuncts.time = t->index;
      at = t->range.begin;
      if (s.latin) {   // "on Sunday"
        const Token* on = s.ending_at(s.skip_spaces_left(at, floor), TermKind::joiner, "prep");
        if (on != nullptr && on->range.begin >= floor) at = on->range.begin;
      }
      continue;
    }
    const Token* adverb = s.ending_at(p, TermKind::joiner, "adverb");
    if (adverb == nullptr) adverb = s.ending_at(p, TermKind::joiner, "continue");
    if (adverb != nullptr && adverb->range.begin >= floor) {
      const Token* source = s.ending_at(p, TermKind::pronoun, "generic");
      if (source != nullptr && adverb->range.begin <= floor + 2) return p;  // "analysis" alone is the source, not an adverb
      at = adverb->range.begin;
      continue;
    }
    if (const Token* no = s.ending_at(p, TermKind::negator, "negation"); no != nullptr && no->range.begin >= floor) {
      adjuncts.denied = true;
      at = no->range.begin;
      continue;
    }
    if (s.view.mark(p - 1) == Mark::close) {
      std::uint32_t b = p - 1;
      while (b > floor && s.view.mark(b) != Mark::open) --b;
      if (s.view.mark(b) == Mark::open && s.view.raw[b] != 0x300A) {
        for (const TimeAt& t : s.times)
          if (!adjuncts.time && Range{b, p}.contains(t.range)) adjuncts.time = t.index;
        at = b;
        continue;
      }
    }
    if (const std::uint32_t in = quoted_place_zh(s, p, floor); in < p) {
      adjuncts.channel = "social media";
      at = in;
      continue;
    }
    if (const Token* channel = s.ending_at(p, TermKind::cue, "channel"); channel != nullptr && channel->range.begin >= floor && !s.latin) {
      adjuncts.channel = s.term(*channel).value;
      at = channel->range.begin;
      const Token* in = s.ending_at(at, TermKind::joiner, "prep");
      if (in == nullptr) {   // "in A statement": a few plain letters between
        const Range gap{at > floor + 6 ? at - 6 : floor, at};
        in = s.last_in(gap, TermKind::joiner, "prep");
        if (in != nullptr && (s.term(*in).value != "in" || s.has({in->range.end, at}, TermKind::actor) || s.has({in->range.end, at}, TermKind::cue))) in = nullptr;
      }
      if (in != nullptr && in->range.begin >= floor) at = in->range.begin;
      continue;
    }
    const Token* locative = s.ending_at(p, TermKind::joiner, "locative");
    const Token* prep = s.last_in({floor, p}, TermKind::joiner, "prep");
    const std::uint32_t near = s.latin ? 60 : 24;
    if (prep != nullptr && p - prep->range.begin <= near &&
        (locative != nullptr || s.has({prep->range.begin, p}, TermKind::pronoun, "audience") || s.has({prep->range.begin, p}, TermKind::pronoun, "generic") ||
         s.ending_at(p, TermKind::place) != nullptr || s.ending_at(p, TermKind::cue, "channel") != nullptr || (s.latin && s.ending_at(p, TermKind::actor) != nullptr) ||
         (!s.latin && s.ending_at(p, TermKind::actor) != nullptr && prep->range.end >= phrase_begin(s, p, floor)) ||
         (!s.latin && s.view.raw[p - 1] == 0x300B && prep->range.end >= phrase_begin(s, title_begin(s, p, floor), floor)))) {
      if (joins_names(s, *prep, locative) || dates_name(s, *prep, p)) return p;   // "A and B say"
      // "in a post on X", "at the White House", "to reporters", "when he met reporters"
      if (locative != nullptr) {
        const Token* first = s.first_in({floor, p}, TermKind::joiner, "prep_in");
        if (first != nullptr && p - first->range.begin <= 40) prep = together_at(s, *first, p);
      }
      const Range passed{prep->range.begin, p};
      if (const Token* channel = s.first_in(passed, TermKind::cue, "channel"); channel != nullptr) adjuncts.channel = s.term(*channel).value;
      for (const TimeAt& t : s.times)
        if (!adjuncts.time && passed.contains(t.range)) adjuncts.time = t.index;
      if (prep->range.begin <= floor && !s.latin) {
        at = prep->range.begin;
        return at;
      }
      at = prep->range.begin;
      continue;
    }
    return p;
  }
  return at;
}

}  // namespace locarno::read
