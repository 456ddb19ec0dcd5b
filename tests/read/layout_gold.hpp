#pragma once
// The annotated reports (docs/reading.md, How it is measured): where they are, and one report read as far as its times.
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/span.hpp"
#include "read/blocks.hpp"
#include "read/decode.hpp"
#include "read/times.hpp"

namespace locarno::read::gold {

inline std::string shared_folder() {
  const char* folder = std::getenv("LOCARNO_SHARED");
  return folder != nullptr ? folder : "../shared";
}
inline bool is_at_hand() { return std::ifstream(shared_folder() + "/gold/gold_docs.jsonl").good(); }

inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), {});
}
inline std::vector<nlohmann::json> rows_of(const std::string& name) {
  std::ifstream in(shared_folder() + "/gold/" + name);
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) rows.push_back(nlohmann::json::parse(line));
  return rows;
}
inline const std::vector<std::string>& names() {
  static const std::vector<std::string> list = [] {
    std::vector<std::string> found;
    for (const auto& row : rows_of("gold_docs.jsonl")) found.push_back(row["doc"]);
    return found;
  }();
  return list;
}

/// The codebook and its matcher, made once.
struct World {
  Codebook book = world_codebook().value_or(Codebook());
  Lexicon lexicon{book};
};
inline const World& world() {
  static const World w;
  return w;
}

struct Read {
  Document document;
  Layout layout;
  std::vector<TimeFact> times;
  CharIndex index;
};
/// Reads bytes as Reader does, up to the times.
inline Read read_layout(const std::string& bytes, const std::string& name) {
  Read out;
  auto decoded = decode(bytes, name);
  if (!decoded) return out;
  out.document.text = std::move(decoded->text);
  out.layout = find_blocks(out.document.text);
  const Folded folded = fold_layout(out.document.text, out.layout);
  const auto matches = world().lexicon.find(folded);
  describe(out.document, out.layout, world().book, matches);
  out.times = find_times(out.document, world().book, folded, matches);
  return out;
}

}  // namespace locarno::read::gold
