#include "stability/value_form.hpp"

#include <algorithm>
#include <numeric>

namespace locarno::stability {
namespace {

class ValueForm {
 public:
  ValueForm(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, const std::vector<std::uint32_t>& weight, const Run& run, Effort& effort)
      : model_(*model), moves_(moves), maker_(maker), which_(which), run_(run), effort_(effort), states_(static_cast<StateIndex>(model->states())),
        value_(weight) {
    for (MakerIndex other = 0; other < model_.makers.size(); ++other) {
      if (other != maker) others_.push_back(other);
    }
    worth_ = value_;
    if (!forbids_escape(which)) return;
    for (StateIndex t = 0; t < states_; ++t) moves_.each(maker, t, [&](StateIndex z) { worth_[t] = std::max(worth_[t], value_[z]); });
  }

  /// z of every state; false when cancelled.
  bool answer(Reach reach) {
    if (which_ == Concept::R) {
      worst_.assign(states_, no_answer);
      return true;
    }
    if (reach == Reach::single) return answer_by_one();
    if (reach == Reach::once) return answer_by_each_once();
    return moves_.are_transitive() ? sweep_states() : sweep_places();
  }

  std::vector<std::uint32_t> thresholds(Sanction sanction) const {
    std::vector<std::uint32_t> least(states_, 0);
    for (StateIndex s = 0; s < states_; ++s) {
      moves_.each(maker_, s, [&](StateIndex x) { least[s] = std::max(least[s], std::min(value_[x], allowed(worst_[x], sanction))); });
    }
    return least;
  }

  std::vector<std::uint32_t> take_answers() { return std::move(worst_); }

 private:
  bool would(MakerIndex mover, StateIndex from, StateIndex to) const {
    return !is_credible_only(which_) || model_.preferences[mover].value[to] > model_.preferences[mover].value[from];
  }

  std::vector<StateIndex> by_worth() const {
    std::vector<StateIndex> order(states_);
    std::iota(order.begin(), order.end(), StateIndex{0});
    std::sort(order.begin(), order.end(), [&](StateIndex a, StateIndex b) { return std::pair(worth_[a], a) < std::pair(worth_[b], b); });
    return order;
  }

  /// Moves are transitive: what can be reached at all can be reached legally.
  bool sweep_states() {
    worst_.assign(states_, 0);
    StateSet seen(states_);
    std::vector<StateIndex> open;
    for (const StateIndex target : by_worth()) {
      if (run_.is_cancelled()) return false;
      if (seen.has(target)) continue;
      seen.add(target);
      open.push_back(target);
      while (!open.empty()) {
        const StateIndex at = open.back();
        open.pop_back();
        worst_[at] = worth_[target];
        ++effort_.nodes;
        for (const MakerIndex mover : others_) {
          moves_.each_before(mover, at, [&](StateIndex from) {
            ++effort_.cells;
            if (seen.has(from) || !would(mover, from, at)) return;
            seen.add(from);
            open.push_back(from);
          });
        }
      }
    }
    return true;
  }

  /// Any graph: over places (state, who moved last and may not move again now).
  bool sweep_places() {
    worst_.assign(states_, no_answer);
    std::uint32_t all = 0;
    for (const MakerIndex other : others_) all |= 1u << other;
    std::vector<std::uint32_t> seen(states_, 0);  // bit j: from here, j having moved last, the target can be brought about
    std::vector<std::pair<StateIndex, MakerIndex>> open;
    const auto mark = [&](StateIndex at, std::uint32_t lasts, std::uint32_t worth) {
      worst_[at] = std::min(worst_[at], worth);
      const std::uint32_t fresh = lasts & ~seen[at];
      seen[at] |= fresh;
      for (const MakerIndex last : others_) {
        if ((fresh >> last & 1) != 0) open.emplace_back(at, last);
      }
    };
    for (const StateIndex target : by_worth()) {
      if (run_.is_cancelled()) return false;
      mark(target, all, worth_[target]);
      while (!open.empty()) {
        const auto [at, last] = open.back();
        open.pop_back();
        ++effort_.nodes;
        moves_.each_before(last, at, [&, mover = last, to = at](StateIndex from) {
          ++effort_.cells;
          if (would(mover, from, to)) mark(from, all & ~(1u << mover), worth_[target]);
        });
      }
    }
    return true;
  }

  bool answer_by_one() {
    worst_ = worth_;
    for (StateIndex x = 0; x < states_; ++x) {
      if (run_.is_cancelled()) return false;
      for (const MakerIndex mover : others_) {
        moves_.each(mover, x, [&](StateIndex y) {
          ++effort_.cells;
          if (would(mover, x, y)) worst_[x] = std::min(worst_[x], worth_[y]);
        });
      }
    }
    return true;
  }

  /// By the set of those who may still move, small sets first.
  bool answer_by_each_once() {
    const std::size_t sets = std::size_t{1} << others_.size();
    std::vector<std::vector<std::uint32_t>> least(sets, worth_);
    for (std::size_t set = 1; set < sets; ++set) {
      for (StateIndex x = 0; x < states_; ++x) {
        if (run_.is_cancelled()) return false;
        for (std::size_t k = 0; k < others_.size(); ++k) {
          if ((set >> k & 1) == 0) continue;
          const std::vector<std::uint32_t>& rest = least[set & ~(std::size_t{1} << k)];
          moves_.each(others_[k], x, [&](StateIndex y) {
            ++effort_.cells;
            if (would(others_[k], x, y)) least[set][x] = std::min(least[set][x], rest[y]);
          });
        }
      }
    }
    worst_ = std::move(least.back());
    return true;
  }

  const Model& model_;
  const Moves& moves_;
  MakerIndex maker_;
  Concept which_;
  const Run& run_;
  Effort& effort_;
  StateIndex states_;
  const std::vector<std::uint32_t>& value_;
  std::vector<MakerIndex> others_;
  std::vector<std::uint32_t> worth_;  ///< h
  std::vector<std::uint32_t> worst_;  ///< z
};

}  // namespace

std::vector<std::uint32_t> thresholds_by_moves(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, Reach reach,
                                               Sanction sanction, const Run& run, Effort& effort) {
  ValueForm form(model, moves, maker, which, model->preferences[maker].value, run, effort);
  if (!form.answer(reach)) return {};
  return form.thresholds(sanction);
}

std::vector<std::uint32_t> least_answers(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, Reach reach,
                                         const std::vector<std::uint32_t>& weight, const Run& run, Effort& effort) {
  ValueForm form(model, moves, maker, which, weight, run, effort);
  if (!form.answer(reach)) return {};
  return form.take_answers();
}

StateSet at_least(const std::vector<std::uint32_t>& value, const std::vector<std::uint32_t>& threshold) {
  StateSet set(value.size());
  for (StateIndex s = 0; s < value.size(); ++s) {
    if (value[s] >= threshold[s]) set.add(s);
  }
  return set;
}

}  // namespace locarno::stability
