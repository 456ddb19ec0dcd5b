#include "base/hash.hpp"

#define OPENSSL_SUPPRESS_DEPRECATED   // the plain calls: looking the digest up by name costs more than a short text's digest
#include <openssl/sha.h>

#include <algorithm>

namespace locarno {

namespace {

/// Appends the first `digits` digits.
void append_digest(std::string& out, std::string_view bytes, std::size_t digits) {
  SHA256_CTX context;
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256_Init(&context);
  SHA256_Update(&context, bytes.data(), bytes.size());
  SHA256_Final(digest, &context);
  static constexpr char hex[] = "0123456789abcdef";
  for (std::size_t i = 0; i < digits; ++i) out += hex[i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15];
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::string out;
  out.reserve(2 * SHA256_DIGEST_LENGTH);
  append_digest(out, bytes, 2 * SHA256_DIGEST_LENGTH);
  return out;
}

std::string short_id(std::string_view prefix, std::string_view bytes, int digits) {
  std::string out(prefix);
  append_digest(out, bytes, std::min<std::size_t>(static_cast<std::size_t>(digits), 2 * SHA256_DIGEST_LENGTH));
  return out;
}

}  // namespace locarno
