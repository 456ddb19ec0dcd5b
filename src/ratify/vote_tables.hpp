#pragma once
// locarno/ratify/vote_tables.hpp -- how the yes votes of one bloc are spread, given the common factor. Used by vote.cpp and presence.cpp only.
#include <cstdint>
#include <functional>
#include <vector>

#include "ratify/vote.hpp"

namespace locarno::ratify {

/// Chances of the values base, base + stride, base + 2 stride ...
struct Spread {
  std::int64_t base = 0;
  std::int64_t stride = 1;
  std::vector<double> at;
};

/// How votes are counted: what a yes and a no add to the sum that decides.
struct Counting {
  std::int64_t yes_per_vote = 1;    ///< added for each vote of a yes
  std::int64_t no_per_vote = 0;     ///< added for each vote of a no (voting: negative)
  std::int64_t heads_factor = 0;    ///< weight * heads_factor + 1 for a yes, when heads are counted, too; 0 = they are not
};

/// Weights of the points of a bloc's factor at one common factor: the same for all blocs whose grids agree.
struct FactorWeights {
  double z = 0, share = -1, step = 0;   ///< what they are for
  std::size_t first = 0;
  std::vector<double> at;               ///< add up to 1
};

/// The bloc at every common factor: the bloc's own factor is integrated away.
class BlocTable {
 public:
  /// `most_voters`: of any bloc of the chamber, so that all have one grid.
  BlocTable(const VotingBloc& bloc, const Counting& counting, double rho_common, double rho_bloc, std::uint32_t most_voters);
  /// Writes the chances at the common factor z into `spread`; `weights` are kept from bloc to bloc.
  void at(double z, Spread& spread, FactorWeights& weights) const;
  std::int64_t base() const { return base_; }
  std::int64_t stride() const { return stride_; }
  std::size_t cells() const { return cells_; }

 private:
  void fill(double y, double* cells) const;

  VotingBloc bloc_;
  double own_, common_, bloc_share_, threshold_;   ///< roots of the three parts of the variance; where a yes begins
  std::int64_t base_ = 0, stride_ = 1;
  std::size_t cells_ = 0;
  double first_ = 0, step_ = 1;                    ///< of the grid of y = sqrt(rho_common) z + sqrt(rho_bloc) z_bloc
  std::size_t points_ = 0;
  std::vector<double> grid_;                       ///< [point][cell]
  std::vector<double> log_binomial_;
};

struct Integral { double value = 0; std::uint32_t nodes = 1; bool has_settled = true; };

/// Integrates over a standard normal factor: the trapezoid rule on [-9, 9], its step halved until two rounds agree.
Result<Integral> integrate(const std::function<double(double)>& chance, double agreement, const Run& run);

}  // namespace locarno::ratify
