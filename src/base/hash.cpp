#include "base/hash.hpp"

#define OPENSSL_SUPPRESS_DEPRECATED   // the plain calls: looking the digest up by name costs more than a short text's digest
#include <openssl/sha.h>

namespace locarno {

std::string sha256_hex(std::string_view bytes) {
  SHA256_CTX context;
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest, &context);
  static constexpr char hex[] = "0123456789abcdef";
  std::string out(2 * sizeof digest, '0');
  for (std::size_t i = 0; i < sizeof digest; ++i) {
    out[2 * i] = hex[digest[i] >> 4];
    out[2 * i + 1] = hex[digest[i] & 15];
  }
  return out;
}

std::string short_id(std::string_view prefix, std::string_view bytes, int digits) {
  return std::string(prefix) + sha256_hex(bytes).substr(0, static_cast<std::size_t>(digits));
}

}  // namespace locarno
