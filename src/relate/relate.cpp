#include "relate/relate.hpp"

#include <algorithm>
#include <array>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::array<std::string_view, link_type_count> link_names = {
    "translation",   "translation_divergent", "same_statement",      "same_contact",      "contradiction", "stance_change",
    "stance_series", "provenance_conflict",   "quantity_conflict", "headline_overstates", "plan_outcome",
    "offer_vs_limit", "tension"};

/// Whose words a document repeats: the first of those joined by copies that are no mere passage.
std::vector<std::uint32_t> first_tellings(const std::vector<Document>& documents, const std::vector<Copy>& copies) {
  Groups groups(documents.size());
  for (const Copy& copy : copies)
    if (copy.kind != CopyKind::passage) groups.join(copy.from, copy.in);
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    const Document& x = documents[a];
    const Document& y = documents[b];
    if (x.published != y.published && x.published && y.published) return *x.published < *y.published;
    return a < b;
  };
  std::vector<std::uint32_t> best(documents.size());
  for (std::uint32_t d = 0; d < documents.size(); ++d) best[d] = d;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    std::uint32_t& now = best[groups.find(d)];
    if (before(d, now)) now = d;
  }
  std::vector<std::uint32_t> out(documents.size());
  for (std::uint32_t d = 0; d < documents.size(); ++d) out[d] = best[groups.find(d)];
  return out;
}

}  // namespace

std::string_view to_string(LinkType type) { return link_names[static_cast<std::size_t>(type)]; }

bool is_conflict(LinkType type) {
  return type == LinkType::contradiction || type == LinkType::provenance_conflict || type == LinkType::quantity_conflict ||
         type == LinkType::headline_overstates || type == LinkType::translation_divergent || type == LinkType::offer_vs_limit ||
         type == LinkType::tension;
}

std::string_view to_string(CopyKind kind) {
  constexpr std::array<std::string_view, 5> names = {"exact", "near_copy", "contained", "passage", "translation"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view to_string(ContactState state) {
  constexpr std::array<std::string_view, 3> names = {"held", "planned", "denied"};
  return names[static_cast<std::size_t>(state)];
}

Answer relate(const Question& question) {
  Answer answer;
  const Scene scene(question);
  Work work{scene, answer, {}, {}};
  for (const Row& row : scene.rows) work.weights.count(row.features);
  find_copies(work);
  find_translations(work);
  find_same_statements(work);
  find_contacts(work);
  find_figure_conflicts(work);
  find_contradictions(work);
  find_provenance_conflicts(work);
  find_headlines(work);
  find_limits(work);
  find_tensions(work);
  find_series(work);
  std::stable_sort(answer.links.begin(), answer.links.end(), [](const Link& a, const Link& b) {
    return a.type != b.type ? a.type < b.type : a.records < b.records;
  });
  std::stable_sort(answer.copies.begin(), answer.copies.end(), [](const Copy& a, const Copy& b) {
    return std::tie(a.from, a.in) < std::tie(b.from, b.in);
  });
  answer.source_of = first_tellings(*question.documents, answer.copies);
  return answer;
}

std::vector<std::uint32_t> sources(const Question& question) {
  Answer answer;
  const Scene scene(question, false);
  Work work{scene, answer, {}, {}};
  find_sources(work);
  find_translations(work);
  return first_tellings(*question.documents, answer.copies);
}

std::vector<Concern> concerns(const Answer& answer, std::size_t records) {
  std::vector<Concern> out(records);
  for (const Link& link : answer.links)
    for (const std::uint32_t row : link.records) {
      if (row >= records) continue;
      if (link.type == LinkType::contradiction) ++out[row].contradictions;
      else if (link.type == LinkType::stance_change) ++out[row].stance_changes;
      else if (is_conflict(link.type)) ++out[row].other_conflicts;
    }
  return out;
}

}  // namespace locarno::relate
