#pragma once
// locarno/model/language.hpp -- the languages a report is read in, and text in both languages of the brief.
#include <cstdint>
#include <string>
#include <string_view>

namespace locarno {

enum class Language : std::uint8_t { unknown, zh_hans, zh_hant, en };
/// BCP 47: "zh-Hans", "zh-Hant", "en", "und".
std::string_view to_string(Language language);

/// The language a page is written in.
enum class PageLanguage : std::uint8_t { en, zh };

/// A name or phrase in English and Chinese; one may be empty, then the other serves.
struct Text {
  std::string en;
  std::string zh;
  const std::string& in(PageLanguage language) const {
    return language == PageLanguage::zh ? (zh.empty() ? en : zh) : (en.empty() ? zh : en);
  }
  bool operator==(const Text&) const = default;
};

}  // namespace locarno
