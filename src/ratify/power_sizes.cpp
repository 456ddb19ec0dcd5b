// Losing coalitions of one weighted rule, counted by size and weight; then each voter is taken out again.
//
// What a table holds. A row for each size, in it a cell for each weight that a losing coalition of that size can have. A cell is a
// number of `width` words; each but the last holds 48 bits of it, the last all that is above. Adding two cells is adding their words:
// the 16 spare bits take the carries of 16 voters, then every cell is carried over once. The width grows with the voters counted so
// far: coalitions of j voters are fewer than 2^j, and the last word is never asked to hold more than 64 bits.
//
// In which order. Voter a turns row s into row s + (row s-1, a further on). Taken one voter after another the whole table would pass
// through memory 200 times, and memory is what takes the time. So 16 voters go over a piece of it together while it lies in the
// nearest cache: seen from u = weight - c * size, c the lightest of the 16, each shifts by little (its weight less c), so the pieces
// are bands of u, from high to low, and within a band the voters follow each other one size behind. A group of 16 may follow the
// group before it on another thread, as far behind as the two slopes c differ.
#include <sys/mman.h>

#include <array>
#include <atomic>
#include <limits>
#include <memory>
#include <thread>

#include "ratify/power_parts.hpp"

namespace locarno::ratify {
namespace {

using Word = std::uint64_t;
constexpr unsigned word_bits = 48;
constexpr std::size_t group_voters = 64 - word_bits;
constexpr std::int64_t band = 512;  // weights of a piece: 17 rows of it, four words a cell, are 280 kB

void add_plainly(Word* __restrict to, const Word* __restrict from, std::size_t words) {
  for (std::size_t k = 0; k < words; ++k) to[k] += from[k];
}
#if defined(__x86_64__)
__attribute__((target("avx2"))) void add_four_by_four(Word* __restrict to, const Word* __restrict from, std::size_t words) {
  for (std::size_t k = 0; k < words; ++k) to[k] += from[k];
}
#endif
using Add = void (*)(Word*, const Word*, std::size_t);
Add fastest_add() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return add_four_by_four;
#endif
  return add_plainly;
}

/// Zeroed words, in large pages where the system gives them.
class Words {
 public:
  Words() = default;
  explicit Words(std::size_t count) : bytes_(count * sizeof(Word)) {
    void* at = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return;
    at_ = static_cast<Word*>(at);
    madvise(at, bytes_, MADV_HUGEPAGE);
  }
  Words(Words&& other) noexcept : at_(std::exchange(other.at_, nullptr)), bytes_(other.bytes_) {}
  Words& operator=(Words&& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~Words() {
    if (at_ != nullptr) munmap(at_, bytes_);
  }
  Word* data() const { return at_; }

 private:
  Word* at_ = nullptr;
  std::size_t bytes_ = 0;
};

/// Which coalitions of which voters are counted.
struct Plan {
  std::vector<std::int64_t> weights;  ///< descending; a voter who wins alone is in no losing coalition and not among them
  std::vector<std::int64_t> heaviest; ///< [size] of so many, not cut at the quota
  std::int64_t last = 0;              ///< the heaviest weight that loses
  std::size_t sizes = 0;              ///< coalitions of so many voters never lose

  std::size_t rows(std::size_t among) const { return std::min(among + 1, sizes); }
  std::int64_t lightest(std::size_t among, std::size_t size) const { return heaviest[among] - heaviest[among - size]; }
  std::int64_t top(std::size_t size) const { return std::min(heaviest[size], last); }
};

Plan plan_of(const std::vector<std::uint64_t>& places, std::uint64_t quota) {
  Plan plan;
  plan.last = static_cast<std::int64_t>(quota) - 1;
  for (const std::uint64_t place : places)
    if (place < quota) plan.weights.push_back(static_cast<std::int64_t>(place));
  std::sort(plan.weights.rbegin(), plan.weights.rend());
  plan.heaviest.push_back(0);
  for (const std::int64_t weight : plan.weights) plan.heaviest.push_back(plan.heaviest.back() + weight);
  while (plan.sizes <= plan.weights.size() && plan.lightest(plan.weights.size(), plan.sizes) <= plan.last) ++plan.sizes;
  return plan;
}

/// Words that hold every count among so many voters.
std::size_t width_of(std::size_t voters) {
  Integer largest;
  mpz_bin_uiui(largest.get_mpz_t(), voters, voters / 2);
  const std::size_t bits = mpz_sizeinbase(largest.get_mpz_t(), 2);
  return bits <= 64 ? 1 : 1 + (bits - 64 + word_bits - 1) / word_bits;
}

void carry(Word* cells, std::size_t count, std::size_t width) {
  constexpr Word mask = (Word{1} << word_bits) - 1;
  for (Word* cell = cells; cell != cells + count * width; cell += width)
    for (std::size_t k = 0; k + 1 < width; ++k) {
      cell[k + 1] += cell[k] >> word_bits;
      cell[k] &= mask;
    }
}

/// The cells that coalitions of the first `among` voters can have.
struct Table {
  std::vector<std::int64_t> base, top;   ///< [size] the first and last weight of the row; no weights where the first is larger
  std::vector<std::size_t> offset = {0}; ///< [size] cells before the row; one more than rows
  std::size_t width = 1;
  Words words;

  Table(const Plan& plan, std::size_t among, std::size_t words_of_a_cell) : width(words_of_a_cell) {
    for (std::size_t size = 0; size < plan.rows(among); ++size) {
      base.push_back(plan.lightest(among, size));
      top.push_back(std::max(plan.top(size), base.back() - 1));
      offset.push_back(offset.back() + static_cast<std::size_t>(top.back() - base.back() + 1));
    }
  }
  std::size_t rows() const { return base.size(); }
  Word* at(std::size_t size, std::int64_t weight) const {
    return words.data() + (offset[size] + static_cast<std::size_t>(weight - base[size])) * width;
  }
};

/// Voters `first` to `end` taken over the table together.
class Group {
 public:
  Group(const Plan& plan, std::size_t first, std::size_t end);
  /// Where bands begin and end, highest first; a band [low, low + band) may be taken once all above are.
  std::int64_t highest() const { return highest_; }
  std::int64_t lowest() const { return lowest_; }
  void take(const Table& table, std::int64_t low, Add add) const;
  /// How low the group before must be, in its own u, before this one takes the band at `low`.
  std::int64_t waits_for(const Group& before, std::int64_t low) const {
    return low - spread_ - (before.slope_ - slope_) * static_cast<std::int64_t>(rows_);
  }
  std::uint64_t cells() const { return cells_; }

 private:
  const Plan& plan_;
  std::size_t first_, end_, rows_;              ///< rows 1..rows_ change
  std::int64_t slope_, spread_ = 0;             ///< c; how far all shift together, seen from u
  std::int64_t highest_ = std::numeric_limits<std::int64_t>::min(), lowest_ = std::numeric_limits<std::int64_t>::max();
  std::uint64_t cells_ = 0;
  std::array<std::int64_t, group_voters + 1> behind_{};  ///< [voter] how far it is ahead of the last one
  struct Span { std::int64_t low, high; };      ///< of u + behind
  std::vector<Span> spans_;                     ///< [voter][size] of the cells that change; last: that are carried
};

Group::Group(const Plan& plan, std::size_t first, std::size_t end)
    : plan_(plan), first_(first), end_(end), rows_(plan.rows(end) - 1), slope_(plan.weights[end - 1]) {
  const std::size_t voters = end - first;
  for (std::size_t v = voters; v-- > 0;) {
    behind_[v] = spread_;
    spread_ += plan.weights[first + v] - slope_;
  }
  spans_.assign((voters + 1) * (rows_ + 1), {0, -1});
  for (std::size_t v = 0; v <= voters; ++v)
    for (std::size_t size = 1; size <= rows_; ++size) {
      std::int64_t low, high;
      const std::size_t among = first + v;
      if (v == voters) {
        low = plan.lightest(among, size);
        high = plan.top(size);
      } else {
        if (size - 1 > among) continue;
        const std::int64_t weight = plan.weights[among];
        low = plan.lightest(among, size - 1) + weight;
        high = std::min(plan.top(size - 1) + weight, plan.last);
        if (low <= high) cells_ += static_cast<std::uint64_t>(high - low + 1);
      }
      if (low > high) continue;
      const std::int64_t shift = (v == voters ? 0 : behind_[v]) - slope_ * static_cast<std::int64_t>(size);
      spans_[v * (rows_ + 1) + size] = {low + shift, high + shift};
      highest_ = std::max(highest_, high + shift);
      lowest_ = std::min(lowest_, low + shift);
    }
}

void Group::take(const Table& table, std::int64_t low, Add add) const {
  const auto voters = static_cast<std::ptrdiff_t>(end_ - first_);
  for (std::ptrdiff_t front = static_cast<std::ptrdiff_t>(rows_); front >= 1 - voters; --front)
    for (std::ptrdiff_t v = std::max<std::ptrdiff_t>(0, 1 - front); v <= voters && front + v <= static_cast<std::ptrdiff_t>(rows_); ++v) {
      const auto size = static_cast<std::size_t>(front + v);
      const Span& span = spans_[static_cast<std::size_t>(v) * (rows_ + 1) + size];
      const std::int64_t from = std::max(low, span.low), to = std::min(low + band - 1, span.high);
      if (from > to) continue;
      const std::int64_t weight = from + slope_ * static_cast<std::int64_t>(size) - (v == voters ? 0 : behind_[static_cast<std::size_t>(v)]);
      const auto count = static_cast<std::size_t>(to - from + 1);
      Word* cells = table.at(size, weight);
      if (v == voters) {
        if (table.width > 1) carry(cells, count, table.width);
      } else {
        add(cells, table.at(size - 1, weight - plan_.weights[first_ + static_cast<std::size_t>(v)]), count * table.width);
      }
    }
}

unsigned threads_of(const Run& run) { return run.threads != 0 ? run.threads : std::max(1u, std::thread::hardware_concurrency()); }

template <class Work>
void on_threads(unsigned threads, const Work& work) {
  std::vector<std::thread> others;
  for (unsigned id = 1; id < threads; ++id) others.emplace_back(work, id);
  work(0u);
  for (std::thread& thread : others) thread.join();
}

/// Groups one after another over bands, each on the next thread and behind the one before.
void take_groups(const Table& table, const std::vector<Group>& groups, const Run& run) {
  const Add add = fastest_add();
  const unsigned threads = static_cast<unsigned>(std::min<std::size_t>(threads_of(run), groups.size()));
  std::vector<std::atomic<std::int64_t>> done(groups.size());
  for (auto& one : done) one.store(std::numeric_limits<std::int64_t>::max());
  on_threads(threads, [&](unsigned id) {
    for (std::size_t g = id; g < groups.size(); g += threads) {
      const Group& group = groups[g];
      for (std::int64_t low = group.highest() - band + 1; low > group.lowest() - band; low -= band) {
        while (g > 0 && done[g - 1].load(std::memory_order_acquire) > group.waits_for(groups[g - 1], low)) {
          if (run.is_cancelled()) return;
          std::this_thread::yield();
        }
        if (run.is_cancelled()) return;
        group.take(table, low, add);
        done[g].store(low, std::memory_order_release);
      }
      done[g].store(std::numeric_limits<std::int64_t>::min(), std::memory_order_release);
    }
  });
}

/// The counts among more voters: with more rows, longer ones, and cells of more words.
Result<void> move_into(Table& table, const Table& old) {
  table.words = Words(table.offset.back() * table.width);
  if (table.words.data() == nullptr) return fail(ErrorCode::limit_reached, "there is no memory for counting these coalitions");
  for (std::size_t size = 0; size < old.rows(); ++size)
    for (std::int64_t weight = old.base[size]; weight <= old.top[size]; ++weight) {
      // The last word has no spare bits and may hold more than the others: it is carried when it gets a neighbour.
      std::copy_n(old.at(size, weight), old.width, table.at(size, weight));
      carry(table.at(size, weight), 1, table.width);
    }
  return {};
}

Result<Table> count(const Plan& plan, const Run& run, Effort& effort) {
  const std::size_t voters = plan.weights.size();
  Table table(plan, 0, 1);
  table.words = Words(1);
  if (table.words.data() == nullptr) return fail(ErrorCode::limit_reached, "there is no memory for counting these coalitions");
  *table.at(0, 0) = 1;
  for (std::size_t voter = 0; voter < voters;) {
    // As many groups as one width allows.
    const std::size_t width = width_of(voter + 1);
    std::vector<Group> groups;
    while (voter < voters && width_of(voter + 1) == width) {
      std::size_t end = std::min(voter + group_voters, voters);
      while (width_of(end) > width) --end;
      groups.emplace_back(plan, voter, end);
      effort.cells += groups.back().cells();
      voter = end;
    }
    Table wider(plan, voter, width);
    LOC_CHECK(move_into(wider, table));
    table = std::move(wider);
    take_groups(table, groups, run);
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while counting coalitions");
  }
  return table;
}

/// Sums over sizes and weights from which each voter's swings follow; words may be negative until they are carried.
struct Sums {
  std::size_t rows, width;
  std::vector<Word> without;  ///< [kind][size] losing coalitions without one voter of that kind
  std::vector<Word> all;      ///< [size] all losing coalitions
  Sums(std::size_t kinds, std::size_t sizes, std::size_t words) : rows(sizes), width(words), without(kinds * (sizes + 1) * words, 0), all((sizes + 1) * words, 0) {}
};

/// One row: its counts up to each weight, and what they give to each kind: with G the counts up to a weight, a voter of weight a
/// is missing from G(s, w) - G(s-1, w-a) + G(s-2, w-2a) - ... coalitions of size s.
void sum_row(const Plan& plan, const Table& table, std::size_t size, const std::vector<std::int64_t>& weights, Sums& sums) {
  const std::int64_t base = table.base[size], top = table.top[size];
  const std::size_t width = table.width;
  for (std::int64_t weight = base + 1; weight <= top; ++weight) {
    Word* cell = table.at(size, weight);
    for (std::size_t k = 0; k < width; ++k) cell[k] += cell[k - width];
    carry(cell, 1, width);
  }
  std::copy_n(table.at(size, top), width, sums.all.data() + size * width);
  for (std::size_t kind = 0; kind < weights.size(); ++kind) {
    const std::int64_t step = weights[kind];
    Word* to = sums.without.data() + (kind * (sums.rows + 1) + size) * width;
    std::int64_t weight = plan.last;
    for (std::size_t t = 0; size + t < sums.rows && weight >= base; ++t, to += width, weight -= step) {
      const Word* cell = table.at(size, std::min(weight, top));
      if (t % 2 == 0)
        for (std::size_t k = 0; k < width; ++k) to[k] += cell[k];
      else
        for (std::size_t k = 0; k < width; ++k) to[k] -= cell[k];
      if (step > plan.last) break;  // it wins alone and was never counted
    }
  }
}

/// The value of words that may be negative, each but the last.
Integer value_of(std::vector<Word>& words) {
  for (std::size_t k = 0; k + 1 < words.size(); ++k) {
    words[k + 1] += static_cast<Word>(static_cast<std::int64_t>(words[k]) >> word_bits);
    words[k] &= (Word{1} << word_bits) - 1;
  }
  Integer value = 0;
  for (std::size_t k = words.size(); k-- > 0;) {
    value <<= word_bits;
    value += static_cast<unsigned long>(words[k]);
  }
  return value;
}

}  // namespace

Result<SwingTable> swings_by_sizes(const std::vector<std::uint64_t>& places, std::uint64_t quota, const std::vector<std::uint64_t>& kinds,
                                   const Run& run, Effort& effort) {
  const Plan plan = plan_of(places, quota);
  const std::uint64_t most = run.limits.memory_bytes == 0 ? usual_memory : run.limits.memory_bytes;
  const std::size_t width = plan.weights.empty() ? 1 : width_of(plan.weights.size());
  if (Table(plan, plan.weights.size(), width).offset.back() > most / (sizeof(Word) * width))
    return fail(ErrorCode::limit_reached, "counting these coalitions would take more than " + std::to_string(most >> 20) + " MiB");
  LOC_TRY(const Table table, count(plan, run, effort));

  const std::vector<std::int64_t> weights(kinds.begin(), kinds.end());
  const unsigned threads = static_cast<unsigned>(std::min<std::size_t>(threads_of(run), table.rows()));
  std::vector<Sums> parts(threads, Sums(weights.size(), table.rows(), table.width));
  on_threads(threads, [&](unsigned id) {
    for (std::size_t size = id; size < table.rows() && !run.is_cancelled(); size += threads) sum_row(plan, table, size, weights, parts[id]);
  });
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while counting coalitions");
  for (unsigned id = 1; id < threads; ++id) {
    add_plainly(parts[0].without.data(), parts[id].without.data(), parts[0].without.size());
    add_plainly(parts[0].all.data(), parts[id].all.data(), parts[0].all.size());
  }

  // A swing is a losing coalition without the voter that no longer loses with it.
  SwingTable swings(kinds.size(), std::vector<Integer>(places.size()));
  std::vector<Word> words(width);
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    if (kinds[kind] == 0) continue;
    for (std::size_t size = 0; size < std::min(table.rows(), places.size()); ++size) {
      const Word* here = parts[0].without.data() + (kind * (table.rows() + 1) + size) * width;
      for (std::size_t k = 0; k < width; ++k) words[k] = here[k] + here[width + k] - parts[0].all[(size + 1) * width + k];
      swings[kind][size] = value_of(words);
    }
  }
  return swings;
}

}  // namespace locarno::ratify
