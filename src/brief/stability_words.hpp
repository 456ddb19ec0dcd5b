#pragma once
// locarno/brief/stability_words.hpp -- what `locarno stability` itself says, in English and Chinese (words_stability.inc).
#include <string>
#include <string_view>
#include <vector>

#include "model/language.hpp"

namespace locarno::brief {

enum class GraphWord {
#define LOC_GRAPH_WORD(id, en, zh) id,
#include "brief/words_stability.inc"
#undef LOC_GRAPH_WORD
  count_
};

/// The word with its places {0} to {9} filled.
std::string say(GraphWord id, PageLanguage language, const std::vector<std::string>& places = {});

}  // namespace locarno::brief
