#pragma once
// locarno/study/phrases.hpp -- which records carry one of the phrases an analyst gave. Inside study only.
#include <string>
#include <vector>

#include "model/record.hpp"

namespace locarno::study {

/// Ids of the records whose words hold one of the phrases, whatever the letter case or the Chinese script, in their order.
std::vector<std::string> records_with(const std::vector<std::string>& phrases, const std::vector<Record>& records);

}  // namespace locarno::study
