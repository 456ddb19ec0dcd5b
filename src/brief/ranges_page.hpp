#pragma once
// locarno/brief/ranges_page.hpp -- what holds over the ranges of parties' numbers, as text and as JSON (docs/ranges.md).
#include <cstdint>
#include <string>

#include "study/ranges.hpp"

namespace locarno::brief {

std::string ranges_text(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::uint64_t seed, PageLanguage language);
std::string ranges_json(const settle::RangesQuestion& question, const settle::RangesAnswer& answer, std::uint64_t seed);

}  // namespace locarno::brief
