#pragma once
// locarno/read/decode.hpp -- bytes of a file -> valid UTF-8 text, and nothing else changed.
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno::read {

struct Decoded {
  std::string text;       ///< UTF-8, no BOM; line ends as they stand
  std::string encoding;   ///< "utf-8", "utf-8-bom", "utf-16le", "utf-16be"
};
/// Errors: bad_input "file:line:column" for NUL bytes, ill-formed or truncated UTF-8/16.
/// Not an error: no bytes at all.
Result<Decoded> decode(std::string_view bytes, const std::string& name);

}  // namespace locarno::read
