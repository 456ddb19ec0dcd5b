#include "relate/commitments.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t most_later = 5;
constexpr double alike = 0.3;        // shared weight of the shorter text
constexpr double alike_on_issue = 0.05;   // same issue, same party: a word in common will do

std::vector<std::string> real(const std::vector<std::string>& parties) {
  std::vector<std::string> out;
  for (const std::string& p : parties)
    if (is_real_party(p)) out.push_back(p);
  return out;
}

/// Tellings of one promise: those that links call the same.
std::map<std::uint32_t, std::vector<std::uint32_t>> tellings(const Scene& scene, const Answer& answer) {
  Groups groups(scene.rows.size());
  for (const Link& link : answer.links) {
    const bool same = link.type == LinkType::translation || link.type == LinkType::translation_divergent || link.type == LinkType::same_statement;
    if (!same) continue;
    for (const std::uint32_t row : link.records) groups.join(link.records.front(), row);
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> out;
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i)
    if (scene.rows[i].document != Scene::no_document && scene.record(i).kind == RecordKind::commitment) out[groups.find(i)].push_back(i);
  return out;
}

}  // namespace

std::vector<Promised> commitments(const Question& question, const Answer& answer) {
  const Scene scene(question);
  Weights weights;
  Postings by_word;
  for (const Row& row : scene.rows) weights.count(row.features);
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i) {
    const Row& row = scene.rows[i];
    if (row.document == Scene::no_document) continue;
    for (const std::uint64_t f : row.features) by_word.add(f, i);
  }
  std::vector<Promised> out;
  for (auto& [group, rows] : tellings(scene, answer)) {
    Promised promised;
    promised.records = rows;
    const Row& first = scene.rows[rows.front()];
    promised.by = real(first.holders);
    std::set<std::string> to;
    for (const std::string& party : real(split_parties(first.record->target))) to.insert(party);
    if (to.empty())
      for (const std::string& party : real(first.facets->parties))
        if (!std::binary_search(promised.by.begin(), promised.by.end(), party)) to.insert(party);
    promised.to.assign(to.begin(), to.end());
    std::map<std::uint32_t, double> shared;
    for (const std::uint64_t f : first.features)
      for (const std::uint32_t other : by_word.of(f)) shared[other] += weights.of(f);
    std::vector<std::pair<double, std::uint32_t>> order;
    const double mine = weights.of(first.features);
    std::vector<std::string> parties = promised.by;
    parties.insert(parties.end(), promised.to.begin(), promised.to.end());
    std::sort(parties.begin(), parties.end());
    for (const auto& [other, weight] : shared) {
      const Row& row = scene.rows[other];
      const bool same = std::find(rows.begin(), rows.end(), other) != rows.end();
      const auto& d = (*scene.documents)[row.document].published;
      const auto& mine_published = (*scene.documents)[first.document].published;
      if (same || row.document == first.document || !d || !mine_published || *d <= *mine_published) continue;
      if (!shares_any(row.holders, parties) && !shares_any(row.facets->parties, parties)) continue;
      const double score = weight / std::max(1e-9, std::min(mine, weights.of(row.features)));
      if (score >= (row.record->issue == first.record->issue ? alike_on_issue : alike)) order.emplace_back(-score, other);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [score, other] : order)
      if (promised.later.size() < most_later) promised.later.push_back(other);
    out.push_back(std::move(promised));
  }
  std::stable_sort(out.begin(), out.end(), [&](const Promised& a, const Promised& b) {
    return scene.rows[a.records.front()].first < scene.rows[b.records.front()].first;
  });
  return out;
}

}  // namespace locarno::relate
