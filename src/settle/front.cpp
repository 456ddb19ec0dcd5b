#include "settle/front.hpp"

#include <cmath>
#include <numeric>

#include "settle/front_engine.hpp"
#include "settle/order.hpp"

namespace locarno::settle {
namespace {

constexpr unsigned bits_of_long = 62;
constexpr unsigned bits_of_wide = 508;
constexpr unsigned rounded_grid_bits = 400;

/// Scale and largest sum of one party, in bits; scale 0 when its common denominator grows beyond `bits_of_wide`.
struct Reach {
  Integer scale = 1;
  std::size_t bits = 0;
};

Reach reach_of(const ScoreTable& table, const ScoredParty& party) {
  Reach out;
  for (std::size_t i = 0; i < table.issues.size(); ++i)
    for (std::size_t o = 0; o < party.values[i].size(); ++o) {
      out.scale = lcm(out.scale, party.score(i, o).get_den());
      if (mpz_sizeinbase(out.scale.get_mpz_t(), 2) > bits_of_wide) return {0, bits_of_wide + 1};
    }
  Rational sum = abs(party.fallback) + 1;
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    Rational most = 0;
    for (std::size_t o = 0; o < party.values[i].size(); ++o) most = std::max<Rational>(most, abs(party.score(i, o)));
    sum += most;
  }
  sum *= out.scale;
  const Integer whole = sum.get_num() / sum.get_den() + 1;
  out.bits = mpz_sizeinbase(whole.get_mpz_t(), 2);
  return out;
}

Integer floor_of(const Rational& number) {
  Integer out;
  mpz_fdiv_q(out.get_mpz_t(), number.get_num_mpz_t(), number.get_den_mpz_t());
  return out;
}
Integer ceiling_of(const Rational& number) {
  Integer out;
  mpz_cdiv_q(out.get_mpz_t(), number.get_num_mpz_t(), number.get_den_mpz_t());
  return out;
}

template <class S>
Grid<S> make_grid(const ScoreTable& table, const std::vector<Reach>& reach) {
  Grid<S> out;
  out.parties = table.parties.size();
  for (std::size_t p = 0; p < out.parties; ++p) {
    out.scale.push_back(reach[p].scale);
    out.fallback.push_back(from_integer<S>(ceiling_of(table.parties[p].fallback * reach[p].scale)));
  }
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    std::vector<S> scores;
    for (std::size_t o = 0; o < table.issues[i].options.size(); ++o)
      for (std::size_t p = 0; p < out.parties; ++p)
        scores.push_back(from_integer<S>(floor_of(table.parties[p].score(i, o) * out.scale[p])));
    out.scores.push_back(std::move(scores));
  }
  return out;
}

__int128 to_128(const Integer& number) {
  const Integer size = abs(number);
  const Integer low = size & Integer(UINT64_MAX);
  const auto out = (static_cast<__int128>(Integer(size >> 64).get_ui()) << 64) + static_cast<__int128>(low.get_ui());
  return number < 0 ? -out : out;
}

/// A sum over worths as one over the grid's numbers; none when it would not stay below 2^120.
std::optional<Form> make_form(const FrontNeeds::Sum& sum, const Grid<std::int64_t>& grid) {
  std::vector<Rational> factor;
  for (std::size_t p = 0; p < grid.parties; ++p) factor.push_back(Rational(sum.weight[p]) / grid.scale[p]);
  // A grid of 2^46 steps for the largest factor: factors are rounded up, which only lets more settlements through
  // for scores that are not negative; for negative ones each may lose its own size, which `least` gives back.
  Rational largest = 0;
  for (const Rational& f : factor) largest = std::max(largest, f);
  if (largest <= 0) return std::nullopt;
  const Rational step = largest / Rational(Integer(1) << 46);
  Form out;
  Integer reach = 0, lost = 0;
  for (std::size_t p = 0; p < grid.parties; ++p) {
    const Integer whole = ceiling_of(factor[p] / step);
    out.factor.push_back(to_128(whole));
    Integer most = 0;
    for (const auto& scores : grid.scores) {
      std::int64_t largest_score = 0, smallest_score = 0;
      for (std::size_t o = p; o < scores.size(); o += grid.parties) {
        largest_score = std::max(largest_score, std::abs(scores[o]));
        smallest_score = std::min(smallest_score, scores[o]);
      }
      most += Integer(static_cast<long>(largest_score));
      lost -= Integer(static_cast<long>(smallest_score));
    }
    reach += most * whole;
  }
  const Integer least = ceiling_of(sum.least / step) - lost;
  if (mpz_sizeinbase(reach.get_mpz_t(), 2) > 118 || mpz_sizeinbase(least.get_mpz_t(), 2) > 118) return std::nullopt;
  out.least = to_128(least);
  return out;
}

template <class S>
Bounds<S> make_bounds(const FrontNeeds& needs, const Grid<S>& grid) {
  Bounds<S> out;
  for (std::size_t p = 0; p < needs.worth.size(); ++p) {
    // Without a need, something no sum falls below: the engine compares every party.
    Integer least = 0;
    if (needs.worth[p]) {
      least = ceiling_of(*needs.worth[p] * grid.scale[p]);
    } else {
      for (const auto& scores : grid.scores) {
        S low = scores[p];
        for (std::size_t o = p; o < scores.size(); o += grid.parties) low = std::min(low, scores[o]);
        least += to_integer<S>(low);
      }
    }
    constexpr unsigned widest = std::is_same_v<S, Wide> ? 509 : 61;
    if (mpz_sizeinbase(least.get_mpz_t(), 2) > widest) {  // below or above whatever a settlement can be worth
      const bool is_negative = least < 0;
      least = Integer(1) << (widest + (is_negative ? 0u : 1u));
      if (is_negative) least = -least;
    }
    out.need.push_back(from_integer<S>(least));
  }
  if constexpr (std::is_same_v<S, std::int64_t>)
    for (const FrontNeeds::Sum& sum : needs.sums)
      if (auto form = make_form(sum, grid)) out.forms.push_back(std::move(*form));
  return out;
}

long double rough_of(std::int64_t number) { return static_cast<long double>(number); }
long double rough_of(const Wide& number) {
  long exponent = 0;
  const double mantissa = mpz_get_d_2exp(&exponent, to_integer<Wide>(number).get_mpz_t());
  return std::ldexp(static_cast<long double>(mantissa), static_cast<int>(exponent));
}

template <class S, class Count, std::size_t K>
class View final : public FrontView {
 public:
  View(Grid<S> grid, std::vector<Block> blocks, Bounds<S> bounds, Budget& budget)
      : grid_(std::move(grid)), blocks_(std::move(blocks)), bounds_(std::move(bounds)), engine_(grid_, blocks_, bounds_, budget) {
    for (const Integer& scale : grid_.scale) rough_scale_.push_back(rough_of(from_integer<Wide>(scale)));
  }
  bool run() { return engine_.run(); }
  bool too_large() const { return engine_.too_large(); }
  std::size_t issues_done() const { return engine_.issues_done(); }

  std::size_t size() const override { return engine_.front().size(); }
  Rational worth(std::size_t point, std::size_t party) const override {
    Rational out(to_integer<S>(value(point, party)), grid_.scale[party]);
    out.canonicalize();
    return out;
  }
  long double rough(std::size_t point, std::size_t party) const override {
    return rough_of(value(point, party)) / rough_scale_[party];
  }
  bool is_acceptable(std::size_t point) const override {
    for (std::size_t p = 0; p < grid_.parties; ++p)
      if (value(point, p) < grid_.fallback[p]) return false;
    return true;
  }
  Integer settlements(std::size_t point) const override { return as_integer(engine_.front().counts[point]); }
  Choice choice(std::size_t point) const override { return engine_.choice(point); }

 private:
  const S& value(std::size_t point, std::size_t party) const { return engine_.front().values[point * grid_.parties + party]; }

  Grid<S> grid_;
  std::vector<Block> blocks_;
  Bounds<S> bounds_;
  FrontEngine<S, Count, K> engine_;
  std::vector<long double> rough_scale_;
};

template <class S, class Count, std::size_t K>
bool try_view(const Grid<S>& grid, const std::vector<Block>& blocks, const Bounds<S>& bounds, Budget& budget, FrontResult& out) {
  auto view = std::make_unique<View<S, Count, K>>(grid, blocks, bounds, budget);
  const bool ok = view->run();
  out.issues_done = view->issues_done();
  const bool again = view->too_large();
  if (ok && !again) out.view = std::move(view);
  return !again;
}

template <class S, std::size_t K>
void any_count(const Grid<S>& grid, const std::vector<Block>& blocks, const Bounds<S>& bounds, Budget& budget, FrontResult& out) {
  if (!try_view<S, std::uint64_t, K>(grid, blocks, bounds, budget, out))
    try_view<S, Integer, K>(grid, blocks, bounds, budget, out);
}

}  // namespace

std::optional<std::vector<Block>> make_blocks(const ScoreTable& table) {
  const std::size_t n = table.issues.size();
  std::vector<std::uint32_t> group(n);
  std::iota(group.begin(), group.end(), 0u);
  const auto root = [&](std::uint32_t i) {
    while (group[i] != i) i = group[i] = group[group[i]];
    return i;
  };
  std::vector<bool> is_named(n, false);
  for (const Condition& rule : table.rules) {
    const std::vector<IssueId> issues = rule.issues();
    if (issues.empty() && !rule.holds({})) return std::nullopt;
    for (const IssueId issue : issues) {
      is_named[issue.index()] = true;
      const std::uint32_t a = root(issues.front().index()), b = root(issue.index());
      group[std::max(a, b)] = std::min(a, b);
    }
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> members;
  for (std::uint32_t i = 0; i < n; ++i) members[root(i)].push_back(i);
  std::vector<Block> out;
  for (const auto& [first, issues] : members) {
    Block block;
    block.issues = issues;
    if (is_named[first]) {
      ZoneQuestion question;
      std::map<std::uint32_t, std::uint32_t> place;
      for (const std::uint32_t issue : issues) {
        place[issue] = static_cast<std::uint32_t>(question.options.size());
        question.options.push_back(static_cast<std::uint32_t>(table.issues[issue].options.size()));
      }
      for (Condition rule : table.rules) {
        const std::vector<IssueId> named = rule.issues();
        if (named.empty() || root(named.front().index()) != first) continue;
        for (Condition::Node& node : rule.nodes)
          if (node.kind == Condition::Kind::atom) node.issue = IssueId(place[node.issue.index()]);
        question.lines.push_back({"", PartyId(0), std::move(rule)});
      }
      auto problem = make_problem(question);
      if (!problem) return std::nullopt;
      block.level_of = issue_levels(*problem);
      std::vector<std::uint32_t> ordered(issues.size());
      block.class_of.resize(issues.size());
      for (std::size_t i = 0; i < issues.size(); ++i) {
        ordered[block.level_of[i]] = issues[i];
        auto& class_of = block.class_of[block.level_of[i]];
        class_of.resize(question.options[i]);
        for (std::uint32_t c = 0; c < problem->classes[i].size(); ++c)
          for (std::uint32_t o = 0; o < question.options[i]; ++o)
            if (problem->classes[i][c].has(OptionId(o))) class_of[o] = c;
      }
      block.issues = std::move(ordered);
      block.problem = std::move(*problem);
    }
    out.push_back(std::move(block));
  }
  return out;
}

Result<FrontResult> build_front(const ScoreTable& table, const FrontNeeds& needs, Budget& budget) {
  LOC_CHECK(check_table(table));
  FrontResult out;
  const auto blocks = make_blocks(table);
  std::vector<Reach> reach;
  std::size_t bits = 0;
  for (const ScoredParty& party : table.parties) {
    reach.push_back(reach_of(table, party));
    bits = std::max(bits, reach.back().bits);
  }
  if (bits > bits_of_wide) {
    out.is_rounded = true;
    for (Reach& one : reach) one.scale = Integer(1) << rounded_grid_bits;
  }
  if (!blocks) {  // a rule that never holds: the frontier is empty
    ScoreTable none = table;
    none.rules = {};
    auto view = std::make_unique<View<Wide, Integer, 0>>(make_grid<Wide>(none, reach), std::vector<Block>{}, Bounds<Wide>{}, budget);
    out.view = std::move(view);
    return out;
  }
  const std::size_t k = table.parties.size();
  if (bits > bits_of_long) {
    const auto grid = make_grid<Wide>(table, reach);
    any_count<Wide, 0>(grid, *blocks, make_bounds(needs, grid), budget, out);
  } else {
    const auto grid = make_grid<std::int64_t>(table, reach);
    const auto bounds = make_bounds(needs, grid);
    if (k == 2) any_count<std::int64_t, 2>(grid, *blocks, bounds, budget, out);
    else if (k == 3) any_count<std::int64_t, 3>(grid, *blocks, bounds, budget, out);
    else any_count<std::int64_t, 0>(grid, *blocks, bounds, budget, out);
  }
  return out;
}

}  // namespace locarno::settle
