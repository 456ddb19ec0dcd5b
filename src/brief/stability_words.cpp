#include "brief/stability_words.hpp"

#include <array>

#include "brief/words.hpp"

namespace locarno::brief {
namespace {

struct Entry {
  std::string_view en, zh;
};
constexpr std::array entries{
#define LOC_GRAPH_WORD(id, en, zh) Entry{en, zh},
#include "brief/words_stability.inc"
#undef LOC_GRAPH_WORD
};
static_assert(entries.size() == static_cast<std::size_t>(GraphWord::count_));

}  // namespace

std::string say(GraphWord id, PageLanguage language, const std::vector<std::string>& places) {
  const Entry& entry = entries[static_cast<std::size_t>(id)];
  return fill_text(language == PageLanguage::zh ? entry.zh : entry.en, places);
}

}  // namespace locarno::brief
