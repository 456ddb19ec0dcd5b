#include "base/hash.hpp"

#include <openssl/sha.h>

namespace locarno {

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  static constexpr char hex[] = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const unsigned char byte : digest) {
    out.push_back(hex[byte >> 4]);
    out.push_back(hex[byte & 15]);
  }
  return out;
}

std::string short_id(std::string_view prefix, std::string_view bytes, int digits) {
  return std::string(prefix) + sha256_hex(bytes).substr(0, static_cast<std::size_t>(digits));
}

}  // namespace locarno
