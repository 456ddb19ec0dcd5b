#pragma once
// locarno/watch/incident.hpp -- what the reports that seem to mean one event say together.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "watch/report.hpp"

namespace locarno::watch {

/// Why a report stands in an incident.
struct Link {
  std::string report;                 ///< id
  std::string to;                     ///< the report it was tied to, "" for the first
  double log_ratio = 0;               ///< one incident against two
};

/// Who did it: side A, side B, somebody else, as chances that sum to 1.
struct Attribution {
  std::array<double, 3> chance{};
  std::string named;                  ///< party id when its chance reaches the threshold, else ""
};

/// What spoke for whom, and how strongly: how likely the clue is if it was side A, side B, somebody else.
struct Clue {
  std::string_view what;
  std::array<double, 3> chance{};
};

struct Incident {
  std::string id;                     ///< "i-" + digits of its first report
  std::int64_t begin = 0, end = 0;    ///< the narrowest interval a report gives
  bool has_place = false;
  double lat = 0, lon = 0, radius_km = 0;
  WatchAct act = WatchAct::other;
  double calibre_mm = 0;
  int killed = 0, injured = 0, count = 1;
  bool civilian = false;
  int severity = 0;                   ///< 0..5, watch/severity.hpp
  double exists = 0;                  ///< P(it happened)
  Attribution who;
  std::vector<Clue> clues;            ///< what `who` was made from, in order
  int allegations = 0, denials = 0, verifications = 0, refutations = 0;
  int copies = 0;                     ///< reports that only repeat one counted
  std::string sector;                 ///< likeliest, "" = none
  std::vector<Link> links;            ///< at most `member_cap`
  std::vector<Report> reports;        ///< the same order
  bool before_force = false;          ///< it ended before entry into force
};
inline constexpr std::size_t member_cap = 256;

}  // namespace locarno::watch
