#include "model/draft_file.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>
#include <map>
#include <set>

#include "model/case_check.hpp"
#include "model/case_names.hpp"
#include "model/case_rows.hpp"
#include "model/nearest.hpp"

namespace locarno {
namespace {

using Table = toml::table;

class DraftParser {
 public:
  DraftParser(std::string_view text, const std::string& file, const std::string& id, const CheckedCase& the_case)
      : in_(text, file), file_(file), case_(*the_case) {
    draft_.id = id;
  }
  Result<Draft> run(const Table& root);

 private:
  void head(const Table& root);
  void point(const Table& row);
  void settles(const Table& row, DraftPoint& point);
  DraftTerm term(IssueId issue, const toml::node& value);
  void option(const Issue& issue, const toml::node& value, OptionSet& into);
  void from(const Table& row, DraftPoint& point);
  /// Two points that leave one issue no option would be a draft at odds with itself.
  void agree(const DraftPoint& point, const Table& row);

  CaseRows in_;
  std::string file_;
  const Case& case_;
  Draft draft_;
  std::map<int, std::size_t> row_of_;
  std::map<IssueId, OptionSet> left_;
};

void DraftParser::head(const Table& root) {
  in_.known(root, "a draft", {"draft", "point"});
  const Table* row = in_.table(root, "draft");
  if (row == nullptr) return in_.flaw_at(file_ + ":1:1", "the section [draft] is missing");
  in_.known(*row, "[draft]", {"title", "date", "by", "parent", "points", "source", "phrases"});
  draft_.where = in_.place(*row);
  draft_.title = in_.text(*row, "title", true);
  draft_.date = in_.date(*row, "date");
  draft_.by = in_.text(*row, "by");
  draft_.parent = in_.string(*row, "parent");
  draft_.points = in_.number(*row, "points", 0);
  draft_.source_note = in_.string(*row, "source", true);
  draft_.phrases = in_.strings(*row, "phrases");
  if (row->get("points") == nullptr) in_.flaw(*row, "'points' is missing here: how many points the document has, known or not");
  else if (draft_.points < 1 || draft_.points > most_points)
    in_.flaw(*row->get("points"), "'points' is " + std::to_string(draft_.points) + ", expected 1 to " + std::to_string(most_points));
  if (in_.ok() && draft_.source_note.empty()) in_.flaw(*row->get("source"), "'source' is empty: say where the draft is known from");
}

void DraftParser::option(const Issue& issue, const toml::node& value, OptionSet& into) {
  const auto* id = value.as_string();
  if (id == nullptr) return in_.flaw(value, "expected the id of an option of '" + issue.id + "', or \"?\" when what it says is not known");
  const OptionId named = option_named(in_, issue, id->get(), value);
  if (named.is_none()) return;
  if (into.has(named)) in_.flaw(value, "option '" + id->get() + "' stands here twice");
  into.add(named);
}

DraftTerm DraftParser::term(IssueId issue, const toml::node& value) {
  DraftTerm term{issue, {}};
  if (const auto* id = value.as_string(); id != nullptr && id->get() == "?") return term;
  const toml::array* list = value.as_array();
  if (list == nullptr) {
    option(case_.issues[issue], value, term.options);
    return term;
  }
  if (list->empty()) in_.flaw(value, "an empty list; write \"?\" when what the point says is not known");
  for (const toml::node& node : *list) option(case_.issues[issue], node, term.options);
  return term;
}

void DraftParser::settles(const Table& row, DraftPoint& point) {
  const Table* table = in_.table(row, "settles");
  if (table == nullptr) return;
  for (const auto& [key, value] : *table) {
    const IssueId found = issue_named(in_, case_, key.str(), value);
    if (found.is_none()) return;
    point.terms.push_back(term(found, value));
  }
  std::sort(point.terms.begin(), point.terms.end(), [](const DraftTerm& a, const DraftTerm& b) { return a.issue < b.issue; });
}

void DraftParser::from(const Table& row, DraftPoint& point) {
  const Table* table = in_.table(row, "from");
  if (table == nullptr) return;
  in_.known(*table, "'from'", {"draft", "point"});
  point.from_draft = in_.string(*table, "draft", true);
  point.from_point = in_.number(*table, "point", 0);
  if (point.from_point < 0 || point.from_point > most_points)
    in_.flaw(*table->get("point"), "point " + std::to_string(point.from_point) + ", expected 1 to " + std::to_string(most_points));
}

void DraftParser::agree(const DraftPoint& point, const Table& row) {
  for (const DraftTerm& term : point.terms) {
    if (!term.is_known()) continue;
    const auto [at, fresh] = left_.try_emplace(term.issue, term.options);
    at->second.bits &= term.options.bits;
    if (at->second.bits == 0)
      in_.flaw(*row.get("settles"), "this point and those before it leave issue '" + case_.issues[term.issue].id +
                                        "' no option: no settlement could carry them all");
  }
}

void DraftParser::point(const Table& row) {
  in_.known(row, "[[point]]", {"number", "title", "settles", "phrases", "source", "from"});
  DraftPoint point;
  point.where = in_.place(row);
  point.number = in_.number(row, "number", 0);
  point.title = in_.text(row, "title", true);
  point.phrases = in_.strings(row, "phrases");
  point.source_note = in_.string(row, "source");
  settles(row, point);
  from(row, point);
  if (!in_.ok()) return;
  if (row.get("number") != nullptr && (point.number < 1 || point.number > draft_.points))
    return in_.flaw(*row.get("number"), "point " + std::to_string(point.number) + " of a draft of " + std::to_string(draft_.points) +
                                            "; leave 'number' out when it is not known");
  if (point.number != 0 && !row_of_.emplace(point.number, draft_.rows.size()).second)
    return in_.flaw(*row.get("number"), "point " + std::to_string(point.number) + " stands in this file already");
  agree(point, row);
  draft_.rows.push_back(std::move(point));
  if (draft_.rows.size() > static_cast<std::size_t>(draft_.points))
    in_.flaw(row, "the file lists more points than the " + std::to_string(draft_.points) + " that [draft] says the document has");
}

Result<Draft> DraftParser::run(const Table& root) {
  if (!is_condition_name(draft_.id))
    return fail(ErrorCode::bad_input, "'" + draft_.id + "' cannot name a draft: letters, digits and '_', inside also '-' '.' ':'", file_);
  head(root);
  if (in_.ok())
    for (const Table* row : in_.rows(root, "point")) {
      if (!in_.ok()) break;
      point(*row);
    }
  if (!in_.ok()) return Failure(*in_.error());
  return std::move(draft_);
}

Failure missing(const std::string& key, const std::string& id, const std::vector<Draft>& drafts, const std::string& where) {
  std::vector<std::string_view> known;
  for (const Draft& draft : drafts) known.push_back(draft.id);
  return fail(ErrorCode::bad_input, key + " '" + id + "' is no draft of this case" + did_you_mean(id, known), where);
}

Result<void> check_parents(const std::vector<Draft>& drafts) {
  for (const Draft& draft : drafts) {
    std::size_t steps = 0;
    for (const Draft* at = &draft; !at->parent.empty(); ++steps) {
      const Draft* parent = find_draft(drafts, at->parent);
      if (parent == nullptr) return missing("parent", at->parent, drafts, at->where);
      if (steps > drafts.size())
        return fail(ErrorCode::bad_input, "the parents of draft '" + draft.id + "' come back to it", draft.where);
      at = parent;
    }
    for (const DraftPoint& point : draft.rows) {
      if (point.from_draft.empty()) continue;
      const Draft* origin = find_draft(drafts, point.from_draft);
      if (origin == nullptr) return missing("'from' draft", point.from_draft, drafts, point.where);
      if (point.from_point > origin->points)
        return fail(ErrorCode::bad_input, "'from' names point " + std::to_string(point.from_point) + " of '" + origin->id +
                                              "', which has " + std::to_string(origin->points), point.where);
    }
  }
  return {};
}

}  // namespace

const Draft* find_draft(const std::vector<Draft>& drafts, std::string_view id) {
  for (const Draft& draft : drafts)
    if (draft.id == id) return &draft;
  return nullptr;
}

IdVec<IssueId, OptionSet> allowed_by(const Draft& draft, const Case& c) {
  IdVec<IssueId, OptionSet> allowed;
  for (const Issue& issue : c.issues) {
    const std::size_t n = issue.options.size();
    allowed.push_back({n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1});
  }
  for (const DraftPoint& point : draft.rows)
    for (const DraftTerm& term : point.terms)
      if (term.is_known()) allowed[term.issue].bits &= term.options.bits;
  return allowed;
}

Result<Draft> parse_draft(std::string_view toml, const std::string& file, const std::string& id, const CheckedCase& the_case) {
  LOC_TRY(const toml::table root, parse_toml(toml, file));
  return DraftParser(toml, file, id, the_case).run(root);
}

Result<std::vector<Draft>> check_drafts(std::vector<Draft> drafts) {
  if (drafts.size() > most_drafts)
    return fail(ErrorCode::bad_input, std::to_string(drafts.size()) + " drafts; a case has at most " + std::to_string(most_drafts), "");
  LOC_CHECK(check_parents(drafts));
  std::map<std::string, std::size_t> depth;
  for (const Draft& draft : drafts)
    for (const Draft* at = &draft; !at->parent.empty(); at = find_draft(drafts, at->parent)) ++depth[draft.id];
  std::sort(drafts.begin(), drafts.end(), [&](const Draft& a, const Draft& b) {
    return std::make_tuple(a.date, depth[a.id], std::cref(a.id)) < std::make_tuple(b.date, depth[b.id], std::cref(b.id));
  });
  return drafts;
}

Result<std::vector<Draft>> load_drafts(const std::string& folder, const CheckedCase& the_case) {
  namespace fs = std::filesystem;
  std::error_code code;
  const fs::path place = fs::path(folder) / "drafts";
  if (!fs::is_directory(place, code)) return std::vector<Draft>{};
  std::set<std::string> files;
  for (fs::directory_iterator at(place, code), end; !code && at != end; at.increment(code)) {
    const std::string name = at->path().filename().string();
    if (at->path().extension() == ".toml" && !name.starts_with('.')) files.insert(name);
  }
  if (code) return fail(ErrorCode::io, "cannot list the drafts: " + code.message(), place.string());
  if (files.size() > most_drafts)
    return fail(ErrorCode::bad_input, std::to_string(files.size()) + " drafts; a case has at most " + std::to_string(most_drafts), place.string());
  std::vector<Draft> drafts;
  for (const std::string& name : files) {
    const std::string path = (place / name).string();
    LOC_TRY(const std::string text, toml_text(path, "the draft"));
    LOC_TRY(Draft draft, parse_draft(text, path, fs::path(name).stem().string(), the_case));
    drafts.push_back(std::move(draft));
  }
  return check_drafts(std::move(drafts));
}

}  // namespace locarno
