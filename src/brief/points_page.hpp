#pragma once
// locarno/brief/points_page.hpp -- a domain's frontier and fair points as JSON (CONTRACT, settle) and as a table for a terminal.
#include <string>

#include "brief/words.hpp"
#include "study/domain_points.hpp"

namespace locarno::brief {

/// One object, keys in a fixed order; fractions are exact, decimals their nearest doubles.
///   with_frontier   also `frontier`: the points of the frontier with one settlement each
std::string points_json(const study::DomainAnswer& answer, bool with_frontier);

/// The settle part of a brief (JSON text) with the same keys added; what the brief already says stays.
std::string with_points_json(const std::string& settle, const study::DomainAnswer& answer, bool with_frontier);

/// The same as a table; sentences in `language`, names as the domain or case has them.
std::string points_text(const study::DomainAnswer& answer, bool with_frontier, PageLanguage language);

}  // namespace locarno::brief
