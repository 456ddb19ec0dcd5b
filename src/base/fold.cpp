#include "base/fold.hpp"

#include <algorithm>
#include <cstring>

#include "base/utf8.hpp"

namespace locarno {

namespace detail {
extern const char16_t fold_table[65536];
extern const std::uint64_t upper_table[1024];
}

bool is_upper(char32_t c) { return c < 0x10000 && (detail::upper_table[c >> 6] >> (c & 63) & 1u); }

namespace {

constexpr char16_t outside_bmp = 0xFFFC;
constexpr char32_t first_without_case = 0x3000;   // from here to the private area no letter is upper case

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

/// Writes units into vectors of the right size; ill-formed text can need more than was counted, then they grow.
class Builder {
 public:
  explicit Builder(std::size_t guess) { grow(guess + 1); }

  void run(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      if (count_ + 8 > out_.units.size()) grow(out_.units.size() + (end - at) + 8);
      if (end - at >= 8 && is_ascii8(text.data() + at)) {
        put8(text.data() + at, at);
        at += 8;
        continue;
      }
      at = put_han(text, at, end);
      if (at >= end || count_ + 8 > out_.units.size()) continue;
      const CodePoint c = decode_at(text, at);
      put(c.value, at);
      at += c.size;
    }
  }

  Folded finish(std::size_t text_bytes) {
    out_.units.resize(count_);
    out_.byte_of.resize(count_ + 1);
    out_.byte_of[count_] = static_cast<std::uint32_t>(text_bytes);
    out_.upper.resize(count_ / 64 + 1);
    return std::move(out_);
  }

 private:
  static bool is_ascii8(const char* bytes) {
    std::uint64_t word;
    std::memcpy(&word, bytes, 8);
    return (word & 0x8080808080808080u) == 0;
  }
  /// A run of characters of three bytes (Han and most marks), as far as there is room; returns where it ends. None of them
  /// is an upper-case letter but the full-width ones, which begin with another byte.
  std::size_t put_han(std::string_view text, std::size_t at, std::size_t end) {
    const char* bytes = text.data();
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    char16_t* units = out_.units.data();
    std::uint32_t* byte_of = out_.byte_of.data();
    std::size_t count = count_;
    const std::size_t room = out_.units.size() - 1;
    while (at + 3 <= end && count < room && byte(at) >= 0xE2 && byte(at) <= 0xE9 && (byte(at + 1) & 0xC0) == 0x80 && (byte(at + 2) & 0xC0) == 0x80) {
      const char32_t c = (byte(at) & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
      if (c < first_without_case) break;
      units[count] = detail::fold_table[c];
      byte_of[count++] = static_cast<std::uint32_t>(at);
      at += 3;
    }
    count_ = count;
    return at;
  }
  void put8(const char* bytes, std::size_t at) {
    char16_t* units = out_.units.data() + count_;
    std::uint32_t* byte_of = out_.byte_of.data() + count_;
    std::uint64_t capitals = 0;
    for (std::uint32_t i = 0; i < 8; ++i) {
      const auto c = static_cast<unsigned char>(bytes[i]);
      units[i] = detail::fold_table[c];
      byte_of[i] = static_cast<std::uint32_t>(at + i);
      capitals |= static_cast<std::uint64_t>(c >= 'A' && c <= 'Z') << i;
    }
    const unsigned shift = count_ & 63;
    out_.upper[count_ >> 6] |= capitals << shift;
    if (shift > 56) out_.upper[(count_ >> 6) + 1] |= capitals >> (64 - shift);
    count_ += 8;
  }
  void put(char32_t c, std::size_t at) {
    out_.units[count_] = c < 0x10000 ? detail::fold_table[c] : outside_bmp;
    out_.byte_of[count_] = static_cast<std::uint32_t>(at);
    out_.upper[count_ >> 6] |= static_cast<std::uint64_t>(is_upper(c)) << (count_ & 63);
    ++count_;
  }
  void grow(std::size_t size) {
    out_.units.resize(size);
    out_.byte_of.resize(size + 1);
    out_.upper.resize(size / 64 + 1);
  }

  Folded out_;
  std::size_t count_ = 0;
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
  Builder builder(count_characters(text));
  std::size_t at = 0;
  for (const Span cut : cuts) {
    const std::size_t stop = std::min<std::size_t>(cut.begin, text.size());
    if (stop > at) builder.run(text, at, stop);
    at = std::max<std::size_t>(at, cut.end);
  }
  if (at < text.size()) builder.run(text, at, text.size());
  Folded out = builder.finish(text.size());
  out.cuts = cuts;
  return out;
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
