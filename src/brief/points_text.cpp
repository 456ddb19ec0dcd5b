#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.hpp"
#include "brief/points_page.hpp"
#include "brief/safe.hpp"
#include "brief/words_settle.hpp"

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

/// The end of a name, which tells profiles of one domain apart, in at most `most` columns.
std::string last_columns(std::string_view name, std::size_t most) {
  const auto goes_on = [&] { return (static_cast<unsigned char>(name.front()) & 0xC0U) == 0x80U; };
  while (columns(name) > most) {
    do name.remove_prefix(1);
    while (!name.empty() && goes_on());
  }
  return std::string(name);
}

SettleWord proof_words(settle::Proof proof) {
  switch (proof) {
    case settle::Proof::listed: return SettleWord::proof_listed;
    case settle::Proof::bounded: return SettleWord::proof_bounded;
    case settle::Proof::solver: return SettleWord::proof_solver;
    case settle::Proof::open: return SettleWord::proof_open;
  }
  return SettleWord::proof_open;
}

/// The text of one answer, in one language.
class PointsText {
 public:
  PointsText(const study::DomainAnswer& answer, PageLanguage language) : answer_(answer), table_(answer.table), language_(language) {}

  std::string draft() const;
  std::string table(bool with_frontier) const;

 private:
  std::string say(SettleWord id, const std::vector<std::string>& places = {}) const { return brief::say(id, language_, places); }
  std::string line(SettleWord id, const std::vector<std::string>& places = {}) const { return say(id, places) + "\n"; }
  std::string party(std::size_t at) const { return visible(table_.parties[at].name); }
  std::string issue(std::size_t at) const { return visible(table_.issues[at].name); }
  std::string lift(const settle::Lift& lift) const;
  std::string head() const;
  std::string point(SettleWord name, const std::optional<FairPoint>& one) const;
  std::string winner(const settle::AdjustedWinner& winner) const;
  std::string frontier() const;

  const study::DomainAnswer& answer_;
  const settle::ScoreTable& table_;
  const PageLanguage language_;
};

std::string PointsText::point(SettleWord name, const std::optional<FairPoint>& one) const {
  if (!one) return fmt::format("  {:<18} {}\n", say(name), say(SettleWord::point_not_found));
  std::string out = fmt::format("  {:<18}{}   {}\n", say(name), worths(one->at), outcome(table_, one->at.outcome));
  const auto more = [&](const std::string& text) { out += fmt::format("  {:<18}   {}\n", "", text); };
  if (one->tie_count > 0) more(say(SettleWord::point_ties, {std::to_string(one->tie_count)}));
  if (one->proof != settle::Proof::listed) more(say(proof_words(one->proof)));
  if (one->bound && one->proof == settle::Proof::open) more(say(SettleWord::point_bound, {decimal(one->value, 9), decimal(*one->bound, 9)}));
  return out;
}

std::string PointsText::lift(const settle::Lift& lift) const {
  const std::string name = party(lift.party);
  if (!lift.to) return line(lift.verdict == Verdict::proved ? SettleWord::lift_none : SettleWord::lift_unsettled, {name});
  std::string out = line(SettleWord::lift_by, {name, std::to_string(lift.changed.size()), decimal(lift.cost, 6)});
  for (const std::uint32_t i : lift.changed) {
    const auto& options = table_.issues[i].options;
    out += "  " + line(SettleWord::lift_row, {issue(i), visible(options[answer_.draft[i]]), visible(options[(*lift.to)[i]])});
  }
  return out;
}

std::string PointsText::draft() const {
  const settle::DraftReport& report = *answer_.report;
  std::string out = line(SettleWord::draft_is, {outcome(table_, answer_.draft)});
  for (std::size_t p = 0; p < table_.parties.size(); ++p)
    out += fmt::format("  {:<24}{:>12}   {}\n", party(p), decimal(report.worth[p], 6),
                       say(report.reaches_fallback[p] ? SettleWord::draft_reaches : SettleWord::draft_below, {decimal(table_.parties[p].fallback, 6)}));
  if (!report.meets_rules) out += line(SettleWord::draft_breaks);
  if (!report.is_efficient) out += line(SettleWord::draft_unsettled);
  else if (*report.is_efficient) out += line(SettleWord::draft_efficient, {say(proof_words(report.proof))});
  else if (report.better_count == 0) out += line(SettleWord::draft_nothing_as_good);
  else
    out += line(report.proof == settle::Proof::listed ? SettleWord::draft_dominated : SettleWord::draft_dominated_at_least,
                {fmt::to_string(report.better_count)});
  for (const FrontierPoint& one : report.better) out += fmt::format("  {}   {}\n", worths(one), outcome(table_, one.outcome));
  for (const settle::Lift& one : report.lifts) out += lift(one);
  return out;
}

std::string PointsText::winner(const settle::AdjustedWinner& winner) const {
  std::string out = "\n" + say(SettleWord::winner_head, {fraction(winner.total_first), fraction(winner.total_second)});
  for (const auto& move : winner.moves) out += say(SettleWord::winner_move, {fraction(move.part), issue(move.issue), party(move.to_first ? 0 : 1)});
  std::string share;
  for (std::size_t i = 0; i < table_.issues.size(); ++i) {
    if (winner.share[i] <= 0) continue;
    if (!share.empty()) share += say(SettleWord::between_shares);
    share += winner.share[i] < 1 ? say(SettleWord::winner_part, {fraction(winner.share[i]), issue(i)}) : issue(i);
  }
  return out + "\n  " + line(SettleWord::winner_gets, {party(0), share});
}

std::string PointsText::head() const {
  const settle::PointsAnswer& points = answer_.points;
  std::string out = say(SettleWord::domain_head, {visible(table_.name), table_.format, std::to_string(table_.parties.size()),
                                                  std::to_string(table_.issues.size()), points.outcomes.get_str()});
  if (points.passing && *points.passing != points.outcomes) out += say(SettleWord::domain_passing, {points.passing->get_str()});
  out += "\n";
  if (points.frontier == Verdict::proved)
    out += line(SettleWord::frontier_reached, {fmt::to_string(points.pareto_points), points.pareto_outcomes.get_str(), fmt::to_string(points.pareto_points_rational)});
  else
    out += line(points.is_cancelled ? SettleWord::frontier_stopped : SettleWord::frontier_unfinished);
  if (points.is_rounded) out += line(SettleWord::scores_rounded);
  return out;
}

std::string PointsText::frontier() const {
  const settle::PointsAnswer& points = answer_.points;
  std::string out = "\n" + line(SettleWord::frontier_list);
  for (const FrontierPoint& one : points.points)
    out += fmt::format("  {:<18}{}   {}\n", one.settlements > 1 ? say(SettleWord::row_settlements, {one.settlements.get_str()}) : "", worths(one),
                       outcome(table_, one.outcome));
  if (points.points.size() < points.pareto_points) out += "  " + line(SettleWord::row_in_all, {fmt::to_string(points.pareto_points)});
  return out;
}

std::string PointsText::table(bool with_frontier) const {
  const settle::PointsAnswer& points = answer_.points;
  std::string out = head() + fmt::format("\n  {:<18}", say(SettleWord::worth_to));
  for (std::size_t p = 0; p < table_.parties.size(); ++p) out += fmt::format(" {:>9}", last_columns(party(p), 9));
  out += fmt::format("\n  {:<18}", say(SettleWord::row_no_agreement));
  for (const settle::ScoredParty& one : table_.parties) out += fmt::format("{:>10}", decimal(one.fallback, 5));
  out += "\n" + point(SettleWord::row_nash, points.nash) + point(SettleWord::row_ks, points.ks) + point(SettleWord::row_egalitarian, points.egalitarian) +
         point(SettleWord::row_leximin, points.leximin) + point(SettleWord::row_welfare, points.welfare) +
         point(SettleWord::row_difference, points.min_difference);
  if (answer_.winner) out += winner(*answer_.winner);
  if (with_frontier) out += frontier();
  for (const auto* notes : {&table_.notes, &points.notes})
    for (const std::string& note : *notes) out += line(SettleWord::note, {visible(note)});
  return out;
}

}  // namespace

std::string points_text(const study::DomainAnswer& answer, bool with_frontier, PageLanguage language) {
  const PointsText text(answer, language);
  return answer.report ? text.draft() : text.table(with_frontier);
}

}  // namespace locarno::brief
