#include "stability/paths.hpp"

#include <algorithm>
#include <deque>

namespace locarno::stability {
namespace {

constexpr std::size_t jump_states = 4096, jump_makers = 8;
constexpr std::uint32_t nowhere = ~std::uint32_t{0};

Failure stopped() { return fail(ErrorCode::cancelled, "stopped while following moves"); }

/// Breadth-first search over (state, last mover); the start has no last mover.
class Search {
 public:
  Search(const Model& model, const Moves& moves, StateIndex start, Steps steps)
      : m_(model), moves_(moves), start_(start), steps_(steps), makers_(static_cast<std::uint32_t>(model.makers.size())),
        first_(model.states(), nowhere), from_(model.states() * makers_, nowhere) {}

  Result<void> run(const Run& run) {
    std::deque<std::uint32_t> queue = {begin()};
    std::size_t done = 0;
    while (!queue.empty()) {
      if (++done % 4096 == 0 && run.is_cancelled()) return stopped();
      const std::uint32_t at = queue.front();
      queue.pop_front();
      const StateIndex s = at == begin() ? start_ : at / makers_;
      for (MakerIndex k = 0; k < makers_; ++k) {
        if (at != begin() && at % makers_ == k) continue;
        moves_.each(k, s, [&](StateIndex t) {
          if (steps_ == Steps::improvements && !is_better(k, s, t)) return;
          const std::uint32_t node = t * makers_ + k;
          if (from_[node] != nowhere) return;
          from_[node] = at;
          if (first_[t] == nowhere && t != start_) first_[t] = node;
          queue.push_back(node);
        });
      }
    }
    return {};
  }

  bool has(StateIndex s) const { return s == start_ || first_[s] != nowhere; }
  std::size_t count() const { return 1 + static_cast<std::size_t>(std::count_if(first_.begin(), first_.end(), [](std::uint32_t n) { return n != nowhere; })); }
  Path path(StateIndex target) const {
    Path path;
    if (target == start_) return path;
    for (std::uint32_t node = first_[target]; node != begin(); node = from_[node]) {
      const MakerIndex k = node % makers_;
      const StateIndex to = node / makers_, before = from_[node] == begin() ? start_ : from_[node] / makers_;
      path.push_back({k, to, is_better(k, before, to)});
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

 private:
  std::uint32_t begin() const { return nowhere - 1; }
  bool is_better(MakerIndex k, StateIndex from, StateIndex to) const { return m_.preferences[k].value[to] > m_.preferences[k].value[from]; }

  const Model& m_;
  const Moves& moves_;
  StateIndex start_;
  Steps steps_;
  std::uint32_t makers_;
  std::vector<std::uint32_t> first_, from_;
};

/// Steps of one or several decision makers, each step preferred by all who take part in it.
class JumpSearch {
 public:
  JumpSearch(const Model& model, const Moves& moves, StateIndex start) : m_(model), moves_(moves), start_(start), from_(model.states()) {}

  Result<void> run(const Run& run) {
    std::vector<bool> seen(m_.states(), false);
    seen[start_] = true;
    std::deque<StateIndex> queue = {start_};
    const std::uint32_t groups = 1u << m_.makers.size();
    while (!queue.empty()) {
      if (run.is_cancelled()) return stopped();
      const StateIndex s = queue.front();
      queue.pop_front();
      for (std::uint32_t group = 1; group < groups; ++group) {
        for (const StateIndex t : reachable(group, s)) {
          if (seen[t] || !all_prefer(group, s, t)) continue;
          seen[t] = true;
          from_[t] = {s, t, members(group), {}};
          queue.push_back(t);
        }
      }
    }
    seen_ = std::move(seen);
    return {};
  }
  bool has(StateIndex s) const { return seen_[s]; }
  std::vector<JointStep> jumps(StateIndex target) {
    std::vector<JointStep> list;
    for (StateIndex s = target; s != start_; s = from_[s].from) list.push_back(with_moves(from_[s]));
    std::reverse(list.begin(), list.end());
    return list;
  }

 private:
  static std::vector<MakerIndex> members(std::uint32_t group) {
    std::vector<MakerIndex> list;
    for (MakerIndex k = 0; group >> k != 0; ++k)
      if (group >> k & 1u) list.push_back(k);
    return list;
  }
  bool all_prefer(std::uint32_t group, StateIndex s, StateIndex t) const {
    for (const MakerIndex k : members(group))
      if (m_.preferences[k].value[t] <= m_.preferences[k].value[s]) return false;
    return true;
  }
  /// By legal moves of the group, in order of discovery; the parent of each (state, last mover) is kept for with_moves.
  std::vector<StateIndex> reachable(std::uint32_t group, StateIndex s) {
    const auto makers = static_cast<std::uint32_t>(m_.makers.size());
    parent_.assign(m_.states() * makers, nowhere);
    end_of_.assign(m_.states(), nowhere);
    std::vector<StateIndex> list;
    std::deque<std::pair<StateIndex, std::uint32_t>> queue = {{s, nowhere - 1}};  // state, the node it stands for
    while (!queue.empty()) {
      const auto [at, node] = queue.front();
      queue.pop_front();
      for (MakerIndex k = 0; k < makers; ++k) {
        if (!(group >> k & 1u) || (node != nowhere - 1 && node % makers == k)) continue;
        moves_.each(k, at, [&, node = node](StateIndex t) {
          const std::uint32_t next = t * makers + k;
          if (parent_[next] != nowhere) return;
          parent_[next] = node;
          if (end_of_[t] == nowhere) {
            end_of_[t] = next;
            list.push_back(t);
          }
          queue.emplace_back(t, next);
        });
      }
    }
    return list;
  }
  JointStep with_moves(JointStep jump) {
    std::uint32_t group = 0;
    for (const MakerIndex k : jump.members) group |= 1u << k;
    reachable(group, jump.from);
    const auto makers = static_cast<std::uint32_t>(m_.makers.size());
    for (std::uint32_t node = end_of_[jump.to]; node != nowhere - 1; node = parent_[node]) {
      const MakerIndex k = node % makers;
      const StateIndex to = node / makers, before = parent_[node] == nowhere - 1 ? jump.from : parent_[node] / makers;
      jump.moves.push_back({k, to, m_.preferences[k].value[to] > m_.preferences[k].value[before]});
    }
    std::reverse(jump.moves.begin(), jump.moves.end());
    return jump;
  }

  const Model& m_;
  const Moves& moves_;
  StateIndex start_;
  std::vector<JointStep> from_;
  std::vector<bool> seen_;
  std::vector<std::uint32_t> parent_, end_of_;
};

Needs what_it_needs(const Unfolding& u, StateIndex start, bool is_jump_known, bool is_by_jump) {
  if (u.target == start) return Needs::nothing;
  if (u.is_reachable_by_improvements) return Needs::improvements;
  if (!u.is_reachable) return Needs::unreachable;
  if (!is_jump_known) return Needs::not_known;
  return is_by_jump ? Needs::jump : Needs::disimprovement;
}

}  // namespace

Result<PathsAnswer> unfold(const CheckedModel& model, StateIndex start, const std::vector<StateIndex>& targets, Run& run) {
  const Model& m = *model;
  const Moves moves(model);
  Search any(m, moves, start, Steps::moves), better(m, moves, start, Steps::improvements);
  LOC_CHECK(any.run(run));
  LOC_CHECK(better.run(run));
  PathsAnswer answer;
  answer.start = start;
  answer.reached_by_moves = any.count();
  answer.reached_by_improvements = better.count();
  JumpSearch joint(m, moves, start);
  answer.has_jumps = m.states() <= jump_states && m.makers.size() <= jump_makers;
  if (answer.has_jumps) LOC_CHECK(joint.run(run));
  for (const StateIndex target : targets) {
    Unfolding u;
    u.target = target;
    u.is_reachable = any.has(target);
    u.is_reachable_by_improvements = better.has(target);
    if (u.is_reachable) u.by_moves = any.path(target);
    if (u.is_reachable_by_improvements) u.by_improvements = better.path(target);
    u.needs = what_it_needs(u, start, answer.has_jumps, answer.has_jumps && joint.has(target));
    if (u.needs == Needs::jump) u.by_jumps = joint.jumps(target);
    answer.targets.push_back(std::move(u));
  }
  return answer;
}

Result<Levels> levels(const CheckedModel& model, StateIndex start, Steps steps, std::size_t most, Run& run) {
  const Model& m = *model;
  const Moves moves(model);
  const std::size_t makers = m.makers.size();
  Levels out;
  out.reached.emplace_back(makers, StateSet(m.states()));
  for (std::size_t k = 1; k <= most && !out.is_complete; ++k) {
    if (run.is_cancelled()) return stopped();
    std::vector<StateSet> next(makers, StateSet(m.states()));
    for (MakerIndex i = 0; i < makers; ++i) {
      StateSet before(m.states());
      if (k == 1) before.add(start);
      for (MakerIndex j = 0; j < makers && k > 1; ++j)
        if (j != i) before |= out.reached.back()[j];
      for (const StateIndex s : before.states())
        moves.each(i, s, [&](StateIndex t) {
          if (steps == Steps::moves || m.preferences[i].value[t] > m.preferences[i].value[s]) next[i].add(t);
        });
    }
    out.is_complete = std::find(out.reached.begin() + 1, out.reached.end(), next) != out.reached.end();
    if (out.is_complete) break;
    const bool is_over = std::all_of(next.begin(), next.end(), [](const StateSet& set) { return set.count() == 0; });
    if (is_over) {
      out.is_complete = true;
      break;
    }
    out.reached.push_back(std::move(next));
  }
  return out;
}

bool check_path(const CheckedModel& model, StateIndex start, StateIndex target, const Path& path, Steps steps) {
  const Moves moves(model);
  StateIndex at = start;
  for (std::size_t k = 0; k < path.size(); ++k) {
    const PathStep& step = path[k];
    if (step.maker >= model->makers.size() || step.to >= model->states()) return false;
    if (k > 0 && path[k - 1].maker == step.maker) return false;
    if (!moves.can_move(step.maker, at, step.to)) return false;
    const auto& value = model->preferences[step.maker].value;
    if (step.is_improvement != (value[step.to] > value[at])) return false;
    if (steps == Steps::improvements && !step.is_improvement) return false;
    at = step.to;
  }
  return at == target;
}

bool check_jump(const CheckedModel& model, const JointStep& jump) {
  if (jump.moves.empty() || !check_path(model, jump.from, jump.to, jump.moves, Steps::moves)) return false;
  for (const MakerIndex k : jump.members)
    if (model->preferences[k].value[jump.to] <= model->preferences[k].value[jump.from]) return false;
  return std::all_of(jump.moves.begin(), jump.moves.end(), [&](const PathStep& step) {
    return std::find(jump.members.begin(), jump.members.end(), step.maker) != jump.members.end();
  });
}

std::vector<int> shortest_by_rounds(const CheckedModel& model, StateIndex start, Steps steps) {
  const Moves moves(model);
  const std::size_t n = model->states(), makers = model->makers.size();
  std::vector<std::vector<int>> least(makers, std::vector<int>(n, -1));
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (StateIndex s = 0; s < n; ++s)
      for (MakerIndex k = 0; k < makers; ++k) {
        int before = s == start ? 0 : -1;  // moves made before s, the last not by k
        for (MakerIndex j = 0; j < makers; ++j)
          if (j != k && least[j][s] >= 0 && (before < 0 || least[j][s] < before)) before = least[j][s];
        if (before < 0) continue;
        for (const StateIndex t : moves.from(k, s)) {
          if (steps == Steps::improvements && model->preferences[k].value[t] <= model->preferences[k].value[s]) continue;
          if (least[k][t] >= 0 && least[k][t] <= before + 1) continue;
          least[k][t] = before + 1;
          is_changed = true;
        }
      }
  }
  std::vector<int> out(n, -1);
  for (StateIndex s = 0; s < n; ++s)
    for (MakerIndex k = 0; k < makers; ++k)
      if (least[k][s] >= 0 && (out[s] < 0 || least[k][s] < out[s])) out[s] = least[k][s];
  out[start] = 0;
  return out;
}

}  // namespace locarno::stability
