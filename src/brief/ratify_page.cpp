#include "brief/ratify_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/decimal.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

/// A bar of at most `width` columns for a share.
std::string bar(double share, unsigned width) {
  const auto filled = static_cast<std::size_t>(share * width + 0.5);
  std::string out;
  for (std::size_t k = 0; k < width; ++k) out += k < filled ? "#" : ".";
  return out;
}

std::string weight_words(const std::vector<std::uint32_t>& weights) {
  std::string out;
  for (const std::uint32_t weight : weights) out += (out.empty() ? "" : "/") + std::to_string(weight);
  return out;
}

std::string need_words(const ratify::Need& need) {
  if (need.of == ratify::Need::Of::voting)
    return fmt::format("{} {}/{} of the votes cast", need.more_than ? "more than" : "at least", need.numerator, need.denominator);
  std::string out = fmt::format("at least {} votes of all members", need.votes);
  if (need.heads > 0) out += fmt::format(" and {} members", need.heads);
  if (need.or_heads > 0) out += fmt::format(", or {} members", need.or_heads);
  return out;
}

}  // namespace

std::string power_json(const study::PowerQuestion& question, const study::PowerAnswer& answer) {
  Json out = Json::array();
  for (const ratify::VoterPower& kind : answer.kinds) {
    Json row;
    if (kind.weights.size() == 1) row["weight"] = kind.weights[0];
    else row["weight"] = kind.weights;
    row["voters"] = kind.voters;
    row["banzhaf"] = fraction(kind.banzhaf);
    if (question.with_shapley) row["shapley"] = fraction(kind.shapley);
    row["banzhaf_decimal"] = ratify::nearest(kind.banzhaf);
    if (question.with_shapley) row["shapley_decimal"] = ratify::nearest(kind.shapley);
    row["decides_when_others_toss_coins"] = ratify::nearest(kind.absolute);
    out.push_back(std::move(row));
  }
  return out.dump(2) + "\n";
}

std::string power_text(const study::PowerQuestion& question, const study::PowerAnswer& answer) {
  std::string out = fmt::format("{} voters; to win:", question.weights.size());
  for (std::size_t way = 0; way < question.ways.size(); ++way) {
    out += way == 0 ? " " : " or ";
    for (std::size_t d = 0; d < question.ways[way].size(); ++d) out += fmt::format("{}{}", d == 0 ? "" : "/", question.ways[way][d]);
  }
  out += fmt::format("\n\n  {:>12}{:>8}{:>12}{:>12}   {}\n", "weight", "voters", "Banzhaf", "Shapley-S.", "exactly: Banzhaf, Shapley-Shubik");
  for (const ratify::VoterPower& kind : answer.kinds) {
    std::string exact = fraction(kind.banzhaf) + "  " + fraction(kind.shapley);
    if (exact.size() > 60) exact = "(long fractions: --json)";
    out += fmt::format("  {:>12}{:>8}{:>12.6f}{:>12.6f}   {}\n", weight_words(kind.weights), kind.voters, kind.banzhaf.get_d(), kind.shapley.get_d(), exact);
  }
  if (!question.with_shapley) out += "Shapley-Shubik was not asked for (--banzhaf-only).\n";
  out += "\nThe power of the rule itself, before anybody's views are known; for a vote with known views: locarno ratify pass.\n";
  return out;
}

std::string vote_json(const study::VoteQuestion& question, const study::VoteAnswer& answer, const study::Pivots* pivots) {
  Json out;
  out["independent"] = answer.independent;
  out["correlated"] = answer.correlated;
  out["rho_common"] = question.rho_common;
  out["rho_bloc"] = question.rho_bloc;
  if (question.quorum > 0) out["quorum"] = question.quorum;
  if (question.rho_absent > 0) out["rho_absent"] = question.rho_absent;
  out["expected_yes"] = answer.expected;
  out["nodes"] = answer.nodes;
  out["settled"] = answer.has_settled;
  if (pivots != nullptr) {
    Json rows = Json::array();
    for (std::size_t b = 0; b < question.blocs.size(); ++b)
      rows.push_back({{"voters", question.blocs[b].voters}, {"yes", question.blocs[b].yes},
                      {"independent", pivots->independent[b]}, {"correlated", pivots->correlated[b]}});
    out["pivots"] = std::move(rows);
  }
  return out.dump(2) + "\n";
}

std::string vote_text(const study::VoteQuestion& question, const study::VoteAnswer& answer, const study::Pivots* pivots) {
  std::uint64_t voters = 0, votes = 0;
  for (const ratify::VotingBloc& bloc : question.blocs) {
    voters += bloc.voters;
    votes += std::uint64_t{bloc.voters} * bloc.weight;
  }
  std::string out = fmt::format("{} members with {} votes; needed: {}; {:.1f} expected for yes.\n", voters, votes, need_words(question.need), answer.expected);
  if (question.quorum > 0) out += fmt::format("A quorum: {} members must be present.\n", question.quorum);
  if (question.rho_absent > 0) out += fmt::format("Members stay away together: correlation {}.\n", question.rho_absent);
  out += "\n";
  out += fmt::format("  {:<34}{:>8.1f} %  {}\n", "if members moved together, we assess", 100 * answer.correlated, bar(answer.correlated, 30));
  out += fmt::format("  {:<34}{:>8.1f} %  {}\n", "if each decided alone", 100 * answer.independent, bar(answer.independent, 30));
  out += fmt::format("\nTogether: correlation {} among all, {} more within a bloc. The chances of the blocs are assumptions, not findings;\n"
                     "the second line is printed to show how much certainty comes from supposing that members do not talk to each other.\n",
                     question.rho_common, question.rho_bloc);
  if (pivots == nullptr) return out;
  out += "\nOn whom it hangs: the chance that one member of the bloc decides\n";
  for (std::size_t b = 0; b < question.blocs.size(); ++b)
    out += fmt::format("  {:>5} members at {:<6} {:>8.3f} % together, {:.3f} % alone\n", question.blocs[b].voters, question.blocs[b].yes,
                       100 * pivots->correlated[b], 100 * pivots->independent[b]);
  return out;
}

}  // namespace locarno::brief
