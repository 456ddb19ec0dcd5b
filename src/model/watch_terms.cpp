// [watch] of case.toml -> Terms, in the manner of case_file.cpp: the first complaint wins and carries its place.
#include "model/watch_terms.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/case_rows.hpp"
#include "model/condition.hpp"
#include "model/nearest.hpp"
#include "model/outlook.hpp"

namespace locarno {
namespace {

using Table = toml::table;
constexpr std::size_t most_rows = 2000;

class TermsParser {
 public:
  TermsParser(std::string_view text, const std::string& file, const Case& of_case) : in_(text, file), case_(of_case) {}
  Result<std::optional<Terms>> run(const Table& root);

 private:
  void head(const Table& row);
  void shape(const Table& row);
  void clause(const Table& row);
  void exemption(const Table& row);
  void rung(const Table& row);
  void source(const Table& row);
  bool was_agreed(const Table& row);
  void actor(const Table& row);
  void inventory(const Table& row);
  void gain(const Table& row);
  std::string side(const Table& row);
  void calibres(const Table& row, double& least, double& most);
  void number_versions();

  std::optional<std::int64_t> instant(const Table& row, std::string_view key);
  void interval(const Table& row, std::int64_t& from, std::int64_t& until);
  double real(const Table& row, std::string_view key, double otherwise, double least, double most);
  std::string party(const Table& row, std::string_view key, bool required);
  std::vector<WatchAct> acts(const Table& row, std::string_view key);
  std::string known_id(const toml::node& at, const std::string& id, std::string_view what, const std::vector<std::string>& ids);
  std::vector<std::string> shape_ids() const;

  CaseRows in_;
  const Case& case_;
  Settlement signed_;          ///< empty: the section does not say
  Terms out_;
};

/// A TOML date or time, or the same in quotation marks.
std::optional<std::int64_t> instant_of(const toml::node& value) {
  if (const auto* words = value.as_string()) {
    const auto parsed = parse_instant(words->get());
    return parsed ? std::optional(parsed->at) : std::nullopt;
  }
  const auto day = [](const toml::date& d) { return static_cast<std::int64_t>(day_number(Date{static_cast<std::int16_t>(d.year), d.month, d.day})) * 86400; };
  if (const auto* date = value.as_date()) return date->get().year == 0 ? std::nullopt : std::optional(day(date->get()));
  if (const auto* both = value.as_date_time()) {
    const toml::date_time& t = both->get();
    if (t.date.year == 0) return std::nullopt;
    const std::int64_t zone = t.offset ? static_cast<std::int64_t>(t.offset->minutes) * 60 : 0;
    return day(t.date) + t.time.hour * 3600 + t.time.minute * 60 + t.time.second - zone;
  }
  return std::nullopt;
}

std::optional<std::int64_t> TermsParser::instant(const Table& row, std::string_view key) {
  const toml::node* value = row.get(key);
  if (value == nullptr) return std::nullopt;
  const auto out = instant_of(*value);
  if (!out) in_.flaw(*value, "'" + std::string(key) + "' is no time, expected 2026-03-01 or 2026-03-01T06:00:00Z");
  return out;
}

void TermsParser::interval(const Table& row, std::int64_t& from, std::int64_t& until) {
  if (const auto at = instant(row, "from")) from = *at;
  if (const auto at = instant(row, "until")) until = *at;
  if (in_.ok() && from >= until) in_.flaw(*(row.get("until") != nullptr ? row.get("until") : row.get("from")), "this interval is empty: 'until' is not after 'from'");
}

double TermsParser::real(const Table& row, std::string_view key, double otherwise, double least, double most) {
  const toml::node* value = row.get(key);
  if (value == nullptr) return otherwise;
  double out = std::nan("");
  if (const auto* whole = value->as_integer()) out = static_cast<double>(whole->get());
  else if (const auto* broken = value->as_floating_point()) out = broken->get();
  if (!(out >= least && out <= most)) {
    in_.flaw(*value, "'" + std::string(key) + "' is no number between " + std::to_string(least) + " and " + std::to_string(most));
    return otherwise;
  }
  return out;
}

std::string TermsParser::known_id(const toml::node& at, const std::string& id, std::string_view what, const std::vector<std::string>& ids) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end())
    in_.flaw(at, "no " + std::string(what) + " '" + id + "' here" + did_you_mean(id, std::vector<std::string_view>(ids.begin(), ids.end())));
  return id;
}

std::string TermsParser::party(const Table& row, std::string_view key, bool required) {
  const std::string id = in_.string(row, key, required);
  if (id.empty() || !in_.ok()) return id;
  std::vector<std::string> ids;
  for (std::size_t p = 0; p < case_.parties.size(); ++p) ids.push_back(case_.parties[PartyId(p)].id);
  return known_id(*row.get(key), id, "party", ids);
}

std::vector<WatchAct> TermsParser::acts(const Table& row, std::string_view key) {
  std::vector<WatchAct> out;
  const std::vector<std::string> words = in_.strings(row, key);
  for (std::size_t i = 0; i < words.size() && in_.ok(); ++i) {
    if (const auto act = parse_watch_act(words[i])) { out.push_back(*act); continue; }
    std::vector<std::string> names;
    for (std::size_t a = 0; a < watch_act_count; ++a) names.emplace_back(to_string(static_cast<WatchAct>(a)));
    known_id((*row.get(key)->as_array())[i], words[i], "act", names);
  }
  return out;
}

std::vector<std::string> TermsParser::shape_ids() const {
  std::vector<std::string> out;
  for (const TermsShape& shape : out_.shapes) out.push_back(shape.id);
  return out;
}

void TermsParser::head(const Table& row) {
  in_.known(row, "[watch]", {"entry_into_force", "source", "sides", "name_threshold", "spread_hours", "spread_km", "background_per_day",
                             "background_km2", "gazetteer", "shape", "clause", "exemption", "rung", "item", "feed", "actor", "learn_sources", "settlement", "inventory", "gain"});
  out_.where = in_.place(row);
  const auto start = instant(row, "entry_into_force");
  if (!start && in_.ok()) in_.flaw(row, "'entry_into_force' is missing here");
  if (start) out_.entry_into_force = *start;
  out_.source_note = in_.string(row, "source", true);
  out_.sides = in_.strings(row, "sides", true);
  if (in_.ok() && (out_.sides.size() != 2 || out_.sides[0] == out_.sides[1])) in_.flaw(*row.get("sides"), "'sides' names two different parties");
  std::vector<std::string> ids;
  for (std::size_t p = 0; p < case_.parties.size(); ++p) ids.push_back(case_.parties[PartyId(p)].id);
  for (std::size_t i = 0; i < out_.sides.size() && in_.ok(); ++i) known_id((*row.get("sides")->as_array())[i], out_.sides[i], "party", ids);
  // Below one half, two names could both reach it.
  out_.name_threshold = real(row, "name_threshold", out_.name_threshold, 0.5, 1);
  out_.spread_hours = real(row, "spread_hours", out_.spread_hours, 0.01, 1000);
  out_.spread_km = real(row, "spread_km", out_.spread_km, 0.01, 500);
  out_.background_per_day = real(row, "background_per_day", out_.background_per_day, 1e-6, 1e7);
  out_.background_km2 = real(row, "background_km2", out_.background_km2, 1, 5.2e8);
  out_.gazetteer = in_.string(row, "gazetteer");
  if (out_.settlement = in_.string(row, "settlement"); in_.ok() && !out_.settlement.empty()) {
    auto parsed = parse_settlement(out_.settlement, case_);
    if (parsed) signed_ = std::move(*parsed);
    else in_.flaw(*row.get("settlement"), std::move(parsed.error().what));
  }
  out_.learns_sources = in_.truth(row, "learn_sources", false);
}

void TermsParser::shape(const Table& row) {
  in_.known(row, "[[watch.shape]]", {"id", "kind", "name", "file", "feature", "from", "until", "within_km", "side"});
  TermsShape shape;
  shape.where = in_.place(row);
  shape.id = in_.string(row, "id", true);
  const std::string kind = in_.string(row, "kind", true);
  constexpr std::string_view kinds[] = {"line", "buffer", "band", "exempt", "sector"};
  const auto found = std::find(std::begin(kinds), std::end(kinds), kind);
  if (found == std::end(kinds) && in_.ok())
    in_.flaw(*row.get("kind"), "kind '" + kind + "', expected line, buffer, band, exempt or sector" + did_you_mean(kind, {"line", "buffer", "band", "exempt", "sector"}));
  else if (in_.ok()) shape.kind = static_cast<TermsShape::Kind>(found - std::begin(kinds));
  shape.name = in_.text(row, "name");
  shape.file = in_.string(row, "file", true);
  shape.feature = in_.string(row, "feature");
  if (in_.ok() && (shape.file.find("..") != std::string::npos || shape.file.starts_with("/"))) in_.flaw(*row.get("file"), "'file' stands beside case.toml, without '..'");
  shape.within_km = real(row, "within_km", 0, 0, 1000);
  shape.side = party(row, "side", false);
  interval(row, shape.from, shape.until);
  if (in_.ok() && shape.kind == TermsShape::Kind::line && shape.within_km > 0) in_.flaw(*row.get("within_km"), "a line has no width; a band around it is a shape of kind \"band\"");
  out_.shapes.push_back(std::move(shape));
}

void TermsParser::calibres(const Table& row, double& least, double& most) {
  const toml::node* calibre = row.get("calibre_mm");
  if (calibre == nullptr || !in_.ok()) return;
  const toml::array* pair = calibre->as_array();
  const auto number = [&](std::size_t i) { return (*pair)[i].value<double>(); };
  if (pair == nullptr || pair->size() != 2 || !number(0) || !number(1) || !(*number(0) >= 0 && *number(0) <= *number(1))) in_.flaw(*calibre, "'calibre_mm' is [least, most]");
  else least = *number(0), most = *number(1);
}

void TermsParser::clause(const Table& row) {
  in_.known(row, "[[watch.clause]]", {"id", "name", "party", "forbids", "deeds", "deeds_needed", "shapes", "calibre_mm", "from", "deadline", "until", "threshold", "when"});
  TermsClause clause;
  clause.where = in_.place(row);
  clause.id = in_.string(row, "id", true);
  clause.name = in_.text(row, "name", true);
  clause.party = party(row, "party", false);
  clause.forbids = acts(row, "forbids");
  clause.deeds = acts(row, "deeds");
  if (in_.ok() && clause.forbids.empty() == clause.deeds.empty()) in_.flaw(row, "a clause has either 'forbids' or 'deeds'");
  clause.deeds_needed = in_.number(row, "deeds_needed", 1);
  if (in_.ok() && clause.deeds_needed < 1) in_.flaw(*row.get("deeds_needed"), "'deeds_needed' is at least 1");
  clause.shapes = in_.strings(row, "shapes");
  const auto ids = shape_ids();
  for (std::size_t i = 0; i < clause.shapes.size() && in_.ok(); ++i) known_id((*row.get("shapes")->as_array())[i], clause.shapes[i], "shape", ids);
  calibres(row, clause.calibre_from_mm, clause.calibre_to_mm);
  clause.from = out_.entry_into_force;
  interval(row, clause.from, clause.until);
  clause.deadline = instant(row, "deadline");
  if (in_.ok() && clause.deadline && *clause.deadline < clause.from) in_.flaw(*row.get("deadline"), "the deadline is before the clause binds");
  clause.threshold = real(row, "threshold", clause.threshold, 0.01, 1);
  if (was_agreed(row)) out_.clauses.push_back(std::move(clause));
  else out_.left_out.push_back(std::move(clause.id));
}

/// Does what was signed bring this clause? Without a `when` it binds in any case.
bool TermsParser::was_agreed(const Table& row) {
  const std::string when = in_.string(row, "when");
  if (!in_.ok() || when.empty()) return true;
  const toml::node& at = *row.get("when");
  const auto condition = parse_condition(when, case_.issues, in_.place_inside(at));
  if (!condition) in_.flaw_at(condition.error().where, condition.error().what);
  else if (signed_.size() == 0) in_.flaw(at, "'when' asks what was signed: name it with 'settlement' in [watch]");
  else
    for (const IssueId issue : condition->issues())
      if (in_.ok() && signed_[issue].is_none()) in_.flaw(at, "the settlement in [watch] does not say '" + case_.issues[issue].id + "', on which this clause depends");
  return !in_.ok() || condition->holds(signed_);
}

void TermsParser::exemption(const Table& row) {
  in_.known(row, "[[watch.exemption]]", {"id", "clauses", "acts", "shape", "from", "until", "source"});
  TermsExemption one;
  one.where = in_.place(row);
  one.id = in_.string(row, "id", true);
  one.clauses = in_.strings(row, "clauses");
  std::vector<std::string> ids;
  for (const TermsClause& clause : out_.clauses) ids.push_back(clause.id);
  ids.insert(ids.end(), out_.left_out.begin(), out_.left_out.end());   // it may be meant for both cases
  for (std::size_t i = 0; i < one.clauses.size() && in_.ok(); ++i) known_id((*row.get("clauses")->as_array())[i], one.clauses[i], "clause", ids);
  one.acts = acts(row, "acts");
  one.shape = in_.string(row, "shape");
  if (!one.shape.empty() && in_.ok()) known_id(*row.get("shape"), one.shape, "shape", shape_ids());
  interval(row, one.from, one.until);
  one.source_note = in_.string(row, "source", true);
  out_.exemptions.push_back(std::move(one));
}

void TermsParser::rung(const Table& row) {
  in_.known(row, "[[watch.rung]]", {"level", "name", "count", "severity", "confidence", "within_days", "clock_hours", "who", "cooling_days"});
  TermsRung rung;
  rung.where = in_.place(row);
  rung.level = in_.number(row, "level", -1);
  if (in_.ok() && (rung.level < 0 || rung.level > 9)) in_.flaw(row, "'level' is 0 to 9");
  rung.name = in_.text(row, "name", true);
  rung.count = in_.number(row, "count", 1);
  rung.severity = in_.number(row, "severity", 0);
  if (in_.ok() && (rung.count < 1 || rung.severity < 0 || rung.severity > 5)) in_.flaw(row, "'count' is at least 1 and 'severity' 0 to 5");
  rung.confidence = real(row, "confidence", rung.confidence, 0, 1);
  rung.within_days = real(row, "within_days", rung.within_days, 0.01, 3660);
  rung.clock_hours = real(row, "clock_hours", 0, 0, 87840);
  rung.who = in_.text(row, "who", true);
  rung.cooling_days = real(row, "cooling_days", 0, 0, 3660);
  if (in_.ok() && !out_.ladder.empty() && out_.ladder.back().level >= rung.level) in_.flaw(row, "the rungs stand in ascending order of 'level', each once");
  out_.ladder.push_back(std::move(rung));
}

void TermsParser::source(const Table& row) {
  in_.known(row, "[[watch.feed]]", {"id", "class", "party", "yes_if_true", "yes_if_false", "copies", "covers"});
  TermsSource one;
  one.where = in_.place(row);
  one.id = in_.string(row, "id", true);
  const std::string kind = in_.string(row, "class", true);
  if (const auto parsed = parse_source_class(kind)) one.kind = *parsed;
  else if (in_.ok()) in_.flaw(*row.get("class"), "class '" + kind + "', expected monitor, camera, party, media, ngo, thermal or unknown");
  one.party = party(row, "party", false);
  if (row.get("yes_if_true") != nullptr) one.yes_if_true = real(row, "yes_if_true", 0, 0.001, 0.999);
  if (row.get("yes_if_false") != nullptr) one.yes_if_false = real(row, "yes_if_false", 0, 0.001, 0.999);
  one.copies = in_.string(row, "copies");
  one.covers = in_.strings(row, "covers", false);
  std::vector<std::string> sectors;
  for (const TermsShape& shape : out_.shapes)
    if (shape.kind == TermsShape::Kind::sector) sectors.push_back(shape.id);
  for (std::size_t i = 0; i < one.covers.size() && in_.ok(); ++i) known_id((*row.get("covers")->as_array())[i], one.covers[i], "sector", sectors);
  out_.sources.push_back(std::move(one));
}

void TermsParser::actor(const Table& row) {
  in_.known(row, "[[watch.actor]]", {"party", "names"});
  const std::string id = party(row, "party", true);
  for (std::string& name : in_.strings(row, "names", true)) {
    if (name.empty()) in_.flaw(row, "an empty name would fit everybody");
    out_.actors.push_back({std::move(name), id});
  }
}

std::string TermsParser::side(const Table& row) {
  const std::string id = party(row, "party", true);
  return in_.ok() ? known_id(*row.get("party"), id, "side", out_.sides) : id;
}

void TermsParser::inventory(const Table& row) {
  in_.known(row, "[[watch.inventory]]", {"party", "calibre_mm", "holds", "range_km", "from", "until", "source"});
  TermsInventory one;
  one.where = in_.place(row);
  one.party = side(row);
  calibres(row, one.calibre_from_mm, one.calibre_to_mm);
  one.holds = in_.truth(row, "holds", true);
  one.range_km = real(row, "range_km", 0, 0.1, 20'000);
  interval(row, one.from, one.until);
  one.source_note = in_.string(row, "source", true);
  out_.inventories.push_back(std::move(one));
}

void TermsParser::gain(const Table& row) {
  in_.known(row, "[[watch.gain]]", {"party", "acts", "shape", "from", "until", "source"});
  TermsGain one;
  one.where = in_.place(row);
  one.party = side(row);
  one.acts = acts(row, "acts");
  one.shape = in_.string(row, "shape");
  if (in_.ok() && !one.shape.empty()) known_id(*row.get("shape"), one.shape, "shape", shape_ids());
  interval(row, one.from, one.until);
  one.source_note = in_.string(row, "source", true);
  out_.gains.push_back(std::move(one));
}

/// Versions of one shape, by `from`; two of one id at one time are a contradiction.
void TermsParser::number_versions() {
  std::map<std::string, std::vector<TermsShape*>> by_id;
  for (TermsShape& shape : out_.shapes) by_id[shape.id].push_back(&shape);
  for (auto& [id, versions] : by_id) {
    std::stable_sort(versions.begin(), versions.end(), [](const auto* a, const auto* b) { return a->from < b->from; });
    for (std::size_t v = 0; v < versions.size(); ++v) {
      versions[v]->version = static_cast<int>(v) + 1;
      if (v > 0 && versions[v]->from < versions[v - 1]->until)
        in_.flaw_at(versions[v]->where, "two shapes '" + id + "' hold at " + instant_text(versions[v]->from) + "; the other is at " + versions[v - 1]->where +
                                            ": give the earlier one an 'until'");
    }
  }
}

Result<std::optional<Terms>> TermsParser::run(const Table& root) {
  const toml::node* section = root.get("watch");
  if (section == nullptr || section->is_array()) return std::optional<Terms>();
  const Table* watch = in_.table(root, "watch");
  if (watch == nullptr) return Failure(*in_.error());
  head(*watch);
  const auto each = [&](std::string_view key, void (TermsParser::*read)(const Table&)) {
    const auto rows = in_.rows(*watch, key);
    if (rows.size() > most_rows) in_.flaw(*watch, "more than 2000 rows of '" + std::string(key) + "'");
    std::map<std::string, std::string> seen;
    for (const Table* row : rows) {
      if (!in_.ok()) return;
      (this->*read)(*row);
      const std::string id = key == "rung" || key == "shape" || key == "actor" || key == "inventory" || key == "gain" ? "" : in_.string(*row, "id");
      if (!in_.ok() || id.empty()) continue;
      if (const auto [first, fresh] = seen.emplace(id, in_.place(*row)); !fresh)
        in_.flaw(*row, "'" + id + "' stands already at " + first->second);
    }
  };
  each("actor", &TermsParser::actor);
  for (std::size_t p = 0; p < case_.parties.size(); ++p) out_.actors.push_back({case_.parties[PartyId(p)].id, case_.parties[PartyId(p)].id});
  each("shape", &TermsParser::shape);
  if (in_.ok()) number_versions();
  each("feed", &TermsParser::source);   // sectors first: a source covers some
  each("clause", &TermsParser::clause);
  each("exemption", &TermsParser::exemption);
  each("rung", &TermsParser::rung);
  each("inventory", &TermsParser::inventory);
  each("gain", &TermsParser::gain);
  if (!in_.ok()) return Failure(*in_.error());
  return std::optional<Terms>(std::move(out_));
}

}  // namespace

const TermsSource* Terms::source(std::string_view id) const {
  for (const TermsSource& one : sources)
    if (one.id == id) return &one;
  return nullptr;
}

Result<std::optional<Terms>> parse_terms(std::string_view toml, const std::string& file, const Case& of_case) {
  LOC_TRY(const toml::table root, parse_toml(toml, file));
  return TermsParser(toml, file, of_case).run(root);
}

Result<std::optional<Terms>> load_terms(const std::string& folder, const Case& of_case) {
  LOC_TRY(const CaseText file, case_text(folder));
  return parse_terms(file.text, file.path, of_case);
}

}  // namespace locarno
