// case.toml -> Outlook, in the manner of case_file.cpp: the first complaint wins and carries its place.
#include "model/outlook.hpp"

#include <cmath>

#include "model/case_names.hpp"
#include "model/case_rows.hpp"
#include "model/nearest.hpp"

namespace locarno {
namespace {

using Table = toml::table;

class OutlookParser {
 public:
  OutlookParser(std::string_view text, const std::string& file, const Case& of_case) : in_(text, file), case_(of_case) {}
  Result<Outlook> run(const Table& root);

 private:
  void institution(const Table& row);
  void body_of(Institution& one, const Table& row);
  void bloc(Institution& one, const Table& row);
  void step(const Table& row);
  void lever(const Table& row);
  double share(const Table& row, std::string_view key, double otherwise, bool required = false);
  double real(const toml::node& value, std::string_view key);
  double positive(const Table& row, std::string_view key, double otherwise, double most = 1e6);
  std::uint32_t count(const Table& row, std::string_view key, std::uint32_t otherwise);
  std::vector<YesShift> shifts(const Table& row);
  /// "issue.option"; complains.
  bool option_of(std::string_view words, const toml::node& at, IssueId& issue, OptionId& option);
  HoldValue value_of(std::string_view name, const toml::node& value, const std::string& source);

  CaseRows in_;
  const Case& case_;
  Outlook out_;
};

double OutlookParser::real(const toml::node& value, std::string_view key) {
  if (const auto* whole = value.as_integer()) return static_cast<double>(whole->get());
  if (const auto* broken = value.as_floating_point(); broken != nullptr && !std::isnan(broken->get())) return broken->get();
  if (const auto* words = value.as_string(); words != nullptr && words->get() == "never") return std::numeric_limits<double>::infinity();
  in_.flaw(value, "'" + std::string(key) + "' is no number");
  return 0;
}

double OutlookParser::share(const Table& row, std::string_view key, double otherwise, bool required) {
  const toml::node* value = row.get(key);
  if (value == nullptr) {
    if (required) in_.flaw(row, "'" + std::string(key) + "' is missing here");
    return otherwise;
  }
  const double out = real(*value, key);
  if (!(out >= 0 && out <= 1)) in_.flaw(*value, "'" + std::string(key) + "' is a chance or share outside of 0 to 1");
  return out;
}

double OutlookParser::positive(const Table& row, std::string_view key, double otherwise, double most) {
  const toml::node* value = row.get(key);
  if (value == nullptr) return otherwise;
  const double out = real(*value, key);
  if (!(out >= 0 && out <= most)) in_.flaw(*value, "'" + std::string(key) + "' is negative or too large");
  return out;
}

std::uint32_t OutlookParser::count(const Table& row, std::string_view key, std::uint32_t otherwise) {
  const int out = in_.number(row, key, static_cast<int>(otherwise));
  if (out < 0) in_.flaw(*row.get(key), "'" + std::string(key) + "' is negative");
  return out < 0 ? 0 : static_cast<std::uint32_t>(out);
}

bool OutlookParser::option_of(std::string_view words, const toml::node& at, IssueId& issue, OptionId& option) {
  // Ids may hold dots: the longest issue id before a dot wins.
  for (std::size_t i = 0; i < case_.issues.size(); ++i) {
    const std::string& id = case_.issues[IssueId(i)].id;
    if (words.size() <= id.size() + 1 || !words.starts_with(id) || words[id.size()] != '.') continue;
    const auto& options = case_.issues[IssueId(i)].options;
    for (std::size_t o = 0; o < options.size(); ++o)
      if (options[OptionId(o)].id == words.substr(id.size() + 1)) return issue = IssueId(i), option = OptionId(o), true;
  }
  in_.flaw(at, "'" + std::string(words.substr(0, 80)) + "' is no option of this case; write \"issue.option\"");
  return false;
}

std::vector<YesShift> OutlookParser::shifts(const Table& row) {
  std::vector<YesShift> out;
  const Table* table = in_.table(row, "shifts");
  if (table == nullptr) return out;
  for (const auto& [key, value] : *table) {
    YesShift one;
    if (!option_of(key.str(), value, one.issue, one.option)) return out;
    one.by = real(value, key.str());
    if (!(std::abs(one.by) <= 20)) in_.flaw(value, "a shift is -20 to 20 standard deviations");
    out.push_back(one);
  }
  return out;
}

void OutlookParser::bloc(Institution& one, const Table& row) {
  in_.known(row, "[[institution.bloc]]", {"id", "voters", "yes", "weight", "absent", "shifts"});
  InstitutionBloc bloc;
  bloc.id = in_.string(row, "id", true);
  bloc.voters = count(row, "voters", 1);
  bloc.yes = share(row, "yes", 0, true);
  bloc.weight = count(row, "weight", 1);
  bloc.absent = share(row, "absent", 0);
  bloc.shifts = shifts(row);
  for (const InstitutionBloc& other : one.blocs)
    if (other.id == bloc.id) in_.flaw(row, "the bloc '" + bloc.id + "' stands twice");
  one.blocs.push_back(std::move(bloc));
}

void OutlookParser::body_of(Institution& one, const Table& row) {
  if (one.kind != InstitutionKind::chamber) {
    one.yes = share(row, "yes", 0, true);
    one.spread = share(row, "spread", one.spread);
    one.majority = share(row, "majority", one.majority);
    one.turnout = share(row, "turnout", one.turnout);
    one.turnout_spread = share(row, "turnout_spread", one.turnout_spread);
    one.quorum = share(row, "quorum", one.quorum);
    if (!in_.rows(row, "bloc").empty()) in_.flaw(row, "blocs are for a chamber");
    return;
  }
  for (const Table* each : in_.rows(row, "bloc"))
    if (in_.ok()) bloc(one, *each);
  std::uint64_t voters = 0, votes = 0;
  for (const InstitutionBloc& each : one.blocs) {
    voters += each.voters;
    votes += std::uint64_t{each.voters} * each.weight;
  }
  if (in_.ok() && voters == 0) return in_.flaw(row, "the chamber '" + one.id + "' is empty: no bloc has voters");
  if (const toml::node* need = row.get("need"); need != nullptr && need->is_integer()) {
    const auto asked = need->as_integer()->get();
    one.need = std::to_string(asked);
    if (in_.ok() && (asked <= 0 || static_cast<std::uint64_t>(asked) > votes))
      in_.flaw(*need, std::to_string(asked) + " votes are needed, but the chamber has " + std::to_string(votes) + ": it can never pass, or asks nothing");
  } else {
    one.need = in_.string(row, "need", true);
  }
  one.heads = count(row, "members", 0);
  one.or_heads = count(row, "or_members", 0);
  one.rho_common = share(row, "rho_common", one.rho_common);
  one.rho_bloc = share(row, "rho_bloc", one.rho_bloc);
  one.rho_absent = share(row, "rho_absent", one.rho_absent);
  one.present = count(row, "present", 0);
  if (in_.ok() && one.present > voters)
    return in_.flaw(*row.get("present"), std::to_string(one.present) + " members must be present, but the chamber has " + std::to_string(voters) + ": it can never pass");
  const Table* own = in_.table(row, "rho_of");
  if (own == nullptr) return;
  for (const auto& [key, value] : *own) {
    InstitutionBloc* found = nullptr;
    std::vector<std::string_view> known;
    for (InstitutionBloc& each : one.blocs) {
      known.push_back(each.id);
      if (each.id == key.str()) found = &each;
    }
    if (found == nullptr) return in_.flaw(value, "no bloc '" + std::string(key.str()) + "' in this institution" + did_you_mean(key.str(), known));
    const double rho = real(value, key.str());
    if (!(rho >= 0 && rho <= .99)) in_.flaw(value, "a correlation is 0 to 0.99");
    found->rho = rho;
  }
}

void OutlookParser::institution(const Table& row) {
  in_.known(row, "[[institution]]",
            {"id", "name", "party", "kind", "gate", "source", "shifts", "bloc", "need", "members", "or_members", "rho_common", "rho_bloc", "rho_of", "rho_absent", "present", "yes",
             "spread", "majority", "turnout", "turnout_spread", "quorum", "months", "months_late", "ratifiers"});
  Institution one;
  one.where = in_.place(row);
  one.id = in_.string(row, "id", true);
  one.name = in_.text(row, "name", true);
  one.source_note = in_.string(row, "source", true);
  const std::string id = in_.string(row, "party");
  if (in_.ok() && !id.empty()) one.party = party_named(in_, case_, id, *row.get("party"));
  const std::string kind = in_.string(row, "kind");
  if (kind == "referendum") one.kind = InstitutionKind::referendum;
  else if (kind == "executive") one.kind = InstitutionKind::executive;
  else if (in_.ok() && !kind.empty() && kind != "chamber")
    return in_.flaw(*row.get("kind"), "kind '" + kind + "', expected chamber, referendum or executive" + did_you_mean(kind, {"chamber", "referendum", "executive"}));
  one.gate = in_.string(row, "gate");
  bool is_gate = one.gate.empty();
  for (const Gate& gate : case_.gates) is_gate = is_gate || gate.id == one.gate;
  if (in_.ok() && !is_gate) return in_.flaw(*row.get("gate"), "no gate '" + one.gate + "' in this case");
  one.shifts = shifts(row);
  if (row.get("months") != nullptr) one.months = positive(row, "months", 0);
  if (row.get("months_late") != nullptr) one.months_late = positive(row, "months_late", 0);
  if (in_.ok() && one.months_late && (!one.months || *one.months <= 0 || *one.months_late < *one.months))
    return in_.flaw(*row.get("months_late"), "'months_late' goes with 'months', above 0, and is no less");
  one.ratifiers = std::max(1u, count(row, "ratifiers", 1));
  body_of(one, row);
  for (const Institution& other : out_.institutions)
    if (in_.ok() && other.id == one.id) in_.flaw(row, "the institution '" + one.id + "' stands twice");
  out_.institutions.push_back(std::move(one));
}

void OutlookParser::step(const Table& row) {
  in_.known(row, "[[ratification]]", {"id", "name", "routes"});
  RatificationStep step;
  step.where = in_.place(row);
  step.id = in_.string(row, "id", true);
  step.name = in_.text(row, "name");
  const toml::node* routes = row.get("routes");
  const toml::array* list = routes == nullptr ? nullptr : routes->as_array();
  if (list == nullptr || list->empty()) return in_.flaw(row, "'routes' is a list of lists of institutions, each list one way");
  for (const toml::node& each : *list) {
    const toml::array* names = each.as_array();
    if (names == nullptr || names->empty()) return in_.flaw(each, "a route is a list of institutions");
    step.routes.emplace_back();
    for (const toml::node& node : *names) {
      const auto* name = node.as_string();
      std::vector<std::string_view> known;
      bool is_known = false;
      for (const Institution& one : out_.institutions) {
        known.push_back(one.id);
        is_known = is_known || (name != nullptr && one.id == name->get());
      }
      if (name == nullptr || !is_known)
        return in_.flaw(node, "no institution '" + (name == nullptr ? std::string() : name->get()) + "' in this case" +
                                  (name == nullptr ? std::string() : did_you_mean(name->get(), known)));
      step.routes.back().push_back(name->get());
    }
  }
  out_.steps.push_back(std::move(step));
}

HoldValue OutlookParser::value_of(std::string_view name, const toml::node& value, const std::string& source) {
  HoldValue out;
  out.name = std::string(name);
  out.where = in_.place(value);
  out.source_note = source;
  const toml::node* number = &value;
  if (const Table* table = value.as_table()) {
    in_.known(*table, "a value of [hold]", {"value", "range", "source"});
    out.source_note = in_.string(*table, "source", source.empty());
    number = table->get("value");
    const toml::node* range = table->get("range");
    if (number == nullptr && range == nullptr) return in_.flaw(value, "'value' or 'range' is missing here"), out;
    if (range != nullptr) {
      const toml::array* bounds = range->as_array();
      if (bounds == nullptr || bounds->size() != 2) return in_.flaw(*range, "'range' is [lowest, highest]"), out;
      out.low = real(*bounds->get(0), name);
      out.high = real(*bounds->get(1), name);
      out.value = number == nullptr ? 0.5 * (out.low + out.high) : real(*number, name);
      if (in_.ok() && !(out.low <= out.value && out.value <= out.high)) in_.flaw(*range, "the range of '" + out.name + "' is upside down or leaves its value out");
      return out;
    }
  } else if (source.empty()) {
    in_.flaw(value, "'" + out.name + "' needs { value = ..., source = \"...\" }: where is it from?");
  }
  out.value = out.low = out.high = real(*number, name);
  return out;
}

void OutlookParser::lever(const Table& row) {
  in_.known(row, "[[lever]]", {"option", "set", "source"});
  LeverEntry one;
  one.where = in_.place(row);
  const std::string words = in_.string(row, "option", true);
  const std::string source = in_.string(row, "source", true);
  if (!in_.ok() || !option_of(words, *row.get("option"), one.issue, one.option)) return;
  const Table* sets = in_.table(row, "set");
  if (sets == nullptr) return in_.flaw(row, "'set' is missing here: { g0 = 0.7, ... }");
  for (const auto& [key, value] : *sets)
    if (in_.ok()) one.sets.push_back(value_of(key.str(), value, source));
  out_.levers.push_back(std::move(one));
}

Result<Outlook> OutlookParser::run(const Table& root) {
  for (const Table* row : in_.rows(root, "institution"))
    if (in_.ok()) institution(*row);
  for (const Table* row : in_.rows(root, "ratification"))
    if (in_.ok()) step(*row);
  if (in_.ok())
    if (const Table* hold = in_.table(root, "hold"); hold != nullptr)
      for (const auto& [key, value] : *hold) {
        if (!in_.ok()) break;
        if (key.str() == "challenger") out_.challenger = party_named(in_, case_, in_.string(*hold, "challenger"), value);
        else if (key.str() == "guaranteed") out_.guaranteed = party_named(in_, case_, in_.string(*hold, "guaranteed"), value);
        else out_.hold.push_back(value_of(key.str(), value, ""));
      }
  for (const Table* row : in_.rows(root, "lever"))
    if (in_.ok()) lever(*row);
  if (!in_.ok()) return Failure(*in_.error());
  if (out_.institutions.size() > 200 || out_.levers.size() > 2000) return fail(ErrorCode::bad_input, "more than 200 institutions or 2000 levers");
  return std::move(out_);
}

}  // namespace

Result<Outlook> parse_outlook(std::string_view toml, const std::string& file, const Case& of_case) {
  LOC_TRY(const toml::table root, parse_toml(toml, file));
  return OutlookParser(toml, file, of_case).run(root);
}

Result<Outlook> load_outlook(const std::string& folder, const Case& of_case) {
  LOC_TRY(const CaseText file, case_text(folder));
  return parse_outlook(file.text, file.path, of_case);
}

Result<IdVec<IssueId, OptionId>> parse_settlement(std::string_view words, const Case& of_case) {
  IdVec<IssueId, OptionId> out;
  for (std::size_t i = 0; i < of_case.issues.size(); ++i) out.push_back(OptionId::none());
  while (!words.empty()) {
    const std::size_t end = words.find(',');
    std::string_view piece = words.substr(0, end);
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
    while (!piece.empty() && piece.front() == ' ') piece.remove_prefix(1);
    while (!piece.empty() && piece.back() == ' ') piece.remove_suffix(1);
    const std::size_t sign = piece.find('=');
    bool is_found = false;
    for (std::size_t i = 0; sign != std::string_view::npos && i < of_case.issues.size(); ++i) {
      const Issue& issue = of_case.issues[IssueId(i)];
      if (issue.id != piece.substr(0, sign)) continue;
      for (std::size_t o = 0; o < issue.options.size(); ++o)
        if (issue.options[OptionId(o)].id == piece.substr(sign + 1)) out[IssueId(i)] = OptionId(o), is_found = true;
    }
    if (!is_found) return fail(ErrorCode::bad_use, "'" + std::string(piece.substr(0, 80)) + "' is not ISSUE=OPTION of this case");
  }
  return out;
}

}  // namespace locarno
