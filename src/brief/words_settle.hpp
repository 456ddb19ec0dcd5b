#pragma once
// locarno/brief/words_settle.hpp -- what `settle` says beyond the page, and what `ranges` says, in English and Chinese.
#include <string_view>

#include "brief/words.hpp"

namespace locarno::brief {

#define LOC_TABLE SettleWord
#define LOC_ROWS "brief/words_settle.inc"
#include "brief/word_enum.inc"

}  // namespace locarno::brief
