// Any bytes as a bulletin: it is refused, or what was read writes and reads as the same.
#include <cstdint>
#include <string_view>

#include "watch/bulletin.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno::watch;
  const auto read = read_bulletin({reinterpret_cast<const char*>(data), size}, "b.json");
  if (!read) return 0;
  (void)check_bulletin(*read, "");
  const std::string json = bulletin_json(*read, {});
  const auto again = read_bulletin(json, "b.json");
  if (!again || bulletin_json(*again, {}) != json) __builtin_trap();
  return 0;
}
