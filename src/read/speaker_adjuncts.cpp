// locarno/read/speaker_adjuncts.cpp -- what stands between a subject and its word of speech: days, places, "to reporters", a channel.
#include "read/speaker_parts.hpp"

namespace locarno::read {

/// In Chinese, a preposition that is the first character of a state's name too, right before an office of that state.
static bool abbreviates_state(const Scene& s, const Token& prep) {
  const std::uint32_t e = prep.range.end;
  const Token* state = s.latin || prep.range.size() > 1 ? nullptr : s.ending_at(e, TermKind::actor);
  const Token* office = state == nullptr ? nullptr : s.starting_at(e, TermKind::title);
  if (office == nullptr) return false;
  const Token* holder = s.starting_at(office->range.end, TermKind::actor);   // "headed by PRESIDENT NAME" of another state
  return holder == nullptr || s.actor(*holder).kind != ActorKind::person || s.actor(*holder).party == s.actor(*state).party;
}

bool is_oblique(const Scene& s, std::uint32_t at, std::uint32_t floor) {
  const std::uint32_t p = s.skip_spaces_left(at, floor);
  const Token* t = s.ending_at(p, TermKind::joiner, "prep");
  return t != nullptr && t->range.begin >= floor && !abbreviates_state(s, *t);
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
    if (prep != nullptr && abbreviates_state(s, *prep)) prep = nullptr;
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
