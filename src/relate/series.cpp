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

/// What a round shows. Giving way outweighs repeating the old line; for one half and against another is mixed.
enum class Turn : std::uint8_t { none, pro, con, mixed, gives_way };

/// The records of one round: a day, with those that follow within days_of_round.
struct Day {
  Date date;      ///< its first day
  Date last;
  std::vector<std::uint32_t> rows;
  Turn turn = Turn::none;
  void weigh(const Scene& scene) {
    bool gives_way = false, pro = false, con = false;
    for (const std::uint32_t row : rows) {
      const Record& r = scene.record(row);
      gives_way |= r.stance == Attitude::concede && r.kind != RecordKind::stance;
      pro |= pull(scene.rows[row]) > 0;
      con |= pull(scene.rows[row]) < 0;
    }
    turn = gives_way ? Turn::gives_way : pro && con ? Turn::mixed : pro ? Turn::pro : con ? Turn::con : Turn::none;
  }
};

using Line = std::vector<Day>;

/// Issues that are a part of a wider one (a treaty of what it settles): rows of class part_of.
std::map<std::string, std::string> wider_issues(const Codebook* book) {
  std::map<std::string, std::string> out;
  for (std::size_t i = 0; book != nullptr && i < book->terms.size(); ++i) {
    const Term& term = book->terms[TermId(i)];
    if (term.kind == TermKind::relation && term.cls == "part_of") out.emplace(term.text, term.value);
  }
  return out;
}

std::map<std::pair<std::string, std::string>, Line> lines_of(const Scene& scene) {
  const std::map<std::string, std::string> wider = wider_issues(scene.codebook);
  std::map<std::pair<std::string, std::string>, std::map<Date, std::vector<std::uint32_t>>> sorted;
  for (std::uint32_t i = 0; i < scene.rows.size(); ++i) {
    const Row& row = scene.rows[i];
    const Record& r = *row.record;
    if (row.document == Scene::no_document || !row.first || r.kind == RecordKind::contact || r.stance == Attitude::report) continue;
    if (row.is_loose) continue;
    const bool via_expert = !r.stance_holder.empty() && !is_real_party(split_parties(r.speaker_party).empty() ? "" : split_parties(r.speaker_party)[0]);
    if (via_expert) continue;   // what an analyst thinks a party wants is no stance of the party
    for (const std::string& holder : row.holders)
      if (is_real_party(holder)) {
        sorted[{holder, r.issue}][*row.first].push_back(i);
        if (const auto whole = wider.find(r.issue); whole != wider.end()) sorted[{holder, whole->second}][*row.first].push_back(i);
      }
  }
  std::map<std::pair<std::string, std::string>, Line> lines;
  for (auto& [key, days] : sorted)
    for (auto& [date, rows] : days) {
      Line& line = lines[key];
      const bool goes_on = !line.empty() && day_number(date) - day_number(line.back().last) <= days_of_round &&
                           day_number(date) - day_number(line.back().date) <= most_days_of_round;
      if (!goes_on) line.push_back({date, date, {}, Turn::none});
      line.back().last = date;
      line.back().rows.insert(line.back().rows.end(), rows.begin(), rows.end());
    }
  for (auto& [key, line] : lines)
    for (Day& day : line) day.weigh(scene);
  return lines;
}

/// The records of a round that show its turn, own words before told ones, at most most_of_day.
std::vector<std::uint32_t> showing(const Scene& scene, const Day& day) {
  const auto shows = [&](std::uint32_t row) {
    const int side = pull(scene.rows[row]);
    const bool concedes = scene.record(row).stance == Attitude::concede;
    switch (day.turn) {
      case Turn::gives_way: return concedes;
      case Turn::pro: return side > 0;
      case Turn::con: return side < 0;
      case Turn::mixed: return side != 0;
      case Turn::none: return false;
    }
    return false;
  };
  std::vector<std::uint32_t> out;
  for (const bool told : {false, true})
    for (const std::uint32_t row : day.rows)
      if ((scene.record(row).kind == RecordKind::stance) == told && shows(row) && out.size() < most_of_day) out.push_back(row);
  return out;
}

/// For and against become each other, or a line held (either way) is given up; a mixed round changes nothing by itself.
bool is_change(Turn before, Turn after) {
  if (before == after || before == Turn::none || after == Turn::none) return false;
  if (before == Turn::gives_way) return after == Turn::con;   // what was given is taken back
  return after == Turn::gives_way || (before != Turn::mixed && after != Turn::mixed);
}

void find_changes(Work& work, const std::string& holder, const std::string& issue, const Line& line) {
  const Day* before = nullptr;
  const Day* held = nullptr;   // the last round that was for it: what is given up, even when a round against came between
  for (const Day& day : line) {
    if (day.turn == Turn::none) continue;
    ++work.cells();
    if (before != nullptr && is_change(before->turn, day.turn)) {
      const bool came_between = day.turn == Turn::gives_way && held != nullptr && held != before;
      std::vector<std::uint32_t> rows = showing(work.scene, came_between ? *held : *before);
      if (came_between) {
        const std::vector<std::uint32_t> between = showing(work.scene, *before);
        rows.insert(rows.end(), between.begin(), between.end());
      }
      const std::vector<std::uint32_t> after = showing(work.scene, day);
      const auto word = [&](std::uint32_t row) { return std::string(to_string(work.scene.record(row).stance)); };
      if (!after.empty() && !rows.empty()) {
        const std::string from = word(rows.front());
        rows.insert(rows.end(), after.begin(), after.end());
        work.add(LinkType::stance_change, rows,
                 {NoteKind::change, {holder, issue, to_string((came_between ? held : before)->date), from, to_string(day.date), word(after.front())}});
      }
    }
    before = &day;
    if (day.turn == Turn::pro || day.turn == Turn::mixed) held = &day;
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
  work.add(LinkType::stance_series, rows,
           {NoteKind::series, {holder, issue, std::to_string(line.size()), to_string(line.front().date), to_string(line.back().date)}});
}

}  // namespace

void find_series(Work& work) {
  for (const auto& [key, line] : lines_of(work.scene)) {
    find_changes(work, key.first, key.second, line);
    find_one_series(work, key.first, key.second, line);
  }
}

}  // namespace locarno::relate
