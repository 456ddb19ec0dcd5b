// Any bytes as an address with its query, and as a Cookie header: taken apart or refused, never a step up, always valid text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "request.hpp"

namespace {
void require(bool condition) {
  if (!condition) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto target = serve::parse_target(bytes)) {
    require(!target->path.empty() && target->path.front() == '/');
    require(target->path.find("/../") == std::string::npos && !target->path.ends_with("/.."));
    require(first_invalid(target->path) == std::string_view::npos);
    require(target->query.size() <= 200);
    for (const auto& [name, value] : target->query) {
      require(first_invalid(name) == std::string_view::npos && first_invalid(value) == std::string_view::npos);
      for (const std::string& one : target->list(name)) require(one.find(',') == std::string::npos && !one.empty());
    }
  }
  const std::string_view value = serve::cookie(bytes, "locarno_80");
  require(value.find(';') == std::string_view::npos);
  require(value.empty() || (value.data() >= bytes.data() && value.data() + value.size() <= bytes.data() + bytes.size()));
  return 0;
}
