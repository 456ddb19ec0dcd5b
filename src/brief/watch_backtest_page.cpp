#include "brief/watch_backtest_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

double four(double value) { return std::round(value * 1e4) / 1e4; }
std::string lead_text(int lead) { return lead < 0 ? "-" : std::to_string(lead); }

/// Whether the sum did better than each plain threshold, in a sentence.
std::string verdict(const watch::AlarmBacktest& answer) {
  std::string out;
  for (std::size_t m = 1; m < answer.methods.size(); ++m) {
    const auto ours = answer.flagged[0], theirs = answer.flagged[m];
    out += fmt::format("{}the {} threshold flags {} ({} against {}, {} against {} alarms)", out.empty() ? "  Against the sum, " : "; ", answer.methods[m],
                       theirs > ours ? "more" : theirs < ours ? "fewer" : "as many", theirs, ours, answer.alarms[m], answer.alarms[0]);
  }
  return out + ".\n";
}

}  // namespace

std::string watch_backtest_text(const std::vector<study::SeriesBacktest>& all) {
  std::string out = "Would alarms have flagged the worst weeks? No method knows later steps, but those 'in hindsight', whose threshold is set on the whole time to the sum's number of alarms.\n"
                    "A bad week or month is flagged by an alarm in it or in the one before; the lead is counted from the alarm to its end, - is not flagged.\n";
  for (const study::SeriesBacktest& one : all) {
    const watch::AlarmBacktest& answer = one.answer;
    out += fmt::format("\n{}{}: judged from {}, {:.1f} years, a false alarm each {:.0f} {} asked for\n", one.name, one.sector.empty() ? "" : ", " + visible(one.sector),
                       to_string(one.table.day(answer.judged_from)), answer.years, one.question.every, one.table.monthly ? "months" : "days");
    out += fmt::format("  {:<20}{:>8}{:>9}{:>18}{:>11}\n", "method", "alarms", "a year", "worst flagged", "mean lead");
    for (std::size_t m = 0; m < answer.methods.size(); ++m)
      out += fmt::format("  {:<20}{:>8}{:>9.2f}{:>18}{:>11.1f}\n", answer.methods[m], answer.alarms[m], static_cast<double>(answer.alarms[m]) / answer.years,
                         fmt::format("{} of {}", answer.flagged[m], answer.worst.size()), answer.mean_lead[m]);
    out += "  year  events  alarms by method (threshold of the year)\n";
    for (const watch::MethodYear& year : answer.by_year) {
      out += fmt::format("  {}{:>8} ", year.year, year.events);
      for (std::size_t m = 0; m < year.alarms.size(); ++m) out += m == 0 ? fmt::format(" {:>3}", year.alarms[m]) : fmt::format(" {:>3} ({})", year.alarms[m], year.threshold[m]);
      out += "\n";
    }
    out += fmt::format("  worst {}: lead by method\n", one.table.monthly ? "months" : "weeks");
    for (const watch::FlaggedWeek& week : answer.worst) {
      out += fmt::format("  {}{:>6} ", to_string(one.table.day(week.step)), week.events);
      for (const int lead : week.lead) out += fmt::format("{:>5}", lead_text(lead));
      out += "\n";
    }
    out += verdict(answer);
  }
  return out;
}

std::string watch_backtest_json(const std::vector<study::SeriesBacktest>& all) {
  Json out = Json::array();
  for (const study::SeriesBacktest& one : all) {
    const watch::AlarmBacktest& answer = one.answer;
    Json row;
    row["series"] = one.id;
    row["name"] = one.name;
    row["sector"] = valid_utf8(one.sector);
    row["judged_from"] = to_string(one.table.day(answer.judged_from));
    row["years"] = four(answer.years);
    row["every"] = four(one.question.every);
    row["methods"] = answer.methods;
    row["alarms"] = answer.alarms;
    row["worst_flagged"] = answer.flagged;
    Json leads = Json::array();
    for (const double lead : answer.mean_lead) leads.push_back(four(lead));
    row["mean_lead"] = std::move(leads);
    Json years = Json::array();
    for (const watch::MethodYear& year : answer.by_year) years.push_back({{"year", year.year}, {"events", year.events}, {"alarms", year.alarms}, {"threshold", year.threshold}});
    row["by_year"] = std::move(years);
    Json worst = Json::array();
    for (const watch::FlaggedWeek& week : answer.worst) {
      Json lead = Json::array();
      for (const int one_lead : week.lead) lead.push_back(one_lead < 0 ? Json(nullptr) : Json(one_lead));
      worst.push_back({{"begins", to_string(one.table.day(week.step))}, {"events", week.events}, {"lead", std::move(lead)}});
    }
    row["worst"] = std::move(worst);
    out.push_back(std::move(row));
  }
  return json_visible(out.dump(2)) + "\n";
}

}  // namespace locarno::brief
