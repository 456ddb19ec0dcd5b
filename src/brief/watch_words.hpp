#pragma once
// locarno/brief/watch_words.hpp -- the words of the watch's pages, English and Chinese side by side in words_watch.inc.
#include <string_view>

#include "model/language.hpp"
#include "study/bulletin.hpp"

namespace locarno::brief {

enum class WatchWord {
#define LOC_WATCH_WORD(id, en, zh) id,
#include "brief/words_watch.inc"
#undef LOC_WATCH_WORD
};

inline std::string_view word(WatchWord id, PageLanguage language) {
  static constexpr std::string_view words[][2] = {
#define LOC_WATCH_WORD(id, en, zh) {en, zh},
#include "brief/words_watch.inc"
#undef LOC_WATCH_WORD
  };
  return words[static_cast<std::size_t>(id)][language == PageLanguage::zh ? 1 : 0];
}

inline std::string_view word_of(watch::FindingState state, PageLanguage language) {
  constexpr WatchWord words[] = {WatchWord::fulfilment, WatchWord::alleged, WatchWord::found, WatchWord::contested, WatchWord::withdrawn, WatchWord::exempt};
  return word(words[static_cast<std::size_t>(state)], language);
}
inline std::string_view word_of(watch::ClauseStatus status, PageLanguage language) {
  constexpr WatchWord words[] = {WatchWord::not_due, WatchWord::started, WatchWord::partly, WatchWord::done, WatchWord::disputed, WatchWord::breached};
  return word(words[static_cast<std::size_t>(status)], language);
}

}  // namespace locarno::brief
