#include "settle/bracket.hpp"

#include <algorithm>
#include <bit>

#include "settle/tally.hpp"

namespace locarno::settle {
namespace {

__extension__ using Twice = unsigned __int128;
using Number = std::uint64_t;                 ///< a share or a weight in units of 2^-places
constexpr unsigned places = 56;
constexpr Number one = Number{1} << places;
constexpr std::size_t deepest = 64;           ///< shares of shares
constexpr std::uint64_t steps_a_tick = 1024;
constexpr std::uint64_t steps_a_node = 8;
constexpr std::uint32_t coarsest = 6, finest = 40;

struct Between {
  Number low = 0, high = one;
};

Number times_down(Number a, Number b) { return static_cast<Number>(Twice{a} * b >> places); }
Number times_up(Number a, Number b) { return static_cast<Number>((Twice{a} * b + (one - 1)) >> places); }
Number share_down(Number part, Number whole) { return whole == 0 ? 0 : static_cast<Number>((Twice{part} << places) / whole); }
Number share_up(Number part, Number whole) {
  return whole == 0 ? one : std::min(one, static_cast<Number>(((Twice{part} << places) + whole - 1) / whole));
}

/// Lines of two issues as what one option bars on the other issue.
class Shares {
 public:
  Shares(const Problem& problem, bool strict, std::uint64_t steps, Budget& budget)
      : problem_(problem), budget_(budget), steps_left_(steps), list_(problem.classes.size(), 0), is_gone_(problem.classes.size(), false),
        weight_(problem.classes.size()), barred_(problem.classes.size()) {
    for (std::uint32_t issue = 0; issue < list_.size(); ++issue) {
      barred_[issue].resize(problem.classes[issue].size());
      for (std::uint32_t cls = 0; cls < problem.classes[issue].size(); ++cls) {
        weight_[issue].push_back(problem.weight(issue, cls, strict));
        if (weight_[issue].back() != 0) list_[issue] |= std::uint64_t{1} << cls;
      }
    }
    for (std::uint32_t line = 0; line < problem.rules.size(); ++line) add(line);
  }

  /// Z / Z' when `issue` goes; it is gone then.
  Between take_out(std::uint32_t issue, std::uint64_t threshold) {
    threshold_ = threshold;
    is_gone_[issue] = true;
    Between sum{0, 0};
    const Number all = total(issue, list_[issue]);
    for (std::uint64_t rest = list_[issue]; rest != 0; rest &= rest - 1) {
      const auto cls = static_cast<std::uint32_t>(std::countr_zero(rest));
      const Between left = left_by(issue, cls, share_up(weight_[issue][cls], all), 0);
      sum.low += left.low;
      sum.high += left.high;
    }
    return sum;
  }

  /// At most what share of the settlements that pass the lines of two issues break one of the wider `lines`? No issue may be
  /// out yet. Each is at most the sum over the ways to break it, a way's share the product of its options' one after the other.
  Number broken_by(const std::vector<std::uint32_t>& lines, std::uint64_t threshold) {
    threshold_ = threshold;
    Number sum = 0;
    for (const std::uint32_t line : lines) {
      std::vector<std::uint32_t> chosen(problem_.classes.size(), 0);
      sum += broken(line, 0, one, chosen);
      if (sum >= one || is_over_) return one;
    }
    return sum;
  }

  bool is_over() const { return is_over_; }
  std::uint64_t steps_left() const { return steps_left_; }

 private:
  struct Bar {
    std::uint32_t issue = 0;
    std::uint64_t classes = 0;
  };

  void add(std::uint32_t line) {
    const std::vector<std::uint32_t>& touched = problem_.touches[line];
    if (touched.empty() || touched.size() > 2) return;
    std::vector<std::uint32_t> chosen(problem_.classes.size(), 0);
    const std::uint32_t a = touched.front(), b = touched.back();
    for (std::uint32_t x = 0; x < problem_.classes[a].size(); ++x) {
      chosen[a] = x;
      if (a == b) {
        if (!problem_.line_holds(line, chosen)) list_[a] &= ~(std::uint64_t{1} << x);
        continue;
      }
      for (std::uint32_t y = 0; y < problem_.classes[b].size(); ++y) {
        chosen[b] = y;
        if (problem_.line_holds(line, chosen)) continue;
        bar(a, x, b, y);
        bar(b, y, a, x);
      }
    }
  }

  void bar(std::uint32_t issue, std::uint32_t cls, std::uint32_t other, std::uint32_t other_class) {
    auto& bars = barred_[issue][cls];
    const auto at = std::find_if(bars.begin(), bars.end(), [&](const Bar& bar) { return bar.issue == other; });
    if (at != bars.end()) at->classes |= std::uint64_t{1} << other_class;
    else bars.push_back({other, std::uint64_t{1} << other_class});
  }

  Number total(std::uint32_t issue, std::uint64_t classes) const {
    Number sum = 0;
    for (; classes != 0; classes &= classes - 1) sum += weight_[issue][static_cast<std::size_t>(std::countr_zero(classes))];
    return sum;
  }

  /// The weight that the lines of an option leave it, its issue being gone. matters: of each share, in units of 2^-places.
  Between left_by(std::uint32_t issue, std::uint32_t cls, Number matters, std::size_t depth) {
    const Number weight = weight_[issue][cls] << places;
    Between left{one, one};
    const std::size_t mark = undo_.size();
    for (const Bar& bar : barred_[issue][cls]) {
      if (is_gone_[bar.issue] || (list_[bar.issue] & bar.classes) == 0) continue;
      const Between taken = share(bar.issue, bar.classes & list_[bar.issue], matters, depth + 1);
      left.low = times_down(left.low, one - taken.high);
      left.high = times_up(left.high, one - taken.low);
      undo_.emplace_back(bar.issue, list_[bar.issue]);
      list_[bar.issue] &= ~bar.classes;
    }
    for (; undo_.size() > mark; undo_.pop_back()) list_[undo_.back().first] = undo_.back().second;
    return {times_down(left.low, weight), times_up(left.high, weight)};
  }

  /// At most what share breaks `line`, its first `settled` issues having been held at what is chosen; `reached` of all have these.
  Number broken(std::uint32_t line, std::size_t settled, Number reached, std::vector<std::uint32_t>& chosen) {
    const std::uint32_t issue = problem_.touches[line][settled];
    const std::uint64_t breaking = breaking_of(line, settled, chosen);
    if (is_over_) return one;
    if (breaking == 0) return 0;
    if (settled + 1 == problem_.touches[line].size()) return times_up(reached, share(issue, breaking, reached, 0).high);
    Number sum = 0;
    const std::uint64_t list = list_[issue];
    for (std::uint64_t rest = breaking; rest != 0 && sum < one && !is_over_; rest &= rest - 1) {
      const std::uint64_t held = rest & (~rest + 1);
      chosen[issue] = static_cast<std::uint32_t>(std::countr_zero(rest));
      const Number part = times_up(reached, share(issue, held, reached, 0).high);
      list_[issue] = held;
      sum += part == 0 ? 0 : broken(line, settled + 1, part, chosen);
      list_[issue] = list;
    }
    return sum;
  }

  /// The classes of the line's issue `settled` with which it can be broken, the issues before being held at what is chosen.
  std::uint64_t breaking_of(std::uint32_t line, std::size_t settled, std::vector<std::uint32_t>& chosen) {
    const std::uint32_t issue = problem_.touches[line][settled];
    std::uint64_t breaking = 0;
    for (std::uint64_t rest = list_[issue]; rest != 0 && step(); rest &= rest - 1) {
      chosen[issue] = static_cast<std::uint32_t>(std::countr_zero(rest));
      const bool breaks = settled + 1 == problem_.touches[line].size() ? !problem_.line_holds(line, chosen)
                                                                       : breaking_of(line, settled + 1, chosen) != 0;
      if (breaks) breaking |= rest & (~rest + 1);
    }
    return breaking;
  }

  /// In what share of the settlements of the issues that are not gone does `issue` take one of `classes`?
  Between share(std::uint32_t issue, std::uint64_t classes, Number matters, std::size_t depth) {
    const std::uint64_t others = list_[issue] & ~classes;
    if (others == 0) return {one, one};
    if (is_over_ || !step()) return {};
    const Number wanted = total(issue, classes), rest = total(issue, others);
    const Number free_wanted = total(issue, free_of(issue, classes)), free_rest = total(issue, free_of(issue, others));
    const Between surely{share_down(free_wanted, free_wanted + rest), share_up(wanted, wanted + free_rest)};
    if (depth >= deepest || times_down(matters, surely.high - surely.low) < threshold_) return surely;
    is_gone_[issue] = true;
    const Number p = share_up(wanted, wanted + rest);
    Between in{0, 0}, out{0, 0};
    for (std::uint64_t left = list_[issue]; left != 0; left &= left - 1) {
      const auto cls = static_cast<std::uint32_t>(std::countr_zero(left));
      const bool is_in = (classes >> cls & 1u) != 0;
      const Number own = share_up(weight_[issue][cls], wanted + rest);
      const Between part = left_by(issue, cls, times_up(times_up(matters, own), is_in ? one - p : p), depth);
      (is_in ? in : out).low += part.low;
      (is_in ? in : out).high += part.high;
    }
    is_gone_[issue] = false;
    if (in.high + out.high == 0) return {};  // nothing is left: an earlier share was surely possible to be whole
    return {share_down(in.low, in.low + out.high), share_up(in.high, in.high + out.low)};
  }

  /// Of these classes, those that bar nothing any more.
  std::uint64_t free_of(std::uint32_t issue, std::uint64_t classes) const {
    std::uint64_t free = 0;
    for (; classes != 0; classes &= classes - 1) {
      const auto cls = static_cast<std::size_t>(std::countr_zero(classes));
      const auto& bars = barred_[issue][cls];
      if (std::none_of(bars.begin(), bars.end(), [&](const Bar& bar) { return !is_gone_[bar.issue] && (list_[bar.issue] & bar.classes) != 0; }))
        free |= std::uint64_t{1} << cls;
    }
    return free;
  }

  bool step() {
    if (steps_left_ == 0) is_over_ = true;
    else if (--steps_left_ % steps_a_tick == 0 && !budget_.take_chunk(steps_a_tick / steps_a_node)) is_over_ = true;
    return !is_over_;
  }

  const Problem& problem_;
  Budget& budget_;
  std::uint64_t steps_left_;
  bool is_over_ = false;
  std::uint64_t threshold_ = 0;
  std::vector<std::uint64_t> list_;                   ///< [issue] classes it may still take
  std::vector<char> is_gone_;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> undo_;  ///< lists as they were
  std::vector<std::vector<std::uint64_t>> weight_;    ///< [issue][class]
  std::vector<std::vector<std::vector<Bar>>> barred_; ///< [issue][class] what it bars elsewhere
};

/// The issues to take out, the one with most lines left first, until tables hold the rest; and the lines left then.
struct Split {
  std::vector<std::uint32_t> out, lines;
};
std::optional<Split> split_of(const Problem& problem, bool all_out, Budget& budget) {
  Split split;
  for (std::uint32_t line = 0; line < problem.touches.size(); ++line)
    if (problem.touches[line].size() <= 2) split.lines.push_back(line);
  while (all_out || !can_be_counted(problem, split.lines)) {
    if (!budget.take_chunk(split.lines.size() + 1)) return std::nullopt;
    std::vector<std::size_t> lines_of(problem.classes.size(), 0);
    for (const std::uint32_t line : split.lines)
      if (problem.touches[line].size() == 2)
        for (const std::uint32_t issue : problem.touches[line]) ++lines_of[issue];
    const auto busiest = static_cast<std::uint32_t>(std::max_element(lines_of.begin(), lines_of.end()) - lines_of.begin());
    if (lines_of.empty() || lines_of[busiest] == 0) return all_out ? std::optional<Split>(split) : std::nullopt;
    split.out.push_back(busiest);
    std::erase_if(split.lines, [&](std::uint32_t line) {
      const auto& touched = problem.touches[line];
      return std::find(touched.begin(), touched.end(), busiest) != touched.end();
    });
  }
  return split;
}

std::optional<Integer> count_rest(const Problem& problem, const Split& split, bool strict, Budget& budget) {
  Problem rest = problem;  // an order of the issues for these lines alone
  std::vector<bool> active(problem.rules.size(), false);
  for (const std::uint32_t line : split.lines) active[line] = true;
  for (std::size_t line = 0; line < active.size(); ++line)
    if (!active[line]) rest.touches[line].clear();
  auto count = Counter(rest, budget).count(active, strict);
  if (!count) return std::nullopt;
  for (const std::uint32_t issue : split.out) {  // counted as free
    const auto width = static_cast<unsigned long>(problem.width(issue, strict));
    if (width == 0) return Integer(0);
    *count /= width;
  }
  return count;
}

struct Prepared {
  Split split;
  Integer rest;
  std::vector<std::uint32_t> wider;  ///< lines of three issues and more
};
std::optional<Prepared> prepare(const Problem& problem, bool strict, bool all_out, Budget& budget) {
  auto split = split_of(problem, all_out, budget);
  if (!split) return std::nullopt;
  auto rest = count_rest(problem, *split, strict, budget);
  if (!rest) return std::nullopt;
  std::vector<std::uint32_t> wider;
  for (std::uint32_t line = 0; line < problem.touches.size(); ++line)
    if (problem.touches[line].size() > 2) wider.push_back(line);
  return Prepared{std::move(*split), std::move(*rest), std::move(wider)};
}

/// steps: takes off what it uses.
std::optional<Bracket> bracket_of(const Problem& problem, const Prepared& ready, bool strict, std::uint32_t fineness, std::uint64_t& steps,
                                  Budget& budget) {
  Shares shares(problem, strict, steps, budget);
  Bracket answer{ready.rest, ready.rest, fineness};
  const Number broken = shares.broken_by(ready.wider, one >> fineness);
  for (const std::uint32_t issue : ready.split.out) {
    const Between ratio = shares.take_out(issue, one >> fineness);
    if (shares.is_over()) return std::nullopt;
    answer.least *= static_cast<unsigned long>(ratio.low);
    answer.most *= static_cast<unsigned long>(ratio.high);
  }
  steps = shares.steps_left();
  const auto shift = static_cast<mp_bitcnt_t>(places * ready.split.out.size());
  answer.least *= static_cast<unsigned long>(one - broken);
  const auto low_shift = static_cast<mp_bitcnt_t>(shift + places);
  answer.least = Integer((answer.least + (Integer(1) << low_shift) - 1) >> low_shift);  // a whole number lies between
  answer.most >>= shift;
  return answer;
}

}  // namespace

std::optional<Bracket> bracket(const Problem& problem, bool strict, std::uint32_t fineness, std::uint64_t steps, Budget& budget) {
  const auto ready = prepare(problem, strict, false, budget);
  if (!ready) return std::nullopt;
  return bracket_of(problem, *ready, strict, std::min(fineness, finest), steps, budget);
}

std::optional<Bracket> bracket_all_out(const Problem& problem, bool strict, std::uint32_t fineness, std::uint64_t steps, Budget& budget) {
  const auto ready = prepare(problem, strict, true, budget);
  if (!ready) return std::nullopt;
  return bracket_of(problem, *ready, strict, std::min(fineness, finest), steps, budget);
}

std::optional<Bracket> finest_bracket(const Problem& problem, bool strict, std::uint64_t steps, Budget& budget) {
  const auto ready = prepare(problem, strict, false, budget);
  std::optional<Bracket> best;
  for (std::uint32_t fineness = coarsest; ready && fineness <= finest; ++fineness) {
    const std::uint64_t before = steps;
    auto next = bracket_of(problem, *ready, strict, fineness, steps, budget);
    if (!next) break;
    best = std::move(next);
    if (best->least == best->most || (before - steps) * 2 > steps) break;
  }
  return best;
}

}  // namespace locarno::settle
