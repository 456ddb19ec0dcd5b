#include "base/span.hpp"

#include <algorithm>

namespace locarno {
namespace {
constexpr std::uint32_t step_bytes = 256;
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
}  // namespace

CharIndex::CharIndex(std::string_view text) : text_(text) {
  checkpoints_.reserve(text.size() / step_bytes + 1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at % step_bytes == 0) checkpoints_.push_back(count_);
    count_ += starts_character(text[at]);
  }
}

std::uint32_t CharIndex::chars_before(std::uint32_t at) const {
  if (at >= text_.size()) return count_;
  std::uint32_t chars = checkpoints_[at / step_bytes];
  for (std::uint32_t i = at / step_bytes * step_bytes; i < at; ++i) chars += starts_character(text_[i]);
  return chars;
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
