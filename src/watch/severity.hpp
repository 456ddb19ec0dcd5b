#pragma once
// locarno/watch/severity.hpp -- how grave an incident is, from a published table of points (docs/watch.md shows the same rows).
//
// Answer     0..5, the sum of the points of four rows, at most 5. No weights besides these.
// Source     our own table. The bands at 20 and 100 mm are those that agreements use (small arms; the Package of Measures of
//            12 February 2015 withdraws what has 100 mm and more); the rest is a convention to be replaced by the parties' own.
#include <array>
#include <string_view>

#include "watch/incident.hpp"

namespace locarno::watch {

struct SeverityRow {
  std::string_view of;       ///< weapon, place, harm, intent
  std::string_view when;
  int points;
};
inline constexpr std::array<SeverityRow, 10> severity_table = {{
    {"weapon", "none seen, or below 20 mm", 0},
    {"weapon", "20 to below 100 mm; an explosion or incursion", 1},
    {"weapon", "100 mm and more; a strike from the air", 2},
    {"place", "neither civilians nor an exempt site", 0},
    {"place", "civilians or an exempt site hit", 1},
    {"harm", "nobody", 0},
    {"harm", "somebody hurt, or one or two killed", 1},
    {"harm", "three to nine killed", 2},
    {"harm", "ten or more killed", 3},
    {"intent", "ten or more rounds, or a person taken", 1},
}};

/// `in_exempt`: the place is likelier in an exempt site than not.
int severity(const Incident& incident, bool in_exempt);

}  // namespace locarno::watch
