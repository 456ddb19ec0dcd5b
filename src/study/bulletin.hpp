#pragma once
// locarno/study/bulletin.hpp -- a day of the watch as it is published: what was found, what is contested, where the terms stand.
//
// Question   A watch, a day, the publisher's key.
// Answer     The bulletin, entered in the log; the same day with the same findings again gives the same bulletin and adds nothing;
//            changed ones give a correction: a further number, findings with their next version.
// Tested by  tests/system/watch_test.cpp
#include <map>
#include <string>
#include <vector>

#include "study/monitor.hpp"
#include "watch/alarms.hpp"
#include "watch/board.hpp"
#include "watch/bulletin.hpp"

namespace locarno::study {

/// A dot of the map, a mark of the timeline.
struct WatchMark {
  std::int64_t begin = 0;
  double lat = 0, lon = 0, radius_km = 0;
  bool has_place = false;
  watch::FindingState state = watch::FindingState::alleged;
  int severity = 0;
  std::string sector, clause, id;
};

/// An alarm that came at the end of the day (watch/alarms.hpp, with its defaults).
struct DayAlarm {
  std::string sector;                              ///< "" = all together; of a source that fell silent: its name
  bool is_source = false;
  watch::Alarm alarm;
};

struct DailyBulletin {
  watch::Bulletin sealed;
  Text title;
  std::int64_t from = 0, until = 0;                ///< the day, UTC
  std::int64_t days_in_force = 0;                  ///< 1 on the day of entry into force
  std::int64_t reports = 0, incidents = 0;         ///< of the day
  std::map<watch::FindingState, std::int64_t> states;
  std::vector<watch::Finding> findings;            ///< of the day, the first of those in `sealed`
  std::vector<DayAlarm> alarms;                    ///< of the day, the rest of them
  bool is_learning = false;                        ///< no series is known for long enough to raise one
  watch::Board board;
  std::vector<WatchMark> marks;                    ///< of the four weeks up to the day, the last 5000
  bool is_new = false;                             ///< entered in the log just now
};

/// `day`: "2026-03-02". `secret_pem`: an Ed25519 key. Errors: bad_use (no day), bad_input (no key), as replay().
Result<DailyBulletin> make_bulletin(Monitor& monitor, const std::string& day, const std::string& secret_pem, const Run& run);

/// The board and the marks as of an instant, without publishing.
struct BoardAnswer {
  watch::Board board;
  std::vector<WatchMark> marks;
  WatchReplay replayed;
};
Result<BoardAnswer> board(const Monitor& monitor, std::int64_t as_of, const Run& run);

}  // namespace locarno::study
