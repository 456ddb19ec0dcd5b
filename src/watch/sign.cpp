#include "watch/sign.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <memory>

namespace locarno::watch {
namespace {

struct FreeKey { void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); } };
struct FreeBio { void operator()(BIO* bio) const { BIO_free_all(bio); } };
struct FreeContext { void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); } };
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Bio = std::unique_ptr<BIO, FreeBio>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

std::string hex(const unsigned char* bytes, std::size_t size) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < size; ++i) out += {digits[bytes[i] >> 4], digits[bytes[i] & 15]};
  return out;
}

std::string written(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return size <= 0 ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

Result<std::string> public_pem(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PUBKEY(bio.get(), key) != 1) return fail(ErrorCode::io, "the public key cannot be written");
  return written(bio.get());
}

/// No pass phrase is ever asked for on a terminal.
int no_phrase(char*, int, int, void*) { return 0; }

Result<Key> secret_key(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_phrase, nullptr));
  if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519)
    return fail(ErrorCode::bad_input, "this is no Ed25519 secret key in PEM (locarno watch key makes one; so does openssl genpkey -algorithm ed25519)");
  return key;
}

}  // namespace

Result<KeyPair> make_key() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!key) return fail(ErrorCode::io, "no key can be made: the system gives no randomness");
  const Bio bio(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) return fail(ErrorCode::io, "the key cannot be written");
  KeyPair out{written(bio.get()), ""};
  LOC_TRY(out.public_pem, public_pem(key.get()));
  return out;
}

Result<std::string> public_key_of(std::string_view secret_pem) {
  LOC_TRY(const Key key, secret_key(secret_pem));
  return public_pem(key.get());
}

Result<std::string> sign(std::string_view secret_pem, std::string_view bytes) {
  LOC_TRY(const Key key, secret_key(secret_pem));
  const Context context(EVP_MD_CTX_new());
  unsigned char signature[64];
  std::size_t size = sizeof signature;
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), signature, &size, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) != 1)
    return fail(ErrorCode::io, "libcrypto does not sign");
  return hex(signature, size);
}

Result<bool> verify_signature(std::string_view public_pem_text, std::string_view bytes, std::string_view signature_hex) {
  const Bio bio(BIO_new_mem_buf(public_pem_text.data(), static_cast<int>(public_pem_text.size())));
  const Key key(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_phrase, nullptr));
  if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519) return fail(ErrorCode::bad_input, "this is no Ed25519 public key in PEM");
  if (signature_hex.size() != 128 || signature_hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) return fail(ErrorCode::bad_input, "a signature is 128 hexadecimal digits");
  unsigned char signature[64];
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i < 64; ++i) signature[i] = static_cast<unsigned char>(digit(signature_hex[2 * i]) * 16 + digit(signature_hex[2 * i + 1]));
  const Context context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1) return fail(ErrorCode::io, "libcrypto does not verify");
  return EVP_DigestVerify(context.get(), signature, sizeof signature, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1;
}

std::string hmac_hex(std::string_view key, std::string_view bytes) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out, &size);
  return hex(out, size);
}

}  // namespace locarno::watch
