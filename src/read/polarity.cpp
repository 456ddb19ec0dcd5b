#include "read/polarity.hpp"

#include <array>

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

bool is_held(const Scene& s, const Token& negator) {
  for (const Token& t : s.tokens) {
    if (t.range.begin > negator.range.begin) break;
    if (!s.is(t, TermKind::negator) || t.range == negator.range || !t.range.overlaps(negator.range)) continue;
    if (s.term(t).cls != "negation") return true;
  }
  return false;
}

/// "any ... without X is Y", "whoever does not ... must": a subject that begins with a word for all of them, its particle, and
/// a copula or modal behind it in the clause.
bool in_whole_subject(const Scene& s, Range negator, std::uint32_t end) {
  if (negator.begin < 2) return false;
  const char32_t a = s.view.raw[negator.begin - 2], b = s.view.raw[negator.begin - 1];
  const bool all = (a == 0x4EFB && b == 0x4F55) || (a == 0x6240 && b == 0x6709) || (a == 0x51E1 && b == 0x662F) || (a == 0x4E00 && b == 0x5207);
  if (!all) return false;
  bool attributes = false;
  for (std::uint32_t i = negator.end; i < end && i < negator.end + 24; ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) return false;
    const char32_t c = s.view.raw[i];
    if (c == 0x7684) attributes = true;
    else if (attributes && (c == 0x662F || c == 0x90FD || c == 0x5C06 || c == 0x4F1A || c == 0x5FC5)) return true;
  }
  return false;
}

/// "A does not accept B's terms": somebody right before, and what the particle attributes to, or a pointer, inside the object.
bool is_main_verb(const Scene& s, Range negator, std::uint32_t particle) {
  const char32_t before = negator.begin > s.sentence.range.begin ? s.view.raw[negator.begin - 1] : 0;
  const bool is_we = before == 0x6211 || before == 0x4EEC;   // "I", "we"
  if (!is_we && s.ending_at(negator.begin, TermKind::actor) == nullptr && s.ending_at(negator.begin, TermKind::pronoun) == nullptr) return false;
  const Range object{negator.end, particle};
  if (s.has(object, TermKind::actor) || s.has(object, TermKind::pronoun)) return true;
  for (std::uint32_t i = object.begin; i < object.end; ++i)   // "this", "that", "you", "we", "they"
    for (static constexpr char32_t pointers[] = {0x8FD9, 0x90A3, 0x6B64, 0x4F60, 0x60A8, 0x6211, 0x4ED6, 0x5979, 0x5B83}; const char32_t one : pointers)
      if (s.view.raw[i] == one) return true;
  return false;
}

/// "values B's pledge of not seeking C": behind a verb and the B it is about, in what the particle attributes to the last noun of
/// the clause.
bool in_object(const Scene& s, Range negator, std::uint32_t end) {
  constexpr std::uint32_t longest_noun = 5;
  const Token* whose = s.ending_at(negator.begin, TermKind::actor);
  if (whose == nullptr || s.ending_at(whose->range.begin, TermKind::predicate) == nullptr) return false;
  std::uint32_t close = negator.end;
  while (close < end && s.view.mark(close) == Mark::none) ++close;
  for (std::uint32_t i = close; i > negator.end && close - i < longest_noun; --i)
    if (s.view.raw[i - 1] == 0x7684) return i < close;
  return false;
}

/// In a modifier of a noun: the particle of attribution follows soon. A modal ("will not"), a verb of refusing and "there
/// is no" carry the clause, whatever follows.
bool in_modifier(const Scene& s, Range negator, std::uint32_t end) {
  if (s.latin) return false;
  if (in_whole_subject(s, negator, end) || in_object(s, negator, end)) return true;
  const char32_t last = s.view.raw[negator.end - 1];
  const bool plain = negator.size() == 1 || last == 0x672A;   // "un-", "not yet"
  const bool unable = last == 0x6CD5 || last == 0x80FD;       // "cannot": of a noun only when its verb stands alone
  const bool lacking = last == 0x65E0 || last == 0x5E94;      // "without any", "should not"
  if (!plain && !unable && !lacking) return false;
  if (negator.size() == 2 && s.view.raw[negator.begin] == 0x5E76) return false;   // "has not ... after all": the verb of its clause
  if (s.view.raw[negator.begin - (negator.begin > 0 ? 1 : 0)] == 0x5728) return true;   // "in the absence of"
  for (std::uint32_t i = negator.end; i < end && i < negator.end + (unable || lacking ? 3u : 5u); ++i) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) return false;
    if (s.view.raw[i] != 0x7684) continue;
    const std::uint32_t noun = i + 1 < end && s.view.mark(i + 1) == Mark::close_quote ? i + 2 : i + 1;
    return s.view.raw[i - 1] != 0x65B0 && noun < end && s.view.is_han_at(noun) && !is_main_verb(s, negator, i);   // "accepted the new ..." does not attribute
  }
  return false;
}

/// Inside quotation marks that hold a word or two while the stretch goes on outside; a quoted predicate is none.
bool in_scare_quote(const Scene& s, const Token& word, Range r) {
  const Range negator = word.range;
  if (s.view.quote[negator.begin] == 0 || s.view.quote[r.begin] > 0) return false;
  const bool opens = negator.begin > r.begin && s.view.quote[negator.begin - 1] > 0 && s.view.mark(negator.begin - 1) != Mark::none;
  if (opens && s.term(word).value == "will") return false;   // A "will not tolerate" B
  std::uint32_t b = negator.begin, e = negator.end;
  while (b > r.begin && s.view.quote[b - 1] > 0) --b;
  while (e < r.end && s.view.quote[e] > 0) ++e;
  if (e - b > (s.latin ? 24u : 6u)) return false;
  return e < r.end && s.starting_at(e, TermKind::joiner, "prep") == nullptr && s.view.mark(e) == Mark::none;
}

/// Does the word right before `at` bring content ("claim that", "made it clear that")? Its content is the main thing said.
bool brings_content(const Scene& s, std::uint32_t at) {
  for (const Token& t : s.tokens) {
    if (t.range.begin >= at) break;
    if (t.range.end == at && s.is(t, TermKind::cue)) return true;
  }
  return false;
}

/// A front that tells of what, when or with what in mind, and not what is the case: it opens with a preposition or a word for
/// all, or ends in a noun of place or time.
bool is_front(const Scene& s, std::uint32_t begin, std::uint32_t end) {
  while (end > begin && s.view.mark(end - 1) != Mark::none) --end;
  if (end - begin < 2) return true;
  for (const Token& t : s.tokens)   // "... shows:" brings what follows
    if (t.range.end == end && s.is(t, TermKind::cue)) return true;
  static constexpr std::u16string_view openers = u"\u5728\u5BF9\u9488\u5173\u4EFB\u51E1\u4ECE\u968F\u9274\u6839\u6309\u5982\u82E5\u5373\u5C3D\u867D\u9664\u4E3A\u5F53\u81F3\u6B64\u9762\u51FA\u53EA\u65E2\u5018";
  static constexpr std::u16string_view ends = u"\u524D\u540E\u65F6\u4E0B\u4E0A\u4E2D\u5185\u95F4\u8005\u6848\u767D\u91CF";
  return openers.find(s.view.raw[begin]) != std::u16string_view::npos || ends.find(s.view.raw[end - 1]) != std::u16string_view::npos;
}

/// In a clause that leads up to the main one or hangs on it ("if A does not", "a step that nobody took").
bool in_subordinate(const Scene& s, Range negator, Range r) {
  const std::size_t k = s.clause_of(negator.begin);
  const Range clause{std::max(s.sentence.clauses[k].range.begin, r.begin), s.sentence.clauses[k].range.end};
  const bool more = clause.end < r.end;
  std::uint32_t at = clause.begin;
  if (const Token* opener = s.starting_at(at, TermKind::joiner, "continue"); opener != nullptr) at = s.skip_spaces_right(opener->range.end, clause.end);
  if (s.view.mark(at) == Mark::open_quote || s.view.mark(at) == Mark::straight) ++at;
  const bool leads = s.starting_at(at, TermKind::joiner, "condition") != nullptr ||
                     (s.starting_at(at, TermKind::joiner, "subordinate") != nullptr && s.term(*s.starting_at(at, TermKind::joiner, "subordinate")).value != "prep");
  if (leads && more) return true;
  if (!s.latin) return false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= negator.begin) break;
    if (t.range.begin <= clause.begin + 1 || !s.is(t, TermKind::joiner)) continue;
    const std::string& cls = s.term(t).cls;
    if ((cls == "condition" || cls == "dependent") && !s.view.reads(t.range.begin, t.range.end, "so")) return true;
  }
  for (std::uint32_t i = clause.begin + 4; i + 5 < negator.begin; ++i)
    if (s.view.reads(i, negator.begin, " that ")) return !brings_content(s, i);
  return false;
}

/// Behind the word that makes something so ("ensure that Russia can no longer"): what is made so is not denied. Chinese.
bool is_made_so(const Scene& s, Range negator, Range r) {
  if (s.latin) return false;
  for (std::uint32_t i = negator.begin; i-- > r.begin && negator.begin - i < 14;) {
    const Mark m = s.view.mark(i);
    if (m == Mark::comma || m == Mark::semicolon || m == Mark::stop) return false;
    const char32_t c = s.view.raw[i], next = s.view.raw[i + 1];
    if ((c == 0x786E || c == 0x4FDD) && (next == 0x4FDD || next == 0x8BC1) && i + 2 < negator.begin) return true;   // "ensure", "guarantee"
  }
  return false;
}

/// In a later clause of several: the first has a predicate of its own, and its polarity is that of the whole. A front
/// that is none (a topic, a condition, "although", a scene of few characters) does not count. Chinese.
bool in_later_clause(const Scene& s, Range negator, Range r) {
  if (s.latin) return false;
  const std::size_t first = s.clause_of(r.begin);
  if (s.clause_of(negator.begin) == first) return false;
  const Range clause{r.begin, s.sentence.clauses[first].range.end};
  if (clause.size() < 9 || clause.end >= r.end) return false;
  const char16_t opener = s.view.raw[s.sentence.clauses[first + 1].range.begin];
  if (opener == 0x5C31 || opener == 0x5373) return false;   // "namely", "even"
  std::uint32_t at = clause.begin;
  while (at < clause.end && s.view.mark(at) != Mark::none) ++at;
  for (const TermKind kind : {TermKind::joiner, TermKind::negator})
    if (s.starting_at(at, kind) != nullptr) return false;
  return !is_front(s, at, clause.end);
}

/// "for A, not for B", "many, but not all": what is not meant stands beside what is.
bool only_contrasts(const Scene& s, Range negator, Range r) {
  std::uint32_t at = negator.begin;
  while (at > r.begin && s.view.mark(at - 1) == Mark::space) --at;
  if (at <= r.begin) return false;
  const bool comma = s.view.mark(at - 1) == Mark::comma;
  if (!s.latin)   // "is A, is not B": a bare noun
    return comma && negator.size() == 2 && s.view.raw[negator.begin] == 0x4E0D && s.view.raw[negator.begin + 1] == 0x662F && r.end <= negator.end + 7;
  if (!s.view.reads(negator.begin, negator.end, "not")) return false;
  const Range word = en::word_before(s.view, at, r.begin);
  return comma || en::is_word(s.view, word, "but") || en::is_word(s.view, word, "if");
}

}  // namespace

/// "no threat will make us abandon C": a subject that is nothing, and the verb in its clause.
static bool nothing_does(const Scene& s, Range word, std::uint32_t floor) {
  if (!s.latin) return false;
  while (floor < word.begin && (s.view.mark(floor) != Mark::none)) ++floor;
  const Range first = en::word_after(s.view, floor, word.begin);
  if (!en::is_word(s.view, first, "no") && !en::is_word(s.view, first, "nothing") && !en::is_word(s.view, first, "nobody")) return false;
  for (std::uint32_t i = first.end; i < word.begin; ++i)
    if (s.view.mark(i) != Mark::none && s.view.mark(i) != Mark::space) return false;
  for (Range at = en::word_after(s.view, first.end, word.begin); !at.empty(); at = en::word_after(s.view, at.end, word.begin))
    if (en::is_word(s.view, at, "make") || en::is_word(s.view, at, "force") || en::is_word(s.view, at, "compel")) return true;
  return false;
}

bool is_turned(const Scene& s, Range word, std::uint32_t floor) {
  if (!s.any(TermKind::negator)) return false;
  if (nothing_does(s, word, floor)) return true;
  const std::uint32_t reach = s.latin ? 22 : 6;
  const std::uint32_t from = word.begin > floor + reach ? word.begin - reach : floor;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= word.end) break;
    if (t.range.begin < from || !s.is(t, TermKind::negator)) continue;
    if (s.term(t).cls == "double" && t.range.overlaps(word)) return true;
    if (s.term(t).cls != "negation" || is_held(s, t)) continue;
    if (t.range.contains(word) && t.range != word) return true;
    if (t.range.end > word.begin) continue;
    bool broken = false;
    for (std::uint32_t i = t.range.end; i < word.begin; ++i) broken = broken || s.view.mark(i) == Mark::comma;
    if (!broken) return true;
  }
  return false;
}

bool is_negated(const Scene& s, Range r) {
  if (!s.any(TermKind::negator)) return false;
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!r.contains(t.range) || !s.is(t, TermKind::negator)) continue;
    const std::string& cls = s.term(t).cls;
    if (cls == "double") return true;
    if (cls != "negation" || s.term(t).value == "weak" || is_held(s, t)) continue;
    if (in_modifier(s, t.range, r.end) || in_scare_quote(s, t, r) || in_subordinate(s, t.range, r)) continue;
    if (only_contrasts(s, t.range, r) || (s.latin && s.view.reads(t.range.begin, t.range.end, "reject"))) continue;   // to oppose denies nothing
    if (is_made_so(s, t.range, r) || in_later_clause(s, t.range, r)) continue;
    // "..., not that the US ..." contrasts; it does not negate what stands before
    if (!s.latin && t.range.begin > r.begin && s.view.raw[t.range.begin - 1] == 0x800C) continue;
    return true;
  }
  return false;
}

Hedge hedge_of(const Scene& s, Range r) {
  struct Strength { Cls cls; Hedge hedge; };
  static constexpr std::array<Strength, 5> order = {{{"counterfactual", Hedge::counterfactual}, {"conditional", Hedge::conditional},
      {"probable", Hedge::probable}, {"possible", Hedge::possible}, {"planned", Hedge::planned}}};   // the first found counts
  if (!s.any(TermKind::hedge)) return Hedge::none;
  std::size_t best = order.size();
  for (const Token& t : s.tokens) {
    if (t.range.begin >= r.end) break;
    if (!s.is(t, TermKind::hedge) || !r.contains(t.range)) continue;
    for (std::size_t i = 0; i < best; ++i)
      if (t.facts.cls == order[i].cls) best = i;
  }
  return best < order.size() ? order[best].hedge : Hedge::none;
}

}  // namespace locarno::read
