// locarno/read/frames_denied.cpp -- denials that say nothing themselves: what is denied stands before them.
#include "read/chain.hpp"
#include "read/frames_finder.hpp"
#include "read/words_en.hpp"

namespace locarno::read {
namespace {

/// Where the words end that point back ("which", "a claim that", "an allegation") at the head of a clause; 0 when there are none.
std::uint32_t behind_pointer(const View& view, Range clause) {
  Range word = en::word_after(view, clause.begin, clause.end);
  if (en::is_word(view, word, "which")) return word.end;
  if (en::is_determiner(view, word)) word = en::word_after(view, word.end, clause.end);
  if (!en::is_claim_noun(view, word)) return 0;
  const Range that = en::word_after(view, word.end, clause.end);
  return en::is_word(view, that, "that") || en::is_word(view, that, "which") ? that.end : word.end;
}

}  // namespace

/// ", which B denies", ", an allegation B has rejected", ", a claim denied by B": the clause behind the words of another.
bool Finder::take_denial_aside(Frame& f) {
  if (!s.latin || frames.empty() || !one_of(f.cls, {"denial", "rejection", "framing"}) || frames.back().content.empty()) return false;
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range clause = sentence().clauses[k].range;
  if (k == 0 || sentence().clauses[k].before != Mark::comma || clause.begin <= frames.back().cue.range.end || quoted(clause.begin)) return false;
  const std::uint32_t from = behind_pointer(s.view, clause);
  if (from == 0 || from > f.cue.range.begin) return false;
  const Range by = en::word_after(s.view, f.cue.range.end, clause.end);
  if (en::is_word(s.view, by, "by")) {
    if (!s.view.trimmed({from, f.cue.range.begin}).empty()) return false;
    f.speaker = phrase_starting_at(s, by.end, clause.end);
  } else {
    const Range rest = s.view.trimmed({f.cue.range.end, clause.end});
    if (f.cls == "framing" ? rest.empty() || !quoted(rest.begin) : !rest.empty()) return false;   // "a charge B called <<Q>>"
    std::uint32_t at = s.skip_spaces_left(f.cue.range.begin, from);
    for (Range word = en::word_before(s.view, at, from); en::is_auxiliary(s.view, word) || en::is_adverb_form(s.view, word); word = en::word_before(s.view, at, from))
      at = s.skip_spaces_left(word.begin, from);
    f.speaker = phrase_ending_at(s, at, from);
  }
  if (!f.speaker || f.speaker.kind == SpeakerKind::document) return false;
  close(frames.back(), clause.begin);
  f.content = f.cls == "framing" ? s.view.trimmed({f.cue.range.end, clause.end}) : s.view.trimmed(clause);
  f.begin = clause.begin;
  f.parent = frames.back().parent;
  f.rule = "bare_denial";
  frames.push_back(std::move(f));
  return true;
}

/// "..., but B ruled it out": a denial of what stands before, without words of its own.
bool Finder::denies_it(const Frame& f) const {
  if (frames.empty() || f.inherited || !one_of(f.cls, {"denial", "rejection"}) || f.speaker.kind == SpeakerKind::none || f.speaker.kind == SpeakerKind::pronoun) return false;
  const std::size_t k = s.clause_of(f.begin);
  const Range clause = sentence().clauses[k].range;
  if (clause.begin <= frames.back().cue.range.end || k + 1 < sentence().clauses.size() || quoted(clause.begin)) return false;
  const bool answers = !s.latin && f.speaker.phrase.begin == clause.begin && !f.speaker.party.empty() && !includes_parties(frames.back().speaker.party, f.speaker.party);   // "A blames B for C, B denies"
  if (!answers && sentence().clauses[k].before != Mark::semicolon && s.starting_at(clause.begin, TermKind::joiner, "contrast") == nullptr) return false;
  return s.view.trimmed({f.cue.range.end, clause.end}).size() <= (s.latin ? 9u : 1u);
}

/// "A claimed C; B denied D"; in English also "A said C, but B denied D": B's own answer, in a clause of its own. "B had denied D"
/// is what A tells.
bool Finder::answers_it(const Frame& f) const {
  if (frames.empty() || f.inherited || f.speaker.party.empty() || f.speaker.party == "UNKNOWN" || f.speaker.party == frames.back().speaker.party) return false;
  const std::size_t k = s.clause_of(f.begin);
  if (k <= s.clause_of(frames.back().cue.range.begin)) return false;
  const Range clause = sentence().clauses[k].range;
  if (!s.latin) return sentence().clauses[k].before == Mark::semicolon && f.speaker.phrase.begin == clause.begin && !includes_parties(f.speaker.party, frames.back().speaker.party);
  const Token* joiner = s.starting_at(clause.begin, TermKind::joiner, "contrast");
  if (sentence().clauses[k].before != Mark::semicolon && (joiner == nullptr || f.cls != "denial")) return false;
  const Range verb = en::word_before(s.view, f.cue.range.begin, clause.begin);
  return !en::is_word(s.view, verb, "had") && f.speaker.phrase.begin <= (joiner != nullptr ? joiner->range.end : clause.begin) + 6;
}

/// "A has not commented on C", "B did not respond to C": nobody speaks.
bool Finder::keeps_silent_en(const Frame& f) const {
  static constexpr en::WordList answers("commented", "comment", "responded", "respond", "replied", "reply", "answered", "elaborate", "elaborated");
  return s.latin && f.adjuncts.denied && answers.has(s.view, en::word_after(s.view, f.cue.range.begin, f.cue.range.end));
}

/// "<<Q?>> A asked.", "A asked reporters, referring to B": a question put in so many words.
bool Finder::asks_aloud_en(const Frame& f) const {
  const Range cue = f.cue.range;
  if (!s.latin || cue.size() != 5 || !s.view.reads(cue.begin, cue.end, "asked") || cue.begin <= clause_at(cue.begin).begin + 1) return false;
  if (en::is_be(s.view, en::word_before(s.view, cue.begin, sentence().range.begin))) return false;   // "when he was asked"
  std::uint32_t at = cue.end;
  if (const Token* whom = s.starting_at(s.skip_spaces_right(at, sentence().range.end), TermKind::pronoun, "audience"); whom != nullptr) at = whom->range.end;
  return at >= sentence().range.end || s.view.mark(at) == Mark::comma || s.view.mark(at) == Mark::stop;
}

/// "Nobody has told A that C", "neither side has said": nobody speaks.
bool Finder::is_nobodys_en(const Frame& f) const {
  if (!s.latin) return false;
  const std::uint32_t floor = clause_at(f.cue.range.begin).begin;
  Range word = en::word_before(s.view, f.cue.range.begin, floor);
  while (en::is_auxiliary(s.view, word) || en::is_adverb_form(s.view, word)) word = en::word_before(s.view, word.begin, floor);
  if (en::is_word(s.view, word, "nobody") || en::is_word(s.view, word, "neither") || en::is_word(s.view, word, "none")) return true;
  const Range before = en::word_before(s.view, word.begin, floor);
  return en::is_word(s.view, before, "neither") || (en::is_word(s.view, before, "no") && !s.view.is_capital_at(word.begin));
}

/// In Chinese, "the allegation of C" without the noun that names it one.
Range Finder::without_claim(Range r) const {
  constexpr std::uint32_t longest_noun = 4;
  for (std::uint32_t i = r.end; i > r.begin + 2 && r.end - i <= longest_noun; --i)
    if (s.view.raw[i - 1] == particle_de) return s.view.trimmed({r.begin, i - 1});
  return s.view.trimmed(r);
}

/// In Chinese, "as to the allegation of C, S denies it": C in the clause before that of the denial; empty when nothing is denied so.
Range Finder::denied_topic(const Frame& f) const {
  const std::size_t k = s.clause_of(f.cue.range.begin);
  const Range own = sentence().clauses[k].range;
  if (s.latin || f.cls != "denial" || f.cue.range.end < own.end || k == 0 || f.speaker.phrase.begin < own.begin) return {};
  const Range before = sentence().clauses[k - 1].range;
  const Token* to = s.starting_at(before.begin, TermKind::joiner, "prep");
  if (to == nullptr || s.term(*to).value != "toward") return {};
  const Range topic = without_claim({to->range.end, before.end});
  return topic.size() > 3 ? topic : Range{};
}

/// In Chinese, "as to this, B denies it": the sentence before is what is denied.
bool Finder::denies_this(const Frame& f) const {
  if (s.latin || f.cls != "denial" || f.inherited || f.cue.range.end < clause_at(f.cue.range.begin).end || !frames.empty()) return false;
  for (std::uint32_t i = sentence().range.begin; i + 1 < f.cue.range.begin; ++i)
    if (s.view.raw[i] == 0x5BF9 && s.view.raw[i + 1] == 0x6B64) return true;   // "as to this"
  return false;
}

/// "The army has denied this.": what the sentence before told.
bool Finder::denies_that_en(const Frame& f) const {
  if (!s.latin || f.cls != "denial" || f.inherited || !frames.empty() || f.speaker.kind == SpeakerKind::none) return false;
  const Range rest = s.view.trimmed({f.cue.range.end, sentence().range.end});
  return en::is_word(s.view, rest, "this") || en::is_word(s.view, rest, "that") || en::is_word(s.view, rest, "it");
}

/// Keeps a denial without words of its own: of a topic named before it, or of what another said, whose words end there.
bool Finder::take_denial(Frame& f) {
  if (const Range denied = denied_topic(f); !denied.empty()) {
    f.content = denied;
    f.begin = std::min(f.begin, denied.begin);
    f.rule = "denied_topic";
  } else if (denies_this(f)) {
    f.content = s.view.trimmed({std::min(f.begin, clause_at(f.begin).begin), clause_at(f.cue.range.begin).end});
    f.rule = "bare_denial";
  } else if (denies_that_en(f)) {
    f.content = s.view.trimmed({f.begin, clause_at(f.cue.range.begin).end});
    f.rule = "bare_denial";
  } else if (denies_it(f)) {
    const Range clause = clause_at(f.begin);
    close(frames.back(), clause.begin);
    const Token* joiner = s.starting_at(clause.begin, TermKind::joiner, "contrast");
    f.content = s.view.trimmed({joiner != nullptr ? joiner->range.end : clause.begin, clause.end});
    f.begin = clause.begin;
    f.rule = "bare_denial";
  } else {
    return false;
  }
  frames.push_back(std::move(f));
  return true;
}

}  // namespace locarno::read
