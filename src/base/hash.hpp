#pragma once
// locarno/base/hash.hpp -- SHA-256, for document identity and the audit chain; short ids that stay the same.
#include <string>
#include <string_view>

namespace locarno {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
/// prefix + the first `digits` hexadecimal digits of the SHA-256 of `bytes`: same input, same id.
std::string short_id(std::string_view prefix, std::string_view bytes, int digits = 10);

}  // namespace locarno
