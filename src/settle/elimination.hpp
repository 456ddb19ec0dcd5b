#pragma once
// locarno/settle/elimination.hpp -- issues settled one after the other, in plain tables. Inside settle only.
//
// Question   Issues in an order; lines over them. How many settlements pass; how many when some lines are released; which
//            settlement breaks lines of the least total cost?
// Method     A table has one cell for each way to settle the issues that some unfinished line still needs; a step adds an
//            issue, applies the lines that are complete with it, and sums over the issues no later line needs (bucket
//            elimination along a line, Dechter 1999, AIJ 113:41-85). A line acts in one step alone: with the tables from
//            the front and from the back kept, releasing it costs one step,
//            and one more pass says for every line what breaks it alone.
// Cost       sum of the tables' cells times the classes of the issue added; plan() says how many before anything is done.
// Threads    const functions may run concurrently, each with a Budget of its own.
#include <optional>
#include <utility>
#include <vector>

#include "settle/budget.hpp"
#include "settle/problem.hpp"
#include "settle/wide_count.hpp"

namespace locarno::settle {

class Elimination {
 public:
  /// issues: those of the lines, in the order to settle them. nullopt when a table would have more than most_cells cells.
  static std::optional<Elimination> plan(const Problem& problem, const std::vector<std::uint32_t>& lines,
                                         const std::vector<std::uint32_t>& issues, std::uint64_t most_cells);

  /// Cells of all tables together.
  std::uint64_t cells() const { return cells_; }
  std::uint64_t widest() const { return widest_; }

  /// Tables from both ends.
  template <class Count>
  struct Passes {
    std::vector<std::vector<Count>> front;  ///< [step] ways to reach each cell before the step
    std::vector<std::vector<Count>> back;   ///< [step] ways to go on from each cell before the step
    bool strict = false;
  };

  /// nullopt: the budget is spent.
  template <class Count>
  std::optional<Count> count(bool strict, Budget& budget) const;
  template <class Count>
  std::optional<Passes<Count>> passes(bool strict, Budget& budget) const;
  /// passes() in its two halves, which need nothing of each other: Passes.strict is given. False: the budget is spent.
  template <class Count>
  bool fill_front(Passes<Count>& passes, Budget& budget) const;
  template <class Count>
  bool fill_back(Passes<Count>& passes, Budget& budget) const;
  /// The lines complete at this step, each with the number of settlements that break it and no other line of the plan.
  template <class Count>
  std::optional<std::vector<std::pair<std::uint32_t, Count>>> opened_at(const Passes<Count>& passes, std::size_t step,
                                                                        Budget& budget) const;
  std::size_t steps() const { return steps_.size(); }
  /// How many pass when `released` (lines of the plan) are not in force.
  template <class Count>
  std::optional<Count> count_without(const Passes<Count>& passes, const std::vector<std::uint32_t>& released,
                                     Budget& budget) const;

  /// cost: [line of the problem]. The least total cost of broken lines, and the first settlement of that cost as
  /// [place in issues] class.
  struct Cheapest {
    std::uint64_t cost = 0;
    std::vector<std::uint32_t> classes;
  };
  std::optional<Cheapest> cheapest(const std::vector<std::uint64_t>& cost, Budget& budget) const;

 private:
  /// A line complete at a step: for each way to settle its other issues, the classes of the new issue it allows.
  struct Rule {
    std::uint32_t line = 0;
    std::vector<std::uint64_t> allowed;
  };
  /// Rules over the same other issues.
  struct Factor {
    std::vector<std::size_t> strides;  ///< [dimension of the table before] 0 when the rules do not name it
    std::vector<Rule> rules;
    std::vector<std::uint64_t> allowed;  ///< all rules together
  };
  struct Step {
    std::uint32_t issue = 0;
    std::uint32_t classes = 0;
    std::vector<std::uint32_t> sizes;  ///< [dimension] of the table before
    std::size_t cells = 1;             ///< of the table before
    std::size_t cells_after = 1;
    std::vector<std::size_t> to;       ///< [dimension] stride in the table after; 0 when summed over
    std::size_t to_new = 0;            ///< stride of the new issue after
    std::vector<Factor> factors;
    std::vector<std::uint64_t> loose, strict;  ///< [class] options of the class that each reading allows
  };
  using Masks = std::vector<const std::vector<std::uint64_t>*>;

  void add_factors(const Problem& problem, const std::vector<std::uint32_t>& done, const std::vector<std::uint32_t>& live,
                   Step& step) const;
  std::size_t step_of(std::uint32_t line) const;
  static std::uint64_t every_class(const Step& step);
  /// Calls visit(cell, at, place) for every cell before the step, `at` being the way of each factor. False: budget spent.
  template <class Visit>
  bool walk(const Step& step, Budget& budget, Visit visit) const;
  /// Calls visit(cell, allowed, place) for every cell before the step: `place` is where class 0 leads. False: budget spent.
  template <class Visit>
  bool each(const Step& step, const Masks& masks, Budget& budget, Visit visit) const;
  template <class Count>
  bool forward(const Step& step, const Masks& masks, bool strict, const std::vector<Count>& from, std::vector<Count>& to,
               Budget& budget) const;
  static Masks masks_of(const Step& step);

  std::vector<Step> steps_;
  std::uint64_t cells_ = 0;
  std::uint64_t widest_ = 1;
};

}  // namespace locarno::settle
