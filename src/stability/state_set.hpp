#pragma once
// locarno/stability/state_set.hpp -- a set of states, one bit each.
//
// Cost       n/8 bytes; counting and comparing run over words of 64 states.
// Tested by  src/stability/concepts_test.cpp
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stability/model.hpp"

namespace locarno::stability {

class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(std::size_t states, bool has_all = false) : size_(states), words_((states + 63) / 64, has_all ? ~std::uint64_t{0} : 0) { trim(); }

  std::size_t size() const { return size_; }  ///< states of the model, not members of the set
  bool has(StateIndex s) const { return (words_[s / 64] >> (s % 64) & 1) != 0; }
  void add(StateIndex s) { words_[s / 64] |= std::uint64_t{1} << (s % 64); }
  void remove(StateIndex s) { words_[s / 64] &= ~(std::uint64_t{1} << (s % 64)); }
  std::size_t count() const {
    std::size_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }
  /// Members, ascending.
  std::vector<StateIndex> states() const {
    std::vector<StateIndex> list;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      for (std::uint64_t rest = words_[w]; rest != 0; rest &= rest - 1) {
        list.push_back(static_cast<StateIndex>(w * 64 + static_cast<std::size_t>(std::countr_zero(rest))));
      }
    }
    return list;
  }
  StateSet& operator&=(const StateSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
    return *this;
  }
  StateSet& operator|=(const StateSet& other) {
    for (std::size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
    return *this;
  }
  bool meets(const StateSet& other) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      if ((words_[w] & other.words_[w]) != 0) return true;
    }
    return false;
  }
  bool is_subset_of(const StateSet& other) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      if ((words_[w] & ~other.words_[w]) != 0) return false;
    }
    return true;
  }
  /// 64 states a word, state s at bit s%64 of word s/64; bits beyond size() are 0 and must stay 0.
  std::vector<std::uint64_t>& words() { return words_; }
  const std::vector<std::uint64_t>& words() const { return words_; }
  bool operator==(const StateSet&) const = default;

 private:
  void trim() {
    if (size_ % 64 != 0 && !words_.empty()) words_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }
  std::size_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace locarno::stability
