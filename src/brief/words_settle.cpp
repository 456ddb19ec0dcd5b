#include "brief/words_settle.hpp"

#include <array>

#include "brief/words.hpp"

namespace locarno::brief {
namespace {

struct Entry {
  std::string_view en, zh;
};
constexpr std::array entries{
#define LOC_WORD(id, en, zh) Entry{en, zh},
#include "brief/words_settle.inc"
#undef LOC_WORD
};
static_assert(entries.size() == static_cast<std::size_t>(SettleWord::count_));

}  // namespace

std::string_view word(SettleWord id, PageLanguage language) {
  const Entry& entry = entries[static_cast<std::size_t>(id)];
  return language == PageLanguage::zh ? entry.zh : entry.en;
}

std::string say(SettleWord id, PageLanguage language, const std::vector<std::string>& places) {
  return fill_text(word(id, language), places);
}

}  // namespace locarno::brief
