#include "read/propositions.hpp"

#include <algorithm>

#include "read/issue.hpp"
#include "read/polarity.hpp"
#include "read/propositions_en.hpp"
#include "read/propositions_open_zh.hpp"

namespace locarno::read {
namespace {

struct Piece { Range range; Mark before = Mark::none; bool joined = false; };

/// Past the small words that open a clause.
std::uint32_t past_openers(const Scene& s, Range piece) {
  std::uint32_t at = piece.begin;
  for (int step = 0; step < 3; ++step) {
    const Token* joiner = s.starting_at(at, TermKind::joiner, "contrast");
    if (joiner == nullptr) joiner = s.starting_at(at, TermKind::joiner, "continue");
    if (joiner == nullptr || joiner->range.end >= piece.end) return at;
    at = s.skip_spaces_right(joiner->range.end, piece.end);
  }
  return at;
}

bool is_full_quote(const Scene& s, Range r) {
  if (r.size() < 3 || s.view.quote[r.begin] == 0 || s.view.quote[r.end - 1] == 0) return false;
  for (std::uint32_t i = r.begin; i < r.end; ++i)
    if (s.view.quote[i] == 0) return false;
  return s.view.mark(r.begin) == Mark::open_quote || s.view.mark(r.begin) == Mark::straight;
}

bool begins_dependent(const Scene& s, Range piece) {
  return s.starting_at(piece.begin, TermKind::joiner, "dependent") != nullptr ||
         s.starting_at(past_openers(s, piece), TermKind::joiner, "dependent") != nullptr;
}

bool is_open(const Scene& s, Range piece) {
  if (waits_zh(s, piece)) return true;
  const Token* sub = s.starting_at(past_openers(s, piece), TermKind::joiner, "subordinate");
  if (sub != nullptr && (s.term(*sub).value != "prep" || (!s.has(piece, TermKind::predicate) && !s.has(piece, TermKind::negator)))) return true;
  if (s.ending_at(piece.end, TermKind::joiner, "opens") != nullptr) return true;
  const Token* locative = s.ending_at(piece.end, TermKind::joiner, "locative");
  return locative != nullptr && piece.size() <= 30;
}

/// "given that X opposes it": a subordinate clause that tells a stand of its own.
bool tells_stand(const Scene& s, Range piece) {
  const Token* sub = s.starting_at(past_openers(s, piece), TermKind::joiner, "subordinate");
  if (sub == nullptr || s.term(*sub).value != "since") return false;
  const Token* stand = s.first_in(piece, TermKind::predicate);
  return stand != nullptr && s.has({piece.begin, stand->range.begin}, TermKind::actor);
}

/// "the government never agreed", "the army will not": a body without its state and, soon after it, a negation.
bool opens_with_office(const Scene& s, Range piece) {
  if (s.latin || piece.size() < 6) return false;
  static constexpr std::u16string_view bodies[] = {u"\u653F\u5E9C", u"\u519B\u65B9", u"\u5F53\u5C40", u"\u519B\u961F", u"\u8B66\u65B9", u"\u5B98\u65B9"};
  for (const std::u16string_view body : bodies) {
    if (s.view.raw[piece.begin] != body[0] || s.view.raw[piece.begin + 1] != body[1]) continue;
    const Token* negator = s.first_in({piece.begin + 2, std::min(piece.end, piece.begin + 8)}, TermKind::negator);
    return negator != nullptr && s.term(*negator).cls != "non_negation";
  }
  return false;
}

bool has_own_predicate(const Scene& s, Range piece) {
  if (piece.size() < (s.latin ? 16u : 5u)) return false;
  if (opens_with_office(s, piece)) return true;
  std::uint32_t at = piece.begin;
  for (int step = 0; step < 4; ++step) {
    if (const TimeAt* t = s.time_starting_at(at); t != nullptr) { at = s.skip_spaces_right(t->range.end, piece.end); continue; }
    const Token* joiner = s.starting_at(at, TermKind::joiner);
    if (joiner == nullptr || s.term(*joiner).cls == "prep") break;
    if (s.term(*joiner).cls == "carry" && s.starting_at(at, TermKind::pronoun, "singular") != nullptr) break;
    const std::string& cls = s.term(*joiner).cls;
    if (cls == "contrast" || cls == "exchange" || cls == "deictic") return true;
    at = s.skip_spaces_right(joiner->range.end, piece.end);
  }
  if (at >= piece.end) return false;
  if (s.view.raw[at] == 0x8FD9 || s.view.raw[at] == 0x6B64) return true;   // "this"
  if (s.view.raw[at] == 0x5176 && at + 1 < piece.end && s.view.raw[at + 1] != 0x4E2D && s.has({at, piece.end}, TermKind::predicate, "demand")) return true;   // "its members must ..."
  const Token* predicate = s.starting_at(at, TermKind::predicate);
  const Token* issue = s.starting_at(at, TermKind::issue);
  return s.starting_at(at, TermKind::actor) != nullptr || s.starting_at(at, TermKind::title) != nullptr ||
         s.starting_at(at, TermKind::pronoun) != nullptr || s.starting_at(at, TermKind::commitment) != nullptr ||
         (issue != nullptr && names_issue(*issue)) || (predicate != nullptr && s.term(*predicate).value == "modal");
}

/// "and to hand over", "and that it", "and would": the second half of an English coordination.
bool coordinates_latin(const Scene& s, Range piece) {
  const Token* word = s.starting_at(piece.begin, TermKind::joiner, "and");
  const Token* turn = s.starting_at(piece.begin, TermKind::joiner, "contrast");
  if (word == nullptr && turn == nullptr) return false;
  const std::uint32_t at = s.skip_spaces_right(word != nullptr ? word->range.end : turn->range.end, piece.end);
  for (static constexpr std::string_view w_list[] = {"that ", "to ", "would ", "will ", "had ", "has ", "was ", "is ", "must ", "should ", "could ", "it ", "they ", "he ", "she ", "we ", "both ", "neither ", "its ", "their "}; const std::string_view w : w_list)
    if (s.view.reads(at, piece.end, w)) return true;
  return s.starting_at(at, TermKind::actor) != nullptr || s.starting_at(at, TermKind::pronoun) != nullptr;
}

/// A verb that asks, hopes or warns.
bool begins_act(const Scene& s, std::uint32_t at) {
  const Token* cue = s.starting_at(at, TermKind::cue);
  return cue != nullptr && (s.term(*cue).cls == "demand" || s.term(*cue).cls == "hope" || s.term(*cue).cls == "warning");
}

/// "refuses A, demands B; does not C": a clause that begins with its verb, its negation or its modal.
bool begins_with_verb(const Scene& s, Range piece) {
  std::uint32_t at = piece.begin;
  for (int step = 0; step < 3; ++step) {
    if (const TimeAt* t = s.time_starting_at(at); t != nullptr && t->range.end < piece.end) { at = t->range.end; continue; }
    const Token* joiner = s.starting_at(at, TermKind::joiner, "continue");
    if (joiner == nullptr) joiner = s.starting_at(at, TermKind::joiner, "adverb");
    if (joiner == nullptr || joiner->range.end >= piece.end) break;
    at = joiner->range.end;
  }
  if (const Token* negator = s.starting_at(at, TermKind::negator); negator != nullptr && s.term(*negator).cls != "non_negation") return true;
  if (begins_act(s, at)) return true;
  const Token* predicate = s.starting_at(at, TermKind::predicate);
  return predicate != nullptr && s.term(*predicate).cls != "stand" && s.term(*predicate).value != "noun" && predicate->range.size() >= 2;
}

/// A, "but B must C": a clause in the outlet's words, then one in the speaker's.
bool turns_in_quote(const Scene& s, Range now, Range next) {
  return s.view.quote[now.begin] == 0 && is_full_quote(s, next) && next.size() > 5 && s.starting_at(next.begin + 1, TermKind::joiner, "contrast") != nullptr;
}

/// A in the outlet's words, then a whole clause in quotation marks of the other polarity.
bool turns_polarity_in_quote(const Scene& s, Range now, Range next) {
  constexpr std::uint32_t least_clause = 9;
  return s.view.quote[now.begin] == 0 && next.size() >= least_clause && is_full_quote(s, next) && now.size() >= 6 && is_negated(s, now) != is_negated(s, next);
}

/// A, B: one clause says yes, the other no; or the outlet's words, then a clause of the speaker's own.
bool parts_alone(const Scene& s, Range now, Range next) {
  constexpr std::uint32_t least_clause = 5, least_quote = 8;
  if (s.latin || now.size() < least_clause || next.size() < least_clause || begins_dependent(s, next) || s.ending_at(now.end, TermKind::cue) != nullptr) return false;
  if (s.view.quote[now.begin] == 0 && is_full_quote(s, next)) {   // "A, <<we will B>>", "A, <<nobody can C>>"
    const char32_t opens = s.view.raw[next.begin + 1];   // "I", "we", "this"
    return next.size() >= least_quote && (opens == 0x6211 || opens == 0x8FD9 || s.starting_at(next.begin + 1, TermKind::pronoun) != nullptr || is_negated(s, next));
  }
  if (is_negated(s, now) != is_negated(s, next) || begins_act(s, next.begin)) return true;
  if (s.starting_at(next.begin, TermKind::cue, "commitment") != nullptr || s.starting_at(next.begin, TermKind::cue, "offer") != nullptr) return true;
  return s.starting_at(next.begin, TermKind::actor) != nullptr || s.starting_at(next.begin, TermKind::title) != nullptr || (begins_condition(s, next) && next.size() > 2 * least_clause);
}

std::vector<Piece> pieces_of(const Scene& s, Range content) {
  std::vector<Piece> out;
  Mark carried = Mark::none;
  for (const Clause& c : s.sentence.clauses) {
    const Range r{std::max(c.range.begin, content.begin), std::min(c.range.end, content.end)};
    if (r.empty()) continue;
    Range t = s.view.trimmed(r);
    if (t.empty()) { carried = c.before; continue; }
    out.push_back({t, out.empty() ? Mark::none : carried == Mark::none ? c.before : carried});
    carried = Mark::none;
  }
  if (out.empty()) out.push_back({content, Mark::none});
  return out;
}

/// "A, if B, C": what B is a condition of stands with it.
std::vector<Piece> with_conditions(const Scene& s, std::vector<Piece> pieces) {
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i)
    while (i + 1 < pieces.size() && pieces[i + 1].before == Mark::comma && begins_condition(s, pieces[i].range) && pieces[i].range.end < pieces[i + 1].range.begin && !pieces[i].joined) {
      pieces[i].range.end = pieces[i + 1].range.end;
      pieces[i].joined = true;
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  return pieces;
}

struct Look { std::string issue; int weight; Attitude attitude; bool negated; bool has_predicate; };

Look look(const Scene& s, Range r, const Frame& f, const std::string& parties) {
  const auto issues = issues_in(s, r, parties);
  const AttitudeAnswer a = attitude_of(s, r, f.cls, f.hint);
  return {issues.empty() ? std::string() : issues.front().id, issues.empty() ? 0 : issues.front().weight, a.attitude, is_negated(s, r), a.predicate.has_value()};
}

}  // namespace

QuoteType quote_type(const Scene& s, Range r) {
  std::uint32_t inside = 0, longest = 0, run = 0, total = 0;
  for (std::uint32_t i = r.begin; i < r.end; ++i) {
    if (s.view.mark(i) == Mark::space) continue;
    ++total;
    if (s.view.quote[i] > 0) { ++inside; ++run; longest = std::max(longest, run); }
    else run = 0;
  }
  if (total == 0 || inside == 0) return QuoteType::indirect;
  if (inside == total) return QuoteType::direct;
  return QuoteType::mixed;
}

bool quotes_speech(const Scene& s, Range r) {
  std::uint32_t b = r.begin;
  while (b < r.end) {
    while (b < r.end && s.view.quote[b] == 0) ++b;
    std::uint32_t e = b;
    while (e < r.end && s.view.quote[e] > 0) ++e;
    if (e > b) {
      const Range inside{b + 1, e > b + 1 ? e - 1 : e};
      const Token* name = s.ending_at(inside.end, TermKind::joiner, "name_end");
      const bool named = name != nullptr && inside.contains(name->range) && inside.size() <= (s.latin ? 40u : 14u);
      const bool followed_by_noun = e < r.end && s.starting_at(e, TermKind::joiner, "name_end") != nullptr && inside.size() <= (s.latin ? 24u : 8u);
      const std::uint32_t outer = s.skip_spaces_left(b, r.begin);   // "the so-called <<A>>", behind its article or not
      const bool so_called = inside.size() <= (s.latin ? 40u : 14u) && s.ending_at(outer, TermKind::joiner, "called") != nullptr;
      const bool lone_word = inside.size() <= 2 && !s.latin && !(b == r.begin && e == r.end);   // a word of two characters is a term
      if (!named && !so_called && !followed_by_noun && !lone_word) return true;
    }
    b = e;
  }
  return false;
}

Range without_opener(const Scene& s, Range r) {
  const Token* contrast = s.starting_at(r.begin, TermKind::joiner, "contrast");
  const Token* plain = contrast != nullptr ? contrast : s.starting_at(r.begin, TermKind::joiner, "continue");
  if (plain == nullptr && s.latin) plain = s.starting_at(r.begin, TermKind::joiner, "and");
  if (plain == nullptr || (plain != contrast && s.view.raw[r.begin] != 0x800C && s.view.raw[r.begin] != 0x5E76 && !s.latin)) return r;
  const Range shorter = s.view.trimmed({plain->range.end, r.end});
  return shorter.size() >= 3 ? shorter : r;
}

bool says_nothing(const Scene& s, Range r) {
  constexpr std::uint32_t local_time = 4;   // "local time" in front of a day
  for (const std::uint32_t from : {r.begin, r.begin + local_time})
    if (const TimeAt* t = from < r.end ? s.time_starting_at(from) : nullptr; t != nullptr && t->range.end >= r.end && (from == r.begin || s.view.raw[r.begin] == 0x5F53)) return true;
  if (s.latin) return (r.size() == 7 && s.view.reads(r.begin, r.end, "nothing")) || (r.size() == 6 && s.view.reads(r.begin, r.end, "little"));
  if (r.size() > 2 || s.view.quote[r.begin] > 0) return false;
  return std::none_of(s.tokens.begin(), s.tokens.end(), [&](const Token& t) { return r.contains(t.range) && !s.is(t, TermKind::joiner); });
}

bool is_credit(const Scene& s) {
  constexpr std::uint32_t longest_dateline = 42;
  const char32_t first = s.view.raw[s.sentence.range.begin], last = s.view.raw[s.sentence.range.end - 1];
  return (first == 0x3010 && last == 0x3011) || (!s.latin && (last == 0xFF0F || last == '/') && s.sentence.range.size() < longest_dateline);
}

bool is_narrators(const Scene& s, Range piece) {
  const std::uint32_t at = past_openers(s, piece);
  for (std::uint32_t i = at; i <= at + (s.latin ? 0u : 2u) && i < piece.end; ++i)
    if (const Token* t = s.starting_at(i, TermKind::narrator); t != nullptr && !(i > at && s.view.quote[i] > 0)) return true;
  return false;
}

namespace {

/// English: clauses that a coordinator joins stand apart; inside one quotation only when they say different things.
std::vector<Range> propositions_en(const Scene& s, Range content, const Frame& f, const std::string& parties) {
  const bool quoted = s.view.quote[content.begin] > 0 && s.view.quote[content.end - 1] > 0;
  for (const Clause& c : s.sentence.clauses)   // the narrator's own voice; ", meanwhile," is only a word
    if (c.range.size() > 14 && c.range.begin > content.begin && c.range.begin < content.end && s.view.quote[c.range.begin] == 0 && is_narrators(s, c.range)) {
      content.end = s.view.trimmed({content.begin, c.range.begin}).end;
      break;
    }
  std::vector<Range> out;
  std::uint32_t begin = content.begin;
  std::vector<Cut> cuts = cuts_en(s, content, f.cls);
  for (const Clause& c : s.sentence.clauses)
    if (c.before == Mark::semicolon && c.range.begin > content.begin && c.range.begin < content.end) cuts.push_back({c.range.begin, c.range.begin, true});
  std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (cuts[i].end <= begin) continue;
    const Range now = s.view.trimmed({begin, cuts[i].end});
    const Range next = s.view.trimmed({cuts[i].begin, i + 1 < cuts.size() ? cuts[i + 1].end : content.end});
    bool split = cuts[i].sure;
    if (quoted && s.view.mark(cuts[i].end) != Mark::stop) {
      const Look a = look(s, now, f, parties), b = look(s, next, f, parties);
      split = (!b.issue.empty() && a.issue != b.issue) || (a.attitude != b.attitude && b.has_predicate) || a.negated != b.negated;
    }
    if (!split) continue;
    out.push_back(now);
    begin = cuts[i].begin;
  }
  out.push_back({begin, content.end});
  return out;
}

}  // namespace

std::vector<Range> propositions(const Scene& s, Range content, const Frame& f, const std::string& parties) {
  if (s.latin) return propositions_en(s, content, f, parties);
  const std::vector<Piece> pieces = with_conditions(s, pieces_of(s, content));
  const bool quoted = s.view.quote[content.begin] > 0 && s.view.quote[content.end - 1] > 0;
  std::vector<Range> out;
  Range now = pieces.front().range;
  bool open = is_open(s, now) && !tells_stand(s, now);
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const Range next = pieces[i].range;
    if (!quoted && is_narrators(s, next) && s.view.quote[next.begin] == 0) { content.end = now.end; break; }
    bool split = false;
    const bool inside_quote = s.view.quote[next.begin] > 0 && s.view.mark(next.begin) != Mark::open_quote && s.view.mark(next.begin) != Mark::straight;
    const bool opener = s.starting_at(next.begin, TermKind::joiner, "contrast") != nullptr;
    // "A, unless B", "A, provided that B": the condition ends the sentence and belongs to what it limits
    const bool limits = pieces[i].before == Mark::comma && !pieces[i].joined && i + 1 == pieces.size() && s.starting_at(next.begin, TermKind::joiner, "condition") != nullptr;
    if (pieces[i].before == Mark::semicolon) split = true;
    else if (limits) split = false;
    else if (is_full_quote(s, now) && (is_full_quote(s, next) || s.view.quote[next.begin] == 0)) split = pieces[i].before != Mark::stop;
    else if (pieces[i].before == Mark::stop && (quoted || inside_quote)) {   // sentences of one quotation, when they say different things
      const Look a = look(s, now, f, parties), b = look(s, next, f, parties);
      split = (b.has_predicate && a.has_predicate && a.attitude != b.attitude) || a.negated != b.negated || (!a.issue.empty() && !b.issue.empty() && a.issue != b.issue);
    } else if (s.latin && !opener && (quoted || !coordinates_latin(s, next))) split = false;   // a comma in English parts too much
    else if (!quoted && !inside_quote && !open && !s.latin && begins_with_verb(s, next) && !begins_dependent(s, next) && !has_own_predicate(s, next)) {
      const Look a = look(s, now, f, parties), b = look(s, next, f, parties);
      const bool another_deed = s.view.raw[next.begin] == 0x5E76 && a.attitude == Attitude::offer && b.attitude == Attitude::offer;   // "... and will send ..."
      split = (a.has_predicate || a.negated) && b.has_predicate && (a.attitude != b.attitude || a.negated != b.negated || another_deed);
      split = split || (begins_act(s, next.begin) && now.size() >= 6);
      const bool long_enough = now.size() >= 6 && next.size() >= 6;
      split = split || (long_enough && b.negated && (!a.negated || (!b.issue.empty() && a.issue != b.issue && next.size() >= 8)));
    } else if (!quoted && !inside_quote && !open && !s.latin && s.starting_at(next.begin, TermKind::hedge) != nullptr && !begins_dependent(s, next)) {
      split = look(s, now, f, parties).negated && !look(s, next, f, parties).negated;   // "has not been fixed, is expected ..."
    } else if (s.latin && coordinates_latin(s, next)) {
      const Look a = look(s, now, f, parties), b = look(s, next, f, parties);
      split = (!b.issue.empty() && a.issue != b.issue) || (a.attitude != b.attitude && b.has_predicate) || a.negated != b.negated;
    } else if (!open && !begins_dependent(s, next) && (has_own_predicate(s, next) || tells_stand(s, next) || turns_in_quote(s, now, next) || turns_polarity_in_quote(s, now, next))) {
      const Look a = look(s, now, f, parties), b = look(s, next, f, parties);
      const bool other_issue = !b.issue.empty() && a.issue != b.issue && (b.weight >= 4 || opener);
      const bool deictic = s.view.raw[next.begin] == 0x8FD9;   // "this question ...": a sentence of its own
      const bool other_stand = a.attitude != b.attitude && (b.has_predicate || ((opener || deictic) && a.has_predicate));
      split = quoted || inside_quote ? (other_stand && (other_issue || tells_stand(s, next) || tells_stand(s, now)))
                     : other_issue || other_stand || a.negated != b.negated;
    }
    if (!split && !limits && !quoted && !inside_quote && !open && pieces[i].before == Mark::comma && parts_alone(s, now, next)) split = true;
    if (split) {
      out.push_back(now);
      now = next;
      open = is_open(s, next) && !tells_stand(s, next);
    } else {
      now.end = next.end;
      if (open) open = is_open(s, next);
    }
  }
  now.end = std::max(now.end, content.end);
  out.push_back(now);
  return out;
}

}  // namespace locarno::read
