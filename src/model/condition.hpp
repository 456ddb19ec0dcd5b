#pragma once
// locarno/model/condition.hpp -- the condition language: what a red line or an `accepts_if` demands of a settlement.
//
//   security_guarantees in [article5_like_limited, article5_like_permanent] and not (territory = withdrawal)
//   nato_membership <= open_door => force_size >= cap_800k
//
// Grammar (weakest first):  a => b  |  a or b  |  a and b  |  not a  |  ( a )  |  true  |  false
//   issue = option | issue != option | issue < <= > >= option (ordered issues only) | issue in [..] | issue not in [..]
// Every atom means "the option chosen for this issue is one of these", so a checked condition knows nothing but sets.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"

namespace locarno {

using PartyId = Id<struct PartyTag>;
using IssueId = Id<struct IssueTag>;
using OptionId = Id<struct OptionTag>;  ///< index of an option within its issue, 0 = first in the issue's order

/// One option per issue, indexed by IssueId.
using Settlement = IdVec<IssueId, OptionId>;

/// A set of options of one issue (at most 64).
struct OptionSet {
  std::uint64_t bits = 0;
  constexpr bool has(OptionId option) const { return bits >> option.index() & 1u; }
  constexpr void add(OptionId option) { bits |= std::uint64_t{1} << option.index(); }
  bool operator==(const OptionSet&) const = default;
};

/// A checked condition: a tree in one vector, children before parents, the last node is the root.
struct Condition {
  enum class Kind : std::uint8_t { always, never, atom, negation, conjunction, disjunction };
  struct Node {
    Kind kind = Kind::always;
    IssueId issue;               ///< atom: the issue
    OptionSet options;           ///< atom: true when the chosen option is one of these
    std::uint32_t left = 0;      ///< index of a child (negation uses left only)
    std::uint32_t right = 0;
    bool operator==(const Node&) const = default;
  };
  std::vector<Node> nodes;       ///< empty = always
  std::string source;            ///< the words it was written in
  bool operator==(const Condition&) const = default;

  /// Does `settlement` satisfy it? Precondition: settlement has an option for every issue the condition names.
  bool holds(const Settlement& settlement) const;
  /// The issues it names, ascending, each once.
  std::vector<IssueId> issues() const;

  static Condition always();
  static Condition never();
  static Condition atom(IssueId issue, OptionSet options);
  static Condition negation(const Condition& a);
  static Condition both(const Condition& a, const Condition& b);
  static Condition either(const Condition& a, const Condition& b);
  static Condition implies(const Condition& a, const Condition& b);
};

struct Issue;

/// Parses and checks `source` against the issues of a case.
/// `where` is "file:line:column" of the first character of `source`, or "" ; errors carry the place inside it.
/// Errors: bad_input with what was found, what was expected, and the nearest known name for a mistyped one; an ordered
/// comparison on an issue that is not ordered; nesting deeper than 200; more than 100,000 bytes.
Result<Condition> parse_condition(std::string_view source, const IdVec<IssueId, Issue>& issues, std::string_view where);

/// Prints with the case's own ids and as few brackets as the grammar needs; parse(print(c)) means the same as c.
std::string print_condition(const Condition& condition, const IdVec<IssueId, Issue>& issues);

/// Is `name` a word of the language (and, or, not, in, true, false), so that no issue or option may be called so?
bool is_condition_word(std::string_view name);

}  // namespace locarno
