#pragma once
// locarno/stability/statements.hpp -- what a decision maker wants, as ordered statements about the options.
//
// Question   Statements about options, the most important first: in which order does their holder see the states?
// Answer     A rank for each state: the state whose truth values come first as a binary number is best; equal truth values
//            are ties. Weighted statements: the sum of the weights of those that hold.
// Method     Lexicographic score sum_p 2^(k-p) b_p. The statements are evaluated for 64 states at a time, one word for each
//            option; ranks come from a presence bitmap, so nothing is sorted where there are many states.
// Source     Hipel, Kilgour, Fang & Peng (1997), AMC 83:117-152; Fang, Hipel, Kilgour & Peng (2003), IEEE SMC-C 33:56-66.
// Language   `a IFF b` | `a IF b` (b => a; also written `b => a`) | `a OR b`, `a | b` | `a AND b`, `a & b` | `NOT a`, `!a`,
//            `~a`, `-a` | ( a ) | option | option = 1 | option = 0 (also Y, N, yes, no) | true | false; weakest first.
//            An option is named by its name (several words are one name), by `maker.name`, by the first word of its name,
//            or by its number, counted from 1; a name with signs in it stands in quotes. Capitals do not matter.
// Cost       O(n k / 64) words for the truth values, O(n k) bit moves for the ranks; 4 bytes a state.
// Certainty  exact for any number of statements; rank_by_statements_slowly is the twin.
// Threads    one; several decision makers may be ranked at the same time.
// Tested by  src/stability/statements_test.cpp, fuzz/stability_statement_fuzz.cpp
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/exact.hpp"
#include "base/run.hpp"
#include "stability/model.hpp"

namespace locarno::stability {

/// A statement about the options of a state, in postfix order: each operator stands after what it joins.
struct Statement {
  enum class Op : std::uint8_t { option, always, never, negation, conjunction, disjunction, implication, equivalence };
  struct Step {
    Op op = Op::always;
    OptionIndex option = 0;  ///< Op::option only
    bool operator==(const Step&) const = default;
  };
  std::vector<Step> steps;   ///< empty = always
  std::string source;        ///< the words it was written in

  bool holds(Mask mask) const;
  /// One past the highest option it names; 0 when it names none.
  OptionIndex reach() const;
  bool operator==(const Statement&) const = default;
};

/// The names under which the options of a model are known.
class OptionNames {
 public:
  OptionNames(const std::vector<DecisionMaker>& makers, const std::vector<Option>& options);
  /// Errors: bad_input: nobody's option, with the nearest name; a name that fits two options.
  Result<OptionIndex> find(std::string_view name, const std::string& where) const;
  std::size_t size() const { return size_; }

 private:
  static constexpr OptionIndex several = ~OptionIndex{0};
  std::map<std::string, OptionIndex> full_, first_;
  std::size_t size_ = 0;
};

/// `where` is "file:line:column" of the first character, or "".
/// Errors: bad_input with the place inside; more than 10,000 bytes; nesting deeper than 200.
Result<Statement> parse_statement(std::string_view source, const OptionNames& names, const std::string& where);

/// "-YY--": one of Y, N and - for each option; holds where all Y are taken and all N are not.
/// Errors: bad_input: another length, another letter.
Result<Statement> parse_pattern(std::string_view pattern, std::size_t options, const std::string& where);
/// Is this text written as a pattern (only Y, N and -, at least one)?
bool is_pattern(std::string_view text);

/// With option numbers and all brackets; parses to the same meaning.
std::string print_statement(const Statement& statement);

/// The states that are to be ranked: those masks, or, when there are none, all combinations of `options` options.
struct States {
  const std::vector<Mask>& masks;
  std::size_t options = 0;
  std::size_t size() const { return masks.empty() ? std::size_t{1} << options : masks.size(); }
  Mask mask(std::size_t s) const { return masks.empty() ? s : masks[s]; }
};

/// [states] ordinal values, larger is better, 0 the worst, no gaps. Errors: cancelled.
Result<std::vector<std::uint32_t>> rank_by_statements(const States& states, const std::vector<Statement>& statements, const Run& run);
std::vector<std::uint32_t> rank_by_statements_slowly(const States& states, const std::vector<Statement>& statements);

struct Weighted {
  Statement statement;
  Rational weight;
};
/// By the sum of the weights of the statements that hold. Errors: cancelled; bad_input when the weights need more than 62 bits
/// over their common denominator.
Result<std::vector<std::uint32_t>> rank_by_weights(const States& states, const std::vector<Weighted>& terms, const Run& run);

/// Ordinal values of scores: equal scores, equal values; no gaps.
std::vector<std::uint32_t> ranks_of(const std::vector<std::int64_t>& scores);

/// Those masks over `options` options in which none of `infeasible` holds, ascending.
/// Errors: limit_reached above 2^26 of them (also on the way there); cancelled.
Result<std::vector<Mask>> feasible_masks(std::size_t options, const std::vector<Statement>& infeasible, const Run& run);

/// `where` moved on by so many columns.
std::string place_after(const std::string& where, std::size_t columns);

}  // namespace locarno::stability
