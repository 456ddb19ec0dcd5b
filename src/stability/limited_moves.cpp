#include "stability/limited_moves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "stability/moves.hpp"

namespace locarno::stability {
namespace {

constexpr std::uint32_t most_horizons = 10'000, most_asked = 1'000, most_recursion = 8;
using Ends = std::vector<std::vector<StateIndex>>;

Result<void> check_makers(const CheckedModel& model) {
  if (model->makers.size() == 2) return {};
  return fail(ErrorCode::bad_use, fmt::format("L_h is defined here for two decision makers, not for {}: for more the published definitions contradict each other", model->makers.size()));
}

/// How good an own move is: first what its end is worth to the mover, then the tie rule, then the lowest state moved to.
struct Choice {
  StateIndex end = 0;
  std::tuple<std::uint32_t, std::int64_t, std::int64_t> worth{};
};

Choice weigh(const Model& model, TieRule ties, MakerIndex mover, StateIndex x, StateIndex end) {
  const std::int64_t liked = model.preferences[1 - mover].value[end];
  const std::int64_t second = ties == TieRule::kind ? liked : ties == TieRule::unkind ? -liked : 0;
  return {end, {model.preferences[mover].value[end], second, -std::int64_t{x}}};
}

class Table {
 public:
  Table(const CheckedModel& model, TieRule ties) : model_(*model), moves_(model), ties_(ties), ends_(2, std::vector<StateIndex>(model->states())) {
    for (auto& row : ends_) {
      for (StateIndex s = 0; s < row.size(); ++s) row[s] = s;
    }
  }
  const Ends& ends() const { return ends_; }
  bool has_ties() const { return has_ties_; }

  void look_further() {
    Ends next = ends_;
    for (MakerIndex mover = 0; mover < 2; ++mover) {
      for (StateIndex s = 0; s < next[mover].size(); ++s) next[mover][s] = end(mover, s);
    }
    ends_ = std::move(next);
  }

 private:
  StateIndex end(MakerIndex mover, StateIndex s) {
    bool is_open = true, is_tied = false;
    Choice best;
    moves_.each(mover, s, [&](StateIndex x) {
      const Choice choice = weigh(model_, ties_, mover, x, ends_[1 - mover][x]);
      if (is_open || std::get<0>(choice.worth) > std::get<0>(best.worth)) is_tied = false;
      else if (std::get<0>(choice.worth) == std::get<0>(best.worth) && choice.end != best.end) is_tied = true;
      if (is_open || choice.worth > best.worth) best = choice;
      is_open = false;
    });
    const auto& value = model_.preferences[mover].value;
    if (is_open || value[s] >= value[best.end]) return s;
    has_ties_ = has_ties_ || is_tied;
    return best.end;
  }

  const Model& model_;
  Moves moves_;
  TieRule ties_;
  Ends ends_;
  bool has_ties_ = false;
};

Horizon horizon_of(const Table& table) {
  const std::size_t states = table.ends()[0].size();
  Horizon h{table.ends(), std::vector<StateSet>(2, StateSet(states)), StateSet(states, true), table.has_ties()};
  for (std::size_t maker = 0; maker < 2; ++maker) {
    for (StateIndex s = 0; s < states; ++s) {
      if (h.ends[maker][s] == s) h.stable[maker].add(s);
    }
    h.equilibria &= h.stable[maker];
  }
  return h;
}

/// Two tables in step, one twice as fast, until they meet; then what is stable all around the cycle.
bool find_non_myopic(const CheckedModel& model, TieRule ties, const Run& run, LimitedMoveAnswer& answer) {
  Table slow(model, ties), fast(model, ties);
  std::uint32_t h = 0;
  do {
    if (++h > most_horizons || run.is_cancelled()) return false;
    slow.look_further();
    fast.look_further();
    fast.look_further();
  } while (slow.ends() != fast.ends());
  Table start(model, ties);
  answer.repeats_from = 0;
  for (; start.ends() != slow.ends(); ++answer.repeats_from) {
    if (run.is_cancelled()) return false;
    start.look_further();
    slow.look_further();
  }
  answer.non_myopic.assign(2, StateSet(model->states(), true));
  answer.period = 0;
  Table around = start;
  do {
    const Horizon h_now = horizon_of(around);
    for (std::size_t maker = 0; maker < 2; ++maker) answer.non_myopic[maker] &= h_now.stable[maker];
    around.look_further();
    ++answer.period;
  } while (around.ends() != start.ends() && !run.is_cancelled());
  answer.non_myopic_equilibria = answer.non_myopic[0];
  answer.non_myopic_equilibria &= answer.non_myopic[1];
  return true;
}

StateIndex end_by_recursion(const Model& model, const Moves& moves, TieRule ties, std::uint32_t horizon, MakerIndex mover, StateIndex s) {
  if (horizon == 0) return s;
  std::vector<Choice> choices;
  for (const StateIndex x : moves.from(mover, s)) {
    choices.push_back(weigh(model, ties, mover, x, end_by_recursion(model, moves, ties, horizon - 1, 1 - mover, x)));
  }
  if (choices.empty()) return s;
  const auto best = std::max_element(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.worth < b.worth; });
  const auto& value = model.preferences[mover].value;
  return value[best->end] > value[s] ? best->end : s;
}

}  // namespace

Result<LimitedMoveAnswer> limited_moves(const CheckedModel& model, const LimitedMoveQuestion& question, Run& run) {
  LOC_CHECK(check_makers(model));
  if (question.horizon < 1 || question.horizon > most_asked) return fail(ErrorCode::bad_use, fmt::format("a horizon of {} moves; there must be 1 to {}", question.horizon, most_asked));
  LimitedMoveAnswer answer;
  Table table(model, question.ties);
  for (std::uint32_t h = 1; h <= question.horizon; ++h) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
    table.look_further();
    answer.horizons.push_back(horizon_of(table));
  }
  if (!question.wants_non_myopic) return answer;
  const bool is_settled = find_non_myopic(model, question.ties, run, answer);
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped");
  if (!is_settled) answer.verdict = Verdict::limit_reached;
  return answer;
}

Result<StateIndex> anticipated_end(const CheckedModel& model, TieRule ties, std::uint32_t horizon, MakerIndex maker, StateIndex state) {
  LOC_CHECK(check_makers(model));
  if (horizon > most_recursion) return fail(ErrorCode::limit_reached, fmt::format("a horizon of {} moves; by the recursion at most {}", horizon, most_recursion));
  if (maker > 1 || state >= model->states()) return fail(ErrorCode::bad_use, "no such decision maker or state");
  return end_by_recursion(*model, Moves(model), ties, horizon, maker, state);
}

}  // namespace locarno::stability
