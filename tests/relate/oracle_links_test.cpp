// The annotated records themselves, related: what linking finds when reading has missed nothing. Shared material.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "relate/told.hpp"
#include "stance/gold_records.hpp"

namespace locarno::relate {
namespace {

struct Material {
  std::vector<Document> documents;
  std::vector<Record> records;
  std::vector<nlohmann::json> links;
  Answer answer;
};

const Material* material() {
  static const std::optional<Material> loaded = []() -> std::optional<Material> {
    if (!std::filesystem::exists(test::shared() / "gold/gold_links.jsonl")) return std::nullopt;
    Material m;
    test::Annotated annotated = test::load_annotated();
    auto book = world_codebook();
    if (!book || !add_codebook_file(*book, "cases/ukraine-2025/codebook.toml")) return std::nullopt;
    const auto reader = read::Reader::make(std::move(*book));
    for (const Document& document : annotated.documents) {
      auto reading = reader->read(document.text, document.name, Run());
      if (!reading) return std::nullopt;
      m.documents.push_back(std::move(reading->document));
      m.documents.back().published = document.published;
    }
    for (Record& record : annotated.records) {
      const auto document = std::find_if(m.documents.begin(), m.documents.end(), [&](const Document& d) { return d.name == record.doc; });
      record.document = document->id;
      for (const Block& block : document->blocks)
        if (block.span.contains(record.span.begin)) record.block_role = std::string(to_string(block.role));
      m.records.push_back(std::move(record));
    }
    std::ifstream in(test::shared() / "gold/gold_links.jsonl");
    for (std::string line; std::getline(in, line);) m.links.push_back(nlohmann::json::parse(line));
    m.answer = study::relations(*reader, m.documents, m.records);
    return m;
  }();
  return loaded ? &*loaded : nullptr;
}

/// Annotated links of these types of which one link of these types holds at least two records.
std::pair<std::size_t, std::size_t> found(const Material& m, const std::set<std::string>& types) {
  std::size_t all = 0, have = 0;
  for (const auto& gold : m.links) {
    if (!types.contains(gold["type"].get<std::string>())) continue;
    ++all;
    std::set<std::string> ids;
    for (const auto& id : gold["ids"]) ids.insert(id.get<std::string>());
    const bool is_found = std::any_of(m.answer.links.begin(), m.answer.links.end(), [&](const Link& link) {
      const auto held = std::count_if(link.records.begin(), link.records.end(), [&](std::uint32_t r) { return ids.contains(m.records[r].id); });
      return types.contains(std::string(to_string(link.type))) && held >= 2;
    });
    have += is_found;
    if (!is_found) std::printf("  not found: %s %s\n", gold["type"].get<std::string>().c_str(), gold["ids"].dump().c_str());
  }
  std::printf("  %s: %zu of %zu\n", types.begin()->c_str(), have, all);
  return {have, all};
}

#define FLOOR(least, ...)                                                   \
  {                                                                         \
    const auto [have, all] = found(*m, std::set<std::string>{__VA_ARGS__}); \
    EXPECT_GE(have, least);                                                 \
    EXPECT_GE(all, have);                                                   \
  }

TEST(OracleLinks, OnAnnotatedRecords) {
  const Material* m = material();
  if (m == nullptr) GTEST_SKIP() << "shared material is not there";
  FLOOR(20u, "translation", "translation_divergent")
  FLOOR(5u, "same_statement")
  FLOOR(2u, "same_contact")
  FLOOR(3u, "contradiction")
  FLOOR(1u, "provenance_conflict")
  FLOOR(1u, "quantity_conflict")
  FLOOR(2u, "headline_overstates")
  FLOOR(1u, "plan_outcome")
  FLOOR(2u, "stance_change")
  FLOOR(4u, "stance_series")
  FLOOR(1u, "tension")
}

}  // namespace
}  // namespace locarno::relate
