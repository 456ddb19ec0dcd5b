#include "read/legacy.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/utf8.hpp"
#include "read/declared.hpp"

namespace locarno::read {
namespace {

/// How well bytes read as a two-byte encoding.
struct Fit {
  std::size_t pairs = 0;
  std::size_t common = 0;   ///< of these, in the standard's first level or its punctuation
  std::size_t bad = 0;      ///< bytes that begin no character
  double share() const { return pairs + bad == 0 ? 0.0 : static_cast<double>(common) / static_cast<double>(pairs + 2 * bad); }
};

template <class Trail, class Common>
Fit fit(std::string_view bytes, Trail is_trail, Common is_common) {
  Fit out;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) { ++at; continue; }
    const auto trail = static_cast<unsigned char>(at + 1 < bytes.size() ? bytes[at + 1] : 0);
    if (lead == 0x80 || lead == 0xFF || !is_trail(trail)) { ++out.bad; ++at; continue; }
    ++out.pairs;
    out.common += is_common(lead, trail);
    at += 2;
  }
  return out;
}

Fit fit_gb(std::string_view bytes) {
  return fit(bytes, [](unsigned char t) { return t >= 0x40 && t != 0x7F && t != 0xFF; },
             [](unsigned char l, unsigned char t) { return t >= 0xA1 && ((l >= 0xB0 && l <= 0xD7) || l == 0xA1 || l == 0xA3); });
}

Fit fit_big5(std::string_view bytes) {
  return fit(bytes, [](unsigned char t) { return (t >= 0x40 && t <= 0x7E) || (t >= 0xA1 && t <= 0xFE); },
             [](unsigned char l, unsigned char) { return (l >= 0xA4 && l <= 0xC6) || l == 0xA1; });
}

/// Half of the characters of Chinese prose are among a few hundred; Korean and Japanese bytes read as Chinese miss them.
bool has_everyday_words(std::string_view bytes, const std::string& encoding) {
  static constexpr std::u16string_view everyday =
#include "read/everyday.inc"
      ;
  std::string text;
  append_decoded(bytes.substr(0, 65536), encoding, text);
  std::size_t han = 0, hits = 0, other_letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    at += c.size;
    if (is_han(c.value)) {
      ++han;
      hits += c.value < 0x10000 && everyday.find(static_cast<char16_t>(c.value)) != std::u16string_view::npos;
    } else {
      other_letters += c.value >= 0x3040 && c.value <= 0x30FF;
    }
  }
  return other_letters <= han && (han < 12 ? han > 0 : hits * 10 >= han);
}

std::optional<Guess> guess_chinese(std::string_view bytes, const std::string& declared) {
  const Fit gb = fit_gb(bytes), big5 = fit_big5(bytes);
  const double gb_share = gb.share() + (declared == "gb18030" ? 0.1 : 0), big5_share = big5.share() + (declared == "big5" ? 0.1 : 0);
  const bool is_gb = gb_share >= big5_share;
  const Fit& best = is_gb ? gb : big5;
  const double share = is_gb ? gb_share : big5_share;
  const std::string name = is_gb ? "gb18030" : "big5";
  const bool is_valid = best.bad * 50 <= best.pairs;
  if (best.pairs < 2 || !is_valid || share < 0.6 || (declared != name && (best.pairs < 4 || !has_everyday_words(bytes, name))))
    return std::nullopt;
  return Guess{name, fmt::format("{} of its {} two-byte characters are common Chinese ones in {}", best.common, best.pairs, name), declared == name};
}

struct CloseDetector { void operator()(UCharsetDetector* d) const { ucsdet_close(d); } };
struct CloseConverter { void operator()(UConverter* c) const { ucnv_close(c); } };

/// ICU's opinion, from the high bytes' neighbourhood only: the detector looks at the first kilobytes.
std::optional<Guess> guess_other(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return std::nullopt;
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const auto skip = static_cast<std::size_t>(first - bytes.begin());
  const std::string_view sample = bytes.substr(skip > 512 ? skip - 512 : 0, 16384);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return std::nullopt;
  for (std::int32_t i = 0; i < count; ++i) {
    const std::int32_t confidence = ucsdet_getConfidence(matches[i], &status);
    const char* label = ucsdet_getName(matches[i], &status);
    if (U_FAILURE(status) || label == nullptr || confidence < 20) continue;
    const std::string name = known_encoding(label);
    if (name.empty() || name == "utf-8" || name == "gb18030" || name == "big5") continue;
    return Guess{name, fmt::format("its letters are spread as in {}", name), false};
  }
  return std::nullopt;
}

/// A declared encoding holds when its bytes are valid there and do not come out as control characters.
bool is_valid_in(std::string_view bytes, const std::string& encoding) {
  std::string text;
  const std::size_t bad = append_decoded(bytes, encoding, text);
  std::size_t control = 0, high = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    high += c.value >= 0x80;
    control += c.value >= 0x80 && c.value < 0xA0;
    at += c.size;
  }
  return (bad + control) * 50 <= high;
}

}  // namespace

bool is_double_byte(std::string_view encoding) {
  return encoding == "gb18030" || encoding == "big5" || encoding == "shift_jis" || encoding == "euc-jp" || encoding == "euc-kr";
}

std::optional<Guess> guess_legacy(std::string_view bytes, const std::string& declared) {
  const auto chinese = guess_chinese(bytes, declared);
  if (chinese && chinese->as_declared) return chinese;
  // A single-byte declaration is valid for any bytes; bytes that are good Chinese give it the lie.
  if (chinese && !(declared == "euc-kr" || declared == "euc-jp" || declared == "shift_jis")) return chinese;
  if (!declared.empty() && declared != "utf-8" && is_valid_in(bytes, declared))
    return Guess{declared, "as declared", true};
  if (chinese) return chinese;
  return bytes.size() < 16 ? std::nullopt : guess_other(bytes);
}

std::size_t append_decoded(std::string_view bytes, const std::string& encoding, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const char* icu = encoding == "big5" ? "Big5-HKSCS" : encoding.c_str();
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(icu, &status));
  if (U_FAILURE(status)) {
    for (std::size_t i = 0; i < bytes.size(); ++i) append_utf8(out, 0xFFFD);
    return bytes.size();
  }
  std::size_t bad = 0;
  const char* at = bytes.data();
  const char* end = at + bytes.size();
  std::vector<char16_t> units(4096);
  char16_t high = 0;
  for (bool is_done = false; !is_done;) {
    char16_t* to = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &at, end, nullptr, true, &status);
    is_done = status != U_BUFFER_OVERFLOW_ERROR;
    for (const char16_t* unit = units.data(); unit != to; ++unit) {
      if (*unit >= 0xD800 && *unit < 0xDC00) { high = *unit; continue; }
      char32_t c = *unit;
      if (c >= 0xDC00 && c < 0xE000) c = high != 0 ? 0x10000 + ((char32_t{high} - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
      high = 0;
      bad += c == 0xFFFD;
      append_utf8(out, c);
    }
  }
  return bad;
}

}  // namespace locarno::read
