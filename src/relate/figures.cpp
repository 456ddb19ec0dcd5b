// quantity_conflict: one thing counted differently: troops, money, shares, casualties.
#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::int32_t days_of_bucket = 4;

/// What is counted, as a key that two reports of one language share: the last words of the referent.
std::string thing(const Quantity& q) {
  const std::vector<char16_t> units = fold_phrase(q.of);
  std::string out;
  std::string word;
  for (const char16_t u : units) {
    const bool han = u >= 0x3400 && u <= 0x9FFF;
    if (han || (u >= 'a' && u <= 'z')) word += static_cast<char>(u & 0xFF), word += static_cast<char>(u >> 8);
    else if (!word.empty()) out = std::exchange(word, {});
  }
  return word.empty() ? out : word;
}

}  // namespace

void find_figure_conflicts(Work& work) {
  struct Figure { std::uint32_t row; const Quantity* quantity; };
  std::map<std::string, std::vector<Figure>> buckets;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    if (row.document == Scene::no_document || !row.first) continue;
    for (const Quantity& q : row.facets->quantities) {
      if (!q.value || measure_of(q.unit).base == "second" || q.unit == "rank" || q.of.empty()) continue;
      const std::int32_t window = day_number(*row.first) / days_of_bucket;
      std::string key = q.unit + "/" + row.record->issue + "/" + std::to_string(window) + "/" + thing(q);
      auto& bucket = buckets[std::move(key)];
      if (bucket.size() < most_postings) bucket.push_back({i, &q});
    }
  }
  for (const auto& [key, bucket] : buckets) {
    std::set<std::pair<double, std::string>> figures;
    std::set<std::uint32_t> rows;
    std::set<std::string> sources;
    bool fit = true;
    std::optional<Bounds> common;
    for (const Figure& f : bucket) {
      ++work.cells();
      figures.insert({*f.quantity->value, f.quantity->modifier});
      rows.insert(f.row);
      sources.insert(work.scene.record(f.row).doc + "/" + work.scene.record(f.row).speaker);
      const Bounds bounds = *bounds_of(*f.quantity);
      fit &= !common || common->overlaps(bounds);
      common = common ? Bounds{std::max(common->low, bounds.low), std::min(common->high, bounds.high)} : bounds;
    }
    if (figures.size() < 2 || rows.size() < 2 || sources.size() < 2) continue;
    work.add(LinkType::quantity_conflict, {rows.begin(), rows.end()},
             "different figures in " + bucket.front().quantity->unit + (fit ? "; all can be right within their bounds" : "; not all can be right"));
  }
}

}  // namespace locarno::relate
