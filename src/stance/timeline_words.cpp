// locarno/stance/timeline_words.cpp -- when an entry holds, and what a conditional stand needs as a condition of the case.
#include "stance/timeline.hpp"

namespace locarno::stance {

bool holds_on(std::optional<Date> since, std::optional<Date> until, std::optional<Date> as_of) {
  if (!as_of) return !until;
  const std::int32_t today = day_number(latest(*as_of));
  return (!since || day_number(earliest(*since)) <= today) && (!until || today <= day_number(latest(*until)));
}

Condition to_condition(const Case& c, const Needs& needs) {
  Condition condition;
  for (const auto& [issue, options] : needs) {
    const Condition one = Condition::atom(issue, options);
    condition = condition.nodes.empty() ? one : Condition::both(condition, one);
  }
  condition.source = print_condition(condition, c.issues);
  return condition;
}

}  // namespace locarno::stance
