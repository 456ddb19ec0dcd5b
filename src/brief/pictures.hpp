#pragma once
// locarno/brief/pictures.hpp -- pictures as SVG: the frontier of two parties, parallel coordinates for more, and bars.
//
// A picture shows what an exact answer has established; it decides nothing (doubles are used for places only). Every one has
// a title and a description for those who cannot see it, tells things apart by shape and words and not by colour alone,
// prints in black, holds no script, no style sheet and no link, and is the same bytes for the same input.
#include <string>
#include <vector>

namespace locarno::brief {

/// Plain words; escaped by the writer.
struct PicturePoint {
  std::vector<double> worth;          ///< [party]
  std::vector<std::string> names;     ///< "Nash", ... ; empty = a point of the frontier without a name
  bool is_acceptable = true;          ///< reaches every fallback
};

struct FrontierPicture {
  std::string title;
  std::string description;            ///< the same in a sentence or two
  std::vector<std::string> parties;   ///< at least two
  std::vector<double> fallback;       ///< [party]
  std::string fallback_word;          ///< "no agreement"
  std::vector<PicturePoint> points;
};

/// Two parties: one point for each settlement, worth to the first to the right, to the second upwards; more: one line for
/// each settlement across one axis for each party, the first `most_lines` and all that have a name. Empty when there are
/// fewer than two parties or no point.
std::string frontier_svg(const FrontierPicture& picture);

struct BarRow {
  std::string name;
  std::string count;                  ///< "12 of 5,184"
  double share = 0;                   ///< of the longest bar, 0..1
  std::string second_count;           ///< "" = no second bar
  double second_share = 0;
  bool is_marked = false;             ///< drawn filled
};

/// One bar under its words for each row. Empty when there is no row.
std::string bars_svg(const std::string& title, const std::string& description, const std::vector<BarRow>& rows);

}  // namespace locarno::brief
