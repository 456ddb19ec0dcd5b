#pragma once
// locarno/watch/fuse.hpp -- from what sources say to how likely it happened and who did it.
//
// Question   Reports of one event; how often each source says yes of what happened and of what did not.
// Answer     P(it happened); chances of side A, side B, somebody else.
// Method     Log odds: prior 0.1, plus for each report weight * log(yes_if_true / yes_if_false), or the same of its no. The
//            weight is 1, or 0.3 where the source repeats another (it quotes a party, copies, is a further voice of one side or
//            a further medium), or 0 for the same text and for the same source again. The accused party's denial is expected
//            either way (0.9 against 0.95), so it hardly counts.
//            Attribution: prior (0.45, 0.45, 0.10) times one row of a table per clue; nobody is named below the threshold, nor on the
//            place and the opponent's word alone, nor for what more likely did not happen.
// Source     the reference values of the room's notes (tests/watch/findings_test.cpp); rates of ngo and unknown are ours.
// Cost       linear in the reports. Threads: pure.
#include <array>
#include <map>
#include <string>
#include <vector>

#include "watch/geometry.hpp"
#include "watch/incident.hpp"

namespace locarno::watch {

struct Rates {
  double yes_if_true = 0.5, yes_if_false = 0.25;
};
/// Of a class of sources.
Rates class_rates(SourceClass source);
/// By source name: learned where reports overlap, or set in the terms.
using SourceRates = std::map<std::string, Rates, std::less<>>;
inline constexpr double prior_exists = 0.1;
inline constexpr double dependent_weight = 0.3;

struct Evidence {
  bool says_yes = true;
  Rates rates;
  double weight = 1;
};
double fused(double prior, const std::vector<Evidence>& evidence);
/// Evidence of each report, in their order.
std::vector<Evidence> evidence_of(const std::vector<Report>& reports, const Terms& terms, const SourceRates& learned);

/// Chances in proportion to the prior times the product of the rows.
std::array<double, 3> posterior(const std::array<double, 3>& prior, const std::vector<std::array<double, 3>>& rows);
/// What the clues of the reports say about A, B, somebody else. `side_a`: P(the place is on the side A holds), likewise B;
/// `is_fire`: it was
/// fired from afar, so that the place speaks for the other side; `towards`: the side a bearing points to, 0 = A, 1 = B, -1 = none.
/// `independent`: one of the rows rests on more than the place and an opponent's or repeated word; without it nobody is named.
struct Clues {
  std::vector<std::array<double, 3>> rows;
  std::vector<std::string_view> what;    ///< the name of each: place, bearing, admission, accusation, observation, word, inventory, gain
  bool independent = false;
  void add(std::string_view name, const std::array<double, 3>& row) { rows.push_back(row), what.push_back(name); }
};
Clues clues_of(const std::vector<Report>& reports, const Terms& terms, bool is_fire, double side_a, double side_b, int towards);

/// Everything about a group that the incident says. `learned` may be empty.
struct Assessor {
  const Terms* terms = nullptr;
  const Geometry* geometry = nullptr;
  const SourceRates* learned = nullptr;
};
struct Group;
Incident assess(Group&& group, const Assessor& with);

}  // namespace locarno::watch
