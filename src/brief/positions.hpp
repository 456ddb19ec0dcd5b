#pragma once
// locarno/brief/positions.hpp -- a party's stances on one issue, put together into as few words as say the same.
#include <cstddef>
#include <vector>

#include "brief/composer.hpp"

namespace locarno::brief {

/// Options with the same value (and condition) together, those accepted first.
struct PositionGroup {
  StanceValue value = StanceValue::silent;
  std::vector<OptionId> options;      ///< ascending
};

/// "membership", "A / B", "every other option": the options of a group in words; at most `most` are named.
Line option_words(const Composer& composer, IssueId issue, const PositionGroup& group, std::size_t silent_options,
                  std::size_t groups, std::size_t most);

/// "accepts A; rejects every other option", or "no public statement".
Line position_words(const Composer& composer, IssueId issue, const std::vector<StanceValue>& values,
                    const std::vector<Condition>& conditions);

}  // namespace locarno::brief
