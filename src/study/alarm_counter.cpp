#include "study/alarm_counter.hpp"

#include <algorithm>

namespace locarno::study {
namespace {

constexpr std::int64_t day_seconds = 86400;
constexpr std::int32_t most_days = 40'000;

std::int32_t day_of(std::int64_t at) { return static_cast<std::int32_t>(at >= 0 ? at / day_seconds : -((-at + day_seconds - 1) / day_seconds)); }

bool is_deed(WatchAct act) { return act == WatchAct::withdrawal || act == WatchAct::release || act == WatchAct::reopening || act == WatchAct::inventory; }

}  // namespace

AlarmCounter::AlarmCounter(const Terms& terms) : first_(day_of(terms.entry_into_force)), last_(first_) {
  for (const TermsShape& shape : terms.shapes)
    if (shape.kind == TermsShape::Kind::sector) sectors_.push_back(shape.id);
}

void AlarmCounter::see(const watch::Incident& incident) {
  if (incident.before_force) return;
  const std::int32_t day = std::max(first_, day_of(incident.begin));
  last_ = std::max(last_, day);
  for (const watch::Report& report : incident.reports) ++reports_[report.source][std::max(first_, day_of(report.begin))];
  if (incident.exists < 0.5 || is_deed(incident.act)) return;
  // Where there are sectors, no name is that of all of them together.
  const std::string sector = incident.sector.empty() && !sectors_.empty() ? std::string(no_sector) : incident.sector;
  ++all_[sector][day];
  if (incident.severity >= 3) ++severe_[sector][day];
}

Result<AlarmCounter::Tables> AlarmCounter::tables(std::optional<std::int32_t> last_day, const std::string& where) const {
  const std::int32_t last = std::max(first_, last_day.value_or(last_));
  if (last - first_ >= most_days) return fail(ErrorCode::bad_input, "what is reported spans more than 40000 days since entry into force", where);
  Tables out;
  out.events = watch::count_days(all_, sectors_, first_, last);
  for (watch::CountSeries& series : watch::count_days(severe_, sectors_, first_, last).series) {
    series.sector += "/3-5";
    out.events.series.push_back(std::move(series));
  }
  out.sources = watch::count_days(reports_, {}, first_, last);
  return out;
}

}  // namespace locarno::study
