#pragma once
// Reports of our own read and related, for tests that look at links.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "study/relations.hpp"

namespace locarno::relate::testing {

inline const read::Reader& world_reader() {
  static const read::Reader reader = [] {
    auto book = world_codebook();
    EXPECT_TRUE(book) << (book ? "" : to_string(book.error()));
    return *read::Reader::make(std::move(*book));
  }();
  return reader;
}

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The reports of tests/relate/reports/<folder>, read and related.
struct Told {
  std::vector<Document> documents;
  std::vector<Record> records;
  Answer answer;

  static Told of(const std::string& folder) {
    Told told;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator("tests/relate/reports/" + folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
      auto reading = world_reader().read(file_text(file), file.filename().string(), Run());
      EXPECT_TRUE(reading) << file;
      if (!reading) continue;
      told.documents.push_back(std::move(reading->document));
      for (Record& record : reading->records) told.records.push_back(std::move(record));
    }
    told.answer = study::relations(world_reader(), told.documents, told.records);
    return told;
  }

  /// Is there a link of `type` in which one record holds `a` and another `b`?
  bool has(LinkType type, const std::string& a, const std::string& b) const {
    return std::any_of(answer.links.begin(), answer.links.end(), [&](const Link& link) {
      if (link.type != type) return false;
      const auto holds = [&](const std::string& words) {
        return std::find_if(link.records.begin(), link.records.end(), [&](std::uint32_t r) { return records[r].text.find(words) != std::string::npos; });
      };
      const auto x = holds(a), y = holds(b);
      return x != link.records.end() && y != link.records.end() && (x != y || a == b);
    });
  }
  std::size_t count(LinkType type) const {
    return static_cast<std::size_t>(std::count_if(answer.links.begin(), answer.links.end(), [&](const Link& l) { return l.type == type; }));
  }
  /// All links as lines, for a failing test to show.
  std::string shown() const {
    std::string out;
    for (const Record& r : records)
      out += r.doc + " [" + std::string(to_string(r.kind)) + " " + r.speaker + "/" + r.speaker_party + " " + r.issue + " " +
             std::string(to_string(r.stance)) + " " + (r.date ? to_string(*r.date) : "-") + "] " + r.text + "\n";
    for (const Link& link : answer.links) {
      out += std::string(to_string(link.type)) + ": " + link.note + "\n";
      for (const std::uint32_t r : link.records) out += "    " + records[r].doc + ": " + records[r].text + "\n";
    }
    return out;
  }
};

}  // namespace locarno::relate::testing
