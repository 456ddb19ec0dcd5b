#pragma once
// locarno/brief/points_picture.hpp -- the frontier with its fair points as one SVG (pictures.hpp).
#include <string>

#include "study/domain_points.hpp"

namespace locarno::brief {

/// Empty when there are fewer than two parties or no point is known.
std::string points_svg(const study::DomainAnswer& answer);

}  // namespace locarno::brief
