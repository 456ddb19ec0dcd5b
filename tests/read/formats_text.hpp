#pragma once
// The sentences of tests/read/formats/source.tsv, and the older encodings of them.
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <fstream>
#include <map>
#include <string>

namespace locarno::read::testing {

inline const std::string& words(const std::string& key) {
  static const std::map<std::string, std::string> all = [] {
    std::map<std::string, std::string> out;
    std::ifstream in("tests/read/formats/source.tsv");
    for (std::string line; std::getline(in, line);)
      if (const auto tab = line.find('\t'); tab != std::string::npos) out[line.substr(0, tab)] = line.substr(tab + 1);
    return out;
  }();
  return all.at(key);
}

/// UTF-8 -> `encoding`, by ICU.
inline std::string encoded(const std::string& text, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(text.size() * 4 + 16, '\0');
  const auto size = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), text.data(),
                                 static_cast<std::int32_t>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

}  // namespace locarno::read::testing
