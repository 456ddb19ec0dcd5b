#include "watch/fuse.hpp"

#include <cmath>
#include <set>

namespace locarno::watch {
namespace {

double logit(double p) { return std::log(p / (1 - p)); }

/// A denial by the party somebody accuses, or that speaks for itself: expected whether it happened or not.
constexpr Rates accused{0.10, 0.05};

}  // namespace

Rates class_rates(SourceClass source) {
  switch (source) {
    case SourceClass::monitor: return {0.9, 0.02};
    case SourceClass::camera: return {0.8, 0.05};
    case SourceClass::party: return {0.95, 0.5};
    case SourceClass::media: return {0.6, 0.15};
    case SourceClass::ngo: return {0.7, 0.05};
    case SourceClass::thermal: return {0.35, 0.08};
    case SourceClass::unknown: break;
  }
  return {0.5, 0.25};
}

double fused(double prior, const std::vector<Evidence>& evidence) {
  double odds = logit(prior);
  for (const Evidence& one : evidence) {
    const auto [t, f] = one.rates;
    odds += one.weight * (one.says_yes ? std::log(t / f) : std::log((1 - t) / (1 - f)));
  }
  return 1 / (1 + std::exp(-odds));
}

std::vector<Evidence> evidence_of(const std::vector<Report>& reports, const Terms& terms, const SourceRates& learned) {
  std::vector<Evidence> out;
  std::set<std::uint64_t> texts;
  std::set<std::pair<std::string, bool>> sources;
  std::set<std::string> parties;
  bool has_media = false;
  for (const Report& report : reports) {
    Evidence one;
    one.says_yes = report.claim == Claim::allegation || report.claim == Claim::verification;
    one.rates = class_rates(report.source_class);
    if (const TermsSource* known = terms.source(report.source)) {
      if (known->yes_if_true) one.rates.yes_if_true = *known->yes_if_true;
      if (known->yes_if_false) one.rates.yes_if_false = *known->yes_if_false;
    }
    if (const auto found = learned.find(report.source); found != learned.end()) one.rates = found->second;
    if (report.source_class == SourceClass::party && report.claim == Claim::denial) one.rates = accused;
    const bool repeats_party = !report.via.empty();
    const bool further_voice = report.source_class == SourceClass::party && !report.source_party.empty() && parties.contains(report.source_party);
    const bool further_media = report.source_class == SourceClass::media && has_media;
    if (repeats_party || further_voice || further_media) one.weight = dependent_weight;
    if ((report.text_key != 0 && !texts.insert(report.text_key).second) || (!report.source.empty() && !sources.emplace(report.source, one.says_yes).second)) one.weight = 0;
    if (report.source_class == SourceClass::party) parties.insert(report.source_party);
    has_media = has_media || report.source_class == SourceClass::media;
    out.push_back(one);
  }
  return out;
}

std::array<double, 3> posterior(const std::array<double, 3>& prior, const std::vector<std::array<double, 3>>& rows) {
  std::array<double, 3> out = prior;
  for (const auto& row : rows) {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += out[i] *= row[i];
    for (double& one : out) one /= sum;   // at each step, so that many clues do not vanish
  }
  double sum = out[0] + out[1] + out[2];
  for (double& one : out) one /= sum;
  return out;
}

Clues clues_of(const std::vector<Report>& reports, const Terms& terms, bool is_fire, double side_a, double side_b, int towards) {
  Clues clues;
  const auto blend = [](std::array<double, 3> row, double share) {   // a doubtful clue says as much less
    for (double& one : row) one = std::pow(one, share);
    return row;
  };
  // Fire falls mostly on the other side.
  if (is_fire && side_b > 0.5) clues.add("place", blend({0.8, 0.15, 0.5}, side_b));
  if (is_fire && side_a > 0.5) clues.add("place", blend({0.15, 0.8, 0.5}, side_a));
  if (towards == 0) clues.add("bearing", {0.7, 0.1, 0.4});
  if (towards == 1) clues.add("bearing", {0.1, 0.7, 0.4});
  clues.independent = towards >= 0;
  std::set<std::pair<std::string, std::string>> heard;
  std::set<std::uint64_t> texts;
  for (const Report& report : reports) {
    if (report.text_key != 0 && !texts.insert(report.text_key).second) continue;
    if (report.actor.empty() || report.claim == Claim::denial || report.claim == Claim::refutation) continue;
    const bool is_a = report.actor == terms.sides[0], is_b = report.actor == terms.sides[1];
    if (!is_a && !is_b) continue;
    if (!heard.emplace(report.source, report.actor).second) continue;
    const auto sided = [&](double did, double other, double third) { return is_a ? std::array{did, other, third} : std::array{other, did, third}; };
    std::array<double, 3> row;
    std::string_view what;
    if (report.source_class == SourceClass::party && report.source_party == report.actor) what = "admission", row = sided(0.9, 0.02, 0.05);
    else if (report.source_class == SourceClass::party || !report.via.empty()) what = "accusation", row = sided(0.95, 0.8, 0.85);   // it comes in any case
    else if (report.source_class == SourceClass::monitor || report.source_class == SourceClass::camera) what = "observation", row = sided(0.9, 0.03, 0.1);
    else what = "word", row = sided(0.6, 0.2, 0.3);
    clues.independent = clues.independent || row[2] <= 0.3;   // all rows but the accusation
    clues.add(what, blend(row, report.actor_share));
  }
  return clues;
}

}  // namespace locarno::watch
