#include "brief/find_name.hpp"

namespace locarno::brief {
namespace {

/// Does a letter or digit of a script that writes words apart begin at `at`? (UTF-8: ASCII, Latin, Greek, Cyrillic.)
bool begins_letter(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(at < text.size() ? text[at] : ' ');
  return (byte >= '0' && byte <= '9') || ((byte | 0x20u) >= 'a' && (byte | 0x20u) <= 'z') || (byte >= 0xC3 && byte <= 0xD3);
}
bool ends_letter(std::string_view text, std::size_t end) {
  if (end == 0) return false;
  std::size_t at = end - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u) --at;
  return begins_letter(text, at);
}

}  // namespace

std::size_t find_name(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos && !name.empty(); at = text.find(name, at + 1)) {
    const bool joined_before = begins_letter(name, 0) && ends_letter(text, at);
    const bool joined_after = ends_letter(name, name.size()) && begins_letter(text, at + name.size());
    if (!joined_before && !joined_after) return at;
  }
  return std::string_view::npos;
}

}  // namespace locarno::brief
