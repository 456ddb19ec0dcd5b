#include "watch/board.hpp"

#include <algorithm>

namespace locarno::watch {
namespace {

constexpr std::int64_t day_seconds = 86400;

std::int64_t day_of(std::int64_t at) { return at >= 0 ? at / day_seconds : -((-at + day_seconds - 1) / day_seconds); }

/// The Monday of a day; 1970-01-01 was a Thursday.
std::int64_t monday_of(std::int64_t day) { return day - ((day + 3) % 7 + 7) % 7; }

constexpr std::size_t most_weeks = 10'000;

}  // namespace

void BoardCount::add(const Finding& finding) {
  for (std::size_t c = 0; c < terms_->clauses.size(); ++c) {
    if (terms_->clauses[c].id != finding.clause) continue;
    Day& day = clauses_[c][day_of(finding.begin)];
    switch (finding.state) {
      case FindingState::found: ++day.found; return;
      case FindingState::contested: ++day.contested; return;
      case FindingState::alleged: ++day.alleged; return;
      case FindingState::fulfilment: ++day.deeds; return;
      case FindingState::withdrawn:
      case FindingState::exempt: return;
    }
  }
}

Board BoardCount::at(std::int64_t as_of) const {
  Board out;
  out.as_of = as_of;
  const std::int64_t first = monday_of(day_of(terms_->entry_into_force)), today = day_of(as_of);
  out.first_monday = first * day_seconds;
  if (last_report_ != time_begins) out.last_report = std::min(last_report_, as_of);
  for (std::size_t c = 0; c < clauses_.size(); ++c) {
    const TermsClause& clause = terms_->clauses[c];
    BoardRow row;
    row.clause = clause.id;
    row.has_deadline = clause.deadline.has_value();
    if (clause.deadline) row.days_left = day_of(*clause.deadline) - today;
    std::int64_t last_break = day_of(clause.from);
    Day all;
    auto day = clauses_[c].begin();
    for (std::int64_t monday = first; monday <= today && row.weeks.size() < most_weeks; monday += 7) {
      Day week;
      const std::int64_t end = std::min(monday + 7, today + 1);
      for (; day != clauses_[c].end() && day->first < end; ++day) {
        week.found += day->second.found, week.contested += day->second.contested, week.alleged += day->second.alleged, week.deeds += day->second.deeds;
        if (day->second.found > 0) last_break = day->first;
      }
      all.found += week.found, all.contested += week.contested, all.alleged += week.alleged, all.deeds += week.deeds;
      const bool binds = day_of(clause.from) < end && clause.from <= as_of;
      ClauseStatus status = ClauseStatus::not_due;
      if (!clause.deeds.empty()) {
        const auto needed = static_cast<std::int64_t>(clause.deeds_needed);
        const bool is_late = clause.deadline && *clause.deadline < std::min(end * day_seconds, as_of);
        if (all.deeds >= needed) status = ClauseStatus::done;
        else if (all.deeds + all.contested >= needed) status = ClauseStatus::disputed;
        else if (is_late) status = ClauseStatus::breached;
        else if (all.deeds + all.contested > 0) status = ClauseStatus::partly;
        else if (all.alleged > 0) status = ClauseStatus::started;
      } else if (binds && monday * day_seconds < clause.until) {
        status = week.found > 0 ? ClauseStatus::breached : week.contested > 0 ? ClauseStatus::disputed : ClauseStatus::done;
      }
      row.weeks.push_back(status);
    }
    row.deeds = static_cast<int>(std::min<std::int64_t>(all.deeds, 1'000'000));
    row.found = all.found, row.contested = all.contested, row.alleged = all.alleged;
    row.quiet_days = std::max<std::int64_t>(0, today - last_break);
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace locarno::watch
