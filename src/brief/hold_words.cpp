#include "brief/hold_words.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace locarno::brief {
namespace {

constexpr std::array chinese{
#define LOC_HOLD_WORD(name, words) std::pair<std::string_view, std::string_view>{name, words},
#include "brief/words_hold.inc"
#undef LOC_HOLD_WORD
};

}  // namespace

std::string parameter_meaning(const hold::Parameter& parameter, PageLanguage language) {
  if (language == PageLanguage::zh)
    for (const auto& [name, words] : chinese)
      if (name == parameter.name) return std::string(words);
  return std::string(parameter.meaning);
}

}  // namespace locarno::brief
