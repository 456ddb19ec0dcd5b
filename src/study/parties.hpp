#pragma once
// locarno/study/parties.hpp -- party ids as records carry them: joined by ';'.
#include <string>
#include <string_view>
#include <vector>

namespace locarno::study {

/// "UKR;USA" -> {"UKR", "USA"}.
std::vector<std::string> split_parties(std::string_view joined);
/// Not EXPERT, MEDIA, NARRATOR, UNKNOWN, and not empty.
bool is_party(std::string_view id);

}  // namespace locarno::study
