#pragma once
// locarno/base/span.hpp -- places in a text.
//
// Spans are half-open BYTE offsets [begin, end) into the raw file as decoded to UTF-8 (decoded text: BOM removed,
// UTF-16 converted; nothing else changed). What leaves the program also carries code-point offsets: CharIndex.
#include <cstdint>
#include <string_view>
#include <vector>

namespace locarno {

struct Span {
  std::uint32_t begin = 0;  ///< first byte
  std::uint32_t end = 0;    ///< one past the last byte
  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(std::uint32_t at) const { return begin <= at && at < end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const Span&) const = default;
};

/// The bytes of `span` in `text`. Precondition: span.end <= text.size().
inline std::string_view slice(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

/// Byte offset -> Unicode code-point offset, and back, in one valid UTF-8 text.
/// Built once in O(n), one checkpoint per 256 bytes; each question costs O(256).
class CharIndex {
 public:
  CharIndex() = default;
  explicit CharIndex(std::string_view text);
  /// Code points before byte `at` (0..size). A byte inside a character counts the characters begun before it.
  std::uint32_t chars_before(std::uint32_t at) const;
  /// Byte offset of code point number `chars` (0..count). Past the end: the text's size.
  std::uint32_t byte_of(std::uint32_t chars) const;
  std::uint32_t count() const { return count_; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> checkpoints_;
  std::uint32_t count_ = 0;
};

}  // namespace locarno
