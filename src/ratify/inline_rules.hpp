#pragma once
// locarno/ratify/inline_rules.hpp -- voters and blocs written on one line, as a person types them.
//
// Question   "7x5,1x10": five voters of weight 7, ten of weight 1. "1/0/1": a voter with a weight in each of three dimensions.
//            "47@0.95,53@0.45": 47 members who each say yes with a chance of 0.95, and so on; "53@0.45*2": two votes each;
//            "53@0.45~0.1": each stays away with a chance of 0.1.
// Errors     bad_use with the piece that was not understood; more than 100000 voters.
// Tested by  tests/ratify/inline_rules_test.cpp, fuzz/inline_rules_fuzz.cpp
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "ratify/vote.hpp"

namespace locarno::ratify {

/// [voter][dimension]
Result<std::vector<std::vector<std::uint32_t>>> parse_weights(std::string_view line);
Result<std::vector<VotingBloc>> parse_blocs(std::string_view line);
/// "39" or "1/51/218": a quota for each dimension.
Result<std::vector<std::uint64_t>> parse_quota(std::string_view line);
/// "67", or "2/3" of the votes cast, or ">1/2": more than that share of them.
Result<Need> parse_need(std::string_view line);

/// The double nearest to a number: GMP's own conversion cuts off.
double nearest(const Rational& number);

}  // namespace locarno::ratify
