#include "settle/domain_write.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/decimal.hpp"

namespace locarno::settle {
namespace {

using Json = nlohmann::ordered_json;

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20) out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    else out += c;
  }
  return out;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",;\t\"\n\r#( ") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

/// A file name from a party's or domain's: letters, digits, '-', '_' and what is no ASCII.
std::string file_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c & 0x80) != 0;
    out += plain ? c : '_';
  }
  return out.empty() ? "domain" : out.substr(0, 100);
}

class Writer {
 public:
  explicit Writer(const ScoreTable& table) : table_(table) {}
  Result<WrittenDomain> genius();
  Result<WrittenDomain> geniusweb();
  Result<WrittenDomain> negolog();
  Result<WrittenDomain> neutral();
  Result<WrittenDomain> csv();

 private:
  std::string number(const Rational& value);
  Json json_number(const Rational& value) { return Json(number(value)); }
  void say(const std::string& note) {
    if (std::find(out_.notes.begin(), out_.notes.end(), note) == out_.notes.end()) out_.notes.push_back(note);
  }
  void say_rules() { if (!table_.rules.empty()) say("the rules are left out: this format has none"); }
  Result<void> no_negative() const;
  std::string issues_xml(const ScoredParty* party, std::string& weights);
  /// issue, option, issue, option ... of a rule that forbids one combination.
  std::optional<std::vector<std::pair<std::uint32_t, std::uint32_t>>> forbidden(const Condition& rule) const;

  const ScoreTable& table_;
  WrittenDomain out_;
};

std::string Writer::number(const Rational& value) {
  const std::string text = decimal(value, 30);
  if (*parse_exact(text) != value) say("fractions without a finite decimal are rounded to 30 digits");
  return text;
}

Result<void> Writer::no_negative() const {
  for (const ScoredParty& party : table_.parties)
    for (std::size_t i = 0; i < table_.issues.size(); ++i)
      for (std::size_t o = 0; o < party.values[i].size(); ++o)
        if (party.score(i, o) < 0)
          return fail(ErrorCode::bad_input, "party '" + party.name + "' has a negative score for '" + table_.issues[i].options[o] +
                                                "'; this format knows none");
  return {};
}

std::string Writer::issues_xml(const ScoredParty* party, std::string& weights) {
  std::string out;
  for (std::size_t i = 0; i < table_.issues.size(); ++i) {
    const std::string index = std::to_string(i + 1);
    out += "    <issue index=\"" + index + "\" name=\"" + xml_escaped(table_.issues[i].name) + "\" vtype=\"discrete\" type=\"discrete\" etype=\"discrete\">\n";
    Integer common = 1;   // evaluations count by their ratio to the largest: whole numbers lose nothing
    Rational largest = 0;
    if (party != nullptr)
      for (const Rational& value : party->values[i]) {
        common = lcm(common, value.get_den());
        largest = std::max(largest, value);
      }
    for (std::size_t o = 0; o < table_.issues[i].options.size(); ++o) {
      out += "      <item index=\"" + std::to_string(o + 1) + "\" value=\"" + xml_escaped(table_.issues[i].options[o]) + '"';
      if (party != nullptr) out += " evaluation=\"" + fraction(party->values[i][o] * common) + '"';
      out += "/>\n";
    }
    out += "    </issue>\n";
    if (party != nullptr) weights += "    <weight index=\"" + index + "\" value=\"" + number(party->weights[i] * largest) + "\"/>\n";
  }
  return out;
}

Result<WrittenDomain> Writer::genius() {
  LOC_CHECK(no_negative());
  say_rules();
  std::string none;
  const std::string open = "  <objective index=\"0\" description=\"\" name=\"" + xml_escaped(table_.name) + "\" type=\"objective\" etype=\"objective\">\n";
  out_.files.push_back({file_name(table_.name) + "_domain.xml", "<negotiation_template>\n<utility_space number_of_issues=\"" +
                        std::to_string(table_.issues.size()) + "\">\n" + open + issues_xml(nullptr, none) +
                        "  </objective>\n</utility_space>\n</negotiation_template>\n"});
  for (std::size_t p = 0; p < table_.parties.size(); ++p) {
    const ScoredParty& party = table_.parties[p];
    std::string weights;
    const std::string issues = issues_xml(&party, weights);
    out_.files.push_back({file_name(table_.name) + "_util" + std::to_string(p + 1) + ".xml",
                          "<utility_space>\n" + open + issues + weights + "  </objective>\n  <discount_factor value=\"" + number(party.discount) +
                          "\"/>\n  <reservation value=\"" + number(party.fallback) + "\"/>\n</utility_space>\n"});
  }
  return std::move(out_);
}

/// JSON numbers are written by hand: no double in between.
std::string with_numbers(const Json& json, const std::string& mark) {
  std::string text = json.dump(1), out;
  const std::string from = "\"" + mark;
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, from.size(), from) != 0) { out += text[at++]; continue; }
    at += from.size();
    while (text[at] != '"') out += text[at++];
    ++at;
  }
  return out + "\n";
}

const std::string mark = "\x01";   // dump() prints it as \u0001, which no name of ours can begin with unescaped

std::string bare(const std::string& number) { return mark + number; }

std::string printed(const Json& json) { return with_numbers(json, "\\u0001"); }

Result<WrittenDomain> Writer::geniusweb() {
  LOC_CHECK(no_negative());
  say_rules();
  Json domain;
  domain["name"] = table_.name;
  for (const ScoredIssue& issue : table_.issues) domain["issuesValues"][issue.name]["values"] = issue.options;
  out_.files.push_back({file_name(table_.name) + ".json", printed(domain)});
  for (std::size_t p = 0; p < table_.parties.size(); ++p) {
    const ScoredParty& party = table_.parties[p];
    Rational all = 0;
    std::vector<Rational> largest;
    for (std::size_t i = 0; i < table_.issues.size(); ++i) {
      largest.push_back(*std::max_element(party.values[i].begin(), party.values[i].end()));
      all += party.weights[i] * largest.back();
    }
    if (all != 1) say("the scores of a party are divided by their largest sum: GeniusWeb wants utilities up to 1");
    Json space;
    space["name"] = party.name;
    space["domain"] = domain;
    Rational left = 1;
    for (std::size_t i = 0; i < table_.issues.size(); ++i) {
      const std::string& issue = table_.issues[i].name;
      const Rational share = all == 0 ? Rational(i == 0 ? 1 : 0) : Rational(party.weights[i] * largest[i] / all);
      std::string text = number(share);
      if (i + 1 == table_.issues.size()) text = decimal(left, 30);   // the weights must sum to exactly 1
      left -= *parse_exact(text);
      space["issueWeights"][issue] = bare(text);
      for (std::size_t o = 0; o < party.values[i].size(); ++o)
        space["issueUtilities"][issue]["DiscreteValueSetUtilities"]["valueUtilities"][table_.issues[i].options[o]] =
            bare(number(largest[i] == 0 ? Rational(0) : Rational(party.values[i][o] / largest[i])));
    }
    if (party.fallback != 0) say("reservation values are left out: GeniusWeb knows reservation bids only");
    Json profile;
    profile["LinearAdditiveUtilitySpace"] = std::move(space);
    out_.files.push_back({file_name(table_.name) + std::to_string(p + 1) + ".json", printed(profile)});
  }
  return std::move(out_);
}

Result<WrittenDomain> Writer::negolog() {
  say_rules();
  for (std::size_t p = 0; p < table_.parties.size(); ++p) {
    const ScoredParty& party = table_.parties[p];
    Json profile;
    profile["reservationValue"] = bare(number(party.fallback));
    for (std::size_t i = 0; i < table_.issues.size(); ++i) {
      const std::string& issue = table_.issues[i].name;
      profile["issueWeights"][issue] = bare(number(party.weights[i]));
      for (std::size_t o = 0; o < party.values[i].size(); ++o) profile["issues"][issue][table_.issues[i].options[o]] = bare(number(party.values[i][o]));
    }
    const std::string name = p < 26 ? std::string(1, static_cast<char>('A' + p)) : std::to_string(p + 1);
    out_.files.push_back({"profile" + name + ".json", printed(profile)});
  }
  return std::move(out_);
}

std::optional<std::vector<std::pair<std::uint32_t, std::uint32_t>>> Writer::forbidden(const Condition& rule) const {
  using Kind = Condition::Kind;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  if (rule.nodes.empty() || rule.nodes.back().kind != Kind::negation) return std::nullopt;
  std::vector<std::uint32_t> todo{rule.nodes.back().left};
  while (!todo.empty()) {
    const Condition::Node& node = rule.nodes[todo.back()];
    todo.pop_back();
    if (node.kind == Kind::conjunction) {
      todo.push_back(node.right);
      todo.push_back(node.left);
    } else if (node.kind == Kind::atom && __builtin_popcountll(node.options.bits) == 1) {
      out.emplace_back(node.issue.index(), static_cast<std::uint32_t>(__builtin_ctzll(node.options.bits)));
    } else if (node.kind != Kind::always) {
      return std::nullopt;
    }
  }
  return out;
}

Result<WrittenDomain> Writer::neutral() {
  Json out;
  out["name"] = table_.name;
  for (const ScoredIssue& issue : table_.issues) {
    Json row = {{"name", issue.name}, {"options", issue.options}};
    if (issue.is_divisible) row["divisible"] = true;
    out["issues"].push_back(std::move(row));
  }
  const auto exact = [](const Rational& value) { return value.get_den() == 1 ? Json(bare(fraction(value))) : Json(fraction(value)); };
  for (const ScoredParty& party : table_.parties) {
    Json row = {{"name", party.name}, {"reservation", exact(party.fallback)}};
    if (party.discount != 1) row["discount"] = exact(party.discount);
    for (const Rational& weight : party.weights) row["weights"].push_back(exact(weight));
    for (const auto& values : party.values) {
      Json list = Json::array();
      for (const Rational& value : values) list.push_back(exact(value));
      row["values"].push_back(std::move(list));
    }
    out["parties"].push_back(std::move(row));
  }
  for (const Condition& rule : table_.rules) {
    if (const auto pairs = forbidden(rule)) {
      Json row;
      for (const auto& [issue, option] : *pairs) row[table_.issues[issue].name] = table_.issues[issue].options[option];
      out["forbidden"].push_back(std::move(row));
    } else {
      say("rules that forbid more than one combination are left out");
    }
  }
  out_.files.push_back({file_name(table_.name) + ".json", printed(out)});
  return std::move(out_);
}

Result<WrittenDomain> Writer::csv() {
  std::string text = "issue,option";
  for (const ScoredParty& party : table_.parties) text += "," + csv_cell(party.name);
  const auto row = [&](const std::string& first, const std::string& second, const auto& value_of) {
    text += "\n" + csv_cell(first) + "," + csv_cell(second);
    for (const ScoredParty& party : table_.parties) text += "," + fraction(value_of(party));
  };
  const auto special = [&](const std::string& name, const std::string& issue, const auto& value_of) {
    text += "\n" + name + "," + csv_cell(issue);
    for (const ScoredParty& party : table_.parties) text += "," + fraction(value_of(party));
  };
  special("(fallback)", "", [](const ScoredParty& party) { return party.fallback; });
  if (std::any_of(table_.parties.begin(), table_.parties.end(), [](const ScoredParty& p) { return p.discount != 1; }))
    special("(discount)", "", [](const ScoredParty& party) { return party.discount; });
  for (std::size_t i = 0; i < table_.issues.size(); ++i) {
    special("(weight)", table_.issues[i].name, [&](const ScoredParty& party) { return party.weights[i]; });
    for (std::size_t o = 0; o < table_.issues[i].options.size(); ++o)
      row(table_.issues[i].name, table_.issues[i].options[o], [&](const ScoredParty& party) { return party.values[i][o]; });
    if (table_.issues[i].is_divisible) text += "\n(divisible)," + csv_cell(table_.issues[i].name);
  }
  for (const Condition& rule : table_.rules) {
    const auto pairs = forbidden(rule);
    if (!pairs) { say("rules that forbid more than one combination are left out"); continue; }
    text += "\n(forbid)";
    for (const auto& [issue, option] : *pairs)
      text += "," + csv_cell(table_.issues[issue].name) + "," + csv_cell(table_.issues[issue].options[option]);
  }
  out_.files.push_back({file_name(table_.name) + ".csv", text + "\n"});
  return std::move(out_);
}

}  // namespace

Result<WrittenDomain> write_domain(const ScoreTable& table, DomainFormat format) {
  LOC_CHECK(check_table(table));
  try {
    Writer writer(table);
    switch (format) {
      case DomainFormat::genius: return writer.genius();
      case DomainFormat::geniusweb: return writer.geniusweb();
      case DomainFormat::negolog: return writer.negolog();
      case DomainFormat::neutral: return writer.neutral();
      case DomainFormat::csv: return writer.csv();
    }
  } catch (const nlohmann::json::exception& error) {
    return fail(ErrorCode::bad_input, std::string("a name cannot be written as JSON: ") + error.what());
  }
  return fail(ErrorCode::bad_use, "no such format");
}

}  // namespace locarno::settle
