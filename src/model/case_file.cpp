// case.toml -> Case. Rows are read section by section in the order their references need (parties and issues first); the
// first complaint wins and carries its place. Writing: case_write.cpp.
#include "model/case_file.hpp"

#include <filesystem>
#include <map>

#include "model/case_check.hpp"
#include "model/case_names.hpp"
#include "model/case_rows.hpp"
#include "model/nearest.hpp"
#include "model/outlook.hpp"
#include "model/stability_rows.hpp"

namespace locarno {
namespace {

using Table = toml::table;

class CaseParser {
 public:
  CaseParser(std::string_view text, const std::string& file, const std::string& id) : in_(text, file), file_(file) {
    case_.id = id;
  }
  Result<CheckedCase> run(const Table& root);

 private:
  void head(const Table& root);
  void party(const Table& row);
  void issue(const Table& row);
  void stance(const Table& row);
  void score(const Table& row);
  void red_line(const Table& row);
  int cost_of(const Table& row);
  void cost(const Table& row);
  void acceptance(const Table& root);
  void gate(const Table& row);
  void promise(const Table& row);
  void watch(const Table& row);
  void glossary(const Table& root);

  /// The party a row names, none when absent; complains about an unknown one.
  PartyId party_of(const Table& row, bool required);
  IssueId issue_of(const Table& row);
  OptionId special_option(const Issue& issue, const Table& row, std::string_view key);
  Condition condition(const Table& row, std::string_view key, bool required);
  Error place_flaw(CaseFlaw flaw) const;

  CaseRows in_;
  std::string file_;
  Case case_;
  /// Where each row stands: section -> places, in order; "issue.option" by issue.
  std::map<std::string, std::vector<std::string>, std::less<>> places_;
  std::vector<std::vector<std::string>> option_places_;
  std::map<std::string, std::size_t> lines_per_party_;
};

PartyId CaseParser::party_of(const Table& row, bool required) {
  const std::string id = in_.string(row, "party", required);
  return id.empty() ? PartyId::none() : party_named(in_, case_, id, *row.get("party"));
}

IssueId CaseParser::issue_of(const Table& row) {
  const std::string id = in_.string(row, "issue", true);
  return in_.ok() ? issue_named(in_, case_, id, *row.get("issue")) : IssueId::none();
}

OptionId CaseParser::special_option(const Issue& issue, const Table& row, std::string_view key) {
  const std::string id = in_.string(row, key);
  return id.empty() ? OptionId::none() : option_named(in_, issue, id, *row.get(key));
}

Condition CaseParser::condition(const Table& row, std::string_view key, bool required) {
  const std::string source = in_.string(row, key, required);
  if (!in_.ok() || row.get(key) == nullptr) return {};
  auto parsed = parse_condition(source, case_.issues, in_.place_inside(*row.get(key)));
  if (parsed) return std::move(*parsed);
  in_.flaw_at(parsed.error().where, parsed.error().what);
  return {};
}

void CaseParser::head(const Table& root) {
  in_.known(root, "a case", {"case", "party", "issue", "stance", "score", "red_line", "cost", "acceptance", "gate", "promise", "watch", "glossary", "institution",
                          "ratification", "hold", "lever", "stability"});
  const Table* row = in_.table(root, "case");
  if (row == nullptr) {
    in_.flaw_at(file_ + ":1:1", "the section [case] is missing");
    return;
  }
  in_.known(*row, "[case]", {"title", "stale_after_days"});
  case_.title = in_.text(*row, "title", true);
  case_.stale_after_days = in_.number(*row, "stale_after_days", case_.stale_after_days);
  places_["case"] = {in_.place(*row)};
}

void CaseParser::party(const Table& row) {
  in_.known(row, "[[party]]", {"id", "name", "signs", "includes", "fallback"});
  Party party;
  party.id = in_.string(row, "id", true);
  party.name = in_.text(row, "name", true);
  party.signs = in_.truth(row, "signs", false);
  party.includes = in_.strings(row, "includes");
  if (const toml::node* fallback = row.get("fallback")) party.fallback = in_.amount(*fallback, "fallback");
  case_.parties.push_back(std::move(party));
}

void CaseParser::issue(const Table& row) {
  in_.known(row, "[[issue]]", {"id", "name", "ordered", "main_option", "none_option", "option"});
  Issue issue;
  issue.id = in_.string(row, "id", true);
  issue.name = in_.text(row, "name", true);
  issue.ordered = in_.truth(row, "ordered", true);
  option_places_.emplace_back();
  for (const Table* option : in_.rows(row, "option")) {
    in_.known(*option, "[[issue.option]]", {"id", "name", "phrases"});
    issue.options.push_back(
        {in_.string(*option, "id", true), in_.text(*option, "name", true), in_.strings(*option, "phrases")});
    option_places_.back().push_back(in_.place(*option));
  }
  issue.main_option = special_option(issue, row, "main_option");
  issue.none_option = special_option(issue, row, "none_option");
  case_.issues.push_back(std::move(issue));
}

void CaseParser::stance(const Table& row) {
  in_.known(row, "[[stance]]", {"party", "issue", "options", "stance", "if", "since", "until", "first_hand", "via", "source",
                              "unless_read"});
  StanceEntry entry;
  entry.where = in_.place(row);
  entry.party = party_of(row, true);
  entry.issue = issue_of(row);
  const std::vector<std::string> options = in_.strings(row, "options", true);
  if (!in_.ok()) return;
  for (std::size_t o = 0; o < options.size(); ++o)
    entry.options.push_back(option_named(in_, case_.issues[entry.issue], options[o], (*row.get("options")->as_array())[o]));
  const std::string value = in_.string(row, "stance", true);
  if (!in_.ok()) return;
  if (const auto parsed = parse_stance_value(value)) entry.value = *parsed;
  else in_.flaw(*row.get("stance"), "stance '" + value + "', expected accepts, accepts_if, rejects or silent" +
                                        did_you_mean(value, {"accepts", "accepts_if", "rejects", "silent"}));
  entry.condition = condition(row, "if", false);
  entry.since = in_.date(row, "since");
  entry.until = in_.date(row, "until");
  entry.first_hand = in_.truth(row, "first_hand", true);
  entry.via = in_.strings(row, "via");
  entry.source_note = in_.string(row, "source", true);
  entry.unless_read = in_.truth(row, "unless_read", false);
  case_.stances.push_back(std::move(entry));
}

void CaseParser::score(const Table& row) {
  in_.known(row, "[[score]]", {"party", "issue", "weight", "values", "source"});
  ScoreEntry entry;
  entry.where = in_.place(row);
  entry.party = party_of(row, true);
  entry.issue = issue_of(row);
  if (!in_.ok()) return;
  const Issue& issue = case_.issues[entry.issue];
  if (const toml::node* weight = row.get("weight"))
    if (const auto amount = in_.amount(*weight, "weight")) entry.weight = *amount;
  const Table* values = in_.table(row, "values");
  if (values == nullptr) return in_.flaw(row, "'values' is missing here: { option = number, ... } for every option");
  std::vector<std::optional<Amount>> found(issue.options.size());
  for (const auto& [key, value] : *values) {
    const OptionId option = option_named(in_, issue, key.str(), value);
    if (!option.is_none()) found[option.index()] = in_.amount(value, key.str());
  }
  for (std::size_t o = 0; o < found.size() && in_.ok(); ++o) {
    if (!found[o])
      return in_.flaw(*values, "'values' leaves out option '" + issue.options[OptionId(o)].id + "' of issue '" + issue.id + "'");
    entry.values.push_back(*found[o]);
  }
  entry.source_note = in_.string(row, "source", true);
  case_.scores.push_back(std::move(entry));
}

void CaseParser::red_line(const Table& row) {
  in_.known(row, "[[red_line]]", {"id", "party", "rule", "words", "since", "until", "first_hand", "via", "source", "cost"});
  RedLineEntry entry;
  entry.where = in_.place(row);
  entry.party = party_of(row, true);
  if (!in_.ok()) return;
  const std::string& party = case_.parties[entry.party].id;
  const std::size_t number = ++lines_per_party_[party];
  entry.id = in_.string(row, "id");
  if (entry.id.empty()) entry.id = party + ".line." + std::to_string(number);
  entry.rule = condition(row, "rule", true);
  entry.words = in_.text(row, "words");
  entry.since = in_.date(row, "since");
  entry.until = in_.date(row, "until");
  entry.first_hand = in_.truth(row, "first_hand", true);
  entry.via = in_.strings(row, "via");
  entry.source_note = in_.string(row, "source", true);
  entry.cost = cost_of(row);
  case_.red_lines.push_back(std::move(entry));
}

int CaseParser::cost_of(const Table& row) {
  const int cost = in_.number(row, "cost", 1);
  if (cost < 1 || cost > 1'000'000) in_.flaw(*row.get("cost"), "cost " + std::to_string(cost) + ", expected 1 to 1000000");
  return cost;
}

void CaseParser::cost(const Table& row) {
  in_.known(row, "[[cost]]", {"line", "cost", "source"});
  CostEntry entry;
  entry.line = in_.string(row, "line", true);
  entry.cost = cost_of(row);
  entry.source_note = in_.string(row, "source", true);
  case_.costs.push_back(std::move(entry));
}

/// [acceptance]: who must accept. Weights and essential parties are signatories.
void CaseParser::acceptance(const Table& root) {
  const Table* row = in_.table(root, "acceptance");
  if (row == nullptr) return;
  in_.known(*row, "[acceptance]", {"quota", "essential", "weights", "side_payments", "fallbacks", "source"});
  AcceptanceEntry& entry = case_.acceptance;
  const auto signatory = [&](const std::string& id, const toml::node& at) {
    for (std::size_t p = 0; p < case_.parties.size(); ++p)
      if (case_.parties[PartyId(p)].id == id && case_.parties[PartyId(p)].signs) return PartyId(p);
    in_.flaw(at, "'" + id + "' is no party that signs");
    return PartyId::none();
  };
  entry.quota = in_.number(*row, "quota", 0);
  const std::vector<std::string> essential = in_.strings(*row, "essential");
  for (const std::string& id : essential) entry.essential.push_back(signatory(id, *row->get("essential")));
  if (const Table* weights = in_.table(*row, "weights"); weights != nullptr)
    for (const auto& [key, value] : *weights) {
      const std::string id(key.str());
      signatory(id, value);
      entry.weights[id] = in_.number(*weights, id, 1);
      if (entry.weights[id] < 0 || entry.weights[id] > 1'000'000) in_.flaw(value, "a weight is 0 to 1000000");
    }
  entry.side_payments = in_.truth(*row, "side_payments", false);
  entry.fallbacks = in_.truth(*row, "fallbacks", false);
  entry.source_note = in_.string(*row, "source");
  long long all = 0, seats = 0;
  for (const Party& party : case_.parties) {
    if (!party.signs) continue;
    const auto weight = entry.weights.find(party.id);
    all += weight == entry.weights.end() ? 1 : weight->second;
    ++seats;
  }
  if (entry.quota < 0 || entry.quota > all)
    in_.flaw(*row->get("quota"), "quota " + std::to_string(entry.quota) + ", but the signatories weigh " + std::to_string(all) + " together");
  if (entry.quota > 0 && seats > 16) in_.flaw(*row, "a quota is for at most 16 signatories");
}

void CaseParser::gate(const Table& row) {
  in_.known(row, "[[gate]]", {"id", "body", "needs", "party", "phrases", "source"});
  Gate gate;
  gate.id = in_.string(row, "id", true);
  gate.body = in_.text(row, "body", true);
  gate.needs = in_.text(row, "needs");
  gate.party = party_of(row, false);
  gate.phrases = in_.strings(row, "phrases");
  gate.source_note = in_.string(row, "source", gate.needs != Text{});
  case_.gates.push_back(std::move(gate));
}

void CaseParser::promise(const Table& row) {
  in_.known(row, "[[promise]]", {"id", "name", "party", "phrases"});
  Promise promise;
  promise.id = in_.string(row, "id", true);
  promise.name = in_.text(row, "name", true);
  promise.party = party_of(row, false);
  promise.phrases = in_.strings(row, "phrases");
  case_.promises.push_back(std::move(promise));
}

void CaseParser::watch(const Table& row) {
  in_.known(row, "[[watch]]", {"words", "on", "source"});
  WatchItem item;
  item.words = in_.text(row, "words", true);
  item.on = in_.date(row, "on");
  item.source_note = in_.string(row, "source");
  case_.watch.push_back(std::move(item));
}

void CaseParser::glossary(const Table& root) {
  const Table* row = in_.table(root, "glossary");
  if (row == nullptr) return;
  for (const auto& [key, value] : *row) case_.glossary[std::string(key.str())] = in_.text_of(value, key.str());
}

Error CaseParser::place_flaw(CaseFlaw flaw) const {
  std::string where = file_;
  if (flaw.section == "issue.option" && flaw.row < option_places_.size() && flaw.option < option_places_[flaw.row].size())
    where = option_places_[flaw.row][flaw.option];
  else if (const auto found = places_.find(flaw.section); found != places_.end() && flaw.row < found->second.size())
    where = found->second[flaw.row];
  return {ErrorCode::bad_input, std::move(flaw.what), std::move(where)};
}

Result<CheckedCase> CaseParser::run(const Table& root) {
  head(root);
  const auto each = [&](std::string_view section, void (CaseParser::*read)(const Table&)) {
    std::vector<std::string>& places = places_[std::string(section)];
    for (const Table* row : in_.rows(root, section)) {
      if (!in_.ok()) return;
      places.push_back(in_.place(*row));
      (this->*read)(*row);
    }
  };
  each("party", &CaseParser::party);
  each("issue", &CaseParser::issue);
  // Conditions look issues up by name: the case must be sound so far, and not too large, before they are read.
  if (in_.ok())
    if (auto flaw = find_flaw(case_)) return Failure(place_flaw(std::move(*flaw)));
  each("stance", &CaseParser::stance);
  each("score", &CaseParser::score);
  each("red_line", &CaseParser::red_line);
  each("cost", &CaseParser::cost);
  if (in_.ok()) acceptance(root);
  each("gate", &CaseParser::gate);
  each("promise", &CaseParser::promise);
  // [[watch]] lists what to look out for; a case with terms ([watch], model/watch_terms.hpp) keeps that list in [[watch.item]].
  if (const toml::node* terms = root.get("watch"); terms != nullptr && terms->is_table()) {
    for (const Table* row : in_.rows(*terms->as_table(), "item"))
      if (in_.ok()) places_["watch"].push_back(in_.place(*row)), watch(*row);
  } else each("watch", &CaseParser::watch);
  glossary(root);
  if (in_.ok()) read_stability(in_, root, case_);  // kept by load_stability; here its form is checked with the rest
  if (!in_.ok()) return Failure(*in_.error());
  if (auto flaw = find_flaw(case_)) return Failure(place_flaw(std::move(*flaw)));
  return check(std::move(case_));
}

/// "cases/ukraine-2025/" -> "ukraine-2025"; "." -> the current folder's name.
std::string case_id(const std::string& folder) {
  std::error_code code;
  auto path = std::filesystem::absolute(folder, code).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  return path.filename().string();
}

}  // namespace

Result<CheckedCase> parse_case(std::string_view toml, const std::string& file, const std::string& id) {
  LOC_TRY(const toml::table root, parse_toml(toml, file));
  LOC_TRY(CheckedCase checked, CaseParser(toml, file, id).run(root));
  if (root.contains("institution") || root.contains("ratification") || root.contains("hold") || root.contains("lever"))
    LOC_CHECK(parse_outlook(toml, file, *checked));  // its flaws are flaws of the file
  return checked;
}

Result<std::optional<StabilitySection>> parse_stability(std::string_view toml, const std::string& file, const CheckedCase& the_case) {
  LOC_TRY(const toml::table root, parse_toml(toml, file));
  CaseRows in(toml, file);
  auto section = read_stability(in, root, *the_case);
  if (!in.ok()) return Failure(*in.error());
  return section;
}

Result<std::optional<StabilitySection>> load_stability(const std::string& folder, const CheckedCase& the_case) {
  LOC_TRY(const CaseText file, case_text(folder));
  return parse_stability(file.text, file.path, the_case);
}

Result<CheckedCase> load_case(const std::string& folder) {
  LOC_TRY(const CaseText file, case_text(folder));
  return parse_case(file.text, file.path, case_id(folder));
}

}  // namespace locarno
