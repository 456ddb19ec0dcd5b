#pragma once
// locarno/study/alarm_counter.hpp -- incidents as they come -> the counts a day that alarms are computed from.
//
// Method     An incident counts when it more likely happened than not, is no deed, and ended after entry into force; on the day it began
//            (UTC), in its likeliest sector or `no_sector`; once more under SECTOR/3-5 from severity 3 on. Reports count by source.
// Cost       memory grows with days and sectors, not with incidents. Tested by tests/study/watch_alarms_test.cpp
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/watch_terms.hpp"
#include "watch/counts.hpp"
#include "watch/incident.hpp"

namespace locarno::study {

/// The series of what lies beyond every sector of the terms.
inline constexpr std::string_view no_sector = "none";

class AlarmCounter {
 public:
  explicit AlarmCounter(const Terms& terms);
  void see(const watch::Incident& incident);
  struct Tables {
    watch::CountTable events, sources;
  };
  /// The last day something was counted on, at least that of entry into force.
  std::int32_t last_day() const { return last_; }
  /// Every day from entry into force to `last_day` (base/date.hpp), or to the last seen. Errors: bad_input, more than 40,000 days.
  Result<Tables> tables(std::optional<std::int32_t> last_day, const std::string& where) const;

 private:
  std::vector<std::string> sectors_;
  std::int32_t first_, last_;
  watch::DayCounts all_, severe_, reports_;
};

}  // namespace locarno::study
