#pragma once
// locarno/brief/words_alarms.hpp -- what alarms, rehearsals and the update of `hold` say, in English and Chinese.
#include <string>
#include <string_view>
#include <vector>

#include "model/language.hpp"

namespace locarno::brief {

enum class AlarmWord {
#define LOC_WORD(id, en, zh) id,
#include "brief/words_alarms.inc"
#undef LOC_WORD
  count_
};

std::string_view word(AlarmWord id, PageLanguage language);

/// The word with its places {0} to {9} filled.
std::string say(AlarmWord id, PageLanguage language, const std::vector<std::string>& places = {});

}  // namespace locarno::brief
