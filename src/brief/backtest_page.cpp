#include "brief/backtest_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

const hold::CurveScore* score_of(const hold::BacktestAnswer& answer, hold::Curve curve) {
  for (const hold::CurveScore& score : answer.scores)
    if (score.curve == curve) return &score;
  return nullptr;
}

/// Years at which no curve is better than the base rate by more than so much.
std::string verdict(const hold::BacktestAnswer& answer) {
  constexpr double years[] = {1, 2, 5}, margin = 0.005;
  const hold::CurveScore* base = score_of(answer, hold::Curve::base_rate);
  std::string as_good;
  for (std::size_t y = 0; base != nullptr && y < base->brier.size(); ++y) {
    double best = 1;
    for (const hold::CurveScore& score : answer.scores)
      if (score.curve != hold::Curve::base_rate) best = std::min(best, score.brier[y]);
    if (best > base->brier[y] - margin) as_good += fmt::format("{}{:g}", as_good.empty() ? "" : ", ", years[y]);
  }
  std::string out = as_good.empty() ? "At every year some curve is better than the base rate by more than .005."
                                    : "At year " + as_good + " the base rate is as good (within .005 of the best).";
  std::string off;
  for (const hold::CurveScore& score : answer.scores)
    if (std::any_of(score.forecast_less_observed.begin(), score.forecast_less_observed.end(), [](double bias) { return std::abs(bias) > .05; }))
      off += (off.empty() ? "" : ", ") + std::string(hold::to_string(score.curve));
  if (!off.empty()) out += " Mean forecast off by more than .05 at some year: " + off + ".";
  return out;
}

}  // namespace

std::string hold_backtest_json(const std::vector<study::TableBacktest>& tables) {
  Json out = Json::array();
  for (const study::TableBacktest& one : tables) {
    Json row;
    row["table"] = one.table.id;
    row["name"] = one.table.name;
    row["rows"] = one.answer.rows;
    row["ended"] = one.answer.ended;
    row["groups"] = one.answer.groups;
    row["covariates"] = one.table.covariates;
    row["years"] = {1, 2, 5};
    row["observed"] = one.answer.observed;
    if (one.table.bar_concordance > 0) row["bar"] = {{"concordance", one.table.bar_concordance}, {"brier", one.table.bar_brier}};
    Json shapes = Json::array();
    for (const hold::CurveFit& fit : one.answer.shapes)
      shapes.push_back({{"curve", hold::to_string(fit.curve)}, {"aic", fit.aic}, {"shape", fit.shape}, {"rate", std::exp(fit.location)}, {"converged", fit.has_converged}});
    row["shapes"] = std::move(shapes);
    Json scores = Json::array();
    for (const hold::CurveScore& score : one.answer.scores)
      scores.push_back({{"curve", hold::to_string(score.curve)}, {"concordance", score.concordance}, {"concordance_sd", score.concordance_sd}, {"brier", score.brier},
                        {"forecast_less_observed", score.forecast_less_observed}, {"thirds", score.thirds}});
    row["scores"] = std::move(scores);
    row["verdict"] = verdict(one.answer);
    out.push_back(std::move(row));
  }
  return json_visible(out.dump(2)) + "\n";
}

std::string hold_backtest_text(const std::vector<study::TableBacktest>& tables) {
  std::string out = "How well do curves foresee how long past agreements lasted? Five-fold cross-validation; a conflict's rows stay together.\n";
  for (const study::TableBacktest& one : tables) {
    out += fmt::format("\n{}: {} rows, {} ended, {} groups; kept to year 1, 2, 5: {:.3f} {:.3f} {:.3f}\n", one.table.name, one.answer.rows, one.answer.ended,
                       one.answer.groups, one.answer.observed[0], one.answer.observed[1], one.answer.observed[2]);
    out += "  without covariates, all rows:";
    for (const hold::CurveFit& fit : one.answer.shapes)
      out += fmt::format(" {} AIC {:.0f}{};", hold::to_string(fit.curve), fit.aic, fit.curve == hold::Curve::exponential ? "" : fmt::format(" ({:.3g})", fit.shape));
    out.back() = '\n';
    out += fmt::format("  {:<16}{:>8}{:>8}   Brier at 1, 2, 5       forecast less observed\n", "", "C", "sd");
    for (const hold::CurveScore& score : one.answer.scores) {
      out += fmt::format("  {:<16}{:>8.3f}{:>8.3f}  ", hold::to_string(score.curve), score.concordance, score.concordance_sd);
      for (const double brier : score.brier) out += fmt::format(" {:.3f}", brier);
      out += "      ";
      for (const double bias : score.forecast_less_observed) out += fmt::format(" {:+.3f}", bias);
      out += "\n";
    }
    if (one.table.bar_concordance > 0) {
      out += fmt::format("  {:<16}{:>8.3f}{:>8}  ", "known to reach", one.table.bar_concordance, "");
      for (const double bar : one.table.bar_brier) out += bar < 0 ? "     -" : fmt::format(" {:.3f}", bar);
      out += "\n";
    }
    out += "  " + verdict(one.answer) + "\n";
  }
  return out + "\nThe covariates rank cases; their coefficients say who gets which clause, not what a clause does: guarantees, peacekeepers and mediation\n"
               "go where the danger is greatest. `locarno hold` takes no effect of a lever from these tables (docs/hold.md).\n";
}

std::string calibration_svg(const study::TableBacktest& table) {
  constexpr double left = 40, top = 14, side = 200;
  const auto x = [&](double share) { return left + side * share; };
  const auto y = [&](double share) { return top + side * (1 - share); };
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 250\" width=\"300\" height=\"250\" role=\"img\"><title>{}</title>"
                                "<desc>Mean forecast (to the right) against the share that lasted (upwards), thirds of the forecast at 1, 2 and 5 years; circles gamma frailty, squares Cox.</desc>",
                                html_escape(visible(table.table.name)));
  out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#888\"/><line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#888\"/>", left, top, side,
                     side, x(0), y(0), x(1), y(1));
  for (const hold::Curve curve : {hold::Curve::frailty, hold::Curve::cox}) {
    const hold::CurveScore* score = score_of(table.answer, curve);
    for (std::size_t year = 0; score != nullptr && year < score->thirds.size(); ++year)
      for (std::size_t third = 0; third < 3; ++third) {
        const double cx = x(score->thirds[year][2 * third]), cy = y(score->thirds[year][2 * third + 1]);
        if (curve == hold::Curve::frailty) out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\" fill=\"none\" stroke=\"#000\"/>", cx, cy);
        else out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"5\" height=\"5\" fill=\"#666\"/>", cx - 2.5, cy - 2.5);
      }
  }
  for (const double share : {0.0, 0.5, 1.0})
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"9\" text-anchor=\"middle\">{:g}</text><text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"9\" text-anchor=\"end\">{:g}</text>", x(share),
                       y(0) + 12, share, x(0) - 4, y(share) + 3, share);
  return out + "</svg>\n";
}

}  // namespace locarno::brief
