#pragma once
// Graphs as questions: an issue per vertex, an option per colour, a line per edge ("not the same colour").
#include <utility>
#include <vector>

#include "settle/zone.hpp"

namespace locarno::settle {

using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

inline Condition is_one(std::size_t issue, std::size_t option) {
  OptionSet one;
  one.add(OptionId(option));
  return Condition::atom(IssueId(issue), one);
}

/// The two issues do not take the same of their first `colours` options.
inline Condition differ(std::size_t a, std::size_t b, std::size_t colours) {
  Condition c = Condition::negation(Condition::both(is_one(a, 0), is_one(b, 0)));
  for (std::size_t colour = 1; colour < colours; ++colour)
    c = Condition::both(c, Condition::negation(Condition::both(is_one(a, colour), is_one(b, colour))));
  return c;
}

inline ZoneQuestion colouring(std::size_t vertices, std::uint32_t colours, const Edges& edges) {
  ZoneQuestion q;
  q.options.assign(vertices, colours);
  for (const auto& [a, b] : edges)
    q.lines.push_back({std::to_string(a) + "-" + std::to_string(b), PartyId(a), differ(a, b, colours)});
  return q;
}

inline Edges cycle(std::size_t n) {
  Edges edges;
  for (std::size_t i = 0; i < n; ++i) edges.push_back({i, (i + 1) % n});
  return edges;
}

inline Edges complete(std::size_t n) {
  Edges edges;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = a + 1; b < n; ++b) edges.push_back({a, b});
  return edges;
}

inline Edges petersen() {
  Edges edges;
  for (std::size_t i = 0; i < 5; ++i) {
    edges.push_back({i, (i + 1) % 5});
    edges.push_back({i, i + 5});
    edges.push_back({i + 5, (i + 2) % 5 + 5});
  }
  return edges;
}

/// Sets of cells of a square grid without two neighbours: option 1 = chosen, and a line for each pair of neighbours.
inline ZoneQuestion hard_squares(std::size_t side) {
  ZoneQuestion q;
  q.options.assign(side * side, 2);
  const auto add = [&](std::size_t a, std::size_t b) {
    q.lines.push_back({"x", PartyId(0), Condition::negation(Condition::both(is_one(a, 1), is_one(b, 1)))});
  };
  for (std::size_t row = 0; row < side; ++row)
    for (std::size_t column = 0; column < side; ++column) {
      const std::size_t at = row * side + column;
      if (column + 1 < side) add(at, at + 1);
      if (row + 1 < side) add(at, at + side);
    }
  return q;
}

}  // namespace locarno::settle
