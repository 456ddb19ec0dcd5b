#pragma once
// locarno/brief/stability_words.hpp -- what `locarno stability` itself says, in English and Chinese.
#include <string_view>

#include "brief/words.hpp"

namespace locarno::brief {

#define LOC_TABLE GraphWord
#define LOC_ROWS "brief/words_stability.inc"
#include "brief/word_enum.inc"

}  // namespace locarno::brief
