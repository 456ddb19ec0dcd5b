#pragma once
// Small documents with records for the ledger's tests, and a folder that goes away with the test.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "ledger/ledger.hpp"

namespace locarno::ledger::sample {

/// A folder gone with the object; in memory where the system has such a place, since these tests sync a lot.
class Folder {
 public:
  Folder() {
    const bool has_memory = access("/dev/shm", W_OK) == 0;
    const std::filesystem::path place = has_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string name = (place / "locarno-ledger-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Blocks are the non-empty lines: the first a title, the rest body.
inline Document document_of(const std::string& name, const std::string& text, const std::string& container = "text") {
  Document d;
  d.sha256 = sha256_hex(text);
  d.id = short_id("d", text);
  d.name = name;
  d.encoding = "utf-8";
  d.container = container;
  d.text = text;
  for (std::uint32_t at = 0; at < text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
    if (end > at) {
      Block block;
      block.span = {at, end};
      block.role = d.blocks.empty() ? BlockRole::title : BlockRole::body;
      block.language = Language::en;
      block.why = "a line";
      d.blocks.push_back(block);
    }
    at = end + 1;
  }
  return d;
}

/// A record over the first place of `words` in the document.
inline Record record_of(const Document& d, const std::string& words, const std::string& issue = "ceasefire") {
  Record r;
  const auto at = static_cast<std::uint32_t>(d.text.find(words));
  r.span = {at, at + static_cast<std::uint32_t>(words.size())};
  const CharIndex index(d.text);
  r.char_start = index.chars_before(r.span.begin);
  r.char_end = index.chars_before(r.span.end);
  r.id = short_id("r", d.id + words);
  r.doc = d.name;
  r.document = d.id;
  r.text = words;
  r.speaker = "Speaker";
  r.speaker_party = "UKR";
  r.issue = issue;
  r.date = DateRange(Date{2025, 12, 14});
  r.confidence = 70;
  r.block_role = "body";
  return r;
}

struct Sample {
  std::string raw;
  Document document;
  std::vector<Record> records;
};

/// The n-th of a row of distinct documents: a title and `lines` lines, one record a line.
inline Sample sample(int n, int lines = 3) {
  std::string text = "Report " + std::to_string(n) + " from the talks\n";
  for (int i = 0; i < lines; ++i)
    text += "Delegate " + std::to_string(i) + " of round " + std::to_string(n) + " said the truce would hold.\n";
  Sample s{text, document_of("report-" + std::to_string(1000 + n) + ".txt", text), {}};
  for (int i = 0; i < lines; ++i)
    s.records.push_back(record_of(s.document, "Delegate " + std::to_string(i) + " of round " + std::to_string(n)));
  return s;
}

inline Result<void> put(Ledger& ledger, const Sample& s, const std::string& key = "engine-1") {
  return ledger.put(s.raw, s.document, s.records, key);
}

inline Decision decision(const std::string& action, const std::string& record, const std::string& field = "",
                         const std::string& value = "") {
  Decision d;
  d.record = record;
  d.action = action;
  d.field = field;
  d.value = value;
  d.reason = "checked against the report";
  d.who = "analyst";
  return d;
}

}  // namespace locarno::ledger::sample
