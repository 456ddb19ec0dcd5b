#include "stability/cube_sweep.hpp"

#include <algorithm>
#include <limits>

#include "stability/cube_columns.hpp"
#include "stability/parallel.hpp"
#include "stability/rank_sort.hpp"

namespace locarno::stability {
namespace {

/// What the sweeps of one thread write to.
template <class Unit>
struct Slice {
  struct Rival {
    CubePart part;                ///< within the slice
    std::vector<Unit> order;      ///< [column * choices + place]
    std::vector<Unit> reached;    ///< [column] how many places were looked at
  };
  std::vector<Rival> rivals;
  std::vector<Unit> worse;        ///< [state * rivals + rival]
  std::vector<std::uint32_t> value, worth, order, open, worst;
  std::vector<std::uint64_t> seen;
  RankSort sorter;
  SweepThresholds least;
  std::uint64_t nodes = 0, cells = 0;
};

template <class Unit>
class Sweeper {
 public:
  Sweeper(const SweepTask& task, const RankedColumns<Unit>& ranked, MakerIndex maker, const Run& run)
      : task_(task), ranked_(ranked), maker_(maker), part_(task.layout.part(maker)), columns_(std::size_t{1} << (task.layout.bits() - part_.bits)), run_(run) {
    for (MakerIndex other = 0; other < task.values.size(); ++other) {
      if (other != maker && task.layout.part(other).bits != 0) others_.push_back(other);
    }
    if (!task.wants_sseq) return;
    symmetric_worth_ = fold_columns(task.values[maker], task.layout.bits(), part_).most;
    RankSort().sort(symmetric_worth_, symmetric_order_);
  }

  void sweep_slice(std::size_t choice, Slice<Unit>& slice) const {
    copy(choice, slice);
    if (task_.wants_seq) {
      slice.sorter.sort(slice.value, slice.order);
      sweep(slice, slice.value, slice.order);
      raise(slice, slice.least.seq);
    }
    if (task_.wants_sseq) {
      sweep(slice, symmetric_worth_, symmetric_order_);
      raise(slice, slice.least.sseq);
    }
  }

 private:
  /// What the sweep looks at lies together: the slice's own ranks, its rivals' columns, and who is worse in them.
  void copy(std::size_t choice, Slice<Unit>& slice) const {
    slice.value.resize(columns_);
    for (std::size_t l = 0; l < columns_; ++l) slice.value[l] = task_.values[maker_][put_in(l, choice, part_.shift, part_.bits)];
    const std::size_t width = others_.size();
    slice.rivals.resize(width);
    slice.worse.resize(columns_ * width);
    for (std::size_t r = 0; r < width; ++r) {
      const CubePart global = task_.layout.part(others_[r]);
      auto& rival = slice.rivals[r];
      rival.part = {global.shift < part_.shift ? global.shift : global.shift - part_.bits, global.bits};
      const std::vector<Unit>& worse = ranked_.worse[others_[r]];
      for (std::size_t l = 0; l < columns_; ++l) slice.worse[l * width + r] = worse[put_in(l, choice, part_.shift, part_.bits)];
      const std::size_t choices = std::size_t{1} << global.bits, own_columns = columns_ >> global.bits;
      const unsigned gap = part_.shift < global.shift ? part_.shift : part_.shift - global.bits;
      const std::size_t run_length = std::size_t{1} << std::min<unsigned>(gap, task_.layout.bits() - part_.bits - global.bits);
      rival.order.resize(columns_);
      for (std::size_t column = 0; column < own_columns; column += run_length) {
        const Unit* from = ranked_.order[others_[r]].data() + put_in(column, choice, gap, part_.bits) * choices;
        std::copy(from, from + run_length * choices, rival.order.data() + column * choices);
      }
    }
  }

  void sweep(Slice<Unit>& slice, const std::vector<std::uint32_t>& worth, const std::vector<std::uint32_t>& order) const {
    slice.seen.assign((columns_ + 63) / 64, 0);
    slice.worst.resize(columns_);
    for (auto& rival : slice.rivals) rival.reached.assign(columns_ >> rival.part.bits, 0);
    std::size_t left = columns_;
    for (std::size_t k = 0; k < columns_ && left != 0; ++k) {
      const std::uint32_t target = order[k];
      if ((slice.seen[target / 64] >> (target % 64) & 1) != 0) continue;
      if (run_.is_cancelled()) return;
      slice.seen[target / 64] |= std::uint64_t{1} << (target % 64);
      slice.worst[target] = worth[target];
      slice.open.push_back(target);
      while (!slice.open.empty()) {
        const std::uint32_t at = slice.open.back();
        slice.open.pop_back();
        --left;
        open_rivals(slice, at, worth[target]);
      }
    }
    slice.nodes += columns_;
  }

  /// Whoever would move to `at`: in each rival's column the worse ones that were not looked at before.
  void open_rivals(Slice<Unit>& slice, std::uint32_t at, std::uint32_t worth) const {
    const Unit* worse = slice.worse.data() + at * slice.rivals.size();
    for (auto& rival : slice.rivals) {
      const std::size_t upto = *worse++;
      if (upto == 0) continue;
      const unsigned shift = rival.part.shift, bits = rival.part.bits;
      const std::size_t column = take_out(at, shift, bits);
      std::size_t place = rival.reached[column];
      if (place >= upto) continue;
      rival.reached[column] = static_cast<Unit>(upto);
      slice.cells += upto - place;
      const std::uint32_t base = at & ~(((std::uint32_t{1} << bits) - 1) << shift);
      for (const Unit* choice = rival.order.data() + (column << bits); place < upto; ++place) {
        const std::uint32_t from = base | static_cast<std::uint32_t>(choice[place]) << shift;
        if ((slice.seen[from / 64] >> (from % 64) & 1) != 0) continue;
        slice.seen[from / 64] |= std::uint64_t{1} << (from % 64);
        slice.worst[from] = worth;
        slice.open.push_back(from);
      }
    }
  }

  void raise(const Slice<Unit>& slice, std::vector<std::uint32_t>& least) const {
    if (least.empty()) least.assign(columns_, 0);
    const std::uint32_t step = task_.is_strict ? 1 : 0, top = std::numeric_limits<std::uint32_t>::max() - step;
    for (std::size_t l = 0; l < columns_; ++l) least[l] = std::max(least[l], std::min(slice.value[l], std::min(slice.worst[l], top) + step));
  }

  const SweepTask& task_;
  const RankedColumns<Unit>& ranked_;
  MakerIndex maker_;
  CubePart part_;
  std::size_t columns_;  ///< columns of the focal maker; also the states of one slice
  std::vector<MakerIndex> others_;
  const Run& run_;
  std::vector<std::uint32_t> symmetric_worth_, symmetric_order_;
};

void join(std::vector<std::uint32_t>& into, std::vector<std::uint32_t>& from) {
  if (into.empty()) into.swap(from);
  else for (std::size_t k = 0; k < from.size(); ++k) into[k] = std::max(into[k], from[k]);
}

/// Ranks one column: keys are rank and choice, worst first.
template <class Unit>
void rank_one(std::vector<std::uint64_t>& keys, Unit* order, Unit* worse_of_choice) {
  if (keys.size() <= 16) {
    for (std::size_t a = 1; a < keys.size(); ++a) {
      const std::uint64_t key = keys[a];
      std::size_t b = a;
      for (; b > 0 && keys[b - 1] > key; --b) keys[b] = keys[b - 1];
      keys[b] = key;
    }
  } else {
    std::sort(keys.begin(), keys.end());
  }
  std::size_t below = 0;
  for (std::size_t place = 0; place < keys.size(); ++place) {
    if (place > 0 && keys[place] >> 32 != keys[place - 1] >> 32) below = place;
    const auto choice = static_cast<std::uint32_t>(keys[place]);
    order[place] = static_cast<Unit>(choice);
    worse_of_choice[choice] = static_cast<Unit>(below);
  }
}

/// Columns of one decision maker, sixteen neighbours at a time: their ranks lie together in memory for every choice.
template <class Unit>
void rank_maker(const std::uint32_t* value, unsigned bits, const CubePart& part, std::vector<Unit>& order, std::vector<Unit>& worse) {
  const std::size_t choices = std::size_t{1} << part.bits, lows = std::size_t{1} << part.shift, highs = std::size_t{1} << (bits - part.shift - part.bits);
  order.resize(std::size_t{1} << bits);
  worse.resize(std::size_t{1} << bits);
  const std::size_t beside = std::min<std::size_t>(lows, 16);
  std::vector<std::vector<std::uint64_t>> keys(beside, std::vector<std::uint64_t>(choices));
  std::vector<Unit> below(beside * choices);
  for (std::size_t high = 0; high < highs; ++high) {
    for (std::size_t low = 0; low < lows; low += beside) {
      const std::size_t base = high * choices * lows + low;
      for (std::size_t x = 0; x < choices; ++x) {
        for (std::size_t b = 0; b < beside; ++b) keys[b][x] = std::uint64_t{value[base + x * lows + b]} << 32 | x;
      }
      for (std::size_t b = 0; b < beside; ++b) rank_one(keys[b], order.data() + (high * lows + low + b) * choices, below.data() + b * choices);
      for (std::size_t x = 0; x < choices; ++x) {
        for (std::size_t b = 0; b < beside; ++b) worse[base + x * lows + b] = below[b * choices + x];
      }
    }
  }
}

}  // namespace

template <class Unit>
RankedColumns<Unit> rank_columns(const std::vector<const std::uint32_t*>& values, const CubeLayout& layout, const Run& run) {
  RankedColumns<Unit> ranked{std::vector<std::vector<Unit>>(values.size()), std::vector<std::vector<Unit>>(values.size())};
  in_parallel(run, values.size(), [&](std::size_t maker, unsigned) {
    const CubePart& part = layout.part(static_cast<MakerIndex>(maker));
    if (part.bits != 0) rank_maker(values[maker], layout.bits(), part, ranked.order[maker], ranked.worse[maker]);
  });
  return ranked;
}

template <class Unit>
SweepThresholds sweep_slices(const SweepTask& task, const RankedColumns<Unit>& ranked, MakerIndex maker, const Run& run, Effort& effort) {
  const Sweeper<Unit> sweeper(task, ranked, maker, run);
  const std::size_t slices = std::size_t{1} << task.layout.part(maker).bits;
  std::vector<Slice<Unit>> workers(threads_for(run, slices));
  in_parallel(run, slices, [&](std::size_t choice, unsigned worker) { sweeper.sweep_slice(choice, workers[worker]); });
  SweepThresholds least;
  for (Slice<Unit>& worker : workers) {
    join(least.seq, worker.least.seq);
    join(least.sseq, worker.least.sseq);
    effort.nodes += worker.nodes;
    effort.cells += worker.cells;
  }
  return least;
}

template RankedColumns<std::uint8_t> rank_columns(const std::vector<const std::uint32_t*>&, const CubeLayout&, const Run&);
template RankedColumns<std::uint16_t> rank_columns(const std::vector<const std::uint32_t*>&, const CubeLayout&, const Run&);
template RankedColumns<std::uint32_t> rank_columns(const std::vector<const std::uint32_t*>&, const CubeLayout&, const Run&);
template SweepThresholds sweep_slices(const SweepTask&, const RankedColumns<std::uint8_t>&, MakerIndex, const Run&, Effort&);
template SweepThresholds sweep_slices(const SweepTask&, const RankedColumns<std::uint16_t>&, MakerIndex, const Run&, Effort&);
template SweepThresholds sweep_slices(const SweepTask&, const RankedColumns<std::uint32_t>&, MakerIndex, const Run&, Effort&);

}  // namespace locarno::stability
