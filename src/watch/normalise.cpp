#include "watch/normalise.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace locarno::watch {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string folded(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

/// `name` stands in `words` as whole words, without case.
bool names(std::string_view words, std::string_view name) {
  for (std::size_t at = 0; at + name.size() <= words.size(); ++at) {
    if (!std::equal(name.begin(), name.end(), words.begin() + static_cast<std::ptrdiff_t>(at), [](char a, char b) { return lower(a) == lower(b); })) continue;
    const bool starts = at == 0 || !is_word_byte(words[at - 1]) || !is_word_byte(name.front());
    const std::size_t end = at + name.size();
    if (starts && (end == words.size() || !is_word_byte(words[end]) || !is_word_byte(name.back()))) return true;
  }
  return false;
}

/// Usual calibres of what reports name; the bands of the terms decide what they mean.
double calibre_of(std::string_view weapon) {
  struct Row { std::string_view word; double mm; };
  constexpr Row rows[] = {{"rifle", 7.62}, {"machine gun", 12.7}, {"machine-gun", 12.7}, {"autocannon", 30}, {"zu-23", 23}, {"grenade launcher", 40}, {"tank", 125},
                          {"mortar", 120}, {"howitzer", 152}, {"mlrs", 122}, {"multiple rocket", 122}, {"grad", 122}, {"uragan", 220}, {"smerch", 300}, {"artillery", 122}};
  for (const Row& row : rows)
    if (names(weapon, row.word)) return row.mm;
  return 0;
}

}  // namespace

Result<Gazetteer> Gazetteer::parse(std::string_view tsv, const std::string& file) {
  Gazetteer out;
  std::size_t line = 0;
  while (!tsv.empty()) {
    ++line;
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view row = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (!row.empty() && row.back() == '\r') row.remove_suffix(1);
    if (row.empty() || row.front() == '#') continue;
    std::string_view cells[4];
    std::size_t count = 0, from = 0, column[4] = {1, 1, 1, 1};
    for (; count < 4; ++count) {
      const std::size_t tab = std::min(row.find('\t', from), row.size());
      cells[count] = row.substr(from, tab - from);
      column[count] = from + 1;
      if (tab == row.size()) { ++count; break; }
      from = tab + 1;
    }
    const auto place = [&](std::size_t cell) { return file + ":" + std::to_string(line) + ":" + std::to_string(column[cell]); };
    if (count != 4) return fail(ErrorCode::bad_input, "a row of a gazetteer has four columns: name, lat, lon, radius_km", place(0));
    double numbers[3];
    constexpr double most[3] = {90, 180, 1000};
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string_view words = cells[i + 1];
      const auto [stop, code] = std::from_chars(words.data(), words.data() + words.size(), numbers[i]);
      if (code != std::errc() || stop != words.data() + words.size() || !(std::abs(numbers[i]) <= most[i]) || (i == 2 && numbers[i] < 0))
        return fail(ErrorCode::bad_input, "'" + std::string(words.substr(0, 24)) + "' is no " + (i == 0 ? "latitude" : i == 1 ? "longitude" : "radius in kilometres"), place(i + 1));
    }
    out.places_[folded(cells[0])] = {numbers[0], numbers[1], numbers[2]};
  }
  return out;
}

const Gazetteer::Place* Gazetteer::find(std::string_view name) const {
  const auto found = places_.find(folded(name));
  return found == places_.end() ? nullptr : &found->second;
}

std::string party_of(std::string_view words, const Terms& terms) {
  if (words.empty()) return {};
  for (const TermsActor& actor : terms.actors)
    if (names(words, actor.name)) return actor.party;
  return {};
}

void normalise(Report& report, const Terms& terms, const Gazetteer& gazetteer) {
  report.actor = party_of(report.actor, terms);
  report.source_party = party_of(report.source_party, terms);
  if (const TermsSource* source = terms.source(report.source)) {
    report.source_class = source->kind;
    if (!source->party.empty()) report.source_party = source->party;
    if (report.via.empty()) report.via = source->copies;
  }
  if (!report.has_place && !report.place.empty())
    if (const Gazetteer::Place* place = gazetteer.find(report.place))
      report.has_place = true, report.lat = place->lat, report.lon = place->lon, report.radius_km = place->radius_km;
  if (report.calibre_mm <= 0 && !report.weapon.empty()) report.calibre_mm = calibre_of(report.weapon);
}

}  // namespace locarno::watch
