#pragma once
// locarno/settle/count.hpp -- how many settlements pass a set of lines, exactly, without listing them. Inside settle only.
//
// The lines in question split the issues into components; their counts multiply. Within one, issues are settled in a
// fixed order and settlements that leave every line begun with the same remainder are counted together. Counts of
// components are kept, so releasing one line recounts only what it touched.
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "settle/diagram.hpp"

namespace locarno::settle {

class Counter {
 public:
  Counter(const Problem& problem, Budget& budget);
  /// active: [line] is it in force? nullopt when the budget or its memory is spent.
  std::optional<Integer> count(const std::vector<bool>& active, bool strict);

 private:
  struct Component {
    std::vector<std::uint32_t> lines;   ///< ascending
    std::vector<std::uint32_t> issues;  ///< in the order of levels
  };
  std::vector<Component> split(const std::vector<std::uint32_t>& lines) const;
  std::optional<Diagrams::Ref> root(std::uint32_t line);
  std::optional<Integer> count_component(const Component& component, bool strict);
  template <class Count>
  std::optional<Count> sweep(const Component& component, bool strict);

  const Problem& problem_;
  Budget& budget_;
  std::vector<std::uint32_t> level_of_;
  Diagrams diagrams_;
  std::vector<std::optional<Diagrams::Ref>> roots_;
  std::map<std::pair<bool, std::vector<std::uint32_t>>, Integer> known_;
};

}  // namespace locarno::settle
