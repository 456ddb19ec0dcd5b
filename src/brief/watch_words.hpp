#pragma once
// locarno/brief/watch_words.hpp -- the words of the watch's pages, English and Chinese side by side in words_watch.inc.
#include <string_view>

#include "brief/words.hpp"
#include "study/bulletin.hpp"

namespace locarno::brief {

#define LOC_TABLE WatchWord
#define LOC_ROWS "brief/words_watch.inc"
#include "brief/word_enum.inc"

inline std::string_view word_of(watch::FindingState state, PageLanguage language) {
  constexpr WatchWord words[] = {WatchWord::fulfilment, WatchWord::alleged, WatchWord::found, WatchWord::contested, WatchWord::withdrawn, WatchWord::exempt};
  return word(words[static_cast<std::size_t>(state)], language);
}
inline std::string_view word_of(watch::ClauseStatus status, PageLanguage language) {
  constexpr WatchWord words[] = {WatchWord::not_due, WatchWord::started, WatchWord::partly, WatchWord::done, WatchWord::disputed, WatchWord::breached};
  return word(words[static_cast<std::size_t>(status)], language);
}

inline std::string_view word_of(WatchAct act, PageLanguage language) {
  static_assert(static_cast<std::size_t>(WatchWord::act_other) - static_cast<std::size_t>(WatchWord::act_shelling) + 1 == watch_act_count);
  return word(static_cast<WatchWord>(static_cast<std::size_t>(WatchWord::act_shelling) + static_cast<std::size_t>(act)), language);
}

}  // namespace locarno::brief
