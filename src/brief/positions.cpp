#include "brief/positions.hpp"

#include <algorithm>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

struct ValueGroup {
  PositionGroup group;
  Condition condition;
};

int rank_of(StanceValue value) {
  switch (value) {
    case StanceValue::accepts: return 0;
    case StanceValue::accepts_if: return 1;
    case StanceValue::rejects: return 2;
    case StanceValue::silent: break;
  }
  return 3;
}

std::vector<ValueGroup> group_values(const std::vector<StanceValue>& values, const std::vector<Condition>& conditions) {
  std::vector<ValueGroup> groups;
  for (std::size_t at = 0; at < values.size(); ++at) {
    if (values[at] == StanceValue::silent) continue;
    const Condition condition = values[at] == StanceValue::accepts_if && at < conditions.size() ? conditions[at] : Condition{};
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const ValueGroup& group) {
      return group.group.value == values[at] && group.condition == condition;
    });
    if (same != groups.end()) same->group.options.push_back(OptionId(at));
    else groups.push_back({{values[at], {OptionId(at)}}, condition});
  }
  std::stable_sort(groups.begin(), groups.end(), [](const ValueGroup& a, const ValueGroup& b) { return rank_of(a.group.value) < rank_of(b.group.value); });
  return groups;
}

}  // namespace

Line option_words(const Composer& composer, IssueId issue, const PositionGroup& group, std::size_t silent_options,
                  std::size_t groups, std::size_t most) {
  const std::size_t all = composer.c.issues[issue].options.size();
  if (group.value == StanceValue::rejects && group.options.size() > 1 && silent_options == 0 && groups > 1) {
    return composer.say(Word::every_other);
  }
  if (group.options.size() == all && all > 2) return composer.say(Word::every_option);
  std::vector<Line> names;
  for (std::size_t at = 0; at < group.options.size() && (at < most || group.options.size() == most + 1); ++at) {
    names.push_back(composer.option(issue, group.options[at]));
  }
  Line line = joined(names, composer.text(Word::slash));
  if (names.size() < group.options.size()) {
    line += composer.say(Word::in_brackets, {composer.say(Word::and_more, {plain(grouped(group.options.size() - names.size()))})});
  }
  return line;
}

Line position_words(const Composer& composer, IssueId issue, const std::vector<StanceValue>& values,
                    const std::vector<Condition>& conditions) {
  const std::vector<ValueGroup> groups = group_values(values, conditions);
  const auto silent = static_cast<std::size_t>(std::count(values.begin(), values.end(), StanceValue::silent));
  std::vector<Line> parts;
  for (const ValueGroup& group : groups) {
    const Line options = option_words(composer, issue, group.group, silent, groups.size(), 2);
    if (group.group.value == StanceValue::accepts) parts.push_back(composer.say(Word::says_accepts, {options}));
    else if (group.group.value == StanceValue::rejects) parts.push_back(composer.say(Word::says_rejects, {options}));
    else parts.push_back(composer.say(Word::says_accepts_if, {options, composer.condition(group.condition)}));
  }
  if (parts.empty()) return composer.say(Word::says_nothing);
  return joined(parts, composer.text(Word::semicolon));
}

}  // namespace locarno::brief
