#include "base/hash.hpp"

#include <openssl/evp.h>

#include <memory>

namespace locarno {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// The algorithm looked up once: the look-up costs more than the digest of a short text.
const EVP_MD* sha256() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return fetched != nullptr ? fetched : EVP_sha256();
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestInit_ex2(context.get(), sha256(), nullptr);
  EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  EVP_DigestFinal_ex(context.get(), digest, &size);
  static constexpr char hex[] = "0123456789abcdef";
  std::string out(2 * std::size_t{size}, '0');
  for (std::size_t i = 0; i < size; ++i) {
    out[2 * i] = hex[digest[i] >> 4];
    out[2 * i + 1] = hex[digest[i] & 15];
  }
  return out;
}

std::string short_id(std::string_view prefix, std::string_view bytes, int digits) {
  return std::string(prefix) + sha256_hex(bytes).substr(0, static_cast<std::size_t>(digits));
}

}  // namespace locarno
