#include "stability/value_form.hpp"

#include <algorithm>

#include "stability/rank_sort.hpp"

namespace locarno::stability {
namespace {

class ValueForm {
 public:
  ValueForm(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, const std::vector<std::uint32_t>& weight, const Run& run, Effort& effort,
            const std::vector<RankedColumn>* columns)
      : model_(*model), moves_(moves), maker_(maker), which_(which), run_(run), effort_(effort), states_(static_cast<StateIndex>(model->states())),
        value_(weight), columns_(columns) {
    for (MakerIndex other = 0; other < model_.makers.size(); ++other) {
      if (other != maker) others_.push_back(other);
    }
    worth_ = forbids_escape(which) ? most_within_a_move(value_) : value_;
  }

  /// z of every state; false when cancelled.
  bool answer(Reach reach) {
    if (which_ == Concept::R) {
      worst_.assign(states_, no_answer);
      return true;
    }
    if (reach == Reach::single) return answer_by_one();
    if (reach == Reach::once) return answer_by_each_once();
    if (!moves_.are_transitive()) return sweep_places();
    return columns_ != nullptr ? sweep_columns() : sweep_states();
  }

  std::vector<std::uint32_t> thresholds(Sanction sanction) const {
    std::vector<std::uint32_t> least(states_);
    for (StateIndex x = 0; x < states_; ++x) least[x] = std::min(value_[x], allowed(worst_[x], sanction));
    if (has_order()) return most_within_a_move(least);  // its own is at most its rank
    std::vector<std::uint32_t> most(states_, 0);
    for (StateIndex s = 0; s < states_; ++s) moves_.each(maker_, s, [&](StateIndex x) { most[s] = std::max(most[s], least[x]); });
    return most;
  }

  std::vector<std::uint32_t> take_answers() { return std::move(worst_); }

 private:
  bool would(MakerIndex mover, StateIndex from, StateIndex to) const {
    return !is_credible_only(which_) || model_.preferences[mover].value[to] > model_.preferences[mover].value[from];
  }

  /// The maker's own columns are free or in classes.
  bool has_order() const { return columns_ != nullptr && ((*columns_)[maker_].is_free || (*columns_)[maker_].has_classes()); }

  /// The greatest of f at the state and at the maker's own moves from it.
  std::vector<std::uint32_t> most_within_a_move(const std::vector<std::uint32_t>& f) const {
    std::vector<std::uint32_t> most = f;
    if (!has_order()) {
      for (StateIndex s = 0; s < states_; ++s) moves_.each(maker_, s, [&](StateIndex x) { most[s] = std::max(most[s], f[x]); });
      return most;
    }
    const RankedColumn& own = (*columns_)[maker_];
    if (own.has_classes()) {
      most_above(own, f, most);
      return most;
    }
    for (std::size_t column = 0; column + 1 < own.start.size(); ++column) {
      std::uint32_t greatest = 0;
      for (std::uint32_t k = own.start[column]; k < own.start[column + 1]; ++k) greatest = std::max(greatest, f[own.by_rank[k]]);
      for (std::uint32_t k = own.start[column]; k < own.start[column + 1]; ++k) most[own.by_rank[k]] = greatest;
    }
    return most;
  }

  /// The same by classes: the greatest of each, handed down one bit at a time.
  void most_above(const RankedColumn& own, const std::vector<std::uint32_t>& f, std::vector<std::uint32_t>& most) const {
    std::vector<std::uint32_t> greatest(own.codes);
    for (std::size_t column = 0; column + 1 < own.start.size(); ++column) {
      std::fill(greatest.begin(), greatest.end(), 0);
      for (std::uint32_t k = own.start[column]; k < own.start[column + 1]; ++k) {
        std::uint32_t& most_of_class = greatest[own.code_of[own.by_rank[k]]];
        most_of_class = std::max(most_of_class, f[own.by_rank[k]]);
      }
      for (const std::uint32_t bit : own.steps)
        for (std::uint32_t code = 0; code < own.codes; ++code)
          if ((code & bit) == 0) greatest[code] = std::max(greatest[code], greatest[code | bit]);
      for (std::uint32_t k = own.start[column]; k < own.start[column + 1]; ++k) most[own.by_rank[k]] = greatest[own.code_of[own.by_rank[k]]];
    }
  }

  std::vector<StateIndex> by_worth() const {
    std::vector<StateIndex> order;
    RankSort().sort(worth_, order);
    return order;
  }

  /// As sweep_states, by columns: whoever would move to a state are the first so many of its column in order of rank, or the
  /// whole column, and nobody is looked at twice. One-way options: the same within each class below; without classes what is left of
  /// the column is looked through.
  bool sweep_columns() {
    worst_.assign(states_, 0);
    StateSet seen(states_);
    std::vector<StateIndex> open;
    std::vector<std::vector<std::uint32_t>> reached(others_.size());  // [other][column]: free: first not looked at; else end of what is left
    std::vector<std::vector<StateIndex>> left(others_.size());
    std::vector<ClassSweep> classes(others_.size());
    for (std::size_t k = 0; k < others_.size(); ++k) {
      const RankedColumn& c = (*columns_)[others_[k]];
      if (c.is_free) reached[k].assign(c.start.begin(), c.start.end() - 1);
      else if (c.has_classes()) classes[k] = {{c.first.begin(), c.first.end() - 1}, std::vector<std::uint32_t>(c.first.size() - 1, 0), {}};
      else reached[k].assign(c.start.begin() + 1, c.start.end()), left[k] = c.by_rank;
    }
    std::uint32_t worth = 0;
    const auto visit = [&](StateIndex from) {
      if (seen.has(from)) return;
      seen.add(from);
      worst_[from] = worth;
      ++effort_.nodes;
      open.push_back(from);
    };
    for (const StateIndex target : by_worth()) {
      if (run_.is_cancelled()) return false;
      worth = worth_[target];
      visit(target);
      while (!open.empty()) {
        const StateIndex at = open.back();
        open.pop_back();
        for (std::size_t k = 0; k < others_.size(); ++k) {
          const RankedColumn& c = (*columns_)[others_[k]];
          const std::uint32_t column = c.column_of[at];
          if (c.is_free) open_free(c, at, reached[k][column], visit);
          else if (c.has_classes()) open_below(c, others_[k], at, classes[k], visit);
          else open_directed(others_[k], at, left[k].data() + c.start[column], left[k].data() + reached[k][column], reached[k][column], seen, visit);
        }
      }
    }
    return true;
  }

  template <class Visit>
  void open_free(const RankedColumn& c, StateIndex at, std::uint32_t& reached, Visit&& visit) {
    const std::uint32_t column = c.column_of[at];
    const std::uint32_t upto = is_credible_only(which_) ? c.start[column] + c.worse[at] : c.start[column + 1];
    for (; reached < upto; ++reached) {
      ++effort_.cells;
      visit(c.by_rank[reached]);
    }
  }

  /// How far each class of a maker has been looked at.
  struct ClassSweep {
    std::vector<std::uint32_t> next;   ///< [column * codes + code] first not looked at
    std::vector<std::uint32_t> below;  ///< [the same] all of less rank are, here and in every class below
    std::vector<std::uint32_t> open;   ///< codes to be entered
  };

  template <class Visit>
  void open_below(const RankedColumn& c, MakerIndex mover, StateIndex at, ClassSweep& sweep, Visit&& visit) {
    const auto& rank = model_.preferences[mover].value;
    const bool is_credible = is_credible_only(which_);
    const std::uint32_t upto = is_credible ? rank[at] : 1;
    const std::size_t base = c.column_of[at] * c.codes;
    sweep.open.push_back(c.code_of[at]);
    while (!sweep.open.empty()) {
      const std::uint32_t code = sweep.open.back();
      sweep.open.pop_back();
      if (sweep.below[base + code] >= upto) continue;
      sweep.below[base + code] = upto;
      std::uint32_t& next = sweep.next[base + code];
      for (; next < c.first[base + code + 1] && (!is_credible || rank[c.by_rank[next]] < upto); ++next) {
        ++effort_.cells;
        visit(c.by_rank[next]);
      }
      for (const std::uint32_t bit : c.steps)
        if ((code & bit) != 0 && sweep.below[base + (code ^ bit)] < upto) sweep.open.push_back(code ^ bit);
    }
  }

  template <class Visit>
  void open_directed(MakerIndex mover, StateIndex at, StateIndex* begin, StateIndex* end, std::uint32_t& reached, const StateSet& seen, Visit&& visit) {
    const Mask there = model_.mask(at);
    for (StateIndex* from = begin; from != end;) {
      ++effort_.cells;
      if (!seen.has(*from) && !(moves_.may_turn(mover, model_.mask(*from), there) && would(mover, *from, at))) {
        ++from;
        continue;
      }
      visit(*from);
      *from = *--end;
      --reached;
    }
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
  const std::vector<RankedColumn>* columns_;
  std::vector<MakerIndex> others_;
  std::vector<std::uint32_t> worth_;  ///< h
  std::vector<std::uint32_t> worst_;  ///< z
};

}  // namespace

std::vector<std::uint32_t> thresholds_by_moves(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, Reach reach,
                                               Sanction sanction, const Run& run, Effort& effort,
                                               const std::vector<RankedColumn>* columns) {
  ValueForm form(model, moves, maker, which, model->preferences[maker].value, run, effort, columns);
  if (!form.answer(reach)) return {};
  return form.thresholds(sanction);
}

std::vector<std::uint32_t> least_answers(const CheckedModel& model, const Moves& moves, MakerIndex maker, Concept which, Reach reach,
                                         const std::vector<std::uint32_t>& weight, const Run& run, Effort& effort) {
  ValueForm form(model, moves, maker, which, weight, run, effort, nullptr);
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
