#pragma once
// locarno/settle/count.hpp -- how many settlements pass a set of lines, exactly, without listing them. Inside settle only.
//
// The lines in question split the issues into components; their counts multiply. Within one, issues are settled in a
// fixed order: in plain tables over the issues still needed where these are small (elimination.hpp), otherwise settlements
// that leave every line begun with the same remainder are counted together. Counts of components are kept, so releasing a
// line recounts only what it touched. Every active line binds: coalitions are the business of tally.hpp.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "settle/diagram.hpp"
#include "settle/elimination.hpp"

namespace locarno::settle {

class Counter {
 public:
  Counter(const Problem& problem, Budget& budget);
  /// active: [line] is it in force? nullopt when the budget or its memory is spent.
  std::optional<Integer> count(const std::vector<bool>& active, bool strict);
  /// count() with all lines but `released` in force (open reading). Tables over all lines are kept from the first call.
  std::optional<Integer> count_without(const std::vector<std::uint32_t>& released);
  /// [line] how many more settlements pass (open reading) when that line alone of the active ones is released; 0 for lines
  /// not in force; none where out of reach. All lines of a component from two passes over its tables; where these are too
  /// large, by a count for each line when `patient`.
  std::vector<std::optional<Integer>> opens_alone(const std::vector<bool>& active, unsigned threads, bool patient);
  /// The least total cost of lines that one settlement breaks, and that settlement's classes [issue]. nullopt when a
  /// table would be too large or the budget is spent.
  struct Cheapest {
    std::uint64_t cost = 0;
    std::vector<std::uint32_t> classes;
  };
  std::optional<Cheapest> cheapest(const std::vector<std::uint64_t>& cost);

 private:
  struct Component {
    std::vector<std::uint32_t> lines;   ///< ascending
    std::vector<std::uint32_t> issues;  ///< in the order of levels
  };
  std::vector<Component> split(const std::vector<std::uint32_t>& lines) const;
  std::optional<Diagrams::Ref> root(std::uint32_t line);
  std::optional<Integer> count_component(const Component& component, bool strict);
  /// A component of all lines, with its tables where they are small enough.
  struct Prepared {
    Component component;
    std::optional<Elimination> plan;
    std::optional<Elimination::Passes<WideCount>> wide;
    std::optional<Elimination::Passes<Integer>> large;
    Integer count;
  };
  /// A component by itself: its settlements that pass, and for lines of it how many break that one only.
  struct Alone {
    std::optional<Integer> count;
    std::vector<std::pair<std::uint32_t, Integer>> opens;
  };
  Alone alone(const Component& component, unsigned threads, bool patient);
  std::optional<Integer> count_without_one(const Component& component, std::uint32_t line);
  bool prepare();
  bool make_tables(Prepared& part);
  std::optional<Integer> released_part(Prepared& part, const std::vector<std::uint32_t>& released);
  std::optional<std::vector<std::uint32_t>> alive(const std::vector<bool>& active, bool& is_dead);
  std::uint64_t most_cells(std::size_t bytes) const { return std::max<std::uint64_t>(budget_.memory() / bytes / 4, 1); }
  Integer settlements_of(const Component& component, bool strict) const;
  template <class Count>
  std::optional<Count> sweep(const Component& component, bool strict);

  const Problem& problem_;
  Budget& budget_;
  std::vector<std::uint32_t> level_of_;
  Diagrams diagrams_;
  std::vector<std::optional<Diagrams::Ref>> roots_;
  std::map<std::pair<bool, std::vector<std::uint32_t>>, Integer> known_;
  enum class State : std::uint8_t { unknown, ready, failed } state_ = State::unknown;
  std::vector<Prepared> prepared_;          ///< components of all lines that some settlement breaks
  Integer unbound_ = 1;                     ///< settlements of the issues no line binds
  std::vector<std::uint32_t> impossible_;   ///< lines no settlement meets
};

}  // namespace locarno::settle
