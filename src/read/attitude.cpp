#include "read/attitude.hpp"

#include <array>

#include "read/polarity.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

struct Rank { std::string_view cls; int rank; };
/// Which predicate of a proposition wins: what must be, then giving way, asking, refusing, offering. "A compromise must be
/// fair" asks; "it contains compromises" gives way.
constexpr std::array<Rank, 8> ranks = {{{"concede", 16}, {"accept", 14}, {"demand", 12}, {"refuse", 10}, {"oppose", 10},
                                        {"offer", 8}, {"uncertain", 6}, {"support", 4}}};
constexpr int rank_strong = 20, rank_modal = 18, rank_noun = 11, rank_modifier = 1;
int rank_of(const std::string& cls) {
  for (const Rank& r : ranks)
    if (r.cls == cls) return r.rank;
  return 0;
}

Attitude plain(const std::string& cls) {
  if (cls == "concede" || cls == "accept") return Attitude::concede;
  if (cls == "demand") return Attitude::demand;
  if (cls == "refuse" || cls == "oppose") return Attitude::oppose;
  if (cls == "offer") return Attitude::offer;
  if (cls == "uncertain") return Attitude::uncertain;
  if (cls == "support") return Attitude::support;
  return Attitude::report;
}

Attitude turned(const std::string& cls) {
  if (cls == "concede") return Attitude::support;   // has not given up
  if (cls == "accept") return Attitude::oppose;
  if (cls == "demand") return Attitude::oppose;     // should not
  if (cls == "refuse" || cls == "oppose") return Attitude::support;
  if (cls == "offer") return Attitude::oppose;      // will not send
  if (cls == "support") return Attitude::oppose;
  return Attitude::uncertain;
}

/// A word in a modifier (the particle of attribution or a relative follows) says something of a noun, not of the speaker.
bool in_modifier(const Scene& s, Range word, std::uint32_t end) {
  if (s.latin) return false;
  for (std::uint32_t i = word.end; i < end && i < word.end + 2; ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) return false;
    if (s.view.raw[i] == 0x7684) return i + 1 < end && s.view.is_han_at(i + 1);
  }
  return false;
}

/// Behind the particle of attribution a word of asking or offering is a noun ("B's demands").
bool is_noun(const Scene& s, Range word, std::uint32_t floor) {
  if (!s.latin && word.size() == 2 && word.begin > floor + 1) {   // "this demand was turned down"
    const char32_t c = s.view.raw[word.begin - 1], b = s.view.raw[word.begin - 2];
    if (c == 0x8BE5 || ((c == 0x4E00 || c == 0x9879 || c == 0x79CD) && b == 0x8FD9)) return true;
  }
  return !s.latin && word.size() == 2 && word.begin > floor + 1 && s.view.raw[word.begin - 1] == 0x7684 && s.view.is_han_at(word.begin - 2);
}

/// In Chinese, "was turned down by A", "met with refusal": the other side's act, told by the speaker.
bool is_suffered(const Scene& s, Range word, std::uint32_t floor) {
  constexpr std::uint32_t reach = 10;
  for (std::uint32_t i = word.begin; !s.latin && i-- > floor && word.begin - i <= reach && s.view.mark(i) == Mark::none;)
    if (s.view.raw[i] == 0x88AB || s.view.raw[i] == 0x906D) return true;
  return false;
}

/// "met A's demands": nothing that is asked for stands behind it in the clause.
bool ends_clause(const Scene& s, Range word, Range content) {
  return !s.latin && word.size() == 2 && word.begin > content.begin && (word.end >= content.end || s.view.mark(word.end) == Mark::comma || s.view.mark(word.end) == Mark::close_quote || s.view.mark(word.end) == Mark::stop || s.view.mark(word.end) == Mark::semicolon);
}

/// One noun of an enumeration ("signals, demands and intentions").
bool in_list(const Scene& s, Range word) {
  const auto joins = [&](std::uint32_t i) {
    const char32_t c = s.view.raw[i];
    return c == 0x3001 || c == 0x53CA;
  };
  return !s.latin && ((word.begin > s.sentence.range.begin && joins(word.begin - 1)) || (word.end < s.sentence.range.end && joins(word.end)));
}

/// ", whether here or there"; "made unreasonable demands": no stand is taken in them.
bool is_aside_or_noun_en(const Scene& s, Range word, std::uint32_t floor) {
  const std::uint32_t before = s.skip_spaces_left(word.begin, floor);
  if (before <= floor) return false;
  if (s.view.reads(word.begin, word.end, "whether")) return s.view.mark(before - 1) == Mark::comma;
  static constexpr en::WordList nouns("offer", "demand");
  static constexpr en::WordList openers("the", "an", "a", "any", "this", "that", "its", "their", "no", "every", "new", "latest");
  if (nouns.has(s.view, word) && before > floor + 2 && s.view.is_possessive_at(before - 2, before)) return true;   // "the South's offer"
  if (nouns.has(s.view, word) && openers.has(s.view, en::word_before(s.view, word.begin, floor))) return true;   // "turned the offer down"
  if (!s.view.reads(word.begin, word.end, "demands") && !s.view.reads(word.begin, word.end, "offers")) return false;
  for (const TermKind kind : {TermKind::actor, TermKind::pronoun, TermKind::title, TermKind::negator})
    if (s.ending_at(before, kind) != nullptr) return false;
  if (en::is_word(s.view, en::word_before(s.view, before, floor), "it")) return false;
  return s.ending_at(before, TermKind::joiner, "adverb") == nullptr && s.view.is_letter_at(before - 1);
}

/// A word of asking, then somebody it is asked of, right before the verb at `at` ("wants A to", "hopes that A").
bool asks_somebody(const Scene& s, Range content, std::uint32_t at) {
  const Token* asked = nullptr;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= at) break;
    if (t.range.begin < content.begin) continue;
    if (s.is(t, TermKind::predicate, "demand") && s.term(t).value != "modal") asked = &t;
    else if (asked != nullptr && t.range.begin >= asked->range.end && s.is(t, TermKind::actor)) {
      const Range gap{t.range.end, at};
      if (t.range.begin <= asked->range.end + 5 && gap.size() <= (s.latin ? 6u : 2u)) return true;
    }
  }
  return false;
}

/// "for A to": what is up to A.
bool waits_for(const Scene& s, Range content, std::uint32_t verb) {
  std::uint32_t at = s.skip_spaces_left(verb, content.begin);
  if (at < content.begin + 8 || !s.view.reads(at - 2, at, "to")) return false;
  const Token* who = s.ending_at(s.skip_spaces_left(at - 2, content.begin), TermKind::actor);
  if (who == nullptr || who->range.begin < content.begin + 4) return false;
  return s.view.reads(s.skip_spaces_left(who->range.begin, content.begin) - 3, who->range.begin, "for");
}

/// "until A abandons B", "unless A withdraws": what another must do first, or the time of it.
bool is_awaited(const Scene& s, Range word, std::uint32_t floor) {
  if (!s.latin) return false;
  static constexpr en::WordList openers("until", "unless", "once", "after", "before");
  const Token* who = nullptr;
  Range at = en::word_before(s.view, word.begin, floor);
  for (int step = 0; step < 5 && !at.empty(); ++step, at = en::word_before(s.view, at.begin, floor)) {
    if (openers.has(s.view, at)) return who != nullptr;
    if (who == nullptr) who = s.starting_at(at.begin, TermKind::actor);
  }
  return false;
}

/// ", which A accepted last week": A's deed, told of a thing.
bool in_relative_of_another(const Scene& s, Range word, std::uint32_t floor) {
  if (!s.latin) return false;
  const Range clause = s.sentence.clauses[s.clause_of(word.begin)].range;
  if (clause.begin <= floor || !en::is_word(s.view, en::word_after(s.view, clause.begin, word.begin), "which")) return false;
  const Token* who = s.starting_at(s.skip_spaces_right(clause.begin + 5, word.begin), TermKind::actor);
  return who != nullptr && who->range.end <= word.begin;
}

/// "not prepared to", "prepared to give up": the longer word hides the one that would tell.
bool hides_a_stand(const Scene& s, const Token& t) {
  const std::string& value = s.term(t).value;
  return s.term(t).cls == "stand" && (value == "oppose" || value == "uncertain" || (s.latin && (value == "demand" || value == "concede")));
}

/// "an end to the war and the aggression", "prevents new provocations": the harsh word names what is to end, and opposes nothing else.
bool is_ended(const Scene& s, Range word, std::uint32_t floor) {
  if (s.latin) {
    static constexpr en::WordList enders("end", "ends", "ended", "ending", "stop", "stops", "stopped", "stopping", "halt", "halted", "halting", "cease", "prevent", "prevents", "preventing", "avoid");
    Range at = en::word_before(s.view, word.begin, floor);
    for (int step = 0; step < 6 && !at.empty(); ++step, at = en::word_before(s.view, at.begin, floor))
      if (enders.has(s.view, at)) return true;
    return false;
  }
  static constexpr std::u16string_view enders[] = {u"\u7ED3\u675F", u"\u505C\u6B62", u"\u7EC8\u6B62", u"\u5236\u6B62", u"\u675C\u7EDD", u"\u907F\u514D", u"\u9632\u6B62", u"\u963B\u6B62"};
  constexpr std::uint32_t reach = 14;
  for (std::uint32_t i = word.begin; i-- > floor && word.begin - i < reach && s.view.mark(i) == Mark::none;)
    for (const std::u16string_view ender : enders)
      if (i + 1 < word.begin && s.view.raw[i] == ender[0] && s.view.raw[i + 1] == ender[1]) return true;
  return false;
}

std::optional<Attitude> from_cue(const std::string& cls, const std::string& hint) {
  if (cls == "doubt" || cls == "refusal") return Attitude::uncertain;
  if (cls == "opinion" && hint == "oppose") return Attitude::oppose;
  if (cls == "denial" || cls == "rejection" || cls == "attitude_oppose") return Attitude::oppose;
  if (cls == "attitude_support" || cls == "attitude_thanks") return Attitude::support;
  if (cls == "demand" || cls == "hope") return Attitude::demand;
  if (cls == "offer" || cls == "list") return Attitude::offer;
  if (cls == "commitment") return hint == "concede" ? Attitude::concede : Attitude::offer;
  return std::nullopt;
}

}  // namespace

AttitudeAnswer attitude_of(const Scene& s, Range content, const std::string& cls, const std::string& hint) {
  AttitudeAnswer best;
  int best_rank = 0;
  if (const Token* turn = s.starting_at(content.begin, TermKind::joiner, "exchange"); turn != nullptr) {
    best.attitude = Attitude::demand;   // "turning to seek ...", "in exchange for ..."
    best.predicate = turn->range;
    best.predicate_class = "demand";
    return best;
  }
  for (const Token& t : s.tokens) {
    if (t.range.begin >= content.end) break;
    if (!content.contains(t.range) || !s.is(t, TermKind::predicate)) continue;
    const std::string& predicate = hides_a_stand(s, t) ? s.term(t).value : s.term(t).cls;
    int rank = rank_of(predicate);
    if (rank == 0) continue;
    if (in_list(s, t.range) || (s.latin && is_aside_or_noun_en(s, t.range, content.begin))) continue;
    if (s.term(t).value == "strong") rank = rank_strong;
    else if (predicate == "demand" && s.term(t).value == "modal") rank = rank_modal;
    else if (s.term(t).value == "noun") rank = rank_noun;
    else if (in_modifier(s, t.range, content.end) || in_relative_of_another(s, t.range, content.begin) || is_awaited(s, t.range, content.begin) || ((predicate == "refuse" || predicate == "oppose") && is_suffered(s, t.range, content.begin)) || (predicate == "demand" && (is_noun(s, t.range, content.begin) || ends_clause(s, t.range, content)))) rank = rank_modifier;
    if (predicate == "oppose" && is_ended(s, t.range, content.begin)) continue;
    if (predicate == "accept" && s.latin && waits_for(s, content, t.range.begin)) continue;   // "a deadline for A to accept B"
    if (predicate == "concede" && asks_somebody(s, content, t.range.begin)) continue;   // "wants A to give up B" asks
    if (rank <= best_rank) continue;
    const bool is_turned_here = is_turned(s, t.range, content.begin);
    best_rank = rank;
    best.predicate = t.range;
    best.predicate_class = predicate;
    best.turned = is_turned_here;
    if (predicate == "offer" && is_negated(s, content) && (is_noun(s, t.range, content.begin) || ends_clause(s, t.range, content))) rank = rank_modifier;   // "has never received B's offer", "kept no promise"
    best.attitude = rank == rank_modifier ? Attitude::report : is_turned_here ? turned(predicate) : plain(predicate);
  }
  if (best.attitude == Attitude::concede && !best.turned && best.predicate && best.predicate->begin <= content.begin + 1)   // "giving up A crosses every line"
    for (const Token& t : s.tokens)
      if (t.range.begin > best.predicate->end && t.range.end <= content.end && s.is(t, TermKind::predicate) && (s.term(t).cls == "oppose" || s.term(t).cls == "refuse") && !is_turned(s, t.range, content.begin)) best.attitude = Attitude::oppose;
  if (const auto fixed = from_cue(cls, hint)) {
    // "agrees to accept" gives way; other content does not overrule an act
    if (cls == "commitment" && best.attitude == Attitude::concede && !best.turned) return best;
    best.attitude = *fixed;
    if (hint == "vow" && is_negated(s, content)) best.attitude = Attitude::oppose;   // "vowed never to ...", while "pledged not to ..." offers
    return best;
  }
  if (cls == "warning" && best.attitude == Attitude::offer) best.attitude = Attitude::oppose;   // "warned that it would send": no offer
  if (best_rank <= rank_modifier) {
    best.attitude = Attitude::report;
    if (cls == "warning") best.attitude = Attitude::oppose;
    if (cls == "performative" && !hint.empty()) best.attitude = Attitude::report;
  }
  return best;
}

std::optional<Range> condition_in(const Scene& s, Range content) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= content.end) break;
    if (!content.contains(t.range) || !s.is(t, TermKind::joiner)) continue;
    const std::string& cls = s.term(t).cls;
    if (cls != "exchange" && cls != "condition") continue;
    std::uint32_t end = t.range.end;
    while (end < content.end && s.view.mark(end) != Mark::comma && s.view.mark(end) != Mark::semicolon && s.view.mark(end) != Mark::stop) ++end;
    if (cls == "exchange" && !s.latin) end = content.end;  // "in exchange for A, B and C" runs on
    const Range words = s.view.trimmed({t.range.end, end});
    if (words.size() >= (s.latin ? 6u : 3u)) return words;
  }
  return std::nullopt;
}

}  // namespace locarno::read
