#pragma once
// The format of tests/read/reading*.case and phenomena*.case: a report, and what must and must not be read from it.
//
//   == name of the case
//   the report, as many lines as it takes
//   --
//   kind | field=value | field=value ...      one record with all these fields must exist
//   count N kind | field=value ...            exactly N such records exist; kind `*` is any
//   ! text                                    no record may cover these words
//   !! kind | field=value ...                 no record may have all these fields; kind `*` is any
//   document | published=... | basis=...      the report itself: published, basis, inferred, title, outlet, languages
//   block | role=... | starts=...             a block with this role whose words start so
//   time | text=... | value=...               a time expression
//   without KIND CLASS                        the case must fail with a codebook that lacks these rows (cue agentless)
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "shared_reader.hpp"

namespace locarno::read::cases {

using Fields = std::vector<std::pair<std::string, std::string>>;

enum class Want { present, absent, count, not_covered, without };

struct Expected {
  Want want = Want::present;
  std::size_t count = 1;
  std::string kind;     ///< of the record, or "document", "block", "time", or the words after "!"
  Fields fields;
  std::string line;
};
struct Case {
  std::string name;
  std::string text;
  std::vector<Expected> expected;
};

inline std::string trimmed(std::string s) {
  while (!s.empty() && s.front() == ' ') s.erase(0, 1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.pop_back();
  return s;
}

inline Expected parse_line(const std::string& line) {
  Expected e;
  e.line = line;
  std::string rest = line;
  if (line.rfind("!!", 0) == 0) {
    e.want = Want::absent;
    rest = line.substr(2);
  } else if (line[0] == '!') {
    e.want = Want::not_covered;
    e.kind = trimmed(line.substr(1));
    return e;
  } else if (line.rfind("without ", 0) == 0) {
    e.want = Want::without;
    e.kind = trimmed(line.substr(8));
    return e;
  } else if (line.rfind("count ", 0) == 0) {
    e.want = Want::count;
    std::size_t digits = 0;
    e.count = std::stoul(line.substr(6), &digits);
    rest = line.substr(6 + digits);
  }
  std::istringstream parts(rest);
  std::string part;
  std::getline(parts, part, '|');
  e.kind = trimmed(part);
  while (std::getline(parts, part, '|')) {
    const std::size_t equals = part.find('=');
    EXPECT_NE(equals, std::string::npos) << line;
    e.fields.emplace_back(trimmed(part.substr(0, equals)), trimmed(part.substr(equals + 1)));
  }
  return e;
}

inline std::vector<Case> cases_in(const std::filesystem::path& path) {
  std::istringstream in(testing::file_text(path));
  std::vector<Case> cases;
  bool in_text = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("== ", 0) == 0) { cases.push_back({line.substr(3), "", {}}); in_text = true; continue; }
    if (cases.empty() || (!in_text && (line.empty() || line[0] == '#'))) continue;
    if (line == "--") { in_text = false; continue; }
    if (in_text) cases.back().text += line + "\n";
    else cases.back().expected.push_back(parse_line(line));
  }
  return cases;
}

inline std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out += (out.empty() ? "" : " > ") + item;
  return out;
}

inline std::string field(const Record& r, const std::string& name) {
  const std::map<std::string, std::string> fields = {
      {"text", r.text}, {"speaker", r.speaker}, {"party", r.speaker_party}, {"issue", r.issue}, {"stance", std::string(to_string(r.stance))},
      {"via", joined(r.via)}, {"negated", r.negated ? "yes" : "no"}, {"holder", r.stance_holder},
      {"target", r.target}, {"due", r.due ? to_string(*r.due) : ""}, {"quote", std::string(to_string(r.quote_type))},
      {"if", r.stance_if ? r.stance_if->text : ""}, {"date", r.date ? to_string(*r.date) : ""}, {"verb", r.verb ? r.verb->text : ""},
      {"hedge", std::string(to_string(r.hedge))}, {"rule", r.rule}, {"basis", std::string(to_string(r.date_basis))},
      {"participants", joined(r.participants)}, {"new", r.is_new_name ? "yes" : "no"}, {"grouped", r.group.empty() ? "no" : "yes"},
      {"mention", r.speaker_mention ? r.speaker_mention->text : ""}, {"duration", r.duration}, {"role", r.block_role}};
  const auto found = fields.find(name);
  EXPECT_NE(found, fields.end()) << "unknown field " << name;
  return found == fields.end() ? "" : found->second;
}

inline std::string field(const Document& d, const std::string& name) {
  std::vector<std::string> languages;
  for (const Language one : d.languages) languages.emplace_back(to_string(one));
  const std::map<std::string, std::string> fields = {
      {"published", d.published ? to_string(*d.published) : ""}, {"basis", std::string(to_string(d.published_basis))},
      {"inferred", d.published_inferred ? "yes" : "no"}, {"title", d.title}, {"outlet", d.outlet}, {"languages", joined(languages)}};
  const auto found = fields.find(name);
  EXPECT_NE(found, fields.end()) << "unknown field " << name;
  return found == fields.end() ? "" : found->second;
}

inline bool fits(const Document& document, const Block& block, const Fields& fields) {
  return std::all_of(fields.begin(), fields.end(), [&](const auto& f) {
    if (f.first == "role") return to_string(block.role) == f.second;
    EXPECT_EQ(f.first, std::string("starts")) << "unknown field of a block";
    return slice(document.text, block.span).rfind(f.second, 0) == 0;
  });
}

inline bool fits(const Document& document, const TimeMention& time, const Fields& fields) {
  return std::all_of(fields.begin(), fields.end(), [&](const auto& f) {
    if (f.first == "text") return slice(document.text, time.span) == f.second;
    EXPECT_EQ(f.first, "value") << "unknown field of a time";
    return time.value == f.second;
  });
}

inline std::size_t count_of(const Reading& reading, const Expected& e) {
  const auto fields_fit = [&](const auto& thing) {
    return std::all_of(e.fields.begin(), e.fields.end(), [&](const auto& f) { return field(thing, f.first) == f.second; });
  };
  std::size_t count = 0;
  if (e.kind == "document") return fields_fit(reading.document);
  if (e.kind == "block") {
    for (const Block& b : reading.document.blocks) count += fits(reading.document, b, e.fields);
  } else if (e.kind == "time") {
    for (const TimeMention& t : reading.times) count += fits(reading.document, t, e.fields);
  } else {
    for (const Record& r : reading.records) count += (e.kind == "*" || to_string(r.kind) == e.kind) && fields_fit(r);
  }
  return count;
}

inline bool holds(const Reading& reading, const Expected& e) {
  switch (e.want) {
    case Want::present: return count_of(reading, e) > 0;
    case Want::absent: return count_of(reading, e) == 0;
    case Want::count: return count_of(reading, e) == e.count;
    case Want::not_covered:
      return std::none_of(reading.records.begin(), reading.records.end(), [&](const Record& r) { return r.text.find(e.kind) != std::string::npos; });
    case Want::without: return true;   // of the codebook, not of the reading: phenomena_test.cpp
  }
  return false;
}

inline std::string listing(const Reading& reading) {
  std::string out = "  document published=" + field(reading.document, "published") + " basis=" + field(reading.document, "basis") + " languages=" +
                    field(reading.document, "languages") + " title=" + reading.document.title + "\n";
  for (const Record& r : reading.records)
    out += "  " + std::string(to_string(r.kind)) + " [" + r.speaker + " " + r.speaker_party + "] " + r.issue + " " + std::string(to_string(r.stance)) +
           (r.negated ? " negated" : "") + (r.via.empty() ? "" : " via " + joined(r.via)) + (r.date ? " " + to_string(*r.date) : "") + " (" + r.rule +
           "): " + r.text + "\n";
  for (const TimeMention& t : reading.times) out += "  time " + std::string(slice(reading.document.text, t.span)) + " = " + t.value + "\n";
  for (const Block& b : reading.document.blocks)
    out += "  block " + std::string(to_string(b.role)) + ": " + std::string(slice(reading.document.text, b.span)).substr(0, 60) + "\n";
  return out;
}

}  // namespace locarno::read::cases
