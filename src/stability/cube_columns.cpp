#include "stability/cube_columns.hpp"

#include <algorithm>
#include <limits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace locarno::stability {
namespace {

constexpr std::size_t block_states = 2048;  // 8 kB of ranks: stays in the first cache while every own choice passes over it

/// The maker's bits are not the lowest: neighbours in memory share the choice.
void fold_wide(const std::uint32_t* value, std::size_t highs, std::size_t choices, std::size_t lows, ColumnFold& fold) {
  const std::size_t block = std::min(lows, block_states);
  for (std::size_t high = 0; high < highs; ++high) {
    for (std::size_t from = 0; from < lows; from += block) {
      std::uint32_t* most = fold.most.data() + high * lows + from;
      for (std::size_t x = 0; x < choices; ++x) {
        const std::uint32_t* ranks = value + (high * choices + x) * lows + from;
        std::uint32_t least = fold.least[x];
        for (std::size_t t = 0; t < block; ++t) {
          most[t] = std::max(most[t], ranks[t]);
          least = std::min(least, ranks[t]);
        }
        fold.least[x] = least;
      }
    }
  }
}

/// Few or no lower bits: whole groups of columns lie together.
void fold_narrow(const std::uint32_t* value, std::size_t highs, std::size_t choices, std::size_t lows, ColumnFold& fold) {
  const std::size_t group = choices * lows;
  std::vector<std::uint32_t> least(group, std::numeric_limits<std::uint32_t>::max());
  for (std::size_t high = 0; high < highs; ++high) {
    const std::uint32_t* ranks = value + high * group;
    for (std::size_t t = 0; t < group; ++t) least[t] = std::min(least[t], ranks[t]);
    for (std::size_t low = 0; low < lows; ++low) {
      std::uint32_t most = 0;
      for (std::size_t t = low; t < group; t += lows) most = std::max(most, ranks[t]);
      fold.most[high * lows + low] = most;
    }
  }
  for (std::size_t t = 0; t < group; ++t) fold.least[t / lows] = std::min(fold.least[t / lows], least[t]);
}

std::uint64_t word_at_least(const std::uint32_t* value, const std::uint32_t* threshold) {
  std::uint64_t word = 0;
#if defined(__SSE2__)
  const __m128i sign = _mm_set1_epi32(std::numeric_limits<int>::min());  // compares unsigned numbers as signed ones
  for (unsigned b = 0; b < 64; b += 4) {
    const __m128i v = _mm_xor_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(value + b)), sign);
    const __m128i t = _mm_xor_si128(_mm_loadu_si128(reinterpret_cast<const __m128i*>(threshold + b)), sign);
    const auto below = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(_mm_cmpgt_epi32(t, v))));
    word |= std::uint64_t{below ^ 15u} << b;
  }
#else
  for (unsigned b = 0; b < 64; ++b) word |= std::uint64_t{value[b] >= threshold[b]} << b;
#endif
  return word;
}

/// The thresholds of 64 states that begin at s: a stretch of the table when the lower bits reach that far, otherwise picked out.
const std::uint32_t* thresholds_at(const Threshold& threshold, const CubePart& part, std::size_t s, std::uint32_t* picked) {
  if (threshold.by_column.empty()) {
    std::fill(picked, picked + 64, threshold.level);
    return picked;
  }
  if (part.shift >= 6) return threshold.by_column.data() + take_out(s, part.shift, part.bits);
  for (std::size_t b = 0; b < 64; ++b) picked[b] = threshold.by_column[take_out(s + b, part.shift, part.bits)];
  return picked;
}

}  // namespace

ColumnFold fold_columns(const std::uint32_t* value, unsigned bits, const CubePart& part) {
  const std::size_t choices = std::size_t{1} << part.bits, lows = std::size_t{1} << part.shift, highs = std::size_t{1} << (bits - part.shift - part.bits);
  ColumnFold fold{std::vector<std::uint32_t>(highs * lows, 0), std::vector<std::uint32_t>(choices, std::numeric_limits<std::uint32_t>::max())};
  if (lows >= 16) fold_wide(value, highs, choices, lows, fold);
  else fold_narrow(value, highs, choices, lows, fold);
  return fold;
}

std::vector<std::uint32_t> fold_capped(const std::uint32_t* value, unsigned bits, const CubePart& part, const std::vector<std::uint32_t>& cap) {
  std::vector<std::uint32_t> most(std::size_t{1} << (bits - part.bits), 0);
  for (std::size_t x = 0; x < cap.size(); ++x) {
    for (std::size_t column = 0; column < most.size(); ++column) {
      most[column] = std::max(most[column], std::min(value[put_in(column, x, part.shift, part.bits)], cap[x]));
    }
  }
  return most;
}

void pack_at_least(const std::uint32_t* value, const CubePart& part, const std::vector<const Threshold*>& thresholds, std::size_t first_word,
                   std::size_t last_word, const std::vector<StateSet*>& out) {
  std::uint32_t picked[64];
  const std::size_t states = out.empty() ? 0 : out[0]->size();
  for (std::size_t word = first_word; word < last_word; ++word) {
    for (std::size_t k = 0; k < thresholds.size(); ++k) {
      if (states >= 64) {
        out[k]->words()[word] = word_at_least(value + word * 64, thresholds_at(*thresholds[k], part, word * 64, picked));
        continue;
      }
      for (StateIndex s = 0; s < states; ++s) {
        const std::uint32_t least = thresholds[k]->by_column.empty() ? thresholds[k]->level : thresholds[k]->by_column[take_out(s, part.shift, part.bits)];
        if (value[s] >= least) out[k]->add(s);
      }
    }
  }
}

}  // namespace locarno::stability
