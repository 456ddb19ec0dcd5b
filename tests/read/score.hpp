#pragma once
// Annotated records against read ones: the strict matching of the annotation scheme (gold/score.py --strict).
//
// Matching   Two records of one report may pair when the overlap of their spans over their union is at least one half;
//            pairs are taken from the best overlap down, one to one. Labels are compared on pairs only: what a careful
//            second reader could say as well (stance_alt, issues_other) is right, and so is no date where the day is only
//            implied (context, vague).
// Used by    gold_test.cpp (the annotated reports outside the project), corpus_test.cpp (those of tests/read/corpus).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "shared_reader.hpp"

namespace locarno::read::scoring {

using Json = nlohmann::json;
using Kinds = std::set<std::string>;

struct Score {
  std::size_t gold = 0, read = 0, matched = 0, exact = 0;
  std::size_t speaker = 0, party = 0, via = 0, issue = 0, stance = 0, negated = 0, quote = 0, date = 0;   ///< right ones of `matched`
  double recall() const { return gold == 0 ? 0 : static_cast<double>(matched) / static_cast<double>(gold); }
  double precision() const { return read == 0 ? 0 : static_cast<double>(matched) / static_cast<double>(read); }
  double f1() const { return gold + read == 0 ? 0 : 2.0 * static_cast<double>(matched) / static_cast<double>(gold + read); }
  double share(std::size_t right) const { return matched == 0 ? 0 : static_cast<double>(right) / static_cast<double>(matched); }
};

/// A figure of a score by its name and what it may not fall below: "f1", "precision", "recall", "exact", or a label.
struct Floor { std::string_view name; double least; };

inline double figure(const Score& s, std::string_view name) {
  const std::pair<std::string_view, double> figures[] = {
      {"f1", s.f1()}, {"precision", s.precision()}, {"recall", s.recall()}, {"exact", s.share(s.exact)}, {"speaker", s.share(s.speaker)},
      {"party", s.share(s.party)}, {"via", s.share(s.via)}, {"issue", s.share(s.issue)}, {"stance", s.share(s.stance)},
      {"negated", s.share(s.negated)}, {"quote", s.share(s.quote)}, {"date", s.share(s.date)}};
  for (const auto& [known, value] : figures)
    if (known == name) return value;
  ADD_FAILURE() << "no figure is called " << name;
  return 0;
}

inline void expect_floors(const Score& s, std::initializer_list<Floor> floors) {
  for (const Floor& floor : floors)
    EXPECT_GE(figure(s, floor.name), floor.least) << floor.name << ": " << s.matched << " of " << s.gold << " found, " << s.read << " read";
}

inline double overlap(const Json& g, const Record& r) {
  const double begin = std::max(g["char_start"].get<double>(), double(r.char_start)), end = std::min(g["char_end"].get<double>(), double(r.char_end));
  if (end <= begin) return 0;
  return (end - begin) / (std::max(g["char_end"].get<double>(), double(r.char_end)) - std::min(g["char_start"].get<double>(), double(r.char_start)));
}

inline bool lists(const Json& g, const char* key, const std::string& value) {
  return g.contains(key) && std::find(g[key].begin(), g[key].end(), value) != g[key].end();
}

inline bool is_date_right(const Json& g, const Record& r) {
  const std::string date = r.date ? to_string(*r.date) : "";
  const std::string basis = g["date_basis"];
  const std::string want = g["date"].is_null() ? "" : g["date"].get<std::string>();
  return date == want || (date.empty() && (basis == "context" || basis == "vague"));
}

inline bool is_speaker_right(const Json& g, const Record& r) {
  if (g["speaker"] == r.speaker) return true;
  return r.speaker_mention && g.contains("speaker_text") && g["speaker_text"] == r.speaker_mention->text;
}

inline void count_labels(Score& s, const Json& g, const Record& r) {
  const std::string stance(to_string(r.stance));
  s.exact += g["char_start"] == r.char_start && g["char_end"] == r.char_end;
  s.speaker += is_speaker_right(g, r);
  s.party += g["speaker_party"] == r.speaker_party;
  s.via += g["via"] == Json(r.via);
  s.issue += g["issue"] == r.issue || lists(g, "issues_other", r.issue);
  s.stance += g["stance"] == stance || lists(g, "stance_alt", stance);
  s.negated += g["negated"] == r.negated;
  s.quote += g["quote_type"] == std::string(to_string(r.quote_type));
  s.date += is_date_right(g, r);
}

/// Which read record each annotated one was paired with.
struct Pairing {
  std::vector<const Json*> gold;
  std::vector<const Record*> read;
  std::vector<std::optional<std::size_t>> of;   ///< per annotated record: index into `read`
};

inline Pairing pair_up(const std::vector<Json>& gold, const std::vector<Record>& records, const Kinds& kinds) {
  Pairing p;
  for (const Json& j : gold) if (kinds.count(j["kind"])) p.gold.push_back(&j);
  for (const Record& one : records) if (kinds.count(std::string(to_string(one.kind)))) p.read.push_back(&one);
  std::vector<std::tuple<double, std::size_t, std::size_t>> fits;   // minus overlap, annotated, read
  for (std::size_t i = 0; i < p.gold.size(); ++i)
    for (std::size_t k = 0; k < p.read.size(); ++k)
      if ((*p.gold[i])["doc"] == p.read[k]->doc)
        if (const double v = overlap(*p.gold[i], *p.read[k]); v >= 0.5) fits.emplace_back(-v, i, k);
  std::sort(fits.begin(), fits.end());
  p.of.resize(p.gold.size());
  std::vector<char> used(p.read.size(), 0);
  for (const auto& [minus, i, k] : fits) {
    if (p.of[i] || used[k]) continue;
    p.of[i] = k;
    used[k] = 1;
  }
  return p;
}

inline Score score_of(const Pairing& p) {
  Score s;
  s.gold = p.gold.size();
  s.read = p.read.size();
  for (std::size_t i = 0; i < p.gold.size(); ++i) {
    if (!p.of[i]) continue;
    ++s.matched;
    count_labels(s, *p.gold[i], *p.read[*p.of[i]]);
  }
  return s;
}

inline Score score(const std::vector<Json>& gold, const std::vector<Record>& records, const Kinds& kinds) {
  return score_of(pair_up(gold, records, kinds));
}

using Shares = std::map<std::string, std::pair<std::size_t, std::size_t>>;   // group -> found, annotated

/// Recall by a grouping of the annotated records (language, kind, difficulty).
inline Shares recall_by(const Pairing& p, const std::function<std::string(const Json&)>& group) {
  Shares shares;
  for (std::size_t i = 0; i < p.gold.size(); ++i) {
    auto& [found, annotated] = shares[group(*p.gold[i])];
    found += p.of[i].has_value();
    ++annotated;
  }
  return shares;
}

inline std::string row_of(const std::string& name, const Score& s) {
  return fmt::format("{:24} {:4} {:4}  P {:.3f} R {:.3f} F1 {:.3f}  exact {:.2f}  speaker {:.2f} party {:.2f} via {:.2f} issue {:.2f} "
                     "stance {:.2f} negated {:.2f} quote {:.2f} date {:.2f}\n",
                     name, s.gold, s.read, s.precision(), s.recall(), s.f1(), s.share(s.exact), s.share(s.speaker), s.share(s.party),
                     s.share(s.via), s.share(s.issue), s.share(s.stance), s.share(s.negated), s.share(s.quote), s.share(s.date));
}

/// Annotated records of a folder and what the reader makes of its texts.
struct Material {
  std::vector<Json> gold;
  std::vector<Record> records;
  std::map<std::string, std::string> texts;
};

inline std::vector<Json> json_lines(const std::filesystem::path& path) {
  std::vector<Json> rows;
  std::istringstream lines(testing::file_text(path));
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) rows.push_back(Json::parse(line));
  return rows;
}

inline std::optional<Material> read_material(const Reader& reader, const std::filesystem::path& gold, const std::filesystem::path& texts) {
  if (!std::filesystem::exists(gold)) return std::nullopt;
  Material m;
  m.gold = json_lines(gold);
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(texts))
    if (entry.path().extension() == ".txt" || entry.path().extension() == ".html") files.insert(entry.path());
  for (const std::filesystem::path& file : files) {
    auto reading = reader.read(testing::file_text(file), file.filename().string(), locarno::Run());
    if (!reading) return std::nullopt;
    m.texts[reading->document.name] = reading->document.text;
    m.records.insert(m.records.end(), reading->records.begin(), reading->records.end());
  }
  return m;
}

/// Every record is a slice of its text, in bytes and in characters.
inline void expect_slices(const Material& material) {
  std::map<std::string, CharIndex> chars;
  for (const auto& [doc, text] : material.texts) chars.emplace(doc, text);
  EXPECT_FALSE(material.records.empty());
  for (const Record& r : material.records) {
    EXPECT_EQ(slice(material.texts.at(r.doc), r.span), r.text);
    EXPECT_EQ(chars.at(r.doc).byte_of(r.char_start), r.span.begin);
    EXPECT_EQ(chars.at(r.doc).byte_of(r.char_end), r.span.end);
  }
}

}  // namespace locarno::read::scoring
