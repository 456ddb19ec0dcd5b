#pragma once
// locarno/stance/claims.hpp -- what one record says about one option of one party: the rule table of docs/stances.md.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stance/stances.hpp"

namespace locarno::stance {

/// On whose word, weakest first.
enum class Word : std::uint8_t {
  narrated,  ///< the outlet describes the position
  told,      ///< another party tells it
  relayed,   ///< the party's words, through a relay that is not its own
  member,    ///< one of several that make up the party
  own        ///< the party
};
/// What wins among words of one strength on one day, weakest first.
enum class Force : std::uint8_t { implied, plain, excludes, concedes };

/// What a conditional acceptance needs: per issue, the options of which one must be chosen.
using Needs = std::map<IssueId, OptionSet>;

struct Claim {
  PartyId party;
  IssueId issue;
  OptionId option;
  StanceValue value = StanceValue::accepts;
  Needs needs;                    ///< accepts_if: named options
  Needs vague;                    ///< accepts_if: issues named without an option
  Word word = Word::own;
  Force force = Force::plain;
  bool named = true;              ///< the words name the option; false: the issue's main option, for want of another
  std::optional<std::int32_t> day;   ///< of the words, for order; none = undated
  std::optional<Date> said;          ///< the same as the report gives it: may be a month or a year
  std::optional<std::int32_t> known; ///< undated words: day their report was published; none = always known
  std::size_t record = 0;
  std::vector<std::size_t> beside;   ///< records that gave the condition, other than `record`
  std::vector<std::string> via;
  const char* rule = "";
};

/// A position taken on an issue that names no option.
struct Unnamed {
  PartyId party;
  IssueId issue;
  std::optional<std::int32_t> day, known;
  std::size_t record = 0;
};

struct Claims {
  std::vector<std::vector<std::vector<Claim>>> cells;  ///< [party][issue], ascending by day (undated first), then record
  std::vector<Unnamed> unnamed;                        ///< in order of records
};

Claims make_claims(const Question& question);

}  // namespace locarno::stance
