#pragma once
// locarno/brief/watch_alarms_page.hpp -- alarms as text, as JSON, and as a timeline.
#include "brief/picture_files.hpp"
#include "study/watch_alarms.hpp"

namespace locarno::brief {

std::string watch_alarms_text(const study::AlarmsAnswer& answer, PageLanguage language);
std::string watch_alarms_json(const study::AlarmsAnswer& answer);
/// "North", "all sectors", "beyond every sector"; not escaped.
std::string alarm_series_name(const std::string& sector, PageLanguage language);
/// What one alarm says, on one line.
std::string alarm_sentence(const watch::Alarm& alarm, const std::string& day, bool is_monthly, PageLanguage language);
std::string source_alarm_sentence(const watch::Alarm& alarm, const std::string& day, const std::string& source, PageLanguage language);
/// One picture for each series, at most 60: alarms-1.svg ..
std::vector<PictureFile> watch_alarms_pictures(const study::AlarmsAnswer& answer, PageLanguage language);

}  // namespace locarno::brief
