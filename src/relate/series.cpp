// stance_series and stance_change: a party on one issue, day by day.
#include <algorithm>
#include <map>
#include <set>

#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t most_of_day = 10;      // records of one round a link carries
constexpr std::int32_t days_of_round = 2;    // statements so near belong to one round of talks
constexpr std::int32_t most_days_of_round = 10;
constexpr std::size_t most_of_series = 40;

/// A refusal of every substitute ("nothing less than") is a demand.
int pull(const Row& row) {
  const auto& concepts = row.facets->concepts;
  const bool exclusive = std::binary_search(concepts.begin(), concepts.end(), "predicate:exclusive");
  return exclusive && row.record->stance == Attitude::oppose ? 1 : side_of(row.record->stance);
}

/// The records of one round: a day, with those that follow within days_of_round.
struct Day {
  Date date;      ///< its first day
  Date last;
  std::vector<std::uint32_t> rows;
  int side = 0;   ///< giving way in a round outweighs repeating the old line in it
  void weigh(const Scene& scene) {
    int sum = 0;
    bool gives_way = false;
    for (const std::uint32_t row : rows) {
      const Record& r = scene.record(row);
      gives_way |= r.stance == Attitude::concede && r.kind != RecordKind::stance;
      sum += pull(scene.rows[row]);
    }
    side = gives_way ? -1 : sum > 0 ? 1 : sum < 0 ? -1 : 0;
  }
};

using Line = std::vector<Day>;

std::map<std::pair<std::string, std::string>, Line> lines_of(const Scene& scene) {
  std::map<std::pair<std::string, std::string>, std::map<Date, std::vector<std::uint32_t>>> sorted;
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i) {
    const Row& row = scene.rows[i];
    const Record& r = *row.record;
    if (row.document == Scene::no_document || !row.first || r.kind == RecordKind::contact || r.stance == Attitude::report) continue;
    if (r.issue.starts_with("other:")) continue;
    const bool via_expert = !r.stance_holder.empty() && !is_real_party(split_parties(r.speaker_party).empty() ? "" : split_parties(r.speaker_party)[0]);
    if (via_expert) continue;   // what an analyst thinks a party wants is no stance of the party
    for (const std::string& holder : row.holders)
      if (is_real_party(holder)) sorted[{holder, r.issue}][*row.first].push_back(i);
  }
  std::map<std::pair<std::string, std::string>, Line> lines;
  for (auto& [key, days] : sorted)
    for (auto& [date, rows] : days) {
      Line& line = lines[key];
      const bool goes_on = !line.empty() && day_number(date) - day_number(line.back().last) <= days_of_round &&
                           day_number(date) - day_number(line.back().date) <= most_days_of_round;
      if (!goes_on) line.push_back({date, date, {}, 0});
      line.back().last = date;
      line.back().rows.insert(line.back().rows.end(), rows.begin(), rows.end());
    }
  for (auto& [key, line] : lines)
    for (Day& day : line) day.weigh(scene);
  return lines;
}

/// The records of a day that pull `side`, own words before told ones, at most most_of_day.
std::vector<std::uint32_t> pulling(const Scene& scene, const Day& day, int side) {
  std::vector<std::uint32_t> out;
  for (const bool told : {false, true})
    for (const std::uint32_t row : day.rows)
      if ((scene.record(row).kind == RecordKind::stance) == told && pull(scene.rows[row]) == side && out.size() < most_of_day)
        out.push_back(row);
  return out;
}

void find_changes(Work& work, const std::string& holder, const std::string& issue, const Line& line) {
  const Day* before = nullptr;
  for (const Day& day : line) {
    if (day.side == 0) continue;
    ++work.cells();
    if (before != nullptr && before->side != day.side) {
      std::vector<std::uint32_t> rows = pulling(work.scene, *before, before->side);
      const std::vector<std::uint32_t> after = pulling(work.scene, day, day.side);
      rows.insert(rows.end(), after.begin(), after.end());
      const auto word = [&](std::uint32_t row) { return std::string(to_string(work.scene.record(row).stance)); };
      const auto gives = [&](std::uint32_t row) { return work.scene.record(row).stance == Attitude::offer || work.scene.record(row).stance == Attitude::concede; };
      const bool goes_on_giving = !after.empty() && !rows.empty() && gives(rows.front()) && gives(after.front());
      if (!after.empty() && rows.size() > after.size() && !goes_on_giving)
        work.add(LinkType::stance_change, rows, holder + " on " + issue + ": " + to_string(before->date) + " " + word(rows.front()) + " -> " +
                                                    to_string(day.date) + " " + word(after.front()));
    }
    before = &day;
  }
}

void find_one_series(Work& work, const std::string& holder, const std::string& issue, const Line& line) {
  std::set<std::uint32_t> reports;
  std::vector<std::uint32_t> rows;
  for (const Day& day : line) {
    std::size_t taken = 0;
    for (const std::uint32_t row : day.rows) {
      ++work.cells();
      reports.insert(work.scene.rows[row].document);
      if (taken++ < most_of_day && rows.size() < most_of_series) rows.push_back(row);
    }
  }
  if (line.size() < 2 || reports.size() < 2) return;
  work.add(LinkType::stance_series, rows, holder + " on " + issue + " over " + std::to_string(line.size()) + " days, " +
                                              to_string(line.front().date) + " to " + to_string(line.back().date));
}

}  // namespace

void find_series(Work& work) {
  for (const auto& [key, line] : lines_of(work.scene)) {
    find_changes(work, key.first, key.second, line);
    find_one_series(work, key.first, key.second, line);
  }
}

}  // namespace locarno::relate
