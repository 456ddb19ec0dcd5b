#include "study/what_if.hpp"

#include <algorithm>

#include "study/count_growing.hpp"
#include "study/zone_of.hpp"

namespace locarno::study {
namespace {

constexpr std::uint64_t limit_nodes = 2'000'000;      ///< of the whole answer: a picture waits for it
constexpr std::uint64_t limit_listing = 400'000;      ///< steps of the search for settlements to show
constexpr std::uint32_t most_openings = 40;

Result<std::size_t> line_named(const std::vector<settle::Line>& lines, const std::string& id, const std::string& where) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].id == id) return i;
  return fail(ErrorCode::not_found, "there is no red line '" + id.substr(0, 60) + "' on this day", where);
}

Result<void> add_lines(const CheckedCase& the_case, const WhatIfQuestion& ask, WhatIf& out) {
  out.added_from = out.question.lines.size();
  for (std::size_t i = 0; i < ask.add.size(); ++i) {
    const std::string where = "add[" + std::to_string(i) + "]";
    settle::Line line;
    line.id = "added." + std::to_string(i + 1);
    if (!ask.add[i].party.empty()) {
      line.party = the_case.party(ask.add[i].party);
      if (line.party.is_none()) return fail(ErrorCode::not_found, "there is no party '" + ask.add[i].party.substr(0, 40) + "'", where + ".party");
    }
    LOC_TRY(line.rule, parse_condition(ask.add[i].rule, the_case->issues, where));
    out.question.lines.push_back(std::move(line));
  }
  out.fixed_from = out.question.lines.size();
  for (const auto& [issue_id, option_id] : ask.fix) {
    const IssueId issue = the_case.issue(issue_id);
    if (issue.is_none()) return fail(ErrorCode::not_found, "there is no issue '" + issue_id.substr(0, 60) + "'", "fix");
    const OptionId option = the_case.option(issue, option_id);
    if (option.is_none()) return fail(ErrorCode::not_found, "issue '" + issue_id + "' has no option '" + option_id.substr(0, 60) + "'", "fix." + issue_id);
    settle::Line line;
    line.id = "fixed." + issue_id;
    OptionSet only;
    only.add(option);
    line.rule = Condition::atom(issue, only);
    out.question.lines.push_back(std::move(line));
  }
  return {};
}

/// The question of what is in force alone.
void narrow(WhatIf& out) {
  out.asked = out.question;
  out.asked.lines.clear();
  for (std::size_t i = 0; i < out.question.lines.size(); ++i) {
    if (!out.is_in_force[i]) continue;
    out.asked.lines.push_back(out.question.lines[i]);
    out.asked_lines.push_back(static_cast<std::uint32_t>(i));
  }
  out.asked.max_openings = most_openings;
}

/// The first settlements that pass, over the issues some line speaks of; none() where any option will do.
class Listing {
 public:
  Listing(const settle::ZoneQuestion& question, std::uint32_t most) : question_(question), most_(most), at_(question.options.size()) {
    std::vector<bool> is_named(question.options.size(), false);
    for (const settle::Line& line : question.lines)
      for (const IssueId issue : line.issues()) is_named[issue.index()] = true;
    for (std::size_t i = 0; i < is_named.size(); ++i)
      if (is_named[i]) issues_.push_back(IssueId(i));
    due_.resize(issues_.size());
    for (std::size_t line = 0; line < question.lines.size(); ++line) {
      const std::vector<IssueId> own = question.lines[line].issues();
      const auto last = std::find(issues_.begin(), issues_.end(), own.empty() ? IssueId() : own.back());
      if (last != issues_.end()) due_[static_cast<std::size_t>(last - issues_.begin())].push_back(line);
    }
  }

  std::vector<Settlement> list() {
    if (issues_.empty()) return {};
    std::vector<std::uint32_t> choice(issues_.size(), 0);
    for (std::size_t depth = 0; found_.size() < most_ && ++steps_ < limit_listing;) {   // no recursion: issues may be many
      if (choice[depth] == question_.options[issues_[depth].index()]) {
        choice[depth] = 0;
        at_[issues_[depth]] = OptionId();
        if (depth == 0) break;
        ++choice[--depth];
        continue;
      }
      at_[issues_[depth]] = OptionId(choice[depth]);
      if (!holds(depth)) {
        ++choice[depth];
      } else if (depth + 1 == issues_.size()) {
        found_.push_back(at_);
        ++choice[depth];
      } else {
        ++depth;
      }
    }
    return std::move(found_);
  }

 private:
  bool holds(std::size_t depth) const {
    return std::all_of(due_[depth].begin(), due_[depth].end(), [&](std::size_t line) { return question_.lines[line].holds(at_); });
  }

  const settle::ZoneQuestion& question_;
  std::uint32_t most_;
  Settlement at_;
  std::vector<IssueId> issues_;
  std::vector<std::vector<std::size_t>> due_;   ///< [place in issues_] lines whose last issue it is
  std::vector<Settlement> found_;
  std::uint64_t steps_ = 0;
};

}  // namespace

Result<WhatIf> what_if(const Brief& brief, const WhatIfQuestion& ask, Run& run) {
  if (brief.no_case) return fail(ErrorCode::bad_input, "this folder has no case.toml, so there are no options to settle");
  WhatIf out;
  out.question = brief.zone_question;
  LOC_CHECK(add_lines(*brief.the_case, ask, out));
  out.is_in_force.assign(out.question.lines.size(), true);
  for (std::size_t i = 0; i < ask.release.size(); ++i) {
    LOC_TRY(const std::size_t line, line_named(out.question.lines, ask.release[i], "release[" + std::to_string(i) + "]"));
    out.is_in_force[line] = false;
  }
  narrow(out);
  if (ask.is_patient) out.asked.max_opening_size = 0;
  Run limited = run;
  if (limited.limits.nodes == 0 && !ask.is_patient) limited.limits.nodes = limit_nodes;
  if (ask.know) {
    run.report("counting settlements", 0, 0);
    Integer of = 1;
    for (const std::uint32_t options : out.asked.options) of *= options;
    (void)count_growing(out.asked, [&](const Integer& least, std::uint64_t done, std::uint64_t pieces) {
      ask.know(least, of, done == pieces);
      run.report("counting settlements", done, pieces);
    }, limited);   // out of reach: the zone below says within which bounds it lies
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    run.report("looking for clashes and openings", 0, 0);
  }
  LOC_TRY(out.zone, settle::zone(out.asked, limited));
  std::erase_if(out.zone.openings, [&](const settle::Opening& opening) {   // what the asker holds fast is not his to release
    return std::any_of(opening.relax.begin(), opening.relax.end(), [&](std::uint32_t line) { return out.asked_lines[line] >= out.fixed_from; });
  });
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  run.report("weighing each opening", 0, 0);
  LOC_TRY(out.openings, view_openings(out.asked, out.zone, limited));
  if (out.asked.lines.size() <= 64)
    if (auto alone = settle::opened_by_each(out.asked, limited)) out.opened_alone = std::move(*alone);
  if (out.zone.open > 0 && ask.list > 0) out.passing = Listing(out.asked, ask.list).list();
  return out;
}

}  // namespace locarno::study
