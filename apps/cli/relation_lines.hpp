#pragma once
// apps/cli/relation_lines.hpp -- the quantity and link lines of `read --all`, in the shapes of the annotation files.
#include <string>
#include <vector>

#include "base/run.hpp"
#include "read/read.hpp"

namespace locarno::cli {

/// One line per quantity of a reading.
std::string quantity_lines(const read::Reading& reading, const CharIndex& chars);

/// Keeps what links need of each reading (its document and records) until all are read; then one line per link.
class LinkLines {
 public:
  void add(const read::Reading& reading);
  std::string lines(const read::Reader& reader) const;

 private:
  std::vector<Document> documents_;
  std::vector<Record> records_;
};

}  // namespace locarno::cli
