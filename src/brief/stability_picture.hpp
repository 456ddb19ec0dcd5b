#pragma once
// locarno/brief/stability_picture.hpp -- the graph of a small model as one SVG, and as DOT for other programs.
//
// SVG: states on a circle, equilibria by the concept given last in the answer with a double ring; arrows are the moves their mover prefers,
// told apart by the mover's number and by the dashes of the line. No script, no style sheet, no link; same answer, same bytes.
#include <string>

#include "study/stability.hpp"

namespace locarno::brief {

constexpr std::size_t most_states_drawn = 40;

/// Empty above most_states_drawn states.
std::string stability_svg(const study::GraphAnswer& answer, PageLanguage language);
/// All moves, at most 20,000; those their mover prefers as full lines.
std::string stability_dot(const study::GraphAnswer& answer, PageLanguage language);

}  // namespace locarno::brief
