#include <nlohmann/json.hpp>

#include <cstdlib>

#include "base/decimal.hpp"
#include "brief/points_page.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

Json count(const Integer& number) {
  if (number <= Integer("9007199254740992")) return Json(static_cast<std::uint64_t>(number.get_ui()));
  return Json(number.get_str(10));
}

/// The nearest double: GMP's own conversion cuts off.
double nearest(const Rational& number) { return std::strtod(decimal(number, 24).c_str(), nullptr); }

Json fractions(const std::vector<Rational>& numbers) {
  Json out = Json::array();
  for (const Rational& number : numbers) out.push_back(fraction(number));
  return out;
}

Json decimals(const std::vector<Rational>& numbers) {
  Json out = Json::array();
  for (const Rational& number : numbers) out.push_back(nearest(number));
  return out;
}

Json names(const settle::ScoreTable& table, const settle::Choice& choice) {
  Json out = Json::array();
  for (std::size_t i = 0; i < choice.size(); ++i) out.push_back(table.issues[i].options[choice[i]]);
  return out;
}

Json point(const settle::ScoreTable& table, const settle::FrontierPoint& at) {
  Json out;
  out["utilities"] = fractions(at.worth);
  out["decimals"] = decimals(at.worth);
  out["outcome"] = names(table, at.outcome);
  if (at.settlements > 0) out["settlements"] = count(at.settlements);
  return out;
}

Json fair(const settle::ScoreTable& table, const std::optional<settle::FairPoint>& one) {
  if (!one) return nullptr;
  Json out = point(table, one->at);
  out["value"] = fraction(one->value);
  out["value_decimal"] = nearest(one->value);
  out["tie_count"] = one->tie_count;
  Json ties = Json::array();
  for (const settle::FrontierPoint& tie : one->ties) ties.push_back(point(table, tie));
  out["ties"] = std::move(ties);
  out["proof"] = std::string(settle::to_string(one->proof));
  if (one->bound) {
    out["bound"] = fraction(*one->bound);
    out["gap"] = nearest(Rational(abs(*one->bound - one->value)));
  }
  return out;
}

Json definitions(study::Compat compat) {
  Json out;
  const bool own = compat == study::Compat::own;
  out["nash"] = compat == study::Compat::genius ? "largest product of (u - r) over the whole frontier, u capped at 1"
                : own ? "largest product of (u - r) among settlements with u >= r for every party"
                      : "largest product of (u - d), d the larger of r and the least the party can get";
  out["egalitarian"] = own ? "largest least (u - r)" : "largest least (u - d)";
  out["leximin"] = "egalitarian; of those the largest next to least, and so on";
  out["ks"] = compat == study::Compat::genius ? "least sum of |u_i - u_j| over the frontier"
              : own ? "largest least (u - r) / (ideal - r), ideal among settlements with u >= r for every party"
                    : "least spread of (u - d) / (ideal - d)";
  out["welfare"] = "largest sum of u";
  out["min_difference"] = "least sum of |u_i - u_j| over the frontier";
  return out;
}

Json winner_json(const settle::ScoreTable& table, const settle::AdjustedWinner& winner) {
  Json out;
  out["initial"] = {fraction(winner.won_first), fraction(winner.won_second)};
  out["final"] = {fraction(winner.total_first), fraction(winner.total_second)};
  Json shares = Json::object();
  for (std::size_t i = 0; i < table.issues.size(); ++i) shares[table.issues[i].name] = fraction(winner.share[i]);
  out["share_of_first"] = std::move(shares);
  Json moves = Json::array();
  for (const auto& move : winner.moves)
    moves.push_back({{"issue", table.issues[move.issue].name}, {"to", table.parties[move.to_first ? 0 : 1].name}, {"part", fraction(move.part)}});
  out["transfers"] = std::move(moves);
  return out;
}

Json draft_json(const study::DomainAnswer& answer) {
  const settle::ScoreTable& table = answer.table;
  const settle::DraftReport& report = *answer.report;
  Json out;
  out["outcome"] = names(table, answer.draft);
  out["utilities"] = fractions(report.worth);
  out["decimals"] = decimals(report.worth);
  out["meets_rules"] = report.meets_rules;
  out["reaches_fallback"] = report.reaches_fallback;
  out["efficient"] = report.is_efficient ? Json(*report.is_efficient) : Json(nullptr);
  out["proof"] = std::string(settle::to_string(report.proof));
  out["better_count"] = report.better_count;
  Json better = Json::array();
  for (const settle::FrontierPoint& one : report.better) better.push_back(point(table, one));
  out["better"] = std::move(better);
  Json lifts = Json::array();
  for (const settle::Lift& lift : report.lifts) {
    Json row;
    row["party"] = table.parties[lift.party].name;
    row["verdict"] = lift.verdict == Verdict::proved ? "proved" : "limit_reached";
    row["possible"] = lift.to ? Json(true) : lift.verdict == Verdict::proved ? Json(false) : Json(nullptr);
    if (lift.to) {
      Json changes = Json::array();
      for (const std::uint32_t issue : lift.changed)
        changes.push_back({{"issue", table.issues[issue].name}, {"from", table.issues[issue].options[answer.draft[issue]]},
                           {"to", table.issues[issue].options[(*lift.to)[issue]]}});
      row["changes"] = std::move(changes);
      row["utilities"] = fractions(lift.worth);
      row["cost_to_others"] = fraction(lift.cost);
    }
    lifts.push_back(std::move(row));
  }
  out["lifts"] = std::move(lifts);
  return out;
}

}  // namespace

std::string points_json(const study::DomainAnswer& answer, bool with_frontier) {
  const settle::ScoreTable& table = answer.table;
  const settle::PointsAnswer& points = answer.points;
  Json out;
  out["domain"] = table.name;
  out["format"] = table.format;
  out["compat"] = answer.compat == study::Compat::genius ? "genius" : answer.compat == study::Compat::negmas ? "negmas" : "none";
  Json issues = Json::array();
  for (const settle::ScoredIssue& issue : table.issues) issues.push_back({{"name", issue.name}, {"options", issue.options.size()}});
  out["issues"] = std::move(issues);
  Json parties = Json::array();
  for (const settle::ScoredParty& party : table.parties)
    parties.push_back({{"name", party.name}, {"reservation", fraction(party.fallback)}, {"discount", fraction(party.discount)}});
  out["parties"] = std::move(parties);
  if (answer.report) {
    out["draft"] = draft_json(answer);
    return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
  }
  out["outcomes"] = count(points.outcomes);
  if (points.passing) out["passing"] = count(*points.passing);
  const bool known = points.frontier == Verdict::proved;
  out["frontier_verdict"] = known ? "proved" : "limit_reached";
  out["pareto_points"] = known ? Json(points.pareto_points) : Json(nullptr);
  out["pareto_outcomes"] = known ? count(points.pareto_outcomes) : Json(nullptr);
  out["pareto_points_rational"] = known ? Json(points.pareto_points_rational) : Json(nullptr);
  out["pareto_outcomes_rational"] = known ? count(points.pareto_outcomes_rational) : Json(nullptr);
  out["fallback"] = fractions(points.fallback);
  out["ideal"] = fractions(points.ideal);
  out["nash"] = fair(table, points.nash);
  out["egalitarian"] = fair(table, points.egalitarian);
  out["leximin"] = fair(table, points.leximin);
  out["ks"] = fair(table, points.ks);
  out["welfare"] = fair(table, points.welfare);
  out["min_difference"] = fair(table, points.min_difference);
  if (answer.winner) out["adjusted_winner"] = winner_json(table, *answer.winner);
  out["definitions"] = definitions(answer.compat);
  out["arithmetic"] = points.is_rounded ? "rounded" : "exact";
  if (with_frontier) {
    Json list = Json::array();
    for (const settle::FrontierPoint& one : points.points) list.push_back(point(table, one));
    out["frontier"] = std::move(list);
    out["frontier_cut"] = known && points.points.size() < points.pareto_points;
  }
  Json notes = Json::array();
  for (const std::string& note : table.notes) notes.push_back(note);
  for (const std::string& note : points.notes) notes.push_back(note);
  out["notes"] = std::move(notes);
  out["effort"] = {{"nodes", points.effort.nodes}, {"conflicts", points.effort.conflicts}};
  return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

std::string with_points_json(const std::string& settle, const study::DomainAnswer& answer, bool with_frontier) {
  nlohmann::json out = nlohmann::json::parse(settle, nullptr, false);
  const nlohmann::json points = nlohmann::json::parse(points_json(answer, with_frontier), nullptr, false);
  for (const auto& [key, value] : points.items())
    if (!out.contains(key)) out[key] = value;
  return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace locarno::brief
