// Which method answers which concept of which model, and the work shared out over the threads.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "stability/cube.hpp"
#include "stability/parallel.hpp"
#include "stability/pairwise.hpp"
#include "stability/value_form.hpp"

namespace locarno::stability {
namespace {

/// A rank does not say everything: whether t is better than s is asked pair by pair.
bool is_pairwise(const StabilityQuestion& question) { return question.unknown != Unknown::none || !question.attitudes.empty(); }

Result<void> check_sizes(const CheckedModel& model, const StabilityQuestion& question, const Run& run) {
  const std::size_t states = model->states(), most_bytes = run.limits.memory_bytes;
  LOC_CHECK(check_attitudes(model, question));
  if (is_pairwise(question) && states > most_paired_states) {
    return fail(ErrorCode::limit_reached, fmt::format("{} states; with unknown preferences or attitudes at most {}", states, most_paired_states));
  }
  const std::size_t sets = question.reach == Reach::once ? std::size_t{1} << (model->makers.size() - 1) : 1;
  const std::size_t bytes = states * sets * sizeof(std::uint32_t);
  if (const std::size_t most = most_bytes != 0 ? most_bytes : std::size_t{4} << 30; bytes > most) {
    return fail(ErrorCode::limit_reached, fmt::format("the tables would take {} bytes, of {} allowed", bytes, most));
  }
  const auto is_sim = [](Concept c) { return c == Concept::SIM; };
  if (std::any_of(question.concepts.begin(), question.concepts.end(), is_sim) && !has_simultaneous_moves(model)) {
    return fail(ErrorCode::bad_use, "SIM needs moves by options, and some move of this graph is not one");
  }
  return {};
}

Result<StabilityAnswer> answer_all(const CheckedModel& model, const StabilityQuestion& question, const Run& run) {
  StabilityAnswer answer;
  const std::size_t makers = model->makers.size();
  for (const Concept which : question.concepts) {
    if (answer.find(which) == nullptr) answer.concepts.push_back({which, std::vector<StateSet>(makers), StateSet(model->states(), true)});
  }
  const Moves moves(model);
  const bool is_cube = moves.is_free_cube() && question.reach == Reach::legal && !is_pairwise(question);
  if (is_cube) LOC_CHECK(solve_cube(model, moves, question.sanction, run, answer));
  // Columns pay where they are swept, and one table serves all concepts and decision makers.
  std::vector<RankedColumn> columns;
  const bool has_columns = !is_cube && moves.are_transitive() && question.reach == Reach::legal && !is_pairwise(question);
  if (has_columns) columns = rank_columns(model, moves, run);
  const std::size_t tasks = answer.concepts.size() * makers;
  std::vector<Effort> efforts(tasks);
  std::atomic<std::size_t> done{0};
  in_parallel(run, tasks, [&](std::size_t task, unsigned worker) {
    if (const std::size_t so_far = done++; worker == 0 && !is_cube) run.report("concepts of decision makers", so_far, tasks);  // from the caller's thread
    ConceptAnswer& one = answer.concepts[task / makers];
    const auto maker = static_cast<MakerIndex>(task % makers);
    if (one.which == Concept::SIM) {
      one.stable[maker] = stable_at_once(model, question, maker, run, efforts[task]);
    } else if (is_cube) {
      return;
    } else if (is_pairwise(question)) {
      one.stable[maker] = stable_by_pairs(model, question, maker, one.which, run, efforts[task]);
    } else {
      const auto least = thresholds_by_moves(model, moves, maker, one.which, question.reach, question.sanction, run, efforts[task],
                                            has_columns ? &columns : nullptr);
      if (!least.empty()) one.stable[maker] = at_least(model->preferences[maker].value, least);
    }
  });
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  for (ConceptAnswer& one : answer.concepts) {
    for (const StateSet& stable : one.stable) one.equilibria &= stable;
  }
  for (const Effort& effort : efforts) {
    answer.effort.nodes += effort.nodes;
    answer.effort.cells += effort.cells;
  }
  return answer;
}

/// One concept after the other, until the work done exceeds the limit: what is answered does not depend on threads.
Result<StabilityAnswer> answer_within(const CheckedModel& model, StabilityQuestion question, const Run& run) {
  Run unlimited = run;
  unlimited.limits.nodes = 0;
  StabilityAnswer answer;
  for (const Concept which : std::vector<Concept>(question.concepts)) {
    if (answer.find(which) != nullptr) continue;
    if (answer.effort.nodes + answer.effort.cells >= run.limits.nodes) {
      answer.verdict = Verdict::limit_reached;
      break;
    }
    question.concepts = {which};
    LOC_TRY(StabilityAnswer one, answer_all(model, question, unlimited));
    answer.effort.nodes += one.effort.nodes;
    answer.effort.cells += one.effort.cells;
    answer.concepts.push_back(std::move(one.concepts.front()));
  }
  return answer;
}

}  // namespace

Result<StabilityAnswer> stability(const CheckedModel& model, const StabilityQuestion& question, Run& run) {
  LOC_CHECK(check_sizes(model, question, run));
  return run.limits.nodes != 0 ? answer_within(model, question, run) : answer_all(model, question, run);
}

}  // namespace locarno::stability
