#pragma once
// locarno/settle/order.hpp -- an order of the issues in which few of them are waited for at a time. Inside settle only.
//
// Counting keeps what the lines begun and not yet finished remember. The greedy order takes next the issue that leaves
// the smallest product of options of the issues still remembered, from several starts, and keeps the best.
#include <cstdint>
#include <vector>

#include "settle/problem.hpp"

namespace locarno::settle {

/// [issue] its place, 0 first; every place once. Deterministic.
std::vector<std::uint32_t> issue_levels(const Problem& problem);

}  // namespace locarno::settle
