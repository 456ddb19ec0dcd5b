#pragma once
// locarno/read/mixed.hpp -- text that is not UTF-8 throughout: one older encoding, or several in one file.
#include <optional>
#include <string>
#include <string_view>

#include "read/decode.hpp"

namespace locarno::read {

/// Reads `bytes` (no NUL, no valid UTF-8) stretch by stretch: a stretch ends at a line end, '<' or '>', which no
/// encoding read here uses as part of a character. Each is read as UTF-8 or in the one older encoding that fits what is
/// not UTF-8; where neither fits, byte by byte with U+FFFD. nullopt when too little of it comes out as text.
std::optional<Decoded> decode_mixed(std::string_view bytes, const std::string& declared_label);

/// A label from a file, fit to stand in a sentence: printable ASCII, at most 40 characters.
std::string printable(std::string_view label);

}  // namespace locarno::read
