#pragma once
// apps/cli/watch_alarm_teller.hpp -- `watch add --alarms`: what each batch raised, once, and what a later one took back.
#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "door.hpp"
#include "study/live_watch.hpp"

namespace locarno::cli {

class AlarmTeller {
 public:
  AlarmTeller(study::LiveWatch& live, bool json, Door& door) : live_(live), json_(json), door_(door) {}
  /// What stands already is no news.
  Result<void> begin();
  /// `now`: seconds since 1970. A day that is over by the clock counts as empty where nothing came, unless the last report is older
  /// than two months: then somebody plays history.
  Result<void> tell(std::int64_t now);

 private:
  using Key = std::tuple<Date, bool, std::string, watch::AlarmKind>;
  Result<std::map<Key, study::DatedAlarm>> standing(std::int64_t now);
  void print(const study::DatedAlarm& one, bool stands);

  study::LiveWatch& live_;
  bool json_;
  Door& door_;
  std::map<Key, study::DatedAlarm> told_;
  std::int64_t day_ = 0;
};

}  // namespace locarno::cli
