#pragma once
// locarno/brief/watch_pictures.hpp -- the treaty's shapes with what happened in them, and a timeline by sector, as SVG.
//
// Nothing is fetched: the shapes are the terms' own. Things are told apart by form and words, not by colour alone; no script, no
// style sheet, no link; the same bytes for the same input. A ring shows how far off a place may be.
#include <string>
#include <vector>

#include "study/bulletin.hpp"

namespace locarno::brief {

/// Shapes that hold at `at`, and the marks. Empty when there is no shape.
std::string watch_map_svg(const Terms& terms, const watch::Geometry& geometry, const std::vector<study::WatchMark>& marks, std::int64_t at, bool with_places, PageLanguage language);
/// One row a sector, a mark for each finding, day by day over the four weeks before `until`.
std::string watch_timeline_svg(const Terms& terms, const std::vector<study::WatchMark>& marks, std::int64_t until, PageLanguage language);

}  // namespace locarno::brief
