#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.hpp"
#include "brief/points_page.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using settle::FairPoint;
using settle::FrontierPoint;

std::string worths(const FrontierPoint& at) {
  std::string out;
  for (const Rational& u : at.worth) out += fmt::format("{:>10}", decimal(u, 5));
  return out;
}

std::string outcome(const settle::ScoreTable& table, const settle::Choice& choice) {
  std::string out;
  for (std::size_t i = 0; i < choice.size(); ++i)
    out += (i == 0 ? "" : " | ") + visible(table.issues[i].options[choice[i]]);
  return out;
}

std::string_view proof_words(settle::Proof proof) {
  switch (proof) {
    case settle::Proof::listed: return "compared with the whole frontier";
    case settle::Proof::bounded: return "an exact bound excludes any better one";
    case settle::Proof::solver: return "CBC found nothing better; its own bound, not ours";
    case settle::Proof::open: return "not proved";
  }
  return "";
}

void add_point(std::string& out, const settle::ScoreTable& table, std::string_view name, const std::optional<FairPoint>& one) {
  if (!one) { out += fmt::format("  {:<16} not found: none reaches every fallback, or the limit came first\n", name); return; }
  out += fmt::format("  {:<16}{}   {}\n", name, worths(one->at), outcome(table, one->at.outcome));
  if (one->tie_count > 0) out += fmt::format("  {:<16}   and {} other point(s) with the same value\n", "", one->tie_count);
  if (one->proof != settle::Proof::listed) out += fmt::format("  {:<16}   {}\n", "", proof_words(one->proof));
  if (one->bound && one->proof == settle::Proof::open)
    out += fmt::format("  {:<16}   value {}, none beyond {}\n", "", decimal(one->value, 9), decimal(*one->bound, 9));
}

std::string draft_text(const study::DomainAnswer& answer) {
  const settle::ScoreTable& table = answer.table;
  const settle::DraftReport& report = *answer.report;
  std::string out = fmt::format("Draft: {}\n", outcome(table, answer.draft));
  for (std::size_t p = 0; p < table.parties.size(); ++p)
    out += fmt::format("  {:<24}{:>12}   {} its fallback, {}\n", visible(table.parties[p].name), decimal(report.worth[p], 6),
                       report.reaches_fallback[p] ? "reaches" : "is below", decimal(table.parties[p].fallback, 6));
  if (!report.meets_rules) out += "It breaks a rule, so it could not be signed as it stands.\n";
  if (!report.is_efficient) out += "Whether it is efficient was not settled within the limit.\n";
  else if (*report.is_efficient) out += fmt::format("It is efficient: nothing is better for one and worse for none ({}).\n", proof_words(report.proof));
  else if (report.better_count == 0) out += "No settlement that meets the rules is at least as good for all.\n";
  else
    out += fmt::format("It is not efficient: {}{} frontier point(s) are at least as good for all. By the least gain:\n",
                       report.proof == settle::Proof::listed ? "" : "at least ", report.better_count);
  for (const FrontierPoint& one : report.better) out += fmt::format("  {}   {}\n", worths(one), outcome(table, one.outcome));
  for (const settle::Lift& lift : report.lifts) {
    const std::string name = visible(table.parties[lift.party].name);
    if (!lift.to) {
      out += lift.verdict == Verdict::proved
                 ? fmt::format("Nothing brings {} to its fallback without pushing another below its own.\n", name)
                 : fmt::format("What would bring {} to its fallback was not found within the limit.\n", name);
      continue;
    }
    out += fmt::format("To bring {} to its fallback, change {} issue(s), at a cost of {} to the others together:\n", name,
                       lift.changed.size(), decimal(lift.cost, 6));
    for (const std::uint32_t issue : lift.changed)
      out += fmt::format("  {}: {} -> {}\n", visible(table.issues[issue].name), visible(table.issues[issue].options[answer.draft[issue]]),
                         visible(table.issues[issue].options[(*lift.to)[issue]]));
  }
  return out;
}

void add_winner(std::string& out, const settle::ScoreTable& table, const settle::AdjustedWinner& winner) {
  out += fmt::format("\nAdjusted Winner, if the issues can be divided: {} and {} points", fraction(winner.total_first), fraction(winner.total_second));
  for (const auto& move : winner.moves)
    out += fmt::format("; {} of {} moves to {}", fraction(move.part), visible(table.issues[move.issue].name),
                       visible(table.parties[move.to_first ? 0 : 1].name));
  out += fmt::format("\n  {} gets:", visible(table.parties[0].name));
  for (std::size_t i = 0; i < table.issues.size(); ++i)
    if (winner.share[i] > 0)
      out += fmt::format("{} {}{}", i == 0 ? "" : ";", winner.share[i] < 1 ? fraction(winner.share[i]) + " of " : "", visible(table.issues[i].name));
  out += "\n";
}

}  // namespace

std::string points_text(const study::DomainAnswer& answer, bool with_frontier) {
  const settle::ScoreTable& table = answer.table;
  const settle::PointsAnswer& points = answer.points;
  if (answer.report) return draft_text(answer);
  std::string out = fmt::format("{} ({}): {} parties, {} issues, {} settlements", visible(table.name), table.format,
                                table.parties.size(), table.issues.size(), points.outcomes.get_str());
  if (points.passing && *points.passing != points.outcomes) out += ", of which " + points.passing->get_str() + " meet the rules";
  out += "\n";
  if (points.frontier == Verdict::proved)
    out += fmt::format("Frontier: {} points, reached by {} settlements; {} points reach every fallback.\n", points.pareto_points,
                       points.pareto_outcomes.get_str(), points.pareto_points_rational);
  else
    out += fmt::format("Frontier: not finished within the limit{}; the fair points do not need it.\n", points.is_cancelled ? " (stopped)" : "");
  if (points.is_rounded) out += "The scores have no common denominator of 500 bits: they were rounded, and nothing here is proved.\n";
  out += fmt::format("\n  {:<16}", "worth to");
  for (const settle::ScoredParty& party : table.parties) {
    std::string name = visible(party.name);
    out += fmt::format("{:>10}", name.size() > 9 ? name.substr(name.size() - 9) : name);
  }
  out += fmt::format("\n  {:<16}", "no agreement");
  for (const settle::ScoredParty& party : table.parties) out += fmt::format("{:>10}", decimal(party.fallback, 5));
  out += "\n";
  add_point(out, table, "Nash", points.nash);
  add_point(out, table, "Kalai-Smorod.", points.ks);
  add_point(out, table, "egalitarian", points.egalitarian);
  add_point(out, table, "leximin", points.leximin);
  add_point(out, table, "welfare", points.welfare);
  add_point(out, table, "min. difference", points.min_difference);
  if (answer.winner) add_winner(out, table, *answer.winner);
  if (with_frontier) {
    out += "\nFrontier\n";
    for (const FrontierPoint& one : points.points)
      out += fmt::format("  {:<16}{}   {}\n", one.settlements > 1 ? one.settlements.get_str() + " settlements" : "", worths(one),
                         outcome(table, one.outcome));
    if (points.points.size() < points.pareto_points) out += fmt::format("  ... {} in all\n", points.pareto_points);
  }
  for (const std::string& note : table.notes) out += "Note: " + visible(note) + "\n";
  for (const std::string& note : points.notes) out += "Note: " + visible(note) + "\n";
  return out;
}

}  // namespace locarno::brief
