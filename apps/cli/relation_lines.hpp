#pragma once
// apps/cli/relation_lines.hpp -- the quantity and link lines of `read --all`, in the shapes of the annotation files.
#include <set>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "read/read.hpp"

namespace locarno::cli {

/// One line per quantity of a reading.
std::string quantity_lines(const read::Reading& reading, const CharIndex& chars);

/// Keeps what links need of each reading (its document and records); one line per link among what is kept.
class LinkLines {
 public:
  /// `window`: how many reports are kept, the latest ones; 0 = all. A file read again takes the place of what it said before.
  explicit LinkLines(std::size_t window = 0) : window_(window) {}
  void add(const read::Reading& reading);
  /// Links among what is kept that were not among it when this was last asked.
  std::string new_lines(const read::Reader& reader);

 private:
  void drop(std::size_t document);

  std::size_t window_;
  std::vector<Document> documents_;   ///< in the order they came
  std::vector<Record> records_;
  std::set<std::string> told_;        ///< links of the last answer, by type and records
};

}  // namespace locarno::cli
