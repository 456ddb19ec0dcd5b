#include "model/case.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"
#include "model/case_check.hpp"

namespace locarno {
namespace {

constexpr std::size_t most_parties = 256;
constexpr std::size_t most_issues = 1024;
constexpr std::size_t most_options = 64;        // OptionSet is one word
constexpr std::size_t most_triples = 200'000;   // a stance table is dense: party x issue x option
constexpr std::size_t longest_id = 128;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A byte of a name: ASCII letters, digits, '_', and every letter of other scripts.
bool is_name_byte(char c) { return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// Names as the condition language cuts them: `joints` only between two name bytes.
bool is_name(std::string_view id, std::string_view joints) {
  if (id.empty() || id.size() > longest_id || !is_name_byte(id.front()) || !is_name_byte(id.back())) return false;
  for (std::size_t i = 1; i + 1 < id.size(); ++i) {
    if (is_name_byte(id[i])) continue;
    if (joints.find(id[i]) == std::string_view::npos || !is_name_byte(id[i + 1])) return false;
  }
  return first_invalid(id) == std::string_view::npos;
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

/// Collects the first flaw; later ones are passed over.
class Finder {
 public:
  explicit Finder(const Case& c) : case_(c) {}
  std::optional<CaseFlaw> run();

 private:
  void flaw(std::string_view section, std::size_t row, std::string what, std::size_t option = 0) {
    if (!found_) found_ = CaseFlaw{section, row, option, std::move(what)};
  }
  void parties();
  void issues();
  void options(const Issue& issue, std::size_t row);
  void size();
  void stance(const StanceEntry& entry, std::size_t row);
  void scores();
  void red_line(const RedLineEntry& entry, std::size_t row);
  void the_rest();
  bool known(PartyId party) const { return !party.is_none() && party.index() < case_.parties.size(); }
  bool known(IssueId issue) const { return !issue.is_none() && issue.index() < case_.issues.size(); }
  bool in_range(const Condition& condition) const;
  void dates(std::string_view section, std::size_t row, std::optional<Date> since, std::optional<Date> until);

  const Case& case_;
  std::optional<CaseFlaw> found_;
};

void Finder::parties() {
  std::set<std::string_view> seen;
  for (std::size_t row = 0; row < case_.parties.size(); ++row) {
    const Party& party = case_.parties[PartyId(row)];
    if (!is_party_id(party.id))
      flaw("party", row, "party id " + quoted(party.id) + " must be letters, digits and '_', with '-' or '.' only "
           "inside, at most 128 bytes, and not EXPERT, MEDIA, NARRATOR or UNKNOWN");
    if (!seen.insert(party.id).second) flaw("party", row, "party " + quoted(party.id) + " is given twice");
  }
}

void Finder::options(const Issue& issue, std::size_t row) {
  std::set<std::string_view> seen;
  for (std::size_t o = 0; o < issue.options.size(); ++o) {
    const Option& option = issue.options[OptionId(o)];
    if (!is_condition_name(option.id))
      flaw("issue.option", row, "option id " + quoted(option.id) + " must be letters, digits and '_', with '-', '.' or ':' "
           "only inside, at most 128 bytes, and no word of the condition language", o);
    if (!seen.insert(option.id).second)
      flaw("issue.option", row, "issue " + quoted(issue.id) + " has option " + quoted(option.id) + " twice", o);
    if (std::any_of(option.phrases.begin(), option.phrases.end(), [](const std::string& p) { return p.empty(); }))
      flaw("issue.option", row, "option " + quoted(option.id) + " has an empty phrase", o);
  }
}

void Finder::issues() {
  std::set<std::string_view> seen;
  for (std::size_t row = 0; row < case_.issues.size(); ++row) {
    const Issue& issue = case_.issues[IssueId(row)];
    if (!is_condition_name(issue.id))
      flaw("issue", row, "issue id " + quoted(issue.id) + " must be letters, digits and '_', with '-', '.' or ':' only "
           "inside, at most 128 bytes, and no word of the condition language");
    if (!seen.insert(issue.id).second) flaw("issue", row, "issue " + quoted(issue.id) + " is given twice");
    if (issue.options.size() < 2 || issue.options.size() > most_options)
      flaw("issue", row, "issue " + quoted(issue.id) + " has " + std::to_string(issue.options.size()) +
           " option(s), expected 2 to 64");
    options(issue, row);
    for (const OptionId special : {issue.main_option, issue.none_option})
      if (!special.is_none() && special.index() >= issue.options.size())
        flaw("issue", row, "issue " + quoted(issue.id) + " names a main or none option it does not have");
    if (!issue.main_option.is_none() && issue.main_option == issue.none_option)
      flaw("issue", row, "issue " + quoted(issue.id) + " has the same main_option and none_option");
  }
}

void Finder::size() {
  std::size_t options = 0;
  for (const Issue& issue : case_.issues) options += issue.options.size();
  if (case_.parties.size() > most_parties || case_.issues.size() > most_issues ||
      case_.parties.size() * options > most_triples)
    flaw("case", 0, "a case holds at most 256 parties, 1024 issues and 200000 stances; found " +
         std::to_string(case_.parties.size()) + " parties, " + std::to_string(case_.issues.size()) + " issues with " +
         std::to_string(options) + " options");
  if (case_.stale_after_days < 1 || case_.stale_after_days > 36'500)
    flaw("case", 0, "stale_after_days is " + std::to_string(case_.stale_after_days) + ", expected 1 to 36500");
}

bool Finder::in_range(const Condition& condition) const {
  for (std::size_t i = 0; i < condition.nodes.size(); ++i) {
    const Condition::Node& node = condition.nodes[i];
    if (node.kind == Condition::Kind::atom) {
      if (!known(node.issue)) return false;
      const std::size_t n = case_.issues[node.issue].options.size();
      if (n < most_options && node.options.bits >> n != 0) return false;
    } else if (node.kind == Condition::Kind::negation) {
      if (node.left >= i) return false;
    } else if (node.kind == Condition::Kind::conjunction || node.kind == Condition::Kind::disjunction) {
      if (node.left >= i || node.right >= i) return false;
    }
  }
  return true;
}

void Finder::dates(std::string_view section, std::size_t row, std::optional<Date> since, std::optional<Date> until) {
  if (since && until && latest(*until) < earliest(*since))
    flaw(section, row, "until " + to_string(*until) + " lies before since " + to_string(*since));
}

void Finder::stance(const StanceEntry& entry, std::size_t row) {
  if (!known(entry.party)) return flaw("stance", row, "a stance names a party the case does not have");
  if (!known(entry.issue)) return flaw("stance", row, "a stance names an issue the case does not have");
  const Issue& issue = case_.issues[entry.issue];
  if (entry.options.empty()) flaw("stance", row, "a stance needs at least one option");
  OptionSet seen;
  for (const OptionId option : entry.options) {
    if (option.is_none() || option.index() >= issue.options.size())
      return flaw("stance", row, "a stance names an option that issue " + quoted(issue.id) + " does not have");
    if (seen.has(option)) flaw("stance", row, "a stance names option " + quoted(issue.options[option].id) + " twice");
    seen.add(option);
  }
  if (entry.value == StanceValue::accepts_if && entry.condition.nodes.empty())
    flaw("stance", row, "accepts_if needs a condition in `if`");
  if (entry.value != StanceValue::accepts_if && entry.condition != Condition{})
    flaw("stance", row, "a condition belongs to accepts_if only, found with " + std::string(to_string(entry.value)));
  if (!in_range(entry.condition)) flaw("stance", row, "the condition names an issue or option out of range");
  if (entry.source_note.empty()) flaw("stance", row, "a stance set by hand needs a source: where is it from?");
  dates("stance", row, entry.since, entry.until);
}

void Finder::scores() {
  std::set<std::pair<PartyId, IssueId>> seen;
  for (std::size_t row = 0; row < case_.scores.size(); ++row) {
    const ScoreEntry& entry = case_.scores[row];
    if (!known(entry.party)) return flaw("score", row, "a score names a party the case does not have");
    if (!known(entry.issue)) return flaw("score", row, "a score names an issue the case does not have");
    const Issue& issue = case_.issues[entry.issue];
    if (entry.values.size() != issue.options.size())
      flaw("score", row, "a score has " + std::to_string(entry.values.size()) + " value(s), issue " + quoted(issue.id) +
           " has " + std::to_string(issue.options.size()) + " option(s)");
    if (entry.weight.low < 0) flaw("score", row, "a weight is negative; turn the values round instead");
    if (entry.source_note.empty()) flaw("score", row, "a score set by hand needs a source: where is it from?");
    if (!seen.emplace(entry.party, entry.issue).second)
      flaw("score", row, "party " + quoted(case_.parties[entry.party].id) + " has scores for issue " + quoted(issue.id) + " twice");
  }
}

void Finder::red_line(const RedLineEntry& entry, std::size_t row) {
  if (entry.id.empty()) flaw("red_line", row, "a red line needs an id");
  if (!known(entry.party)) return flaw("red_line", row, "a red line names a party the case does not have");
  if (!in_range(entry.rule)) flaw("red_line", row, "the rule names an issue or option out of range");
  if (entry.source_note.empty()) flaw("red_line", row, "a red line set by hand needs a source: where is it from?");
  dates("red_line", row, entry.since, entry.until);
  for (std::size_t other = 0; other < row; ++other)
    if (case_.red_lines[other].id == entry.id) flaw("red_line", row, "red line " + quoted(entry.id) + " is given twice");
}

void Finder::the_rest() {
  std::set<std::string_view> gates, promises;
  for (std::size_t row = 0; row < case_.gates.size(); ++row) {
    const Gate& gate = case_.gates[row];
    if (gate.id.empty()) flaw("gate", row, "a gate needs an id");
    if (!gates.insert(gate.id).second) flaw("gate", row, "gate " + quoted(gate.id) + " is given twice");
    if (!gate.party.is_none() && !known(gate.party)) flaw("gate", row, "a gate names a party the case does not have");
  }
  for (std::size_t row = 0; row < case_.promises.size(); ++row) {
    const Promise& promise = case_.promises[row];
    if (promise.id.empty()) flaw("promise", row, "a promise needs an id");
    if (!promises.insert(promise.id).second) flaw("promise", row, "promise " + quoted(promise.id) + " is given twice");
    if (!promise.party.is_none() && !known(promise.party))
      flaw("promise", row, "a promise names a party the case does not have");
  }
  for (std::size_t row = 0; row < case_.watch.size(); ++row)
    if (case_.watch[row].words == Text{}) flaw("watch", row, "a watch item needs words");
}

std::optional<CaseFlaw> Finder::run() {
  size();
  if (found_) return found_;
  parties();
  issues();
  for (std::size_t row = 0; row < case_.stances.size(); ++row) stance(case_.stances[row], row);
  scores();
  if (case_.red_lines.size() > most_issues) flaw("red_line", most_issues, "a case holds at most 1024 red lines");
  else for (std::size_t row = 0; row < case_.red_lines.size(); ++row) red_line(case_.red_lines[row], row);
  the_rest();
  return found_;
}

template <class IdType, class Rows>
IdType find_id(const Rows& rows, std::string_view id) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[IdType(i)].id == id) return IdType(i);
  return IdType::none();
}

}  // namespace

bool is_condition_name(std::string_view id) {
  for (const std::string_view word : {"and", "or", "not", "in", "true", "false"})
    if (id == word) return false;
  return is_name(id, "-.:");
}

bool is_party_id(std::string_view id) {
  for (const std::string_view word : {"EXPERT", "MEDIA", "NARRATOR", "UNKNOWN"})
    if (id == word) return false;
  return is_name(id, "-.");
}

std::optional<CaseFlaw> find_flaw(const Case& c) { return Finder(c).run(); }

PartyId CheckedCase::party(std::string_view id) const { return find_id<PartyId>(case_.parties, id); }
IssueId CheckedCase::issue(std::string_view id) const { return find_id<IssueId>(case_.issues, id); }
OptionId CheckedCase::option(IssueId issue, std::string_view id) const {
  return find_id<OptionId>(case_.issues[issue].options, id);
}

Result<CheckedCase> check(Case c) {
  if (auto flaw = find_flaw(c)) {
    std::string where;
    if (flaw->section == "stance") where = c.stances[flaw->row].where;
    if (flaw->section == "red_line" && flaw->row < c.red_lines.size()) where = c.red_lines[flaw->row].where;
    if (where.empty()) {
      where = "[[" + std::string(flaw->section) + "]]";
      if (flaw->section == "case") where = "[case]";
      else where += " number " + std::to_string(flaw->row + 1);
      if (flaw->section == "issue.option") where += ", option " + std::to_string(flaw->option + 1);
    }
    return fail(ErrorCode::bad_input, std::move(flaw->what), std::move(where));
  }
  return CheckedCase(std::move(c));
}

}  // namespace locarno
