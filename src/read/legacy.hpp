#pragma once
// locarno/read/legacy.hpp -- which older encoding bytes are in, and their text.
//
// Question   Bytes that are no UTF-8, and what the file or its wrapping declares.
// Answer     The encoding, with the reason; nullopt when nothing fits.
// Method     Validity first, declaration second, frequency third. For the two-byte Chinese encodings frequency is the
//            share of characters in the first level of their standard, which holds the common ones: the right reading
//            has more than nine in ten there, the wrong one fewer than six. For the rest ICU's detector.
// Cost       Linear in the bytes.
#include <optional>
#include <string>
#include <string_view>

namespace locarno::read {

struct Guess {
  std::string encoding;   ///< a name of known_encoding()
  std::string why;        ///< a phrase: what speaks for it
  bool as_declared = false;
};
/// `declared`: a name of known_encoding(), or empty.
std::optional<Guess> guess_legacy(std::string_view bytes, const std::string& declared);

/// The text of `bytes` in `encoding` (a name of known_encoding(), not utf-8), appended to `out`; a byte that has no
/// meaning there becomes U+FFFD. Returns how many did.
std::size_t append_decoded(std::string_view bytes, const std::string& encoding, std::string& out);

/// Takes two bytes a character?
bool is_double_byte(std::string_view encoding);

}  // namespace locarno::read
