#include "brief/outlook_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

using Json = nlohmann::ordered_json;

std::string name_in(const Text& name, PageLanguage language) {
  const std::string& wanted = language == PageLanguage::zh ? name.zh : name.en;
  return visible(wanted.empty() ? (name.en.empty() ? name.zh : name.en) : wanted);
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string bar(double share) {
  std::string out;
  for (int k = 0; k < 24; ++k) out += k < share * 24 - 0.5 ? '#' : '.';
  return out;
}

Json chosen_json(const Case& c, const study::ChosenOptions& chosen, const std::vector<IssueId>* only = nullptr) {
  Json out = Json::object();
  for (std::size_t i = 0; i < c.issues.size(); ++i) {
    const IssueId issue(i);
    if (chosen[issue].is_none()) continue;
    if (only != nullptr && std::find(only->begin(), only->end(), issue) == only->end()) continue;
    out[c.issues[issue].id] = c.issues[issue].options[chosen[issue]].id;
  }
  return out;
}

std::string chosen_words(const Case& c, const study::ChosenOptions& chosen, const std::vector<IssueId>& only) {
  std::string out;
  for (const IssueId issue : only)
    if (!chosen[issue].is_none()) out += (out.empty() ? "" : ", ") + c.issues[issue].id + "=" + c.issues[issue].options[chosen[issue]].id;
  return out.empty() ? "(nothing in it shifts a vote)" : out;
}

std::string dumped(const Json& out) { return json_visible(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n"; }

}  // namespace

std::string ratification_json(const study::RatificationQuestion& question, const study::RatificationAnswer& answer) {
  const Case& c = *question.of_case;
  Json out;
  out["case"] = c.id;
  out["settlement"] = chosen_json(c, question.chosen);
  Json bodies = Json::array();
  for (std::size_t k = 0; k < answer.institutions.size(); ++k) {
    const Institution& body = question.outlook->institutions[k];
    const study::InstitutionChance& chance = answer.institutions[k];
    bodies.push_back({{"id", body.id}, {"correlated", chance.correlated}, {"independent", chance.independent}, {"expected", chance.expected},
                      {"votes", chance.votes}, {"need", body.need}, {"gate", body.gate}, {"source", body.source_note}});
  }
  out["institutions"] = std::move(bodies);
  Json steps = Json::array();
  for (const study::StepChance& step : answer.steps) steps.push_back({{"id", step.id}, {"route", step.route}, {"chance", step.chance}});
  out["steps"] = std::move(steps);
  out["all"] = {{"product", answer.product}, {"at_most", answer.at_most}, {"at_least", answer.at_least}};
  out["binding"] = answer.binding ? Json(question.outlook->institutions[*answer.binding].id) : Json(nullptr);
  if (answer.months_median) out["months"] = {{"median", *answer.months_median}, {"nine_in_ten", *answer.months_late}};
  Json clauses = Json::array();
  for (const study::ClauseCost& cost : answer.clauses)
    clauses.push_back({{"issue", c.issues[cost.issue].id}, {"option", c.issues[cost.issue].options[cost.option].id}, {"cost", cost.cost},
                       {"best", c.issues[cost.issue].options[cost.best].id}});
  out["clauses"] = std::move(clauses);
  out["win_set"] = {{"tau", question.tau}, {"passing", answer.passing}, {"of", answer.combinations}, {"best", answer.best}};
  if (!answer.best_chosen.empty()) out["win_set"]["best_settlement"] = chosen_json(c, answer.best_chosen, &answer.issues);
  out["nearest"] = nullptr;
  if (answer.nearest)
    out["nearest"] = {{"changes", answer.nearest->changes}, {"chance", answer.nearest->chance}, {"settlement", chosen_json(c, answer.nearest->chosen, &answer.issues)}};
  return dumped(out);
}

std::string ratification_text(const study::RatificationQuestion& question, const study::RatificationAnswer& answer, PageLanguage language) {
  const Case& c = *question.of_case;
  if (answer.institutions.empty()) return "This case names no institutions ([[institution]], docs/case-file.md), so nothing is computed about ratification.\n";
  std::string out = "Would it pass at home? We assess, from the chances set in the case.\n\n";
  out += fmt::format("  {:<24}{:>9}{:>9}   {}\n", "institution", "together", "alone", "");
  for (std::size_t k = 0; k < answer.institutions.size(); ++k) {
    const Institution& body = question.outlook->institutions[k];
    const study::InstitutionChance& chance = answer.institutions[k];
    out += fmt::format("  {:<24}{:>9}{:>9}   {}", body.id, percent(chance.correlated), percent(chance.independent), bar(chance.correlated));
    if (body.kind == InstitutionKind::chamber) out += fmt::format("  {:.0f} of {:.0f} expected, needs {}", chance.expected, chance.votes, body.need);
    if (answer.binding == k) out += "  <- binds";
    out += fmt::format("\n      {}; {}\n", name_in(body.name, language), visible(body.source_note));
  }
  out += fmt::format("\n  all of them: {} if they do not hang together; whatever hangs on what, at most {} and at least {}\n", percent(answer.product), percent(answer.at_most), percent(answer.at_least));
  for (const study::StepChance& step : answer.steps)
    if (step.route > 0) out += fmt::format("  {}: the better way is route {}\n", step.id, step.route + 1);
  if (answer.months_median) out += fmt::format("  the last has decided after {:.0f} months (half of the time), {:.0f} (nine in ten)\n", *answer.months_median, *answer.months_late);
  if (!answer.clauses.empty() && answer.clauses.front().cost > 0) {
    out += "\n  what costs most:\n";
    for (const study::ClauseCost& cost : answer.clauses)
      if (cost.cost > 0.0005) out += fmt::format("    {}={}: {:.1f} points against {}\n", c.issues[cost.issue].id, c.issues[cost.issue].options[cost.option].id, 100 * cost.cost,
                                                 c.issues[cost.issue].options[cost.best].id);
  }
  out += fmt::format("\n  {} of {} settlements of the issues that shift a vote pass with at least {}; the best with {}: {}\n", answer.passing, answer.combinations, percent(question.tau),
                     percent(answer.best), chosen_words(c, answer.best_chosen, answer.issues));
  if (answer.nearest) out += fmt::format("  nearest that does: {} change(s), {}: {}\n", answer.nearest->changes, percent(answer.nearest->chance), chosen_words(c, answer.nearest->chosen, answer.issues));
  return out + "\nThe main way to fail is not to be submitted at all, and no vote shows it.\n";
}

std::string trade_json(const study::TradeQuestion& question, const study::TradeAnswer& answer) {
  const Case& c = *question.of_case;
  Json out;
  out["case"] = c.id;
  Json issues = Json::array();
  for (const IssueId issue : answer.issues) issues.push_back(c.issues[issue].id);
  out["issues"] = std::move(issues);
  out["packages"] = answer.packages;
  out["signable"] = answer.signable;
  out["lines"] = question.lines.size();
  out["undecided_lines"] = answer.undecided_lines;
  Json rows = Json::array();
  for (const study::TradeRow& row : answer.rows)
    rows.push_back({{"settlement", chosen_json(c, row.chosen)}, {"broken_lines", row.broken}, {"ratified", row.ratified}, {"S5", row.kept5}, {"S10", row.kept10},
                    {"frontier", row.on_frontier}});
  out["rows"] = std::move(rows);
  return dumped(out);
}

std::string trade_text(const study::TradeQuestion& question, const study::TradeAnswer& answer, PageLanguage) {
  const Case& c = *question.of_case;
  std::string out = fmt::format("What could be signed, ratified and kept? We assess. {} packages walked, {} of them break no red line ({} lines counted, {} hang on other issues).\n\n",
                                answer.packages, answer.signable, question.lines.size() - answer.undecided_lines, answer.undecided_lines);
  out += fmt::format("  {:>6}{:>10}{:>9}{:>9}   {}\n", "broken", "ratified", "5 years", "10", "package (* nothing is better in all three)");
  for (const study::TradeRow& row : answer.rows)
    out += fmt::format("  {:>6}{:>10}{:>9}{:>9} {} {}\n", row.broken, percent(row.ratified), percent(row.kept5), percent(row.kept10), row.on_frontier ? "*" : " ",
                       chosen_words(c, row.chosen, answer.issues));
  return out + "\nNo package is recommended. Silence counts as acceptance here; the figures rest on the assumptions of `locarno ratify` and `locarno hold`.\n";
}

}  // namespace locarno::brief
