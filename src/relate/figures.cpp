// quantity_conflict: one thing counted differently: troops, money, shares, casualties.
#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::int32_t days_of_window = 4;
constexpr double alike = 0.3;      // words the two sentences share beside the figure

struct Figure {
  std::uint32_t row = 0;
  const Quantity* quantity = nullptr;
};

/// What the figures of one group say: do they differ, do they come from several sources, can all be right?
struct Verdict {
  std::set<std::pair<double, std::string>> figures;
  std::set<std::uint32_t> rows;
  std::set<std::string> sources;
  std::optional<Bounds> common;
  bool fit = true;

  void take(const Scene& scene, const Figure& f) {
    figures.insert({*f.quantity->value, f.quantity->modifier});
    rows.insert(f.row);
    sources.insert(scene.record(f.row).doc + "/" + scene.record(f.row).speaker);
    const Bounds bounds = *bounds_of(*f.quantity);
    fit &= !common || common->overlaps(bounds);
    common = common ? Bounds{std::max(common->low, bounds.low), std::min(common->high, bounds.high)} : bounds;
  }
};

bool is_alike(const Work& work, const Figure& a, const Figure& b) {
  const auto& x = work.scene.rows[a.row].features;
  const auto& y = work.scene.rows[b.row].features;
  const double least = std::min(work.weights.of(x), work.weights.of(y));
  return least > 0 && work.weights.shared(x, y) >= alike * least;
}

}  // namespace

void find_figure_conflicts(Work& work) {
  std::vector<Figure> all;
  std::map<std::pair<std::string, std::int32_t>, std::vector<std::uint32_t>> windows;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    if (row.document == Scene::no_document || !row.first) continue;
    for (const Quantity& q : row.facets->quantities) {
      if (!q.value || measure_of(q.unit).base == "second" || q.unit == "rank") continue;
      auto& window = windows[{q.unit, day_number(*row.first) / days_of_window}];
      if (window.size() >= most_postings) continue;
      window.push_back(static_cast<std::uint32_t>(all.size()));
      all.push_back({i, &q});
    }
  }
  Groups groups(all.size());
  for (const auto& [key, window] : windows) {
    const auto next = windows.find({key.first, key.second + 1});
    const auto meet = [&](std::uint32_t a, std::uint32_t b) {
      if (all[a].row == all[b].row) return;
      ++work.cells();
      if (is_alike(work, all[a], all[b])) groups.join(a, b);
    };
    for (std::size_t i = 0; i < window.size(); ++i) {
      for (std::size_t k = i + 1; k < window.size(); ++k) meet(window[i], window[k]);
      if (next == windows.end()) continue;
      for (const std::uint32_t later : next->second) meet(window[i], later);
    }
  }
  std::map<std::uint32_t, Verdict> verdicts;
  for (std::uint32_t f = 0; f < all.size(); ++f) verdicts[groups.find(f)].take(work.scene, all[f]);
  for (const auto& [group, v] : verdicts)
    if (v.figures.size() > 1 && v.rows.size() > 1 && v.sources.size() > 1)
      work.add(LinkType::quantity_conflict, {v.rows.begin(), v.rows.end()},
               {v.fit ? NoteKind::figures_fit : NoteKind::figures_clash, {all[group].quantity->unit}});
}

}  // namespace locarno::relate
