#pragma once
// Inside of relate: the rules, one function per family of links. Each adds its links and counts its comparisons.
#include <utility>
#include <vector>

#include "relate/postings.hpp"
#include "relate/scene.hpp"

namespace locarno::relate {

/// Opposed positions a fortnight apart may be a development, not a conflict.
inline constexpr std::int32_t days_of_conflict = 14;

using Pair = std::pair<std::uint32_t, std::uint32_t>;   ///< rows, smaller document first

/// What the rules leave for each other.
struct Work {
  const Scene& scene;
  Answer& answer;
  std::vector<Pair> translations;   ///< Chinese row, English row
  Weights weights;                  ///< of the features of all records
  std::uint64_t& cells() { return answer.effort.cells; }
  void add(LinkType type, std::vector<std::uint32_t> records, Note note) {
    std::vector<Difference> differs = differences(scene, records);
    answer.links.push_back({type, std::move(records), std::move(differs), in_english(note), std::move(note)});
  }
};

/// copies.cpp: documents that share sentences; Answer::copies.
void find_copies(Work& work);
/// copies.cpp: of the same, only those that make one source of two documents, without saying where they differ.
void find_sources(Work& work);
/// translation.cpp: translation, translation_divergent; may add copies of kind translation.
void find_translations(Work& work);
/// same.cpp: same_statement, over reports, translations included.
void find_same_statements(Work& work);
/// contacts.cpp: same_contact, plan_outcome, quantity_conflict of durations; Answer::contacts.
void find_contacts(Work& work);
/// figures.cpp: quantity_conflict of counts, shares and sums.
void find_figure_conflicts(Work& work);
/// conflicts.cpp: contradiction, provenance_conflict, headline_overstates.
void find_contradictions(Work& work);
void find_provenance_conflicts(Work& work);
void find_headlines(Work& work);
/// limits.cpp: offer_vs_limit; tension.
void find_limits(Work& work);
void find_tensions(Work& work);
/// series.cpp: stance_series, stance_change.
void find_series(Work& work);

}  // namespace locarno::relate
