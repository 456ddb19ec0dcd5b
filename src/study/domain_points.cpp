#include "study/domain_points.hpp"

#include <algorithm>

#include "model/nearest.hpp"

namespace locarno::study {
namespace {

std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  return from == std::string_view::npos ? "" : std::string(text.substr(from, text.find_last_not_of(" \t") - from + 1));
}

std::vector<std::string> cut(const std::string& text, char at) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find(at, from), text.size());
    out.push_back(trimmed(std::string_view(text).substr(from, end - from)));
    from = end + 1;
  }
  return out;
}

std::optional<std::uint32_t> find_option(const settle::ScoredIssue& issue, const std::string& name) {
  const auto at = std::find(issue.options.begin(), issue.options.end(), name);
  if (at == issue.options.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - issue.options.begin());
}

Failure no_option(const settle::ScoredIssue& issue, const std::string& name) {
  const std::vector<std::string_view> known(issue.options.begin(), issue.options.end());
  return fail(ErrorCode::bad_input, "issue '" + issue.name + "' has no option '" + name + "'" + did_you_mean(name, known), "--draft");
}

}  // namespace

Result<settle::Choice> parse_draft(const settle::ScoreTable& table, const std::string& text) {
  const char at = text.find('|') != std::string::npos ? '|' : text.find(';') != std::string::npos ? ';' : ',';
  const std::vector<std::string> parts = cut(text, at);
  if (parts.size() != table.issues.size())
    return fail(ErrorCode::bad_input, "the draft names " + std::to_string(parts.size()) + " option(s), the domain has " +
                                          std::to_string(table.issues.size()) + " issue(s); part them by '|'", "--draft");
  std::vector<std::optional<std::uint32_t>> found(table.issues.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const auto option = find_option(table.issues[i], parts[i]); option && !found[i]) { found[i] = option; continue; }
    const std::size_t equals = parts[i].find('=');
    if (equals == std::string::npos) return no_option(table.issues[i], parts[i]);
    const std::string name = trimmed(parts[i].substr(0, equals)), option = trimmed(parts[i].substr(equals + 1));
    const auto issue = std::find_if(table.issues.begin(), table.issues.end(), [&](const auto& row) { return row.name == name; });
    if (issue == table.issues.end()) return fail(ErrorCode::bad_input, "no issue '" + name + "' in this domain", "--draft");
    const auto chosen = find_option(*issue, option);
    if (!chosen) return no_option(*issue, option);
    auto& place = found[static_cast<std::size_t>(issue - table.issues.begin())];
    if (place) return fail(ErrorCode::bad_input, "the draft settles issue '" + name + "' twice", "--draft");
    place = chosen;
  }
  settle::Choice out;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) return fail(ErrorCode::bad_input, "the draft leaves issue '" + table.issues[i].name + "' open", "--draft");
    out.push_back(*found[i]);
  }
  return out;
}

Result<settle::WrittenDomain> convert_domain(const DomainQuestion& question, settle::DomainFormat format) {
  LOC_TRY(const settle::ScoreTable table, settle::load_domain(question.place, question.profiles));
  return settle::write_domain(table, format);
}

namespace {

Result<void> answer_on(DomainAnswer& out, const DomainQuestion& question, Run& run) {
  if (!question.draft.empty()) {
    LOC_TRY(out.draft, parse_draft(out.table, question.draft));
    LOC_TRY(out.report, settle::judge_draft({&out.table, out.draft}, run));
    return {};
  }
  const bool divisible = std::all_of(out.table.issues.begin(), out.table.issues.end(), [](const auto& issue) { return issue.is_divisible; });
  if (divisible)
    if (auto winner = settle::adjusted_winner(out.table)) out.winner = std::move(*winner);
  settle::PointsQuestion asked;
  asked.table = &out.table;
  asked.list_at_most = question.list_at_most;
  asked.with_frontier = question.with_frontier;
  const auto wants = [&](const char* name) {
    return question.only.empty() || std::find(question.only.begin(), question.only.end(), name) != question.only.end();
  };
  asked.nash = wants("nash");
  asked.ks = wants("ks");
  asked.egalitarian = wants("egalitarian");
  asked.welfare = wants("welfare");
  asked.rules = question.compat == Compat::genius   ? settle::PointRules::genius
                : question.compat == Compat::negmas ? settle::PointRules::negmas
                                                    : settle::PointRules::own;
  LOC_TRY(out.points, settle::points(asked, run));
  return {};
}

}  // namespace

Result<DomainAnswer> domain_points(const DomainQuestion& question, Run& run) {
  DomainAnswer out;
  out.compat = question.compat;
  const auto reading = question.compat == Compat::negmas ? settle::ProfileReading::negmas : settle::ProfileReading::own;
  LOC_TRY(out.table, settle::load_domain(question.place, question.profiles, reading));
  LOC_CHECK(answer_on(out, question, run));
  return out;
}

Result<std::optional<DomainAnswer>> case_points(const Brief& brief, const DomainQuestion& question, Run& run) {
  if (brief.no_case || (*brief.the_case)->scores.empty()) return std::optional<DomainAnswer>();
  std::vector<Condition> rules;
  const bool some_pass = brief.zone && brief.zone->open > 0;
  if (some_pass)
    for (const settle::Line& line : brief.zone_question.lines) rules.push_back(line.rule);
  DomainAnswer out;
  out.compat = question.compat;
  LOC_TRY(out.table, settle::score_table(*brief.the_case, std::move(rules)));
  out.without_lines = !some_pass && !brief.zone_question.lines.empty();
  if (out.without_lines)
    out.table.notes.push_back("no settlement meets all red lines, so these points leave the red lines out");
  for (const settle::ScoredParty& party : out.table.parties)
    if (!party.ranges.weights.empty()) out.table.notes.push_back(party.name + ": scores given as ranges count by their middle");
  LOC_CHECK(answer_on(out, question, run));
  if (some_pass) out.points.passing = brief.zone->open;
  return std::optional<DomainAnswer>(std::move(out));
}

}  // namespace locarno::study
