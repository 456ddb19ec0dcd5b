#include "base/span.hpp"

#include <algorithm>

namespace locarno {
namespace {
constexpr std::uint32_t step_bytes = 256;
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Characters that start in at most step_bytes bytes: 8-bit sums, so that the compiler adds many at once.
std::uint32_t characters_in(std::string_view bytes) {
  std::uint32_t count = 0;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t end = std::min(bytes.size(), at + 128);
    std::uint8_t some = 0;
    for (; at < end; ++at) some = static_cast<std::uint8_t>(some + starts_character(bytes[at]));
    count += some;
  }
  return count;
}
}  // namespace

CharIndex::CharIndex(std::string_view text) : text_(text) {
  checkpoints_.reserve(text.size() / step_bytes + 1);
  for (std::size_t at = 0; at < text.size(); at += step_bytes) {
    checkpoints_.push_back(count_);
    count_ += characters_in(text.substr(at, step_bytes));
  }
}

std::uint32_t CharIndex::chars_before(std::uint32_t at) const {
  if (at >= text_.size()) return count_;
  const std::uint32_t from = at / step_bytes * step_bytes;
  return checkpoints_[at / step_bytes] + characters_in(text_.substr(from, at - from));
}

std::uint32_t CharIndex::byte_of(std::uint32_t chars) const {
  if (chars >= count_) return static_cast<std::uint32_t>(text_.size());
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), chars);
  auto at = static_cast<std::uint32_t>(after - checkpoints_.begin() - 1) * step_bytes;
  std::uint32_t seen = checkpoints_[at / step_bytes];
  for (; at < text_.size(); ++at) {
    if (!starts_character(text_[at])) continue;
    if (seen == chars) return at;
    ++seen;
  }
  return static_cast<std::uint32_t>(text_.size());
}

}  // namespace locarno
