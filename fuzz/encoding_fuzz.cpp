// Any bytes, with any label for their encoding: refused with a place, or valid UTF-8 with notes that point into it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "read/declared.hpp"
#include "read/decode.hpp"
#include "read/legacy.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno;
  static constexpr const char* labels[] = {"", "utf-8", "gb2312", "big5", "iso-8859-1", "windows-1251", "shift_jis", "euc-kr"};
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto decoded = read::decode(bytes, "any", labels[data[0] % 8]);
  if (!decoded) {
    demand(decoded.error().where.starts_with("any"));
    return 0;
  }
  demand(first_invalid(decoded->text) == std::string_view::npos);
  demand(!decoded->encoding.empty());
  for (const DocumentNote& note : decoded->notes) {
    demand(note.span.begin <= note.span.end && note.span.end <= decoded->text.size());
    demand(first_invalid(note.text) == std::string_view::npos);
  }
  if (first_invalid(bytes) == std::string_view::npos && bytes.find('\0') == std::string_view::npos && !bytes.starts_with("\xEF\xBB\xBF"))
    demand(decoded->text == bytes);
  return 0;
}
