#include "watch_alarm_teller.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "base/json_line.hpp"
#include "brief/safe.hpp"
#include "brief/watch_alarms_page.hpp"

namespace locarno::cli {
namespace {

constexpr std::int64_t day_seconds = 86'400, most_days_played = 60;

}  // namespace

Result<std::map<AlarmTeller::Key, study::DatedAlarm>> AlarmTeller::standing(std::int64_t now) {
  std::map<Key, study::DatedAlarm> out;
  const auto latest = live_.latest();
  if (!latest) return out;
  const std::int64_t today = now / day_seconds;
  std::int64_t last = live_.last_day();
  if (today > last + 1 && today - last <= most_days_played) last = today - 1;
  // The day the last report is of still runs, as far as reports can say, until the clock or a later report closes it.
  const bool runs = last >= today || today - last > most_days_played;
  LOC_TRY(const auto all, live_.alarms(static_cast<std::int32_t>(last), runs, watch::AlarmQuestion(), door_.run));
  for (const study::DatedAlarm& one : all) out.emplace(one.key(), one);
  return out;
}

Result<void> AlarmTeller::begin() {
  LOC_CHECK(live_.refresh(door_.run));
  LOC_TRY(told_, standing(0));
  return {};
}

Result<void> AlarmTeller::tell(std::int64_t now) {
  LOC_TRY(const std::int64_t judged, live_.refresh(door_.run));
  if (judged == 0 && now / day_seconds == day_) return {};
  day_ = now / day_seconds;
  LOC_TRY(auto standing_now, standing(now));
  for (const auto& [key, one] : told_)
    if (!standing_now.contains(key)) print(one, false);
  for (const auto& [key, one] : standing_now)
    if (!told_.contains(key)) print(one, true);
  told_ = std::move(standing_now);
  if (json_ && judged > 0) door_.print(fmt::format("{{\"alarms\":{},\"judged\":{},\"state\":\"checked\"}}\n", told_.size(), judged));
  std::fflush(stdout);
  return {};
}

void AlarmTeller::print(const study::DatedAlarm& one, bool stands) {
  const watch::Alarm& alarm = one.alarm.alarm;
  const std::string day = to_string(one.day);
  if (!json_) {
    const std::string words = one.alarm.is_source ? brief::source_alarm_sentence(alarm, day, one.alarm.sector, PageLanguage::en)
                                                  : brief::alarm_series_name(one.alarm.sector, PageLanguage::en) + ": " + brief::alarm_sentence(alarm, day, false, PageLanguage::en);
    return door_.print((stands ? "alarm  " : "taken back  ") + brief::visible(words) + "\n");
  }
  std::string name;
  append_json_string(name, one.alarm.sector);
  const std::string out = fmt::format("{{\"alarm\":\"{}\",\"chance\":{:.3g},\"day\":\"{}\",\"days\":{},\"expected\":{:.4g},\"{}\":{},\"seen\":{},\"state\":\"{}\"}}", to_string(alarm.kind), alarm.chance,
                                      day, alarm.steps, alarm.expected, one.alarm.is_source ? "source" : "sector", name, alarm.seen, stands ? "raised" : "taken_back");
  door_.print(out + "\n");
}

}  // namespace locarno::cli
