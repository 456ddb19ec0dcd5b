#include "brief/hold_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// Where a value of the package comes from.
std::string origin(const study::HoldingQuestion& question, const hold::Parameter& parameter) {
  return question.given.find(parameter.name) != question.given.end() ? "given" : "default";
}

Json assumptions(const study::HoldingQuestion& question, const study::HoldingAnswer& answer) {
  Json out = Json::array();
  for (const hold::Parameter& parameter : hold::parameters()) {
    Json row;
    row["name"] = parameter.name;
    row["value"] = number(answer.package.*(parameter.member));
    row["origin"] = origin(question, parameter);
    row["kind"] = parameter.kind == hold::ParameterKind::lever ? "lever" : "world";
    row["meaning"] = parameter.meaning;
    row["basis"] = parameter.basis;
    out.push_back(std::move(row));
  }
  return out;
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string guarantee_words(const hold::NeededGuarantee& needed) {
  if (needed.honoured < 0) return "none: war would not pay A even without a guarantee (on average, before shocks)";
  if (needed.honoured > 1) return fmt::format("none suffices ({:.2f} would be needed)", needed.honoured);
  return fmt::format("honoured with a chance of {:.2f}", needed.honoured);
}

std::string words_of(std::string_view group) {
  if (group == "denial") return "guarantee and forces (denial)";
  if (group == "power_shift") return "shift of power";
  if (group == "first_strike") return "gain of striking first";
  if (group == "carrots") return "what keeping earns";
  if (group == "monitoring") return "monitors, commission, accidents";
  return std::string(group);
}

std::size_t index_of(const study::HoldingAnswer& answer, double year) {
  for (std::size_t k = 0; k < answer.point.years.size(); ++k)
    if (answer.point.years[k] == year) return k;
  return 0;
}

void add_range_table(std::string& out, const study::HoldingAnswer& answer) {
  const bool has_band = answer.band.draws > 0;
  out += fmt::format("  {:<12}{:>9}{}\n", "kept to", "point", has_band ? "   half of the draws   nine in ten" : "");
  for (const double year : {1.0, 2.0, 5.0, 10.0}) {
    const std::size_t k = index_of(answer, year);
    out += fmt::format("  year {:<7}{:>9}", year, percent(answer.point.kept[k]));
    if (has_band)
      out += fmt::format("   {:>7} to {:<7}   {:>5} to {}", percent(answer.band.p25[k]), percent(answer.band.p75[k]), percent(answer.band.p05[k]), percent(answer.band.p95[k]));
    out += "\n";
  }
}

Json past_json(const study::HoldingAnswer& answer) {
  const hold::PastAnswer& past = *answer.past;
  Json apart;
  for (std::size_t k = 0; k < past.years.size(); ++k) apart[fmt::format("{:g}", past.years[k])] = answer.disagreement(k);
  const auto curve = [](const hold::PastCurve& one, double aic) { return Json{{"kept", one.kept}, {"p05", one.p05}, {"p95", one.p95}, {"aic", aic}}; };
  return {{"kind", past.kind->id}, {"name", past.kind->name}, {"source", past.kind->source}, {"cases", past.kind->cases}, {"broken", past.kind->broken},
          {"years", past.years}, {"frailty", curve(past.frailty, past.kind->frailty.aic)}, {"cured_fraction", curve(past.cured, past.kind->cured.aic)},
          {"disagreement", std::move(apart)}};
}

void add_past(std::string& out, const study::HoldingQuestion& question, const study::HoldingAnswer& answer) {
  const hold::PastAnswer& past = *answer.past;
  out += fmt::format("\nPast settlements beside the model: {} ({} cases, {} broken; {})\n", past.kind->name, past.kind->cases, past.kind->broken, past.kind->source);
  if (question.past_ratio.low != 1 || question.past_ratio.high != 1)
    out += question.past_ratio.low == question.past_ratio.high
               ? fmt::format("  this settlement's rate of breaking set to {:g} times theirs\n", question.past_ratio.value)
               : fmt::format("  this settlement's rate of breaking set to {:g} to {:g} times theirs\n", question.past_ratio.low, question.past_ratio.high);
  out += fmt::format("  {:<12}{:>9}{:>23}{:>25}{:>9}\n", "kept to", "model", "rates that differ", "some never break", "apart");
  for (std::size_t k = 0; k < past.years.size(); ++k) {
    const auto with_band = [&](const hold::PastCurve& one) { return fmt::format("{} ({} to {})", percent(one.kept[k]), percent(one.p05[k]), percent(one.p95[k])); };
    out += fmt::format("  year {:<7g}{:>9}{:>23}{:>25}{:>9}\n", past.years[k], percent(answer.kept(past.years[k])), with_band(past.frailty), with_band(past.cured),
                       fmt::format("{:.0f} pts", 100 * answer.disagreement(k)));
  }
  const double better = past.kind->frailty.aic - past.kind->cured.aic;
  const char* verdict = std::abs(better) < 4 ? "hardly tell the two curves apart" : better < 0 ? "speak for rates that differ" : "speak for some that never break";
  out += fmt::format("  The data {} (AIC {:.0f} and {:.0f}). Where model and past disagree, neither is right for that: the model knows this\n"
                     "  text, the past knows how such texts went. That this settlement is one of the kind is an assumption.\n",
                     verdict, past.kind->frailty.aic, past.kind->cured.aic);
}

}  // namespace

std::string hold_json(const study::HoldingQuestion& question, const study::HoldingAnswer& answer) {
  Json out;
  for (const auto& [key, year] : {std::pair{"S1", 1.0}, {"S2", 2.0}, {"S5", 5.0}, {"S10", 10.0}}) out[key] = answer.kept(year);
  out["rmst10"] = answer.point.mean_years;
  out["median"] = number(answer.point.median);
  out["first_to_break"] = {{"A", answer.point.first_a}, {"B", answer.point.first_b}, {"accident", answer.point.first_accident}};
  out["hazards"] = {{"A", hold::hazards(answer.package, 0).a}, {"B", hold::hazards(answer.package, 0).b}, {"accident", hold::hazards(answer.package, 0).accident}};
  out["margins"] = {{"A", hold::margins(answer.package, 0).a}, {"B", hold::margins(answer.package, 0).b}};
  out["needed"] = {{"effective", number(answer.needed.effective)}, {"g_star", number(answer.needed.honoured)}};
  if (answer.sunset5) out["S10_with_sunset_in_year_5"] = *answer.sunset5;
  Json why;
  for (std::size_t g = 0; g < hold::lever_groups.size(); ++g) why[std::string(hold::lever_groups[g])] = answer.why[g];
  out["why"] = {{"against", "the same text without guarantee, punishment and commission, detection at most 0.5"}, {"S5_bare", answer.bare_kept5}, {"log_rate", std::move(why)}};
  Json curve = Json::array();
  for (std::size_t k = 0; k < answer.point.years.size(); ++k) curve.push_back({answer.point.years[k], answer.point.kept[k]});
  out["curve"] = std::move(curve);
  if (answer.band.draws > 0)
    out["band"] = {{"draws", answer.band.draws}, {"years", answer.band.years}, {"p05", answer.band.p05}, {"p25", answer.band.p25}, {"p50", answer.band.p50},
                   {"p75", answer.band.p75}, {"p95", answer.band.p95}, {"drawn", answer.band.drawn}};
  if (answer.past) out["past"] = past_json(answer);
  if (question.tornado) {
    Json rows = Json::array();
    for (const hold::TornadoRow& row : answer.tornado)
      rows.push_back({{"name", row.name}, {"low", number(row.low)}, {"high", number(row.high)}, {"S5_low", row.kept_low}, {"S5_high", row.kept_high}});
    out["tornado"] = std::move(rows);
  }
  if (question.index_draws > 0) {
    Json rows = Json::array();
    for (const hold::IndexRow& row : answer.indices) rows.push_back({{"name", row.name}, {"first", row.first}, {"total", row.total}});
    out["indices"] = std::move(rows);
  }
  if (question.verified) {
    Json rows = Json::array();
    for (const auto& [year, kept] : answer.ahead) rows.push_back({year, kept});
    out["verified"] = {{"years", question.verified->years}, {"violations", question.verified->violations}, {"exposure", question.verified->exposure},
                       {"frailty", answer.frailty}, {"kept", std::move(rows)}};
  }
  out["assumptions"] = assumptions(question, answer);
  return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

std::string hold_text(const study::HoldingQuestion& question, const study::HoldingAnswer& answer) {
  std::string out = "Would it be kept? We assess, from the hold model and the assumptions below; no figure here is a finding.\n\n";
  add_range_table(out, answer);
  out += fmt::format("\n  kept on average {:.1f} of the first ten years; half are broken by ", answer.point.mean_years);
  out += std::isfinite(answer.point.median) ? fmt::format("year {:.1f}\n", answer.point.median) : "no year within a thousand\n";
  out += fmt::format("  if it breaks within ten years, first: A {}, B {}, by accident {}\n", percent(answer.point.first_a), percent(answer.point.first_b), percent(answer.point.first_accident));
  out += "  guarantee that A would just respect: " + guarantee_words(answer.needed) + "\n";
  if (answer.sunset5)
    out += fmt::format("  if the guarantee ended in year 5: kept to year 10 {} instead of {}\n", percent(*answer.sunset5), percent(answer.kept(10)));
  out += fmt::format("\nWhat does it, against the same text without guarantee, punishment and commission, with poor monitors (kept to year 5: {}):\n", percent(answer.bare_kept5));
  for (std::size_t g = 0; g < hold::lever_groups.size(); ++g)
    if (answer.why[g] != 0) out += fmt::format("  {:<34} rate of breaking x {:.2f}\n", words_of(hold::lever_groups[g]), std::exp(answer.why[g]));
  if (answer.past) add_past(out, question, answer);
  if (!answer.tornado.empty()) {
    out += "\nOne at a time within its range: kept to year 5\n";
    for (const hold::TornadoRow& row : answer.tornado)
      out += fmt::format("  {:<10}{:>10.4g} -> {:<6} {:>8.4g} -> {}\n", row.name, row.low, percent(row.kept_low), row.high, percent(row.kept_high));
  }
  if (!answer.indices.empty()) {
    out += "\nShare of the spread at year 5 explained alone and with others\n";
    for (const hold::IndexRow& row : answer.indices) out += fmt::format("  {:<10}{:>8.2f}{:>8.2f}\n", row.name, std::max(0.0, row.first), row.total);
  }
  if (question.verified) {
    out += fmt::format("\nAfter {:g} verified serious violations where {:g} would be usual, in {:g} years: rates x {:.2f}; kept", question.verified->violations,
                       question.verified->exposure, question.verified->years, answer.frailty);
    for (const auto& [year, kept] : answer.ahead) out += fmt::format(" to year {:g} {};", year, percent(kept));
    out.back() = '\n';
  }
  out += "\nAssumptions (A: may want to change the settlement by force; B: is guaranteed)\n";
  for (const hold::Parameter& parameter : hold::parameters()) {
    const double value = answer.package.*(parameter.member);
    out += fmt::format("  {:<10}{:>8}  {}: {} ({})\n", parameter.name, std::isfinite(value) ? fmt::format("{:g}", value) : "never", origin(question, parameter), parameter.meaning, parameter.basis);
  }
  out += "\nThe effects of clauses come from the model, not from data: in the data on past agreements guarantees and peacekeepers stand where\n"
         "the danger was greatest, so that they seem to do harm (docs/hold.md).\n";
  return out;
}

std::string hold_svg(const study::HoldingAnswer& answer, const std::string& title, const std::string& description) {
  if (answer.band.draws == 0) return "";
  constexpr double left = 34, top = 8, width = 250, height = 96;
  const auto x = [&](double year) { return left + width * year / 10; };
  const auto y = [&](double kept) { return top + height * (1 - kept); };
  std::string upper, lower, curve, inner_upper, inner_lower;
  for (std::size_t k = 0; k < answer.band.years.size() && answer.band.years[k] <= 10; ++k) {
    const double at = x(answer.band.years[k]);
    upper += fmt::format("{:.1f},{:.1f} ", at, y(answer.band.p95[k]));
    lower = fmt::format("{:.1f},{:.1f} ", at, y(answer.band.p05[k])) + lower;
    inner_upper += fmt::format("{:.1f},{:.1f} ", at, y(answer.band.p75[k]));
    inner_lower = fmt::format("{:.1f},{:.1f} ", at, y(answer.band.p25[k])) + inner_lower;
    curve += fmt::format("{:.1f},{:.1f} ", at, y(answer.band.p50[k]));
  }
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 128\" width=\"300\" height=\"128\" role=\"img\"><title>{}</title><desc>{}</desc>",
                                html_escape(visible(title)), html_escape(visible(description)));
  out += fmt::format("<polygon points=\"{}{}\" fill=\"#ddd\"/><polygon points=\"{}{}\" fill=\"#aaa\"/>", upper, lower, inner_upper, inner_lower);
  out += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.5\"/>", curve);
  for (const double share : {0.0, 0.5, 1.0})
    out += fmt::format("<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{2:.1f}\" y2=\"{1:.1f}\" stroke=\"#888\" stroke-width=\"0.5\"/><text x=\"{3:.1f}\" y=\"{4:.1f}\" font-size=\"9\" text-anchor=\"end\">{5:.0f}%</text>",
                       left, y(share), left + width, left - 3, y(share) + 3, 100 * share);
  for (const int year : {0, 1, 2, 5, 10})
    out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"9\" text-anchor=\"middle\">{}</text>", x(year), top + height + 13, year);
  return out + "</svg>\n";
}

}  // namespace locarno::brief
