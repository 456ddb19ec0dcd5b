// contradiction and headline_overstates. provenance_conflict: provenance.cpp.
#include <algorithm>
#include <map>
#include <set>

#include "relate/phrases.hpp"
#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t most_of_holder = 8;
constexpr std::size_t least_features = 4;
constexpr double denied_words = 0.33;         // words two records share when one denies the other
constexpr double denied_in_report = 0.25;     // in one report, which speaks of one thing
constexpr std::size_t most_bounds = 6;        // records that hold a headline back, in one link
constexpr double common_ground = 0.5;         // how much two opposed records must speak of the same

bool is_for(Attitude stance) { return stance == Attitude::support || stance == Attitude::demand || stance == Attitude::offer; }

double ground(const Work& work, std::uint32_t a, std::uint32_t b) {
  const Row& x = work.scene.rows[a];
  const Row& y = work.scene.rows[b];
  const double least = std::min(work.weights.of(x.features), work.weights.of(y.features));
  const double words = least > 0 ? work.weights.shared(x.features, y.features) / least : 0;
  return jaccard(x.facets->parties, y.facets->parties) + jaccard(x.facets->concepts, y.facets->concepts) + 2 * words +
         (x.document == y.document ? 0.1 : 0);
}

/// Two sources say of one issue that others are to decide it.
void find_rival_deciders(Work& work) {
  const Phrases phrases(work.scene.codebook);
  struct Claim { std::uint32_t row; bool only; };
  std::map<std::string, std::vector<Claim>> by_issue;
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    if (row.document == Scene::no_document || row.facets->parties.empty() || row.record->kind == RecordKind::contact) continue;
    const std::u16string text = Phrases::folded(row.record->text);
    if (!phrases.has(text, "decide")) continue;
    const bool only = phrases.has(text, "only");
    if (!only && !phrases.has(text, "by")) continue;
    const std::string& issue = row.record->issue;
    const bool is_general = issue.starts_with("other:") || issue.starts_with("negotiation") || issue == "hostilities" || issue == "peace_plan";
    auto& list = by_issue[is_general ? "the settlement" : issue];
    if (list.size() < most_postings) list.push_back({i, only});
  }
  for (const auto& [issue, list] : by_issue) {
    std::set<std::pair<std::string, std::string>> told;
    for (std::size_t a = 0; a < list.size(); ++a)
      for (std::size_t b = a + 1; b < list.size(); ++b) {
        ++work.cells();
        const Row& x = work.scene.rows[list[a].row];
        const Row& y = work.scene.rows[list[b].row];
        if (x.record->speaker_party == y.record->speaker_party || x.facets->parties == y.facets->parties) continue;
        const bool apart = !shares_any(x.facets->parties, y.facets->parties);
        if (!apart && !list[a].only && !list[b].only) continue;
        if (x.first && y.first && std::abs(day_number(*x.first) - day_number(*y.first)) > 4 * days_of_conflict) continue;
        if (told.insert(std::minmax(x.record->speaker_party, y.record->speaker_party)).second)
          work.add(LinkType::contradiction, {list[a].row, list[b].row}, {NoteKind::who_decides, {issue}});
      }
  }
}

/// For and against one issue within a fortnight; of each pair of parties the two records that speak most of the same.
struct Sides { std::vector<std::uint32_t> pro, con; };
using Holders = std::map<std::string, Sides>;

std::map<std::pair<std::string, std::int32_t>, Holders> sides_by_window(const Scene& scene) {
  std::map<std::pair<std::string, std::int32_t>, Holders> windows;
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i) {
    const Row& row = scene.rows[i];
    const Record& r = *row.record;
    if (row.document == Scene::no_document || !row.first || r.kind == RecordKind::contact || row.is_loose || row.is_title) continue;
    if (!is_for(r.stance) && r.stance != Attitude::oppose) continue;
    for (const std::string& holder : row.holders) {
      if (!is_real_party(holder)) continue;
      Sides& sides = windows[{r.issue, day_number(*row.first) / days_of_conflict}][holder];
      auto& list = r.stance == Attitude::oppose ? sides.con : sides.pro;
      if (list.size() < most_of_holder) list.push_back(i);
    }
  }
  return windows;
}

void oppose(Work& work, const std::string& issue, const std::pair<const std::string, Sides>& pro, const std::pair<const std::string, Sides>& con,
            std::set<Pair>& told) {
  if (pro.first == con.first) return;
  std::optional<Pair> best;
  double most = common_ground;
  for (const std::uint32_t a : pro.second.pro)
    for (const std::uint32_t b : con.second.con) {
      ++work.cells();
      const Row& x = work.scene.rows[a];
      const Row& y = work.scene.rows[b];
      if (shares_any(x.holders, y.holders) || std::abs(day_number(*x.first) - day_number(*y.first)) > days_of_conflict) continue;
      const double score = ground(work, a, b);
      if (score > most) { most = score; best = Pair{std::min(a, b), std::max(a, b)}; }
    }
  if (best && told.insert(*best).second)
    work.add(LinkType::contradiction, {best->first, best->second}, {NoteKind::for_and_against, {pro.first, con.first, issue}});
}

void find_opposed(Work& work) {
  const auto windows = sides_by_window(work.scene);
  std::set<Pair> told;
  for (const auto& [key, holders] : windows) {
    const auto next = windows.find({key.first, key.second + 1});
    for (const auto& here : holders) {
      for (const auto& other : holders) oppose(work, key.first, here, other, told);
      if (next == windows.end()) continue;
      for (const auto& later : next->second) {
        oppose(work, key.first, here, later, told);
        oppose(work, key.first, later, here, told);
      }
    }
  }
}

/// What one asserts another denies: one issue, words in common, and only one of the two is negated.
void find_denials(Work& work) {
  Postings postings;
  std::map<std::pair<std::string, std::string>, std::pair<double, Pair>> best;   // by the two parties
  for (std::uint32_t i = 0; i < work.scene.rows.size(); ++i) {
    const Row& row = work.scene.rows[i];
    const Record& r = *row.record;
    const bool speaks = row.document != Scene::no_document && r.kind != RecordKind::contact && !row.is_title && r.speaker_party != "NARRATOR";
    if (!speaks || row.features.size() < least_features) continue;
    std::set<std::uint32_t> met;
    for (const std::uint64_t f : row.features) {
      for (const std::uint32_t other : postings.of(f)) {
        ++work.cells();
        if (!met.insert(other).second) continue;
        const Row& y = work.scene.rows[other];
        if (y.record->negated == r.negated || y.record->issue != r.issue || shares_any(row.holders, y.holders) || y.record->speaker == r.speaker) continue;
        if (!row.first || !y.first || std::abs(day_number(*row.first) - day_number(*y.first)) > days_of_conflict) continue;
        if (side_of(r.stance) * side_of(y.record->stance) > 0) continue;
        const double least = std::min(work.weights.of(row.features), work.weights.of(y.features));
        const double score = work.weights.shared(row.features, y.features) / least;
        if (score < (row.document == y.document ? denied_in_report : denied_words) || !(row.facets->parties == y.facets->parties || jaccard(row.facets->parties, y.facets->parties) > 0.4)) continue;
        auto& kept = best[std::minmax(r.speaker_party, y.record->speaker_party)];
        if (score > kept.first) kept = {score, Pair{other, i}};
      }
      postings.add(f, i);
    }
  }
  for (const auto& [parties, found] : best)
    work.add(LinkType::contradiction, {found.second.first, found.second.second}, {NoteKind::asserted_and_denied, {}});
}

bool is_bounded(const Record& r) {
  return r.stance_if || r.hedge == Hedge::conditional || r.hedge == Hedge::possible || r.hedge == Hedge::probable;
}
bool is_flat(const Record& r) {
  return !r.stance_if && (r.hedge == Hedge::none || r.hedge == Hedge::planned) && side_of(r.stance) != 0;
}

/// One way; an offer in the headline may be a concession in the text.
bool pulls_alike(Attitude a, Attitude b) {
  const auto gives = [](Attitude x) { return x == Attitude::offer || x == Attitude::concede; };
  return side_of(a) == side_of(b) || (gives(a) && gives(b));
}

/// What holds the headline's claim back in the text: conditions on the same issue, and bargains that give it up for
/// something else in one sentence.
std::vector<std::uint32_t> bounds_for(Work& work, const std::vector<std::uint32_t>& list, std::uint32_t title) {
  const Row& head = work.scene.rows[title];
  std::map<std::string, std::set<std::string>> issues_of_group;
  for (const std::uint32_t i : list)
    if (!work.scene.record(i).group.empty()) issues_of_group[work.scene.record(i).group].insert(work.scene.record(i).issue);
  std::vector<std::uint32_t> out;
  for (const std::uint32_t i : list) {
    ++work.cells();
    const Row& row = work.scene.rows[i];
    const Record& r = *row.record;
    if (row.is_title || !shares_any(row.holders, head.holders) || r.kind == RecordKind::contact || !pulls_alike(r.stance, head.record->stance)) continue;
    const bool same_issue = r.issue == head.record->issue ||
                            std::find(r.issues_other.begin(), r.issues_other.end(), head.record->issue) != r.issues_other.end();
    const auto group = issues_of_group.find(r.group);
    const bool beside = group != issues_of_group.end() && group->second.contains(head.record->issue);
    const bool bargain = r.stance == Attitude::concede && beside && !same_issue;
    if (((same_issue && is_bounded(r)) || bargain) && out.size() < most_bounds) out.push_back(i);
  }
  return out;
}

}  // namespace

void find_contradictions(Work& work) {
  find_rival_deciders(work);
  find_opposed(work);
  find_denials(work);
}

void find_headlines(Work& work) {
  for (const auto& list : work.scene.of_document)
    for (const std::uint32_t title : list) {
      const Row& row = work.scene.rows[title];
      if (!row.is_title || row.record->kind == RecordKind::contact || !is_flat(*row.record)) continue;
      std::vector<std::uint32_t> rows = bounds_for(work, list, title);
      if (rows.empty()) continue;
      rows.insert(rows.begin(), title);
      work.add(LinkType::headline_overstates, std::move(rows), {NoteKind::headline_flat, {}});
    }
}

}  // namespace locarno::relate
