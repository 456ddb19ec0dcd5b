// locarno/read/propositions_en.cpp -- where English content parts into propositions: "that A and that B", "A, but B will not",
// "A and they have C", the sentences of one quotation. A comma alone parts nothing.
#include "read/propositions_en.hpp"

#include "read/words_en.hpp"

namespace locarno::read {
namespace {

constexpr std::uint32_t least = 12;   // units of half a proposition

bool is_past_tense(const View& v, Range w) { return w.size() > 4 && v.reads(w.end - 2, w.end, "ed"); }

/// Does a finite verb that grammar shows (an auxiliary) stand in [from, to), outside a clause of its own?
bool has_finite(const Scene& s, std::uint32_t from, std::uint32_t to) {
  bool nested = false;
  std::uint32_t at = from;
  bool found = false;
  while (at < to) {
    const Range w = en::word_after(s.view, at, to);
    if (w.empty()) { ++at; continue; }
    if (en::is_relative(s.view, w) || (w.begin > from && en::is_subordinator(s.view, w))) { nested = true; found = false; }
    if (en::is_auxiliary(s.view, w)) { found = true; nested = false; }
    at = w.end;
  }
  return found || (!nested && s.has({from, to}, TermKind::predicate));
}

/// "it has", "the talks would", "Israel is": a subject of at most some words and its auxiliary.
bool opens_clause(const Scene& s, std::uint32_t from, std::uint32_t to) {
  std::uint32_t at = from;
  for (int words = 0; words < 7 && at < to;) {
    const Range w = en::word_after(s.view, at, to);
    if (w.empty()) return false;   // a mark of punctuation
    if (words == 0 && (en::is_finite_opener(s.view, w) || s.starting_at(w.begin, TermKind::pronoun) != nullptr) && !en::is_word(s.view, w, "this") && !en::is_word(s.view, w, "these"))
      return true;
    if (en::is_auxiliary(s.view, w)) return words > 0;
    if (en::is_coordinator(s.view, w) || en::is_relative(s.view, w) || en::is_subordinator(s.view, w) || (words == 0 && en::is_preposition(s.view, w))) return false;
    if (words > 0 && is_past_tense(s.view, w) && s.starting_at(from, TermKind::actor) != nullptr) return true;
    ++words;
    at = w.end;
  }
  return false;
}

/// Long enough to say something: three words at least ("Congratulations!" does not).
bool has_words(const Scene& s, Range r) {
  int spaces = 0;
  for (std::uint32_t i = r.begin; i < r.end; ++i) spaces += s.view.mark(i) == Mark::space;
  return r.size() >= least && spaces >= 2;
}

enum class Join : std::uint8_t { none, clause, verb };

/// Does a party, an office or a pronoun open the clause? What a thing "will not be" means nothing without the thing.
bool is_parties(const Scene& s, std::uint32_t at) {
  const Range word = en::word_after(s.view, at, s.sentence.range.end);
  if (en::is_finite_opener(s.view, word)) return true;
  for (const std::uint32_t from : {word.begin, en::is_determiner(s.view, word) ? en::word_after(s.view, word.end, s.sentence.range.end).begin : word.begin})
    for (const TermKind kind : {TermKind::actor, TermKind::pronoun, TermKind::title}) {
      const Token* t = s.starting_at(from, kind);
      if (t != nullptr && !(kind == TermKind::actor && s.term(*t).cls == "adjective" && s.starting_at(s.skip_spaces_right(t->range.end, s.sentence.range.end), TermKind::title) == nullptr)) return true;
    }
  return false;
}

/// A verb in the past tense in front of any subordinate clause.
bool has_past(const Scene& s, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t at = from; at < to;) {
    const Range w = en::word_after(s.view, at, to);
    if (w.empty() || en::is_relative(s.view, w) || (w.begin > from && en::is_subordinator(s.view, w))) return false;
    if (w.begin > from && is_past_tense(s.view, w)) return true;
    at = w.end;
  }
  return false;
}

/// "his country", "its troops"
bool is_owned(const Scene& s, std::uint32_t at) {
  static constexpr en::WordList owners("his", "her", "its", "their", "our", "my");
  return owners.has(s.view, en::word_after(s.view, at, s.sentence.range.end));
}

/// "is moving and has no plan to", "keeps to it and will not": the first verb is not turned, the auxiliary `next` is, and no
/// relative clause stands between that could hold it.
bool turns_to_no(const Scene& s, std::uint32_t part, std::uint32_t word, Range next) {
  if (!en::is_auxiliary(s.view, next)) return false;
  const Range then = en::word_after(s.view, next.end, s.sentence.range.end);
  static constexpr en::WordList no("no", "not", "never", "neither");
  static constexpr en::WordList modals("would", "could", "will", "can", "must", "should", "may", "might", "shall");
  if (!no.has(s.view, then)) return false;
  for (std::uint32_t at = part; at < word;) {
    const Range w = en::word_after(s.view, at, word);
    if (w.empty()) { ++at; continue; }
    if (w.begin > part && (en::is_relative(s.view, w) || en::is_subordinator(s.view, w))) return false;
    if (modals.has(s.view, w)) return false;   // "would mean A and could not please all": one thing seen from two sides
    at = w.end;
  }
  return !s.has({part, word}, TermKind::negator);
}

/// "... until A is freed and B is gone": both halves are what is waited for.
bool joins_in_condition(const Scene& s, std::uint32_t part, Range word, Range next) {
  static constexpr en::WordList waits("until", "unless", "before", "once");
  if (en::is_word(s.view, word, "but") || s.starting_at(next.begin, TermKind::pronoun) != nullptr || s.starting_at(next.begin, TermKind::actor) != nullptr) return false;
  for (Range w = en::word_after(s.view, part, word.begin); w.begin < word.begin; w = en::word_after(s.view, w.end, word.begin)) {
    if (w.empty()) return false;
    if (w.begin > part + least && waits.has(s.view, w)) return true;
  }
  return false;
}

/// What a coordinator at `word` joins to the content before it.
Join joins(const Scene& s, Range content, Range word, std::uint32_t part) {
  const View& v = s.view;
  const std::uint32_t end = content.end;
  const bool comma = word.begin > content.begin + 1 && v.mark(v.mark(word.begin - 1) == Mark::space ? word.begin - 2 : word.begin - 1) == Mark::comma;
  Range next = en::word_after(v, word.end, end);
  for (int step = 0; step < 2 && (en::is_adverb_form(v, next) || s.starting_at(next.begin, TermKind::joiner, "adverb") != nullptr) && !en::is_auxiliary(v, next) && !next.empty(); ++step)
    next = en::word_after(v, next.end, end);
  if (next.empty()) return Join::none;
  if (en::is_word(v, next, "that")) {
    const Range then = en::word_after(v, next.end, end);
    if (!en::is_auxiliary(v, then) || en::is_finite_opener(v, then)) return Join::clause;
  }
  const bool nor = en::is_word(v, word, "nor");
  if (nor) return comma && en::is_auxiliary(v, next) ? Join::clause : Join::none;
  const bool left = has_finite(s, part, word.begin);
  if (const Token* a = s.ending_at(s.skip_spaces_left(word.begin, part), TermKind::actor), *b = s.starting_at(next.begin, TermKind::actor); a != nullptr && b != nullptr && s.term(*a).cls == "adjective" && s.term(*b).cls == "adjective") return Join::none;   // "Turkish and Qatari officials"
  if (!comma && joins_in_condition(s, part, word, next)) return Join::none;
  if (opens_clause(s, next.begin, end)) {
    if (comma || en::is_word(v, word, "but")) return Join::clause;
    return left ? Join::clause : Join::none;
  }
  if (!comma && turns_to_no(s, part, word.begin, next)) return Join::verb;
  const bool turns = en::is_word(v, word, "but") && has_past(s, part, word.begin);   // "its troops stayed ... but had not ..."
  if (!(left || turns) || !(is_parties(s, part) || is_owned(s, part))) return Join::none;
  // "... and would not wait": a modal or an auxiliary with the subject before
  if (en::is_auxiliary(v, next) && !en::is_be(v, next)) return Join::verb;
  if (en::is_be(v, next) && !en::is_word(v, next, "being") && !en::is_word(v, next, "been") && !en::is_word(v, next, "be")) return Join::verb;
  return Join::none;
}

bool by_infinitive(const Scene& s, Range content, Range word, const std::string& cls) {
  if (cls != "commitment" && cls != "demand" && cls != "offer") return false;
  const Range next = en::word_after(s.view, word.end, content.end);
  if (!en::is_word(s.view, next, "to")) return false;
  return !s.view.is_capital_at(en::word_after(s.view, next.end, content.end).begin);
}

}  // namespace

std::vector<Cut> cuts_en(const Scene& s, Range content, const std::string& cls) {
  std::vector<Cut> out;
  const View& v = s.view;
  const bool whole = v.quote[content.begin] > 0 && v.quote[content.end - 1] > 0;
  const bool ends_quoted = v.quote[content.end - 1] > 0;
  std::uint32_t part = content.begin;
  for (std::uint32_t i = content.begin + least; i + least < content.end;) {
    if (v.mark(i) == Mark::stop && v.quote[i] > 0 && v.quote[i + 1] > 0 && v.mark(i + 1) == Mark::space && (whole || v.quote[part] > 0)) {
      const std::uint32_t next = s.skip_spaces_right(i + 1, content.end);
      bool abbreviated = false;
      for (const Clause& c : s.sentence.clauses) abbreviated = abbreviated || c.range.begin == next;
      if (abbreviated && has_words(s, {part, i}) && has_words(s, {next, content.end}) && v.is_capital_at(next)) {
        out.push_back({i, next, true});
        part = next;
      }
      i = next;
      continue;
    }
    if (v.mark(i - 1) != Mark::space || v.bracket[i] > 0) { ++i; continue; }
    const Range word = en::word_after(v, i, content.end);
    // half a sentence in quotation marks up to its end turns at its "but" as well
    if (v.quote[i] > 0 && !whole && !(ends_quoted && en::is_word(v, word, "but"))) { ++i; continue; }
    if (word.empty()) { ++i; continue; }
    if (en::is_coordinator(v, word) && i - part >= least) {
      const Join join = joins(s, content, word, part);
      if (join != Join::none || by_infinitive(s, content, word, cls)) {
        const bool nor = en::is_word(v, word, "nor");
        const Range next = en::word_after(v, word.end, content.end);
        const std::uint32_t begin = nor ? word.begin : en::is_word(v, next, "that") ? en::word_after(v, next.end, content.end).begin : next.begin;
        out.push_back({s.skip_spaces_left(word.begin, part), begin, join == Join::clause || !whole});
        part = begin;
        i = begin;
        continue;
      }
    }
    i = word.end;
  }
  return out;
}

}  // namespace locarno::read
