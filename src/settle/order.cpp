#include "settle/order.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace locarno::settle {
namespace {

constexpr std::size_t most_starts = 24;
constexpr std::size_t most_candidates = 64;
constexpr std::size_t many_starts_up_to = 200;  ///< issues; above, one start

class Orderer {
 public:
  explicit Orderer(const Problem& problem) : touches_(problem.touches), lines_of_(problem.classes.size()) {
    for (std::uint32_t line = 0; line < touches_.size(); ++line)
      for (const std::uint32_t issue : touches_[line]) lines_of_[issue].push_back(line);
    for (const auto& classes : problem.classes) bits_.push_back(std::log2(static_cast<double>(classes.size())));
  }

  std::vector<std::uint32_t> levels() {
    std::vector<std::uint32_t> order;
    std::vector<bool> is_placed(lines_of_.size(), false);
    for (std::uint32_t issue = 0; issue < lines_of_.size(); ++issue) {
      if (is_placed[issue]) continue;
      const std::vector<std::uint32_t> component = reach(issue, is_placed);
      const std::vector<std::uint32_t> best = best_order(component);
      order.insert(order.end(), best.begin(), best.end());
    }
    std::vector<std::uint32_t> levels(order.size());
    for (std::uint32_t level = 0; level < order.size(); ++level) levels[order[level]] = level;
    return levels;
  }

 private:
  struct Trial {
    std::vector<std::uint32_t> order;
    double cost = 0;
  };

  /// All issues joined to `start` by lines, ascending; marks them.
  std::vector<std::uint32_t> reach(std::uint32_t start, std::vector<bool>& is_placed) const {
    std::vector<std::uint32_t> found{start};
    std::vector<bool> line_seen(touches_.size(), false);
    is_placed[start] = true;
    for (std::size_t i = 0; i < found.size(); ++i)
      for (const std::uint32_t line : lines_of_[found[i]]) {
        if (line_seen[line]) continue;
        line_seen[line] = true;
        for (const std::uint32_t issue : touches_[line])
          if (!is_placed[issue]) { is_placed[issue] = true; found.push_back(issue); }
      }
    std::sort(found.begin(), found.end());
    return found;
  }

  std::vector<std::uint32_t> best_order(const std::vector<std::uint32_t>& component) {
    std::vector<std::uint32_t> starts = component;
    std::stable_sort(starts.begin(), starts.end(), [&](std::uint32_t a, std::uint32_t b) {
      return lines_of_[a].size() < lines_of_[b].size();
    });
    starts.resize(std::min(starts.size(), component.size() > many_starts_up_to ? std::size_t{1} : most_starts));
    Trial best;
    for (const std::uint32_t start : starts) {
      Trial trial = greedy(start, component.size());
      if (best.order.empty() || trial.cost < best.cost) best = std::move(trial);
    }
    return best.order;
  }

  Trial greedy(std::uint32_t start, std::size_t issues) {
    remaining_.clear();
    for (const auto& touched : touches_) remaining_.push_back(touched.size());
    unfinished_.clear();
    for (const auto& lines : lines_of_) unfinished_.push_back(lines.size());
    std::vector<bool> is_placed(lines_of_.size(), false);
    std::set<std::uint32_t> near{start};
    Trial trial;
    double width = 0;
    while (trial.order.size() < issues) {
      const std::uint32_t next = cheapest(near);
      width += change(next);
      trial.cost += std::exp2(std::min(width, 200.0));
      trial.order.push_back(next);
      is_placed[next] = true;
      near.erase(next);
      for (const std::uint32_t line : lines_of_[next]) {
        if (--remaining_[line] == 0)
          for (const std::uint32_t issue : touches_[line]) --unfinished_[issue];
        for (const std::uint32_t issue : touches_[line])
          if (!is_placed[issue]) near.insert(issue);
      }
    }
    return trial;
  }

  std::uint32_t cheapest(const std::set<std::uint32_t>& near) const {
    std::uint32_t best = *near.begin();
    double least = 1e300;
    std::size_t tried = 0;
    for (const std::uint32_t issue : near) {
      if (++tried > most_candidates) break;
      const double delta = change(issue);
      if (delta < least - 1e-9) { least = delta; best = issue; }
    }
    return best;
  }

  /// Change of the remembered width (in bits) when `next` is placed: it comes in, what only its last lines need goes.
  double change(std::uint32_t next) const {
    double delta = bits_[next];
    std::vector<std::uint32_t> freed;
    for (const std::uint32_t line : lines_of_[next])
      if (remaining_[line] == 1) freed.insert(freed.end(), touches_[line].begin(), touches_[line].end());
    std::sort(freed.begin(), freed.end());
    for (std::size_t i = 0; i < freed.size();) {
      std::size_t end = i;
      while (end < freed.size() && freed[end] == freed[i]) ++end;
      if (end - i == unfinished_[freed[i]]) delta -= bits_[freed[i]];
      i = end;
    }
    if (lines_of_[next].empty()) delta -= bits_[next];
    return delta;
  }

  const std::vector<std::vector<std::uint32_t>>& touches_;
  std::vector<std::vector<std::uint32_t>> lines_of_;
  std::vector<double> bits_;
  std::vector<std::size_t> remaining_;   ///< [line] issues not yet placed
  std::vector<std::size_t> unfinished_;  ///< [issue] lines naming it that are not finished
};

}  // namespace

std::vector<std::uint32_t> issue_levels(const Problem& problem) { return Orderer(problem).levels(); }

}  // namespace locarno::settle
