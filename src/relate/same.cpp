// same_statement: one statement in several reports, worded alike.
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t least_features = 4;       // shorter texts ("red line") say too little to be matched by words
constexpr double alike = 0.42;                  // same holder and same issue
constexpr double alike_unattributed = 0.55;     // attribution or issue lost on the way
constexpr double alike_beside = 0.20;           // the next statement on both sides is matched already
constexpr std::int32_t most_days_apart = 10;    // the same words a month later are said again

bool near_in_time(const Row& a, const Row& b) {
  if (!a.first || !b.first) return true;
  return day_number(*b.first) - day_number(*a.last) <= most_days_apart && day_number(*a.first) - day_number(*b.last) <= most_days_apart;
}

bool is_same_issue(const Record& a, const Record& b) {
  const auto lists = [](const Record& r, const std::string& issue) {
    return r.issue == issue || std::find(r.issues_other.begin(), r.issues_other.end(), issue) != r.issues_other.end();
  };
  return lists(a, b.issue) || lists(b, a.issue);
}

class Matcher {
 public:
  explicit Matcher(Work& work) : work_(work), scene_(work.scene), groups_(work.scene.rows.size()), place_(work.scene.rows.size(), 0) {
    for (const auto& list : scene_.of_document)
      for (std::size_t i = 0; i < list.size(); ++i) place_[list[i]] = static_cast<std::uint32_t>(i);
  }

  void run() {
    for (std::uint32_t i = 0; i < scene_.rows.size(); ++i) {
      const Row& row = scene_.rows[i];
      if (row.document == Scene::no_document || row.features.size() < least_features) continue;
      meet(i);
    }
    spread();
    for (const auto& [zh, en] : work_.translations)
      if (linked_.contains(groups_.find(zh)) || linked_.contains(groups_.find(en))) join(zh, en);
    collect();
  }

 private:
  double likeness(std::uint32_t a, std::uint32_t b) {
    ++work_.cells();
    const auto& fa = scene_.rows[a].telling;
    const auto& fb = scene_.rows[b].telling;
    const double least = std::min(work_.weights.of(fa), work_.weights.of(fb));
    return least <= 0 ? 0 : work_.weights.shared(fa, fb) / least;
  }
  bool fits(std::uint32_t a, std::uint32_t b, double score) const {
    const Row& x = scene_.rows[a];
    const Row& y = scene_.rows[b];
    if (x.document == y.document || !near_in_time(x, y)) return false;
    const bool is_contact = x.record->kind == RecordKind::contact && y.record->kind == RecordKind::contact;
    if (is_contact) return false;   // contacts are merged by day and parties
    const bool agrees = shares_any(x.holders, y.holders) && is_same_issue(*x.record, *y.record);
    if (!agrees && std::min(x.telling.size(), y.telling.size()) < 2 * least_features) return score >= 0.9;
    return score >= (agrees ? alike : alike_unattributed);
  }
  void join(std::uint32_t a, std::uint32_t b) {
    linked_.erase(groups_.find(a));
    linked_.erase(groups_.find(b));
    groups_.join(a, b);
    linked_.insert(groups_.find(a));
  }
  /// Meets the earlier rows that share telling words; the same words are met once, through their first row.
  void meet(std::uint32_t i) {
    const Row& row = scene_.rows[i];
    const auto [first, is_new] = first_of_.emplace(row.whole, i);
    if (!is_new) {
      if (fits(first->second, i, 1)) { join(first->second, i); pairs_.push_back({first->second, i}); }
      return;
    }
    if (row.telling.size() < least_features) return;
    std::map<std::uint32_t, double> shared;
    for (const std::uint64_t f : row.telling) {
      const double weight = work_.weights.of(f);
      for (const std::uint32_t other : postings_.of(f)) {
        ++work_.cells();
        shared[other] += weight;
      }
      postings_.add(f, i);
    }
    const double mine = work_.weights.of(row.telling);
    for (const auto& [other, weight] : shared) {
      const double least = std::min(mine, work_.weights.of(scene_.rows[other].telling));
      if (weight < alike * least || !fits(other, i, weight / least)) continue;
      join(other, i);
      pairs_.push_back({other, i});
    }
  }
  /// Reports that tell one speech keep its order: the neighbours of a matched pair need less.
  void spread() {
    std::deque<Pair> queue(pairs_.begin(), pairs_.end());
    std::set<Pair> seen(pairs_.begin(), pairs_.end());
    while (!queue.empty()) {
      const auto [a, b] = queue.front();
      queue.pop_front();
      for (const int step : {-1, 1}) {
        const auto next_a = beside(a, step), next_b = beside(b, step);
        if (!next_a || !next_b || !seen.insert({*next_a, *next_b}).second) continue;
        const Row& x = scene_.rows[*next_a];
        const Row& y = scene_.rows[*next_b];
        if (x.telling.size() < least_features || y.telling.size() < least_features || !near_in_time(x, y)) continue;
        const bool agrees = is_same_issue(*x.record, *y.record) && (shares_any(x.holders, y.holders) || shares_any(x.facets->parties, y.facets->parties));
        if (!agrees || likeness(*next_a, *next_b) < alike_beside) continue;
        join(*next_a, *next_b);
        queue.push_back({*next_a, *next_b});
      }
    }
  }
  std::optional<std::uint32_t> beside(std::uint32_t row, int step) const {
    const auto& list = scene_.of_document[scene_.rows[row].document];
    const std::int64_t at = static_cast<std::int64_t>(place_[row]) + step;
    if (at < 0 || at >= static_cast<std::int64_t>(list.size())) return std::nullopt;
    return list[static_cast<std::size_t>(at)];
  }
  void collect() {
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t i = 0; i < scene_.rows.size(); ++i)
      if (linked_.contains(groups_.find(i))) members[groups_.find(i)].push_back(i);
    for (auto& [first, rows] : members) {
      std::set<std::uint32_t> documents;
      for (const std::uint32_t row : rows) documents.insert(scene_.rows[row].document);
      if (documents.size() < 2) continue;
      work_.add(LinkType::same_statement, rows, note(rows, documents.size()));
    }
  }
  Note note(const std::vector<std::uint32_t>& rows, std::size_t documents) const {
    bool verbatim = true;
    for (const std::uint32_t row : rows) verbatim &= scene_.rows[row].whole == scene_.rows[rows[0]].whole;
    return {verbatim ? NoteKind::same_words : NoteKind::worded_alike, {std::to_string(documents)}};
  }

  Work& work_;
  const Scene& scene_;
  Groups groups_;
  std::vector<std::uint32_t> place_;            // row -> its place in its document's list
  std::map<std::uint64_t, std::uint32_t> first_of_;
  Postings postings_;
  std::vector<Pair> pairs_;
  std::set<std::uint32_t> linked_;              // groups with more than one member
};

}  // namespace

void find_same_statements(Work& work) { Matcher(work).run(); }

}  // namespace locarno::relate
