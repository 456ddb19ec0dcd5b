// GeniusWeb and NegoLog JSON -> ScoreTable.
#include <algorithm>
#include <map>
#include <set>

#include "settle/domain_json_parts.hpp"

namespace locarno::settle {
using namespace json_domain;
namespace {

constexpr std::size_t most_steps = 100'000;
constexpr std::size_t levels_of_a_range = 21;

/// "profileA.json" -> "profileA".
std::string stem(const std::string& file) {
  const std::size_t dot = file.rfind('.');
  return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

std::map<std::string_view, const JsonValue*> index_of(const JsonValue& object) {
  std::map<std::string_view, const JsonValue*> out;
  for (const auto& [name, value] : object.members) out[name] = &value;
  return out;
}

// ---------------------------------------------------------------- GeniusWeb

struct GwDomain {
  std::vector<ScoredIssue> issues;
  std::vector<bool> is_number;     ///< [issue] its options are the values of a range
  std::vector<std::string> notes;
};

Result<std::vector<std::string>> range_values(const JsonValue& range, const std::string& issue, GwDomain& domain,
                                              const Source& file) {
  std::vector<std::string> out;
  Rational bounds[2];
  const char* keys[] = {"low", "high"};
  for (int i = 0; i < 2; ++i) {
    const JsonValue* value = range.find(keys[i]);
    if (value == nullptr) return bad(file, range, "the range of issue '" + issue + "' has no '" + keys[i] + "'");
    LOC_TRY(bounds[i], exact_number(*value, file, issue + ".range." + keys[i]));
  }
  if (bounds[0] > bounds[1]) return bad(file, range, "the range of issue '" + issue + "' ends before it begins");
  Rational step = (bounds[1] - bounds[0]) / static_cast<long>(levels_of_a_range - 1);
  if (const JsonValue* value = range.find("step")) {
    LOC_TRY(step, exact_number(*value, file, issue + ".range.step"));
    if (step <= 0) return bad(file, range, "the range of issue '" + issue + "' has a step that is not above 0");
  } else {
    domain.notes.push_back("issue '" + issue + "' is continuous; 21 even values of it are used");
  }
  if (step == 0) return std::vector<std::string>{decimal(bounds[0], 30)};
  if ((bounds[1] - bounds[0]) / step >= Rational(static_cast<long>(most_steps)))
    return bad(file, range, "issue '" + issue + "' has more than 100000 values");
  for (Rational v = bounds[0]; v <= bounds[1]; v += step) out.push_back(decimal(v, 30));
  return out;
}

Result<GwDomain> gw_domain(const JsonValue& root, const Source& file) {
  GwDomain out;
  LOC_TRY(const JsonValue* issues, member(root, "issuesValues", Object::object, file, ""));
  LOC_CHECK(few_issues(*issues, file));
  for (const auto& [name, value] : issues->members) {
    ScoredIssue issue;
    issue.name = name;
    const JsonValue* range = value.find("range");
    if (const JsonValue* list = value.find("values"); list != nullptr && list->kind == Object::list) {
      for (const JsonValue& item : list->items) issue.options.push_back(item.text);
    } else if (range != nullptr && range->kind == Object::object) {
      LOC_TRY(issue.options, range_values(*range, name, out, file));
    } else if (range != nullptr && range->kind == Object::list && range->items.size() == 3) {
      JsonValue as_object;
      as_object.kind = Object::object;
      as_object.at = range->at;
      for (std::size_t i = 0; i < 3; ++i) as_object.members.emplace_back(i == 0 ? "low" : i == 1 ? "high" : "step", range->items[i]);
      LOC_TRY(issue.options, range_values(as_object, name, out, file));
    } else {
      return bad(file, value, "issue '" + name + "' has neither 'values' nor 'range'");
    }
    out.is_number.push_back(value.find("values") == nullptr);
    out.issues.push_back(std::move(issue));
  }
  return out;
}

/// Linear between two points, 0 outside; GeniusWeb rounds to 8 decimals, half away from zero.
Result<Rational> number_utility(const JsonValue& table, const Rational& at, const Source& file, const std::string& path) {
  Rational corner[4];
  const char* keys[] = {"lowValue", "lowUtility", "highValue", "highUtility"};
  for (int i = 0; i < 4; ++i) {
    const JsonValue* value = table.find(keys[i]);
    if (value == nullptr) return bad(file, table, "'" + path + "' has no '" + keys[i] + "'");
    LOC_TRY(corner[i], exact_number(*value, file, path + "." + keys[i]));
  }
  if (at < corner[0] || at > corner[2]) return Rational(0);
  if (corner[0] == corner[2]) return corner[3];
  const Rational exact = corner[1] + (corner[3] - corner[1]) * (at - corner[0]) / (corner[2] - corner[0]);
  return *parse_exact(decimal(exact, 8));
}

const JsonValue* find_tag(const JsonValue& utilities, std::initializer_list<std::string_view> tags) {
  for (const std::string_view tag : tags)
    if (const JsonValue* found = utilities.find(tag)) return found;
  return nullptr;
}

Result<std::vector<Rational>> gw_values(const JsonValue& utilities, const GwDomain& domain, std::size_t i, const Source& file) {
  const ScoredIssue& issue = domain.issues[i];
  std::vector<Rational> out;
  if (const JsonValue* discrete = find_tag(utilities, {"DiscreteValueSetUtilities", "discreteutils"})) {
    LOC_TRY(const JsonValue* values, member(*discrete, "valueUtilities", Object::object, file, issue.name + "."));
    const auto by_name = index_of(*values);
    for (const std::string& option : issue.options) {
      const auto found = by_name.find(option);
      out.emplace_back(0);  // a value without a utility counts 0
      if (found != by_name.end()) {
        LOC_TRY(out.back(), exact_number(*found->second, file, issue.name + "." + option));
      }
    }
    return out;
  }
  if (const JsonValue* numbers = find_tag(utilities, {"NumberValueSetUtilities", "numberutils"})) {
    for (const std::string& option : issue.options) {
      const auto at = parse_exact(option);
      if (!at) return bad(file, utilities, "issue '" + issue.name + "' has number utilities, but its value '" + option + "' is no number");
      LOC_TRY(Rational utility, number_utility(*numbers, *at, file, issue.name));
      out.push_back(std::move(utility));
    }
    return out;
  }
  return bad(file, utilities, "issue '" + issue.name + "' has utilities of no known kind; expected DiscreteValueSetUtilities, "
                   "NumberValueSetUtilities, discreteutils or numberutils");
}

/// What the reservation bid is worth; values it leaves out count 0.
Result<Rational> gw_fallback(const JsonValue& space, const ScoredParty& party, const GwDomain& domain, const Source& file) {
  const JsonValue* bid = space.find("reservationBid");
  const JsonValue* values = bid == nullptr ? nullptr : find_tag(*bid, {"issuevalues", "issueValues"});
  Rational sum = 0;
  for (std::size_t i = 0; values != nullptr && i < domain.issues.size(); ++i) {
    const JsonValue* chosen = values->find(domain.issues[i].name);
    if (chosen == nullptr) continue;
    const auto& options = domain.issues[i].options;
    auto at = std::find(options.begin(), options.end(), chosen->text);
    if (at == options.end() && domain.is_number[i])
      if (const auto number = parse_exact(chosen->text)) at = std::find(options.begin(), options.end(), decimal(*number, 30));
    if (at == options.end())
      return bad(file, *chosen, "the reservation bid takes '" + chosen->text + "' on issue '" + domain.issues[i].name + "', which has no such value");
    sum += party.score(i, static_cast<std::size_t>(at - options.begin()));
  }
  return sum;
}

Result<ScoredParty> gw_profile(const JsonValue& space, const GwDomain& domain, const Source& file) {
  ScoredParty out;
  const JsonValue* name = space.find("name");
  out.name = name != nullptr && name->kind == Object::string && !name->text.empty() ? name->text : stem(file.of.name);
  LOC_TRY(const JsonValue* utilities, member(space, "issueUtilities", Object::object, file, ""));
  LOC_TRY(const JsonValue* weights, member(space, "issueWeights", Object::object, file, ""));
  LOC_CHECK(few_issues(*utilities, file));
  LOC_CHECK(few_issues(*weights, file));
  for (std::size_t i = 0; i < domain.issues.size(); ++i) {
    const std::string& issue = domain.issues[i].name;
    const JsonValue* weight = weights->find(issue);
    const JsonValue* table = utilities->find(issue);
    if (weight == nullptr || table == nullptr) return bad(file, space, "issue '" + issue + "' of the domain has no weight or no utilities here");
    LOC_TRY(Rational number, exact_number(*weight, file, "issueWeights." + issue));
    out.weights.push_back(std::move(number));
    LOC_TRY(std::vector<Rational> values, gw_values(*table, domain, i, file));
    out.values.push_back(std::move(values));
  }
  LOC_TRY(out.fallback, gw_fallback(space, out, domain, file));
  return out;
}

struct Parsed {
  const DomainFile* file;
  JsonValue root;
};

Result<std::vector<Parsed>> parse_all(const std::vector<DomainFile>& files) {
  std::vector<Parsed> out;
  for (const DomainFile& file : files) {
    LOC_TRY(JsonValue root, parse_json(file.bytes, file.name));
    out.push_back({&file, std::move(root)});
  }
  return out;
}

/// What a profile's own domain has otherwise; empty: the same issues with the same values, in any order.
std::string difference(const std::vector<ScoredIssue>& a, const std::vector<ScoredIssue>& b) {
  if (a.size() != b.size()) return "it has " + std::to_string(b.size()) + " issues, not " + std::to_string(a.size());
  for (const ScoredIssue& issue : a) {
    const auto other = std::find_if(b.begin(), b.end(), [&](const ScoredIssue& one) { return one.name == issue.name; });
    if (other == b.end()) return "it has no issue '" + issue.name + "'";
    const std::set<std::string_view> here(issue.options.begin(), issue.options.end()), there(other->options.begin(), other->options.end());
    for (const std::string_view option : there)
      if (!here.contains(option)) return "its issue '" + issue.name + "' has a value '" + std::string(option) + "'";
    for (const std::string_view option : here)
      if (!there.contains(option)) return "its issue '" + issue.name + "' has no value '" + std::string(option) + "'";
  }
  return {};
}

/// GeniusWeb demands weights that add up to 1 and utilities within 0 and 1; others are taken as they stand, and said.
void note_bounds(const ScoredParty& party, const std::string& file, std::vector<std::string>& notes) {
  Rational sum = 0;
  bool is_outside = false;
  for (const Rational& weight : party.weights) sum += weight;
  for (const auto& values : party.values)
    for (const Rational& value : values) is_outside = is_outside || value < 0 || value > 1;
  if (sum != 1) notes.push_back(file + ": the weights add up to " + decimal(sum, 6) + ", not 1; they are taken as they stand");
  if (is_outside) notes.push_back(file + ": utilities outside 0 to 1 are taken as they stand");
}

}  // namespace

Result<ScoreTable> read_geniusweb(const std::vector<DomainFile>& files) {
  LOC_TRY(const std::vector<Parsed> parsed, parse_all(files));
  ScoreTable out;
  out.format = "geniusweb-json";
  std::optional<GwDomain> domain;
  for (const Parsed& one : parsed)
    if (!domain && one.root.find("issuesValues") != nullptr) {
      LOC_TRY(domain, gw_domain(one.root, {*one.file}));
    }
  for (const Parsed& one : parsed) {
    if (one.root.find("issuesValues") != nullptr) continue;
    const auto& [tag, space] = one.root.members.front();
    if (tag != "LinearAdditiveUtilitySpace" && tag != "LinearAdditive")
      return bad({*one.file}, space, "this profile is a '" + tag + "'; only LinearAdditiveUtilitySpace gives every settlement a "
                                 "sum of scores");
    if (const JsonValue* own = space.find("domain"); own != nullptr) {
      LOC_TRY(GwDomain from_profile, gw_domain(*own, {*one.file}));
      if (!domain) domain = std::move(from_profile);
      else if (const std::string other = difference(domain->issues, from_profile.issues); !other.empty())
        return bad({*one.file}, *own, "this profile belongs to another domain: " + other);
    }
    if (!domain) return bad({*one.file}, one.root, "no domain is given, neither in a file of its own nor in this profile");
    LOC_TRY(ScoredParty party, gw_profile(space, *domain, {*one.file}));
    note_bounds(party, one.file->name, domain->notes);
    out.parties.push_back(std::move(party));
  }
  if (out.parties.empty()) return fail(ErrorCode::bad_input, "a GeniusWeb domain without a profile: whose scores are asked for?");
  out.issues = std::move(domain->issues);
  out.notes = std::move(domain->notes);
  return out;
}

Result<ScoreTable> read_negolog(const std::vector<DomainFile>& files) {
  LOC_TRY(const std::vector<Parsed> parsed, parse_all(files));
  ScoreTable out;
  out.format = "negolog-json";
  for (const Parsed& one : parsed) {
    const Source file{*one.file};
    LOC_TRY(const JsonValue* weights, member(one.root, "issueWeights", Object::object, file, ""));
    LOC_TRY(const JsonValue* issues, member(one.root, "issues", Object::object, file, ""));
    LOC_CHECK(few_issues(*weights, file));
    LOC_CHECK(few_issues(*issues, file));
    if (out.issues.empty())
      for (const auto& [name, values] : issues->members) {
        out.issues.push_back({name, {}});
        for (const auto& value : values.members) out.issues.back().options.push_back(value.first);
      }
    ScoredParty party;
    party.name = stem(one.file->name);
    for (const ScoredIssue& issue : out.issues) {
      const JsonValue* weight = weights->find(issue.name);
      const JsonValue* values = issues->find(issue.name);
      if (weight == nullptr || values == nullptr) return bad(file, one.root, "issue '" + issue.name + "' has no weight or no values here");
      LOC_TRY(Rational number, exact_number(*weight, file, "issueWeights." + issue.name));
      party.weights.push_back(std::move(number));
      party.values.emplace_back();
      const auto by_name = index_of(*values);
      for (const std::string& option : issue.options) {
        const auto found = by_name.find(option);
        const JsonValue* value = found == by_name.end() ? nullptr : found->second;
        if (value == nullptr) return bad(file, *values, "issue '" + issue.name + "' has no value for '" + option + "' here");
        LOC_TRY(Rational score, exact_number(*value, file, "issues." + issue.name + "." + option));
        party.values.back().push_back(std::move(score));
      }
    }
    if (issues->members.size() != out.issues.size()) return bad(file, *issues, "this profile has issues that the first one has not");
    if (const JsonValue* fallback = one.root.find("reservationValue"); fallback != nullptr && fallback->kind != Object::null) {
      LOC_TRY(party.fallback, exact_number(*fallback, file, "reservationValue"));
    }
    out.parties.push_back(std::move(party));
  }
  return out;
}

}  // namespace locarno::settle
