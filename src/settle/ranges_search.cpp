// Possibly efficient: weights are proposed, a rival that dominates at them is named, and for each party in turn the rival
// being worth less to it becomes a condition on its weights.
#include <algorithm>

#include "settle/ranges_parts.hpp"

namespace locarno::settle {
namespace {

using Sums = std::vector<std::vector<Rational>>;

/// Conditions gathered on one way down: what each party's weights must make positive, and zero.
struct Way {
  std::vector<Sums> positive, zero;               ///< [party]
  std::vector<std::vector<Rational>> weights;     ///< [party] a point that meets them
};

Rational dot(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  Rational sum;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

class Search {
 public:
  Search(const RangesQuestion& question, const Ranged& ranged, const Choice& x) : most_(question.max_searches), ranged_(ranged), x_(x) {}

  Result<Answered> run(Run& run, Way& found) {
    Way start{std::vector<Sums>(ranged_.parties.size()), std::vector<Sums>(ranged_.parties.size()), {}};
    for (const RangedParty& party : ranged_.parties) {
      const auto point = point_in(party.weights, {}, {});
      if (!point) return Answered::no;
      start.weights.push_back(*point);
    }
    std::vector<Way> open{std::move(start)};
    while (!open.empty()) {
      if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped while weights were searched");
      if (searches_ > most_) return Answered::unknown;
      Way way = std::move(open.back());
      open.pop_back();
      const Choice* rival = dominating(way);
      if (rival == nullptr) {
        found = std::move(way);
        return Answered::yes;
      }
      branch(way, *rival, open);
    }
    return Answered::no;
  }

 private:
  const Choice* dominating(const Way& way) const {
    for (const Choice& y : ranged_.settlements) {
      bool none_better = true, worse = false;
      for (std::size_t p = 0; p < ranged_.parties.size() && none_better; ++p) {
        const Rational by = dot(lead(ranged_.parties[p], x_, y), way.weights[p]);
        none_better = by <= 0;
        worse = worse || by < 0;
      }
      if (none_better && worse) return &y;
    }
    return nullptr;
  }

  /// Either some party is worse off with the rival, or it is worth the same to all. The first party's way is tried first.
  void branch(const Way& way, const Choice& rival, std::vector<Way>& open) {
    Way same = way;
    bool can_be_same = true;
    std::vector<Way> ways;
    for (std::size_t p = 0; p < ranged_.parties.size(); ++p) {
      const std::vector<Rational> by = lead(ranged_.parties[p], x_, rival);
      Way better = way;
      better.positive[p].push_back(by);
      if (place(better, p)) ways.push_back(std::move(better));
      same.zero[p].push_back(by);
      can_be_same = can_be_same && place(same, p);
    }
    if (can_be_same) open.push_back(std::move(same));
    for (std::size_t at = ways.size(); at-- > 0;) open.push_back(std::move(ways[at]));
  }

  bool place(Way& way, std::size_t party) {
    ++searches_;
    const auto point = point_in(ranged_.parties[party].weights, way.positive[party], way.zero[party]);
    if (point) way.weights[party] = *point;
    return point.has_value();
  }

  const std::uint32_t most_;
  const Ranged& ranged_;
  const Choice& x_;
  std::uint32_t searches_ = 0;
};

}  // namespace

Result<void> search_possible(const RangesQuestion& question, const Ranged& ranged, CandidateRange& candidate, Run& run) {
  Way found;
  LOC_TRY(candidate.possibly, Search(question, ranged, candidate.choice).run(run, found));
  if (candidate.possibly == Answered::yes) candidate.weights = std::move(found.weights);
  return {};
}

}  // namespace locarno::settle
