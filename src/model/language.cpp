#include "model/language.hpp"

namespace locarno {

std::string_view to_string(Language language) {
  switch (language) {
    case Language::zh_hans: return "zh-Hans";
    case Language::zh_hant: return "zh-Hant";
    case Language::en: return "en";
    case Language::unknown: break;
  }
  return "und";
}

}  // namespace locarno
