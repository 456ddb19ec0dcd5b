#pragma once
// locarno/settle/fair.hpp -- the fair points, picked from a list of vectors of worth. Inside settle only.
//
// Candidates are sifted by their rough values (64 bits of mantissa) with a margin far above the error of those, and
// the few that are left are compared by exact rationals: the verdict never rests on the rough ones.
#include "settle/front.hpp"
#include "settle/points.hpp"

namespace locarno::settle {

/// Something that can be looked at like a frontier; `view.size()` may be 0.
struct FairQuestion {
  const ScoreTable* table = nullptr;
  const FrontView* view = nullptr;
  PointRules rules = PointRules::own;
  std::vector<Rational> least;        ///< [party] least worth of any settlement (negmas)
};

/// Fills nash, egalitarian, ks, welfare, min_difference, fallback, ideal; proof = listed.
void pick_fair_points(const FairQuestion& question, PointsAnswer& answer);

FrontierPoint point_of(const FrontView& view, std::size_t index, std::size_t parties);

}  // namespace locarno::settle
