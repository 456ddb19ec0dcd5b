#include "base/fold.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace locarno {

namespace detail {
extern const char16_t fold_table[65536];
extern const std::uint64_t upper_table[1024];
}

bool is_upper(char32_t c) { return c < 0x10000 && (detail::upper_table[c >> 6] >> (c & 63) & 1u); }

namespace {

constexpr char16_t outside_bmp = 0xFFFC;

struct Builder {
  Folded out;
  void put(char32_t c, std::size_t at) {
    const auto unit = static_cast<std::uint32_t>(out.units.size());
    if ((unit & 63) == 0) out.upper.push_back(0);
    if (is_upper(c)) out.upper.back() |= std::uint64_t{1} << (unit & 63);
    out.units.push_back(c < 0x10000 ? detail::fold_table[c] : outside_bmp);
    out.byte_of.push_back(static_cast<std::uint32_t>(at));
  }
  void run(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      const auto lead = static_cast<unsigned char>(text[at]);
      if (lead < 0x80) { put(lead, at++); continue; }
      const CodePoint c = decode_at(text, at);
      put(c.value, at);
      at += c.size;
    }
  }
};

}  // namespace

std::uint32_t Folded::unit_at(std::uint32_t byte) const {
  const auto next = std::upper_bound(byte_of.begin(), byte_of.end(), byte);
  return next == byte_of.begin() ? 0 : static_cast<std::uint32_t>(next - byte_of.begin() - 1);
}

std::uint32_t Folded::end_before_cut(std::uint32_t last_unit) const {
  std::uint32_t end = byte_of[last_unit];
  auto after = std::upper_bound(cuts.begin(), cuts.end(), end, [](std::uint32_t at, Span cut) { return at < cut.end; });
  while (after != cuts.begin() && (after - 1)->end == end && !(after - 1)->empty()) end = (--after)->begin;
  return std::max(end, byte_of[last_unit - 1]);
}

Folded fold(std::string_view text, const std::vector<Span>& cuts) {
  Builder builder;
  const std::size_t guess = text.size() / 2 + 16;
  builder.out.units.reserve(guess);
  builder.out.byte_of.reserve(guess + 1);
  builder.out.upper.reserve(guess / 64 + 1);
  std::size_t at = 0;
  for (const Span cut : cuts) {
    const std::size_t stop = std::min<std::size_t>(cut.begin, text.size());
    if (stop > at) builder.run(text, at, stop);
    at = std::max<std::size_t>(at, cut.end);
  }
  if (at < text.size()) builder.run(text, at, text.size());
  builder.out.byte_of.push_back(static_cast<std::uint32_t>(text.size()));
  builder.out.cuts = cuts;
  return std::move(builder.out);
}

char16_t fold_char(char32_t c) { return c < 0x10000 ? detail::fold_table[c] : outside_bmp; }

std::vector<char16_t> fold_phrase(std::string_view phrase) {
  std::vector<char16_t> units;
  for (std::size_t at = 0; at < phrase.size();) {
    const CodePoint c = decode_at(phrase, at);
    units.push_back(fold_char(c.value));
    at += c.size;
  }
  return units;
}

}  // namespace locarno
