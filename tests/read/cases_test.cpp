// tests/read/*.case: sentences and the fields their records must have.
//
//   == name of the case
//   the report, as many lines as it takes
//   --
//   kind | field=value | field=value ...      one record with all these fields must exist
//   ! text                                    no record may cover these words
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include "shared_reader.hpp"

namespace locarno::read {
namespace {

struct Expected {
  bool forbidden = false;
  std::string kind;
  std::vector<std::pair<std::string, std::string>> fields;
  std::string line;
};
struct Case {
  std::string name;
  std::string text;
  std::vector<Expected> expected;
};

std::string trimmed(std::string s) {
  while (!s.empty() && s.front() == ' ') s.erase(0, 1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.pop_back();
  return s;
}

Expected parse_line(const std::string& line) {
  Expected e;
  e.line = line;
  if (line[0] == '!') {
    e.forbidden = true;
    e.kind = trimmed(line.substr(1));
    return e;
  }
  std::istringstream parts(line);
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

std::vector<Case> cases_in(const std::filesystem::path& path) {
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

std::string field(const Record& r, const std::string& name) {
  const auto joined = [](const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& item : list) out += (out.empty() ? "" : " > ") + item;
    return out;
  };
  const std::map<std::string, std::string> fields = {
      {"text", r.text}, {"speaker", r.speaker}, {"party", r.speaker_party}, {"issue", r.issue}, {"stance", std::string(to_string(r.stance))},
      {"via", joined(r.via)}, {"negated", r.negated ? "yes" : "no"}, {"holder", r.stance_holder}, {"quote", std::string(to_string(r.quote_type))},
      {"if", r.stance_if ? r.stance_if->text : ""}, {"date", r.date ? to_string(*r.date) : ""}, {"verb", r.verb ? r.verb->text : ""},
      {"hedge", std::string(to_string(r.hedge))}, {"rule", r.rule}, {"basis", std::string(to_string(r.date_basis))}, {"participants", joined(r.participants)}, {"new", r.is_new_name ? "yes" : "no"},
      {"grouped", r.group.empty() ? "no" : "yes"}, {"mention", r.speaker_mention ? r.speaker_mention->text : ""}};
  const auto found = fields.find(name);
  EXPECT_NE(found, fields.end()) << "unknown field " << name;
  return found == fields.end() ? "" : found->second;
}

bool fits(const Record& r, const Expected& e) {
  if (to_string(r.kind) != e.kind) return false;
  return std::all_of(e.fields.begin(), e.fields.end(), [&](const auto& f) { return field(r, f.first) == f.second; });
}

std::string listing(const std::vector<Record>& records) {
  std::string out;
  for (const Record& r : records)
    out += "  " + std::string(to_string(r.kind)) + " [" + r.speaker + " " + r.speaker_party + "] " + r.issue + " " + std::string(to_string(r.stance)) +
           (r.negated ? " negated" : "") + " (" + r.rule + "): " + r.text + "\n";
  return out;
}

TEST(ReadingCases, EveryExpectedRecordIsThereAndNoForbiddenOne) {
  int checked = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/read")) {
    if (entry.path().extension() != ".case" || entry.path().filename().string().rfind("reading", 0) != 0) continue;
    for (const Case& c : cases_in(entry.path())) {
      const auto reading = testing::world_reader().read(c.text, c.name, locarno::Run());
      ASSERT_TRUE(reading) << c.name;
      for (const Expected& e : c.expected) {
        ++checked;
        if (e.forbidden) {
          const bool covered = std::any_of(reading->records.begin(), reading->records.end(),
                                           [&](const Record& r) { return r.text.find(e.kind) != std::string::npos; });
          EXPECT_FALSE(covered) << entry.path() << ": " << c.name << ": must not be read: " << e.kind << "\n" << listing(reading->records);
        } else {
          const bool found = std::any_of(reading->records.begin(), reading->records.end(), [&](const Record& r) { return fits(r, e); });
          EXPECT_TRUE(found) << entry.path() << ": " << c.name << ": missing " << e.line << "\n" << listing(reading->records);
        }
      }
    }
  }
  EXPECT_GE(checked, 40);
}

}  // namespace
}  // namespace locarno::read
