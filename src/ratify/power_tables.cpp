// Coalitions counted by size and weight. A row of the table holds the counts of one size, cell after cell, each as many limbs
// wide as the largest count needs: no cell ever carries into the next, so a whole row is added to another as one long number.
#include <gmp.h>

#include <numeric>

#include "ratify/power_parts.hpp"

namespace locarno::ratify {
namespace {

/// Where the weights of a coalition stand in a row.
struct Layout {
  std::vector<std::size_t> axes;        ///< dimensions with a place in the row; the others count heads
  std::vector<std::uint64_t> strides;   ///< of those
  std::uint64_t cells = 1;              ///< coalitions at or beyond are not kept
  bool is_simple = false;               ///< one quota on one axis: then only losing coalitions are kept
  std::uint64_t quota = 0;              ///< of the simple rule
  std::uint64_t place(const std::vector<std::uint32_t>& weights) const {
    std::uint64_t at = 0;
    for (std::size_t a = 0; a < axes.size(); ++a) at += weights[axes[a]] * strides[a];
    return at;
  }
};

/// nullopt-like: cells = 0 when the product overflows any use.
Layout layout_of(const PowerQuestion& question) {
  const std::size_t dimensions = question.ways.front().size();
  Layout layout;
  std::vector<std::uint64_t> all(dimensions, 0);
  bool asks_heads = false;
  for (std::size_t d = 0; d < dimensions; ++d) {
    bool is_heads = true;
    for (const auto& voter : question.weights) {
      all[d] += voter[d];
      is_heads = is_heads && voter[d] == 1;
    }
    if (is_heads && dimensions > 1) asks_heads = asks_heads || std::any_of(question.ways.begin(), question.ways.end(), [&](const auto& way) { return way[d] > 0; });
    else layout.axes.push_back(d);
  }
  if (layout.axes.size() == 1 && question.ways.size() == 1 && !asks_heads) {
    const std::uint64_t quota = question.ways.front()[layout.axes[0]], total = all[layout.axes[0]];
    // The dual rule (who can stop) has the same indices and the smaller table.
    layout.is_simple = quota > 0;
    layout.quota = std::min(quota, total + 1 - quota);
    layout.strides = {1};
    layout.cells = layout.quota;
    return layout;
  }
  for (const std::size_t axis : layout.axes) {
    layout.strides.push_back(layout.cells);
    if (all[axis] + 1 > (1ull << 40) / layout.cells) return layout.cells = 0, layout;
    layout.cells *= all[axis] + 1;
  }
  return layout;
}

/// Counts of coalitions of one size whose place lies in [base, base + cells).
struct Row {
  std::uint64_t base = 0;
  std::uint64_t cells = 0;
  std::vector<mp_limb_t> limbs;
};

struct Table {
  std::size_t width = 1;  ///< limbs of a cell
  std::vector<Row> rows;  ///< [size]
  const mp_limb_t* cell(std::size_t size, std::uint64_t place) const {
    return rows[size].limbs.data() + (place - rows[size].base) * width;
  }
};

void add_cell(Integer& to, const mp_limb_t* cell, std::size_t width, bool is_minus) {
  mpz_t view;
  const mpz_srcptr number = mpz_roinit_n(view, cell, static_cast<mp_size_t>(width));
  if (is_minus) mpz_sub(to.get_mpz_t(), to.get_mpz_t(), number);
  else mpz_add(to.get_mpz_t(), to.get_mpz_t(), number);
}

/// Empty rows over every place a coalition of that size can have. Errors: limit_reached.
Result<Table> make_table(const std::vector<std::uint64_t>& places, const Layout& layout, const Run& run) {
  Table table;
  const std::size_t voters = places.size();
  Integer largest;
  mpz_bin_uiui(largest.get_mpz_t(), voters, voters / 2);
  table.width = mpz_size(largest.get_mpz_t());
  const std::uint64_t most = run.limits.memory_bytes == 0 ? usual_memory : run.limits.memory_bytes;
  std::uint64_t bytes = 0, low = 0, high = 0;
  for (std::size_t size = 0; size <= voters; ++size) {
    if (size > 0) {
      low += places[size - 1];
      high += places[voters - size];
    }
    if (low >= layout.cells) break;  // no coalition of this size is kept, nor of any larger
    Row row;
    row.base = low;
    row.cells = std::min(high, layout.cells - 1) - low + 1;
    bytes += row.cells * table.width * sizeof(mp_limb_t);
    if (bytes > most)
      return fail(ErrorCode::limit_reached, "counting these coalitions would take more than " + std::to_string(most >> 20) + " MiB");
    table.rows.push_back(std::move(row));
  }
  for (Row& row : table.rows) row.limbs.assign(row.cells * table.width, 0);
  return table;
}

Result<Table> count(const std::vector<std::uint64_t>& places, const Layout& layout, const Run& run, Effort& effort) {
  LOC_TRY(Table table, make_table(places, layout, run));
  table.rows[0].limbs[0] = 1;
  std::vector<std::uint64_t> tail(1, 0);  // [size]: the largest place of a coalition of that size among the voters so far
  for (std::size_t voter = 0; voter < places.size(); ++voter) {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while counting coalitions");
    const std::uint64_t place = places[voter];
    for (std::size_t size = std::min(voter + 1, table.rows.size() - 1); size > 0; --size) {
      const Row& from = table.rows[size - 1];
      Row& to = table.rows[size];
      if (from.base + place >= layout.cells) continue;
      const std::uint64_t last = std::min(tail[size - 1], layout.cells - 1 - place);  // places ascend: these are reachable
      const std::uint64_t cells = last - from.base + 1;
      effort.cells += cells;
      mp_limb_t* target = to.limbs.data() + (from.base + place - to.base) * table.width;
      mpn_add_n(target, target, from.limbs.data(), static_cast<mp_size_t>(cells * table.width));
    }
    tail.insert(tail.begin() + 1, 0);
    for (std::size_t size = 1; size < tail.size(); ++size) {
      tail[size] = 0;
      for (std::size_t k = 0; k < size; ++k) tail[size] += places[voter - k];
    }
  }
  return table;
}

/// Sums of counts up to each place, in place.
void accumulate(Table& table) {
  for (Row& row : table.rows)
    for (std::uint64_t cell = 1; cell < row.cells; ++cell) {
      mp_limb_t* at = row.limbs.data() + cell * table.width;
      mpn_add_n(at, at, at - table.width, static_cast<mp_size_t>(table.width));
    }
}

/// Any rule: each voter is taken out of the whole table, and every coalition left is asked.
SwingTable general_swings(const Table& table, const PowerQuestion& question, const Layout& layout, const std::vector<VoterKind>& kinds) {
  const std::size_t voters = question.weights.size(), dimensions = question.ways.front().size();
  SwingTable swings(kinds.size(), std::vector<Integer>(voters));
  std::vector<std::uint64_t> sums(dimensions), more(dimensions);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    Table rest = table;
    const std::uint64_t place = layout.place(kinds[k].weights);
    for (std::size_t size = 0; size < voters; ++size) {
      Row& row = rest.rows[size];
      if (size > 0) {
        const Row& smaller = rest.rows[size - 1];
        // Where one of the two does not reach, no coalition without this voter stands.
        const std::uint64_t first = std::max(smaller.base + place, row.base);
        const std::uint64_t end = std::min(smaller.base + place + smaller.cells, row.base + row.cells);
        if (first < end)
          mpn_sub_n(row.limbs.data() + (first - row.base) * rest.width, row.limbs.data() + (first - row.base) * rest.width,
                    smaller.limbs.data() + (first - place - smaller.base) * rest.width, static_cast<mp_size_t>((end - first) * rest.width));
      }
      for (std::uint64_t cell = 0; cell < row.cells; ++cell) {
        const mp_limb_t* at = row.limbs.data() + cell * rest.width;
        if (mpn_zero_p(at, static_cast<mp_size_t>(rest.width)) != 0) continue;
        sums.assign(dimensions, size);
        std::uint64_t left = row.base + cell;
        for (std::size_t a = layout.axes.size(); a-- > 0; left %= layout.strides[a]) sums[layout.axes[a]] = left / layout.strides[a];
        if (wins(question.ways, sums)) continue;
        for (std::size_t d = 0; d < dimensions; ++d) more[d] = sums[d] + kinds[k].weights[d];
        if (wins(question.ways, more)) add_cell(swings[k][size], at, rest.width, false);
      }
    }
  }
  return swings;
}

/// All sizes together: swings of each kind stand under size 0. In place from the top down, through a copy.
SwingTable swings_without_size(const std::vector<std::uint64_t>& places, const Layout& layout, const std::vector<VoterKind>& kinds,
                               Effort& effort) {
  Table table;
  table.width = places.size() / (8 * sizeof(mp_limb_t)) + 1;
  table.rows.push_back({0, layout.cells, std::vector<mp_limb_t>(layout.cells * table.width, 0)});
  std::vector<mp_limb_t>& limbs = table.rows[0].limbs;
  limbs[0] = 1;
  std::uint64_t reached = 0;
  std::vector<mp_limb_t> copy;
  for (const std::uint64_t place : places) {
    if (place >= layout.cells) break;  // no losing coalition holds such a voter; places ascend
    const std::uint64_t cells = std::min(reached, layout.cells - 1 - place) + 1;
    copy.assign(limbs.begin(), limbs.begin() + static_cast<std::ptrdiff_t>(cells * table.width));
    mp_limb_t* target = limbs.data() + place * table.width;
    mpn_add_n(target, target, copy.data(), static_cast<mp_size_t>(copy.size()));
    reached = std::min(reached + place, layout.cells - 1);
    effort.cells += cells;
  }
  accumulate(table);
  const auto below = [&](std::uint64_t place, std::uint64_t most) {  // coalitions without a voter at `place`, of weight at most `most`
    Integer out = 0;
    for (bool is_minus = false;; is_minus = !is_minus) {
      add_cell(out, table.cell(0, most), table.width, is_minus);
      if (most < place) return out;
      most -= place;
    }
  };
  SwingTable swings(kinds.size(), std::vector<Integer>(1));
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    const std::uint64_t place = layout.place(kinds[k].weights);
    if (place == 0) continue;
    swings[k][0] = below(place, layout.quota - 1);
    if (layout.quota > place) swings[k][0] -= below(place, layout.quota - 1 - place);
  }
  return swings;
}

}  // namespace

Result<SwingTable> swings_by_tables(const PowerQuestion& question, const std::vector<VoterKind>& kinds, const Run& run, Effort& effort) {
  const std::size_t voters = question.weights.size();
  if (voters > 512) return fail(ErrorCode::bad_input, std::to_string(voters) + " voters of " + std::to_string(kinds.size()) +
                                                          " kinds, at most 512 can be counted");
  const Layout layout = layout_of(question);
  if (layout.cells == 0) return fail(ErrorCode::limit_reached, "the weights are too large to count coalitions by them");
  std::vector<std::uint64_t> places;
  for (const auto& voter : question.weights) places.push_back(layout.place(voter));
  std::sort(places.begin(), places.end());
  if (layout.is_simple && !question.with_shapley) return swings_without_size(places, layout, kinds, effort);
  if (layout.is_simple) {
    std::vector<std::uint64_t> asked;
    for (const VoterKind& kind : kinds) asked.push_back(layout.place(kind.weights));
    return swings_by_sizes(places, layout.quota, asked, run, effort);
  }
  LOC_TRY(Table table, count(places, layout, run, effort));
  return general_swings(table, question, layout, kinds);
}

}  // namespace locarno::ratify
