#pragma once
// How states, sequences and decision makers are named in the text of `locarno stability`. Inside brief.
#include <string>
#include <vector>

#include "brief/stability_words.hpp"
#include "study/stability.hpp"

namespace locarno::brief {

std::string maker_name(const study::GraphCase& graph, stability::MakerIndex maker, PageLanguage language);
/// "US, China and EU"
std::string maker_names(const study::GraphCase& graph, const std::vector<stability::MakerIndex>& makers, PageLanguage language);
/// "US to 5, China to 7"; a star after a step that its mover does not prefer, when marks are wanted.
std::string path_words(const study::GraphCase& graph, const stability::Path& path, PageLanguage language);
std::string steps_words(const study::GraphCase& graph, const std::vector<stability::Step>& steps, PageLanguage language);
std::string id_of(const study::GraphCase& graph, stability::StateIndex state);

/// The sections behind --why, --paths, --inverse, --explain and --samples, where they were asked for.
std::string stability_details_text(const study::GraphAnswer& answer, PageLanguage language, bool color, unsigned width);
bool has_details(const study::GraphAnswer& answer);
/// The same as members of the JSON object, each ended by a comma and a line end; "" when nothing was asked.
std::string stability_details_json(const study::GraphAnswer& answer);

}  // namespace locarno::brief
