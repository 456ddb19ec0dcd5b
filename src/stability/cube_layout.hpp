#pragma once
// The bits of a state put in an order in which each decision maker's options stand together.
#include <array>
#include <cstdint>
#include <vector>

#include "stability/model.hpp"
#include "stability/state_set.hpp"

namespace locarno::stability {

struct CubePart {
  unsigned shift = 0, bits = 0;  ///< the maker's options are bits shift..shift+bits-1
};

class CubeLayout {
 public:
  explicit CubeLayout(const Model& model);

  unsigned bits() const { return bits_; }
  const CubePart& part(MakerIndex maker) const { return parts_[maker]; }
  /// The model's own order is already one: nothing is copied.
  bool is_identity() const { return is_identity_; }
  StateIndex in_model(StateIndex s) const { return is_identity_ ? s : low_[s & 8191] | high_[s >> 13]; }
  std::vector<std::uint32_t> arranged(const std::vector<std::uint32_t>& value) const;
  StateSet restored(StateSet set) const;

 private:
  unsigned bits_;
  bool is_identity_ = true;
  std::vector<CubePart> parts_;  ///< [makers]
  std::vector<StateIndex> low_, high_;
};

/// A state of a slice (one maker's bits taken out) back in the cube, with that maker's choice put in.
inline std::size_t put_in(std::size_t local, std::size_t choice, unsigned shift, unsigned bits) {
  return (((local >> shift) << bits | choice) << shift) | (local & ((std::size_t{1} << shift) - 1));
}
/// A state with one maker's bits taken out: the number of its column.
inline std::size_t take_out(std::size_t s, unsigned shift, unsigned bits) {
  return (s >> (shift + bits)) << shift | (s & ((std::size_t{1} << shift) - 1));
}

}  // namespace locarno::stability
