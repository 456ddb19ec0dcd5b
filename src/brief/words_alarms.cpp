#include "brief/words_alarms.hpp"

#include <array>

#include "brief/words.hpp"

namespace locarno::brief {
namespace {

struct Entry {
  std::string_view en, zh;
};
constexpr std::array entries{
#define LOC_WORD(id, en, zh) Entry{en, zh},
#include "brief/words_alarms.inc"
#undef LOC_WORD
};
static_assert(entries.size() == static_cast<std::size_t>(AlarmWord::count_));

}  // namespace

std::string_view word(AlarmWord id, PageLanguage language) {
  const Entry& entry = entries[static_cast<std::size_t>(id)];
  return language == PageLanguage::zh ? entry.zh : entry.en;
}

std::string say(AlarmWord id, PageLanguage language, const std::vector<std::string>& places) {
  return fill_text(word(id, language), places);
}

}  // namespace locarno::brief
