#include "brief/stability_words.hpp"

#include <array>

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
  const std::string_view text = language == PageLanguage::zh ? entry.zh : entry.en;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_place = text[at] == '{' && at + 2 < text.size() && text[at + 2] == '}';
    const auto place = is_place ? static_cast<std::size_t>(text[at + 1] - '0') : places.size();
    if (place < places.size()) {
      out += places[place];
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace locarno::brief
