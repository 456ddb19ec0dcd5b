#pragma once
// locarno/stability/moves.hpp -- who can move where in one step.
//
// Question   A checked model, a decision maker, a state.
// Answer     R_i(s): the states it can reach by one move of its own, ascending by index within a column of options; never s.
// Method     Explicit graphs: the arcs, sorted. Moves by options: the decision maker changes any of its own options at once,
//            each in its allowed direction, to a state that exists; states that share the others' options form its column.
// Source     Fang, Hipel & Kilgour (1993), chapter 2.
// Cost       n log n and 12 bytes per state and decision maker to build when states are listed, arcs when they are explicit,
//            nothing when every combination is a state.
// Threads    const after construction. The model must outlive it.
// Tested by  src/stability/moves_test.cpp
#include <span>
#include <vector>

#include "stability/model.hpp"

namespace locarno::stability {

class Moves {
 public:
  explicit Moves(const CheckedModel& model);

  /// Calls visit(t) for every t in R_maker(s); visit returns nothing.
  template <class Visit>
  void each(MakerIndex maker, StateIndex s, Visit&& visit) const {
    if (kind_ == Kind::arcs) {
      for (const StateIndex t : arcs_of(forward_[maker], s)) visit(t);
    } else if (kind_ == Kind::cube) {
      const Mask own = own_[maker], rest = s & ~own;
      for (Mask sub = own;; sub = (sub - 1) & own) {
        if (const Mask t = rest | sub; t != s && may_turn(maker, s, t)) visit(static_cast<StateIndex>(t));
        if (sub == 0) break;
      }
    } else {
      for (const StateIndex t : column(maker, s)) {
        if (t != s && may_turn(maker, model_->masks[s], model_->masks[t])) visit(t);
      }
    }
  }
  /// Calls visit(t) for every t with s in R_maker(t).
  template <class Visit>
  void each_before(MakerIndex maker, StateIndex s, Visit&& visit) const {
    if (kind_ == Kind::arcs) {
      for (const StateIndex t : arcs_of(backward_[maker], s)) visit(t);
    } else if (kind_ == Kind::cube) {
      const Mask own = own_[maker], rest = s & ~own;
      for (Mask sub = own;; sub = (sub - 1) & own) {
        if (const Mask t = rest | sub; t != s && may_turn(maker, t, s)) visit(static_cast<StateIndex>(t));
        if (sub == 0) break;
      }
    } else {
      for (const StateIndex t : column(maker, s)) {
        if (t != s && may_turn(maker, model_->masks[t], model_->masks[s])) visit(t);
      }
    }
  }
  /// R_maker(s), ascending.
  std::vector<StateIndex> from(MakerIndex maker, StateIndex s) const;
  bool can_move(MakerIndex maker, StateIndex from, StateIndex to) const;

  /// Moves by options: two moves of one decision maker in a row are one move, so plain reachability is legal reachability.
  bool are_transitive() const { return kind_ != Kind::arcs; }
  /// Every combination of options is a state and every option can be changed both ways.
  bool is_free_cube() const { return kind_ == Kind::cube && !is_directed_; }
  bool is_cube() const { return kind_ == Kind::cube; }
  bool is_directed() const { return is_directed_; }
  /// Options of the decision maker, as a mask.
  Mask own(MakerIndex maker) const { return own_[maker]; }
  /// May the decision maker change its options from those in `from` to those in `to`? (The others' options are not looked at.)
  bool may_turn(MakerIndex maker, Mask from, Mask to) const {
    const Mask gone = from & ~to & own_[maker], come = to & ~from & own_[maker];
    return (gone & no_back_) == 0 && (come & no_forth_) == 0;
  }
  /// Listed states: those that differ from s at most in the maker's options, ascending by mask; includes s.
  std::span<const StateIndex> column(MakerIndex maker, StateIndex s) const {
    const Columns& c = columns_[maker];
    const std::uint32_t at = c.column_of[s];
    return {c.members.data() + c.start[at], c.members.data() + c.start[at + 1]};
  }
  struct Columns {
    std::vector<StateIndex> members;       ///< [states] column after column
    std::vector<std::uint32_t> start;      ///< [columns + 1] into members
    std::vector<std::uint32_t> column_of;  ///< [states]
  };
  /// Only for listed states with moves by options.
  const Columns& columns(MakerIndex maker) const { return columns_[maker]; }

 private:
  enum class Kind { cube, listed, arcs };
  struct Rows {
    std::vector<std::size_t> start;  ///< [states + 1]
    std::vector<StateIndex> to;
  };
  static std::span<const StateIndex> arcs_of(const Rows& rows, StateIndex s) { return {rows.to.data() + rows.start[s], rows.to.data() + rows.start[s + 1]}; }
  void build_rows();
  void build_columns(MakerIndex maker);

  const Model* model_;
  Kind kind_ = Kind::cube;
  bool is_directed_ = false;
  std::vector<Mask> own_;             ///< [makers]
  Mask no_back_ = 0, no_forth_ = 0;   ///< options that cannot be taken back, cannot be taken
  std::vector<Columns> columns_;      ///< [makers]; listed states
  std::vector<Rows> forward_, backward_;  ///< [makers]; explicit graphs
};

}  // namespace locarno::stability
