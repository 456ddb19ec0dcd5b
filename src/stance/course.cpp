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

template <typename Rows>
CourseStep step_of(const Rows& rows, std::optional<Date> from) {
  CourseStep step{from, {}, {}};
  for (const auto& row : rows) {
    step.values.push_back(row.value);
    step.first_hand.push_back(row.first_hand);
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
  const Claims claims = make_claims(question);
  std::vector<PartyCourse> out(c.parties.size());
  for (std::size_t party = 0; party < out.size(); ++party) {
    out[party].party = PartyId(party);
    for (const Claim& claim : claims.cells[party][issue.index()]) {
      const auto& day = claim.day ? claim.day : claim.known;
      if (day && question.as_of && *day > day_number(latest(*question.as_of))) continue;
      out[party].words.push_back({claim.record, claim.option, claim.value, claim.said, claim.named});
    }
  }
  const std::vector<Date> days = days_of(question, claims, issue);
  for (PartyCourse& one : out) {
    if (days.empty()) {
      add_step(one, step_of(rows_at(question, claims, one.party, issue, question.as_of), std::nullopt));
      continue;
    }
    CellSweep sweep(question, claims.cells[one.party.index()][issue.index()], one.party, issue);
    add_step(one, step_of(sweep.on(day_number(days.front()) - 1), std::nullopt));
    for (const Date& day : days) add_step(one, step_of(sweep.on(day_number(day)), day));
  }
  return out;
}

}  // namespace locarno::stance
