// Neutral JSON (docs/domains.md) -> ScoreTable.
#include <algorithm>

#include "settle/domain_json_parts.hpp"

namespace locarno::settle {
using namespace json_domain;
namespace {

Result<Condition> neutral_rule(const JsonValue& row, const std::vector<ScoredIssue>& issues, const Source& file) {
  Condition together = Condition::always();
  if (row.kind != Object::object || row.members.empty())
    return bad(file, row, "'forbidden' holds something that is not an object { issue: option, ... }");
  LOC_CHECK(few_issues(row, file));
  for (const auto& [name, option] : row.members) {
    const auto issue = std::find_if(issues.begin(), issues.end(), [&](const ScoredIssue& i) { return i.name == name; });
    if (issue == issues.end()) return bad(file, option, "'forbidden' names issue '" + name + "', which is not there");
    const auto at = std::find(issue->options.begin(), issue->options.end(), option.text);
    if (at == issue->options.end()) return bad(file, option, "'forbidden' names option '" + option.text + "', which issue '" + name + "' does not have");
    if (issue->options.size() > 64) return bad(file, option, "'forbidden' names issue '" + name + "', which has more than 64 options");
    OptionSet set;
    set.add(OptionId(static_cast<std::size_t>(at - issue->options.begin())));
    together = Condition::both(together, Condition::atom(IssueId(static_cast<std::size_t>(issue - issues.begin())), set));
  }
  return Condition::negation(together);
}

Result<ScoredParty> neutral_party(const JsonValue& row, const std::vector<ScoredIssue>& issues, const Source& file) {
  ScoredParty party;
  LOC_TRY(const JsonValue* name, member(row, "name", Object::string, file, "parties[]."));
  party.name = name->text;
  const std::string path = "parties." + party.name + ".";
  for (const char* key : {"reservation", "fallback"})
    if (const JsonValue* value = row.find(key)) {
      LOC_TRY(party.fallback, exact_number(*value, file, path + key));
    }
  if (const JsonValue* value = row.find("discount")) {
    LOC_TRY(party.discount, exact_number(*value, file, path + "discount"));
  }
  const JsonValue* weights = row.find("weights");
  LOC_TRY(const JsonValue* values, member(row, "values", Object::list, file, path));
  if (values->items.size() != issues.size() || (weights != nullptr && weights->items.size() != issues.size()))
    return bad(file, row, "'" + path + "values' and 'weights' must have one entry for each issue");
  for (std::size_t i = 0; i < issues.size(); ++i) {
    party.weights.emplace_back(1);
    if (weights != nullptr) {
      LOC_TRY(party.weights.back(), exact_number(weights->items[i], file, path + "weights[" + std::to_string(i) + "]"));
    }
    party.values.emplace_back();
    if (values->items[i].items.size() != issues[i].options.size())
      return bad(file, values->items[i], "'" + path + "values[" + std::to_string(i) + "]' must have one number for each option of '" + issues[i].name + "'");
    for (const JsonValue& value : values->items[i].items) {
      LOC_TRY(Rational score, exact_number(value, file, path + "values[" + std::to_string(i) + "]"));
      party.values.back().push_back(std::move(score));
    }
  }
  return party;
}

}  // namespace

Result<ScoreTable> read_neutral(const DomainFile& file) {
  LOC_TRY(const JsonValue root, parse_json(file.bytes, file.name));
  ScoreTable out;
  out.format = "neutral-json";
  if (const JsonValue* name = root.find("name")) out.name = name->text;
  LOC_TRY(const JsonValue* issues, member(root, "issues", Object::list, {file}, ""));
  if (issues->items.size() > most_issues) return bad({file}, *issues, "there are more than 4096 issues here");
  for (const JsonValue& row : issues->items) {
    LOC_TRY(const JsonValue* name, member(row, "name", Object::string, {file}, "issues[]."));
    LOC_TRY(const JsonValue* options, member(row, "options", Object::list, {file}, "issues." + name->text + "."));
    ScoredIssue issue;
    issue.name = name->text;
    for (const JsonValue& option : options->items) issue.options.push_back(option.text);
    if (const JsonValue* divisible = row.find("divisible")) issue.is_divisible = divisible->text == "true";
    out.issues.push_back(std::move(issue));
  }
  LOC_TRY(const JsonValue* parties, member(root, "parties", Object::list, {file}, ""));
  for (const JsonValue& row : parties->items) {
    LOC_TRY(ScoredParty party, neutral_party(row, out.issues, {file}));
    out.parties.push_back(std::move(party));
  }
  const JsonValue* forbidden = root.find("forbidden");
  if (forbidden != nullptr && forbidden->items.size() > 10'000) return bad({file}, *forbidden, "'forbidden' has more than 10000 rows");
  if (forbidden != nullptr)
    for (const JsonValue& row : forbidden->items) {
      LOC_TRY(Condition rule, neutral_rule(row, out.issues, {file}));
      out.rules.push_back(std::move(rule));
    }
  return out;
}

}  // namespace locarno::settle
