#include "stance/course.hpp"

#include <algorithm>
#include <set>

#include "stance/claims.hpp"
#include "stance/timeline.hpp"

namespace locarno::stance {
namespace {

/// The days on which the table may change: words, and entries that begin or end.
std::vector<Date> days_of(const Question& question, const Claims& claims, IssueId issue) {
  std::set<Date> days;
  const auto add = [&](const std::optional<Date>& day) {
    if (day && (!question.as_of || !(*question.as_of < earliest(*day)))) days.insert(earliest(*day));
  };
  for (const auto& party : claims.cells)
    for (const Claim& claim : party[issue.index()]) {
      if (const auto day = claim.day ? claim.day : claim.known) add(from_day_number(*day));
    }
  for (const StanceEntry& entry : (*question.the_case)->stances) {
    if (entry.issue != issue) continue;
    add(entry.since);
    if (entry.until) add(add_days(latest(*entry.until), 1));
  }
  std::vector<Date> out(days.begin(), days.end());
  if (out.size() > most_days) out.erase(out.begin(), out.end() - most_days);
  return out;
}

CourseStep step_of(const StanceTable& table, PartyId party, IssueId issue, std::size_t options, std::optional<Date> from) {
  CourseStep step{from, {}, {}};
  for (std::size_t option = 0; option < options; ++option) {
    const Stance& stance = table.at(party, issue, OptionId(option));
    step.values.push_back(stance.value);
    step.first_hand.push_back(stance.first_hand);
  }
  return step;
}

bool is_silent(const CourseStep& step) {
  return std::all_of(step.values.begin(), step.values.end(), [](StanceValue value) { return value == StanceValue::silent; });
}

void add_step(PartyCourse& course, CourseStep step) {
  const bool is_same = course.steps.empty() ? is_silent(step) : course.steps.back().values == step.values && course.steps.back().first_hand == step.first_hand;
  if (!is_same) course.steps.push_back(std::move(step));
}

}  // namespace

std::vector<PartyCourse> course(const Question& question, IssueId issue) {
  const Case& c = **question.the_case;
  Claims claims = make_claims(question);
  std::vector<PartyCourse> out(c.parties.size());
  for (std::size_t party = 0; party < out.size(); ++party) {
    out[party].party = PartyId(party);
    for (const Claim& claim : claims.cells[party][issue.index()]) {
      const auto& day = claim.day ? claim.day : claim.known;
      if (day && question.as_of && *day > day_number(latest(*question.as_of))) continue;
      out[party].words.push_back({claim.record, claim.option, claim.value, claim.said, claim.named});
    }
  }
  const std::size_t options = c.issues[issue].options.size();
  const auto take = [&](const StanceTable& table, std::optional<Date> from) {
    for (PartyCourse& one : out) add_step(one, step_of(table, one.party, issue, options, from));
  };
  const std::vector<Date> days = days_of(question, claims, issue);
  for (auto& party : claims.cells)   // what is not asked for costs nothing
    for (std::size_t other = 0; other < party.size(); ++other)
      if (other != issue.index()) party[other].clear();
  std::erase_if(claims.unnamed, [&](const Unnamed& one) { return one.issue != issue; });
  if (days.empty()) take(table_at(question, claims, question.as_of), std::nullopt);
  else take(table_at(question, claims, add_days(days.front(), -1)), std::nullopt);
  for (const Date& day : days) take(table_at(question, claims, day), day);
  return out;
}

}  // namespace locarno::stance
