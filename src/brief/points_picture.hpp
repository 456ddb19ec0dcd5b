#pragma once
// locarno/brief/points_picture.hpp -- the frontier with its fair points as one SVG (pictures.hpp), by itself and on the page.
#include <string>

#include "study/domain_points.hpp"

namespace locarno::brief {

/// Empty when there are fewer than two parties or no point is known.
std::string points_svg(const study::DomainAnswer& answer, PageLanguage language);

/// The brief's page with a section for this picture, where there is one: to_html of brief_page.hpp otherwise.
std::string html_with_points(const study::Brief& brief, PageLanguage language, const study::DomainAnswer& points);

}  // namespace locarno::brief
