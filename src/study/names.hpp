#pragma once
// locarno/study/names.hpp -- names in both languages of the page, from the codebook.
#include <map>
#include <set>
#include <string>

#include "model/codebook.hpp"
#include "model/language.hpp"

namespace locarno::study {

/// Adds the parts of "Xinhua/CCTV".
void add_names(const std::string& joined, std::set<std::string>& names);

/// The parts of "FRA;DEU".
void add_parties(const std::string& joined, std::set<std::string>& names);

/// The first full Simplified form of each actor whose canonical name or id is in `used`, under what is used; also of sources
/// without a name ("US officials (unnamed)"): state and office; and of places. What is in no codebook is left out.
std::map<std::string, Text> chinese_names(const Codebook& codebook, const std::set<std::string>& used);

}  // namespace locarno::study
