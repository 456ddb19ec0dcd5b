#pragma once
// locarno/brief/find_name.hpp -- where a name stands in a sentence as a word of its own.
#include <cstddef>
#include <string_view>

namespace locarno::brief {

/// Byte where `name` begins, npos when it does not stand there by itself: "Russia" is not in "Russian". Scripts that write
/// words together (Chinese) have no such borders.
std::size_t find_name(std::string_view text, std::string_view name);

}  // namespace locarno::brief
