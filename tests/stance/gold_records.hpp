#pragma once
// The annotated records of the shared material as Record objects, so that the stance rules are tested on their own, apart
// from the reading that feeds them in the product.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/record.hpp"

namespace locarno::test {

inline std::filesystem::path shared() {
  const char* set = std::getenv("LOCARNO_SHARED");
  return set != nullptr && *set != '\0' ? set : "../shared";
}

inline std::string text_of(const nlohmann::json& row, const char* key) {
  const auto at = row.find(key);
  return at == row.end() || !at->is_string() ? std::string() : at->get<std::string>();
}

struct Annotated {
  std::vector<Document> documents;
  std::vector<Record> records;
};

inline Annotated load_annotated() {
  Annotated out;
  std::map<std::string, CharIndex> index;
  std::ifstream documents(shared() / "gold/gold_docs.jsonl");
  for (std::string line; std::getline(documents, line);) {
    const auto row = nlohmann::json::parse(line);
    Document document;
    document.name = document.id = text_of(row, "doc");
    for (const auto& credit : row["source_credit"]) document.outlet += (document.outlet.empty() ? "" : "/") + credit.get<std::string>();
    std::string day = text_of(row, "pub_date");
    if (day.empty()) day = text_of(row, "pub_date_inferred");
    document.published = parse_date(day);
    std::ifstream in(shared() / "seeds" / document.name, std::ios::binary);
    document.text.assign(std::istreambuf_iterator<char>(in), {});
    out.documents.push_back(std::move(document));
  }
  for (const Document& document : out.documents) index.emplace(document.name, CharIndex(document.text));
  std::ifstream records(shared() / "gold/gold.jsonl");
  for (std::string line; std::getline(records, line);) {
    const auto row = nlohmann::json::parse(line);
    Record record;
    record.id = text_of(row, "id");
    record.doc = record.document = text_of(row, "doc");
    record.kind = parse_record_kind(text_of(row, "kind")).value();
    record.char_start = row["char_start"].get<std::uint32_t>();
    record.char_end = row["char_end"].get<std::uint32_t>();
    const CharIndex& chars = index.at(record.doc);
    record.span = {chars.byte_of(record.char_start), chars.byte_of(record.char_end)};
    record.text = text_of(row, "text");
    record.speaker = text_of(row, "speaker");
    record.speaker_party = text_of(row, "speaker_party");
    for (const auto& step : row["via"]) record.via.push_back(step.get<std::string>());
    record.issue = text_of(row, "issue");
    if (row.contains("issues_other"))
      for (const auto& issue : row["issues_other"]) record.issues_other.push_back(issue.get<std::string>());
    record.stance = parse_attitude(text_of(row, "stance")).value();
    record.stance_holder = text_of(row, "stance_holder");
    record.negated = row["negated"].get<bool>();
    record.hedge = parse_hedge(text_of(row, "hedge")).value();
    record.quote_type = parse_quote_type(text_of(row, "quote_type")).value();
    record.date = parse_date_range(text_of(row, "date"));
    record.group = text_of(row, "group");
    record.target = text_of(row, "target");
    record.location = text_of(row, "location");
    record.duration = text_of(row, "duration");
    if (row.contains("participants") && row["participants"].is_array())
      for (const auto& name : row["participants"]) record.participants.push_back(name.get<std::string>());
    out.records.push_back(std::move(record));
  }
  return out;
}

/// Words that shut out substitutes and an actor or two, so that this test does not lean on the shipped codebook.
inline Codebook small_codebook() {
  Codebook book;
  for (const char* word : {"\u552f\u4e00", "\u4e0d\u4f1a\u63a5\u53d7\u4efb\u4f55\u5176\u4ed6", "nothing less than", "only"}) {
    Term term;
    term.kind = TermKind::predicate;
    term.cls = "exclusive";
    term.text = word;
    book.terms.push_back(term);
  }
  Actor peskov;
  peskov.id = "peskov";
  peskov.party = "RUS";
  peskov.canonical = "Dmitry Peskov";
  book.actors.push_back(peskov);
  return book;
}

}  // namespace locarno::test
