#pragma once
// locarno/brief/words_settle.hpp -- what `settle` says beyond the page, and what `ranges` says, in English and Chinese.
#include <string>
#include <string_view>
#include <vector>

#include "model/language.hpp"

namespace locarno::brief {

enum class SettleWord {
#define LOC_WORD(id, en, zh) id,
#include "brief/words_settle.inc"
#undef LOC_WORD
  count_
};

std::string_view word(SettleWord id, PageLanguage language);

/// The word with its places {0} to {9} filled.
std::string say(SettleWord id, PageLanguage language, const std::vector<std::string>& places = {});

}  // namespace locarno::brief
