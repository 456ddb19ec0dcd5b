#include "study/count_growing.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace locarno::study {
namespace {

constexpr std::uint64_t most_pieces = 64;

/// The issues to hold: those most lines speak of, as long as their options make few pieces.
std::vector<IssueId> issues_to_hold(const settle::ZoneQuestion& question) {
  std::vector<std::size_t> lines(question.options.size(), 0);
  for (const settle::Line& line : question.lines)
    for (const IssueId issue : line.issues()) ++lines[issue.index()];
  std::vector<std::size_t> order(question.options.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lines[a] > lines[b]; });
  std::vector<IssueId> held;
  std::uint64_t pieces = 1;
  for (const std::size_t issue : order) {
    const std::uint64_t options = question.options[issue];
    if (lines[issue] == 0 || pieces * options > most_pieces) break;
    pieces *= options;
    if (options > 1) held.emplace_back(issue);
  }
  return held;
}

settle::Line held_at(IssueId issue, std::uint32_t option) {
  settle::Line line;
  line.id = "held";
  OptionSet only;
  only.add(OptionId(option));
  line.rule = Condition::atom(issue, only);
  return line;
}

}  // namespace

Result<Integer> count_growing(const settle::ZoneQuestion& question, const KnowAtLeast& know, Run& run, std::uint64_t quick_nodes) {
  const std::vector<bool> all(question.lines.size(), true);
  const std::vector<IssueId> held = issues_to_hold(question);
  if (quick_nodes != 0 || held.empty()) {
    Run quick = run;
    if (!held.empty()) quick.limits.nodes = quick_nodes;
    auto count = settle::count_passing(question, all, false, quick);
    if (count) know(*count, 1, 1);
    if (count || held.empty() || count.error().code != ErrorCode::limit_reached) return count;
  }
  std::uint64_t pieces = 1;
  for (const IssueId issue : held) pieces *= question.options[issue.index()];
  Integer least = 0;
  for (std::uint64_t piece = 0; piece < pieces; ++piece) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped before the settlements were counted");
    settle::ZoneQuestion part = question;
    std::uint64_t rest = piece;
    for (const IssueId issue : held) {
      part.lines.push_back(held_at(issue, static_cast<std::uint32_t>(rest % question.options[issue.index()])));
      rest /= question.options[issue.index()];
    }
    LOC_TRY(const Integer passing, settle::count_passing(part, std::vector<bool>(part.lines.size(), true), false, run));
    least += passing;
    know(least, piece + 1, pieces);
  }
  return least;
}

}  // namespace locarno::study
