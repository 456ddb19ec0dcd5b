// What one red line does by itself, and which issues cannot be settled apart.
#include <algorithm>
#include <bit>
#include <set>

#include "settle/enumerate.hpp"
#include "settle/tally.hpp"

namespace locarno::settle {
namespace {

/// Which options of two issues occur together in the zone: what witnesses show, and the solver where they do not.
class Tied {
 public:
  Tied(const ZoneQuestion& question, const Problem& problem, LineSet lines, Run& run)
      : question_(question), problem_(problem), lines_(std::move(lines)), budget_(run), feasibility_(problem, budget_) {}

  TradedTogether run() {
    TradedTogether answer;
    if (find_possible())
      for (std::uint32_t a = 0; a < problem_.classes.size() && !is_over_; ++a)
        for (std::uint32_t b = a + 1; b < problem_.classes.size() && !is_over_; ++b)
          if (const auto tied = look_at(a, b)) answer.pairs.push_back(*tied);
    answer.verdict = is_over_ ? Verdict::limit_reached : Verdict::proved;
    return answer;
  }

 private:
  /// The classes of every issue that occur, each with a witness. False: nothing passes, or the budget is spent.
  bool find_possible() {
    witness_.resize(problem_.classes.size());
    together_.resize(problem_.classes.size());
    for (std::uint32_t issue = 0; issue < problem_.classes.size(); ++issue) {
      witness_[issue].assign(problem_.classes[issue].size(), SIZE_MAX);
      together_[issue].assign(problem_.classes[issue].size(), std::vector<std::uint64_t>(problem_.classes.size(), 0));
    }
    for (std::uint32_t issue = 0; issue < problem_.classes.size(); ++issue)
      for (std::uint32_t cls = 0; cls < problem_.classes[issue].size(); ++cls)
        if (witness_[issue][cls] == SIZE_MAX) ask({{issue, cls}});
    return !witnesses_.empty() && !is_over_;
  }

  bool ask(const Feasibility::Demand& demand) {
    const Sat answer = feasibility_.feasible_with(lines_, demand);
    is_over_ = is_over_ || answer == Sat::unknown;
    if (answer != Sat::yes) return false;
    const std::vector<std::uint32_t> classes = feasibility_.classes();
    for (std::uint32_t a = 0; a < classes.size(); ++a) {
      if (witness_[a][classes[a]] == SIZE_MAX) witness_[a][classes[a]] = witnesses_.size();
      for (std::uint32_t b = 0; b < classes.size(); ++b) together_[a][classes[a]][b] |= std::uint64_t{1} << classes[b];
    }
    witnesses_.push_back(problem_.settlement(classes));
    return true;
  }

  std::optional<TiedIssues> look_at(std::uint32_t a, std::uint32_t b) {
    for (std::uint32_t x = 0; x < problem_.classes[a].size(); ++x) {
      if (witness_[a][x] == SIZE_MAX) continue;
      for (std::uint32_t y = 0; y < problem_.classes[b].size(); ++y) {
        if (witness_[b][y] == SIZE_MAX || (together_[a][x][b] >> y & 1u) != 0) continue;
        if (ask({{a, x}, {b, y}}) || is_over_) continue;
        return TiedIssues{IssueId(a), IssueId(b), first_option(a, x), first_option(b, y), witnesses_[witness_[a][x]],
                          witnesses_[witness_[b][y]]};
      }
    }
    return std::nullopt;
  }

  OptionId first_option(std::uint32_t issue, std::uint32_t cls) const {
    return OptionId(static_cast<std::size_t>(std::countr_zero(problem_.classes[issue][cls].bits)));
  }

  const ZoneQuestion& question_;
  const Problem& problem_;
  LineSet lines_;
  Budget budget_;
  Feasibility feasibility_;
  std::vector<Settlement> witnesses_;
  std::vector<std::vector<std::size_t>> witness_;                     ///< [issue][class] the first that has it
  std::vector<std::vector<std::vector<std::uint64_t>>> together_;     ///< [a][class of a][b] classes of b seen with it
  bool is_over_ = false;
};

}  // namespace

Result<std::vector<LineEffect>> line_effects(const ZoneQuestion& question, bool patient, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  Budget budget(run);
  Tally tally(problem, budget);
  Integer of = 1;
  for (const std::uint32_t options : question.options) of *= options;
  std::vector<LineEffect> effects(question.lines.size());
  std::vector<bool> is_known(effects.size(), false);
  for (std::uint32_t line = 0; line < effects.size(); ++line)
    if (const auto left = tally.count_alone(line)) {
      effects[line].removes = of - *left;
      is_known[line] = true;
    }
  const auto opens = tally.opens_alone(run.threads, patient);
  for (std::uint32_t line = 0; line < effects.size(); ++line) {
    if (opens[line]) effects[line].opens = *opens[line];
    effects[line].verdict = is_known[line] && opens[line] ? Verdict::proved : Verdict::limit_reached;
  }
  return effects;
}

Result<TradedTogether> traded_together(const ZoneQuestion& question, const std::vector<std::uint32_t>& released, Run& run) {
  LOC_TRY(const Problem problem, make_problem(question));
  LineSet lines;
  for (std::uint32_t line = 0; line < question.lines.size(); ++line)
    if (std::find(released.begin(), released.end(), line) == released.end()) lines.push_back(line);
  return Tied(question, problem, std::move(lines), run).run();
}

}  // namespace locarno::settle
