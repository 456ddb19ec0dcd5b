#pragma once
// locarno/brief/words_alarms.hpp -- what alarms, rehearsals and the update of `hold` say, in English and Chinese.
#include <string_view>

#include "brief/words.hpp"

namespace locarno::brief {

#define LOC_TABLE AlarmWord
#define LOC_ROWS "brief/words_alarms.inc"
#include "brief/word_enum.inc"

}  // namespace locarno::brief
