#pragma once
// locarno/watch/sign.hpp -- Ed25519 keys and signatures, HMAC, through libcrypto.
//
// Keys are PEM files as `openssl genpkey -algorithm ed25519` writes them, so that anybody can check without Locarno.
// Tested by  tests/watch/bulletin_test.cpp
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno::watch {

struct KeyPair {
  std::string secret_pem, public_pem;
};
/// A fresh pair from the system's randomness. Errors: io.
Result<KeyPair> make_key();
/// The public half of a secret PEM. Errors: bad_input (no Ed25519 secret key).
Result<std::string> public_key_of(std::string_view secret_pem);
/// 128 hexadecimal digits. Ed25519 is deterministic: same key and bytes, same signature.
Result<std::string> sign(std::string_view secret_pem, std::string_view bytes);
/// Errors: bad_input (no key, no signature of that form).
Result<bool> verify_signature(std::string_view public_pem, std::string_view bytes, std::string_view signature_hex);
/// HMAC-SHA-256 as 64 hexadecimal digits.
std::string hmac_hex(std::string_view key, std::string_view bytes);

}  // namespace locarno::watch
