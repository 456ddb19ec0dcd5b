#pragma once
// locarno/brief/stability_page.hpp -- what holds still, as text and as JSON (docs/stability.md lists the keys).
//
// Rules      states as Y/N patterns of each decision maker, as decimals and by their short names; nothing of a file is trusted.
// Certainty  prints, never computes. Same answer, same bytes.
#include <string>

#include "study/stability.hpp"

namespace locarno::brief {

std::string stability_text(const study::GraphAnswer& answer, PageLanguage language, bool color, unsigned width);
std::string stability_json(const study::GraphAnswer& answer);

/// "10 Y N | N Y, short name": a state in one line.
std::string state_words(const study::GraphCase& graph, stability::StateIndex state, PageLanguage language);

}  // namespace locarno::brief
