#pragma once
// locarno/model/nearest.hpp -- the known name a mistyped one was probably meant to be.
#include <string>
#include <string_view>
#include <vector>

namespace locarno {

/// The candidate with the fewest single-character changes (insert, delete, replace, swap of neighbours; ASCII case is
/// free), if that is at most a third of the longer name, and at most 3. Ties: the first. Empty when none is near.
/// Names above 64 bytes are not compared.
std::string nearest_name(std::string_view wrong, const std::vector<std::string_view>& candidates);

/// "; did you mean 'x'?", or "".
std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& candidates);

}  // namespace locarno
