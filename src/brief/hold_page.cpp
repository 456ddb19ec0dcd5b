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

Json past_json(const study::HoldingAnswer& answer) {
  const hold::PastAnswer& past = *answer.past;
  Json apart;
  for (std::size_t k = 0; k < past.years.size(); ++k) apart[fmt::format("{:g}", past.years[k])] = answer.disagreement(k);
  const auto curve = [](const hold::PastCurve& one, double aic) { return Json{{"kept", one.kept}, {"p05", one.p05}, {"p95", one.p95}, {"aic", aic}}; };
  return {{"kind", past.kind->id}, {"name", past.kind->name}, {"source", past.kind->source}, {"cases", past.kind->cases}, {"broken", past.kind->broken},
          {"years", past.years}, {"frailty", curve(past.frailty, past.kind->frailty.aic)}, {"cured_fraction", curve(past.cured, past.kind->cured.aic)},
          {"disagreement", std::move(apart)}};
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
