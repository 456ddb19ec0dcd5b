// From statements to ranks: truth values for 64 states in a word, then ordinals by presence, a batch of statements at a time.
#include <algorithm>
#include <bit>
#include <map>

#include <fmt/format.h>

#include "stability/statements.hpp"

namespace locarno::stability {
namespace {

using Op = Statement::Op;
constexpr std::size_t largest = std::size_t{1} << 26;
constexpr std::size_t bitmap_from = std::size_t{1} << 16;  ///< below so many states sorting is quicker than clearing a bitmap

Failure stopped() { return fail(ErrorCode::cancelled, "stopped while ranking the states"); }

/// Option o of the 64 states from `block * 64` on, one bit a state.
class OptionWords {
 public:
  explicit OptionWords(const States& states) : states_(states), words_(states.options) {}

  void load(std::size_t block) {
    const std::size_t begin = block * 64, end = std::min(begin + 64, states_.size());
    if (states_.masks.empty()) {
      static constexpr std::uint64_t low[6] = {0xAAAAAAAAAAAAAAAAu, 0xCCCCCCCCCCCCCCCCu, 0xF0F0F0F0F0F0F0F0u,
                                               0xFF00FF00FF00FF00u, 0xFFFF0000FFFF0000u, 0xFFFFFFFF00000000u};
      for (std::size_t o = 0; o < words_.size(); ++o) words_[o] = o < 6 ? low[o] : (begin >> o & 1u) ? ~std::uint64_t{0} : 0;
      return;
    }
    std::fill(words_.begin(), words_.end(), 0);
    for (std::size_t s = begin; s < end; ++s)
      for (Mask rest = states_.masks[s]; rest != 0; rest &= rest - 1) {
        const auto option = static_cast<std::size_t>(std::countr_zero(rest));
        words_[option] |= std::uint64_t{1} << (s - begin);
      }
  }

  /// In which of the 64 states the statement holds.
  std::uint64_t truth(const Statement& statement) {
    stack_.clear();
    for (const Statement::Step& step : statement.steps) {
      if (step.op == Op::option) stack_.push_back(words_[step.option]);
      else if (step.op == Op::always || step.op == Op::never) stack_.push_back(step.op == Op::always ? ~std::uint64_t{0} : 0);
      else if (step.op == Op::negation) stack_.back() = ~stack_.back();
      else {
        const std::uint64_t b = stack_.back();
        stack_.pop_back();
        std::uint64_t& a = stack_.back();
        a = step.op == Op::conjunction ? a & b : step.op == Op::disjunction ? a | b : step.op == Op::implication ? ~a | b : ~(a ^ b);
      }
    }
    return stack_.empty() ? ~std::uint64_t{0} : stack_.back();
  }

 private:
  const States& states_;
  std::vector<std::uint64_t> words_, stack_;
};

/// Makes keys of at most `bits` bits dense: equal keys, equal ranks, in order. Returns the number of ranks.
std::size_t densify_by_bitmap(std::vector<std::uint32_t>& keys, unsigned bits) {
  const std::size_t words = ((std::size_t{1} << bits) + 63) / 64;
  std::vector<std::uint64_t> present(words, 0);
  for (const std::uint32_t key : keys) present[key >> 6] |= std::uint64_t{1} << (key & 63u);
  std::vector<std::uint32_t> before(words);
  std::uint32_t count = 0;
  for (std::size_t w = 0; w < words; ++w) {
    before[w] = count;
    count += static_cast<std::uint32_t>(std::popcount(present[w]));
  }
  for (std::uint32_t& key : keys) {
    const std::uint64_t below = present[key >> 6] & ((std::uint64_t{1} << (key & 63u)) - 1);
    key = before[key >> 6] + static_cast<std::uint32_t>(std::popcount(below));
  }
  return count;
}

std::size_t densify_by_sorting(std::vector<std::uint32_t>& keys) {
  std::vector<std::uint32_t> sorted = keys;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  for (std::uint32_t& key : keys) key = static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), key) - sorted.begin());
  return sorted.size();
}

/// Eight rows of eight bits, turned: bit c of byte r becomes bit r of byte c (Warren, Hacker's Delight, 2nd edition, 7-3).
std::uint64_t turned(std::uint64_t x) {
  std::uint64_t t = (x ^ (x >> 7)) & 0x00AA00AA00AA00AAu;
  x ^= t ^ (t << 7);
  t = (x ^ (x >> 14)) & 0x0000CCCC0000CCCCu;
  x ^= t ^ (t << 14);
  t = (x ^ (x >> 28)) & 0x00000000F0F0F0F0u;
  return x ^ t ^ (t << 28);
}

/// Appends up to eight truth values to the keys of 64 states.
void append_eight(const std::uint64_t* truths, std::size_t count, std::uint32_t* keys) {
  for (std::size_t lane = 0; lane < 8; ++lane) {
    std::uint64_t rows = 0;
    for (std::size_t k = 0; k < count; ++k) rows = rows << 8 | (truths[k] >> (8 * lane) & 255u);  // the first statement ends as the highest bit
    rows = turned(rows);
    for (std::size_t s = 0; s < 8; ++s) keys[8 * lane + s] = keys[8 * lane + s] << count | static_cast<std::uint32_t>(rows >> (8 * s) & 255u);
  }
}

/// Appends the truth values of statements [first, first + count) below the rank that each state has so far.
Result<void> append(std::vector<std::uint32_t>& rank, OptionWords& words, const std::vector<Statement>& statements, std::size_t first,
                    std::size_t count, const Run& run) {
  std::vector<std::uint64_t> truths(count);
  for (std::size_t block = 0; block * 64 < rank.size(); ++block) {
    if (block % 4096 == 0 && run.is_cancelled()) return stopped();
    words.load(block);
    for (std::size_t k = 0; k < count; ++k) truths[k] = words.truth(statements[first + k]);
    const std::size_t begin = block * 64, end = std::min(begin + 64, rank.size());
    std::uint32_t keys[64] = {};
    std::copy(rank.begin() + static_cast<std::ptrdiff_t>(begin), rank.begin() + static_cast<std::ptrdiff_t>(end), keys);
    for (std::size_t k = 0; k < count; k += 8) append_eight(truths.data() + k, std::min<std::size_t>(8, count - k), keys);
    std::copy(keys, keys + (end - begin), rank.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  return {};
}

}  // namespace

Result<std::vector<std::uint32_t>> rank_by_statements(const States& states, const std::vector<Statement>& statements, const Run& run) {
  std::vector<std::uint32_t> rank(states.size(), 0);
  OptionWords words(states);
  const bool is_large = states.size() >= bitmap_from;
  std::size_t classes = 1;
  for (std::size_t first = 0; first < statements.size() && classes < states.size();) {
    const auto used = static_cast<unsigned>(std::bit_width(classes - 1));
    const unsigned room = (is_large ? std::max(25u, used + 4) : 31u) - used;  // a state has at most 26 bits of rank
    const std::size_t count = std::min<std::size_t>(room, statements.size() - first);
    LOC_CHECK(append(rank, words, statements, first, count, run));
    classes = is_large ? densify_by_bitmap(rank, used + static_cast<unsigned>(count)) : densify_by_sorting(rank);
    first += count;
  }
  return rank;
}

std::vector<std::uint32_t> rank_by_statements_slowly(const States& states, const std::vector<Statement>& statements) {
  std::map<std::vector<bool>, std::uint32_t> order;
  std::vector<std::vector<bool>> truths(states.size());
  for (std::size_t s = 0; s < states.size(); ++s) {
    for (const Statement& statement : statements) truths[s].push_back(statement.holds(states.mask(s)));
    order[truths[s]] = 0;
  }
  std::uint32_t next = 0;
  for (auto& [truth, rank] : order) rank = next++;
  std::vector<std::uint32_t> out;
  for (const std::vector<bool>& truth : truths) out.push_back(order[truth]);
  return out;
}

std::vector<std::uint32_t> ranks_of(const std::vector<std::int64_t>& scores) {
  std::vector<std::int64_t> sorted = scores;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::uint32_t> out;
  out.reserve(scores.size());
  for (const std::int64_t score : scores)
    out.push_back(static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), score) - sorted.begin()));
  return out;
}

Result<std::vector<std::uint32_t>> rank_by_weights(const States& states, const std::vector<Weighted>& terms, const Run& run) {
  Integer common = 1, most = 0;
  for (const Weighted& term : terms) mpz_lcm(common.get_mpz_t(), common.get_mpz_t(), term.weight.get_den_mpz_t());
  std::vector<std::int64_t> weights;
  for (const Weighted& term : terms) {
    const Integer weight = term.weight.get_num() * (common / term.weight.get_den());
    most += abs(weight);
    if (mpz_sizeinbase(most.get_mpz_t(), 2) > 62) return fail(ErrorCode::bad_input, "these weights need more than 62 bits over their common denominator");
    weights.push_back(weight.get_si());
  }
  std::vector<std::int64_t> scores(states.size(), 0);
  OptionWords words(states);
  for (std::size_t block = 0; block * 64 < scores.size(); ++block) {
    if (block % 4096 == 0 && run.is_cancelled()) return stopped();
    words.load(block);
    const std::size_t begin = block * 64, end = std::min(begin + 64, scores.size());
    for (std::size_t k = 0; k < terms.size(); ++k) {
      const std::uint64_t truth = words.truth(terms[k].statement);
      for (std::size_t s = begin; s < end; ++s)
        if (truth >> (s - begin) & 1u) scores[s] += weights[k];
    }
  }
  return ranks_of(scores);
}

Result<std::vector<Mask>> feasible_masks(std::size_t options, const std::vector<Statement>& infeasible, const Run& run) {
  std::vector<Mask> masks = {0};
  for (std::size_t o = 0; o <= options; ++o) {
    if (run.is_cancelled()) return stopped();
    // a rule is decided as soon as the last option that it names has been chosen
    for (const Statement& rule : infeasible)
      if (rule.reach() == o) std::erase_if(masks, [&](Mask mask) { return rule.holds(mask); });
    if (o == options) break;
    if (masks.size() > largest / 2)
      return fail(ErrorCode::limit_reached, fmt::format("more than {} combinations of the first {} options are feasible; that is the limit", largest, o + 1));
    const std::size_t before = masks.size();
    masks.reserve(before * 2);
    for (std::size_t k = 0; k < before; ++k) masks.push_back(masks[k] | Mask{1} << o);
  }
  return masks;  // ascending: each step appends masks above all that were there
}

}  // namespace locarno::stability
