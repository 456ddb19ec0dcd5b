#include "ratify/power_parts.hpp"

namespace locarno::ratify {

SwingTable swings_by_kinds(const PowerQuestion& question, const std::vector<VoterKind>& kinds, Effort& effort) {
  const std::size_t voters = question.weights.size(), dimensions = question.ways.front().size();
  std::vector<std::vector<Integer>> chosen(kinds.size());  // [kind][how many]: binomial coefficients of all its voters
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    chosen[k].resize(kinds[k].voters + 1u);
    for (std::uint32_t c = 0; c <= kinds[k].voters; ++c) mpz_bin_uiui(chosen[k][c].get_mpz_t(), kinds[k].voters, c);
  }
  SwingTable swings(kinds.size(), std::vector<Integer>(voters));
  std::vector<std::uint32_t> count(kinds.size(), 0);
  std::vector<std::uint64_t> sums(dimensions, 0), more(dimensions);
  std::size_t size = 0;
  while (true) {
    ++effort.cells;
    if (!wins(question.ways, sums)) {
      Integer ways = 1;
      bool is_counted = false;
      for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (count[k] == kinds[k].voters) continue;
        for (std::size_t d = 0; d < dimensions; ++d) more[d] = sums[d] + kinds[k].weights[d];
        if (!wins(question.ways, more)) continue;
        if (!is_counted)
          for (std::size_t other = 0; other < kinds.size(); ++other) ways *= chosen[other][count[other]];
        is_counted = true;
        // of the voters of this kind, one stands aside: C(m-1, c) = C(m, c) * (m - c) / m
        swings[k][size] += ways * (kinds[k].voters - count[k]) / kinds[k].voters;
      }
    }
    std::size_t k = 0;
    while (k < kinds.size() && count[k] == kinds[k].voters) {
      for (std::size_t d = 0; d < dimensions; ++d) sums[d] -= std::uint64_t{kinds[k].weights[d]} * count[k];
      size -= count[k];
      count[k++] = 0;
    }
    if (k == kinds.size()) return swings;
    ++count[k];
    ++size;
    for (std::size_t d = 0; d < dimensions; ++d) sums[d] += kinds[k].weights[d];
  }
}

}  // namespace locarno::ratify
