#include "brief/words_settle.hpp"

#include <array>

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
  const std::string_view text = word(id, language);
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}';
    const std::size_t place = is_place ? static_cast<std::size_t>(text[at + 1] - '0') : 0;
    if (is_place && place < places.size()) {
      out += places[place];
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace locarno::brief
