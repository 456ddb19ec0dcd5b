#pragma once
// Inside of relate: one row per record with what the rules ask of it, worked out once.
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/fold.hpp"
#include "relate/relate.hpp"

namespace locarno::relate {

/// Which way an attitude pulls: +1 for the issue (or for one's own terms), -1 against it or giving way, 0 neither.
int side_of(Attitude stance);
std::vector<std::string> split_parties(std::string_view joined);
bool is_real_party(std::string_view party);   ///< no EXPERT, MEDIA, NARRATOR, UNKNOWN
bool shares_any(const std::vector<std::string>& a, const std::vector<std::string>& b);   ///< both ascending
double jaccard(const std::vector<std::string>& a, const std::vector<std::string>& b);    ///< both ascending; 0 when both are empty
std::uint64_t hash_units(const char16_t* units, std::size_t count);

struct Row {
  const Record* record = nullptr;
  const Facets* facets = nullptr;       ///< never null
  std::uint32_t document = 0;
  std::int32_t block = -1;
  Language language = Language::unknown;
  bool is_title = false;
  bool is_loose = false;                ///< about a noun that is no issue of the codebook
  std::vector<std::uint64_t> features;  ///< Han pairs, words, numbers; hashed, ascending, once each
  std::vector<std::uint64_t> telling;   ///< the same without the names of actors and places: what is said, not of whom
  std::uint64_t whole = 0;              ///< hash of all features in text order
  std::vector<std::string> holders;     ///< parties whose stance it is, ascending
  std::optional<Date> first, last;      ///< when said or held; the report's day when it has none of its own
  bool is_dated = false;                ///< by itself
  bool is_han() const { return language == Language::zh_hans || language == Language::zh_hant; }
};

struct Scene {
  const std::vector<Document>* documents = nullptr;
  const Codebook* codebook = nullptr;
  std::vector<Row> rows;                              ///< one per record; document = none() when it is not given
  std::vector<std::vector<std::uint32_t>> of_document;  ///< rows of each document, ascending by span
  static constexpr std::uint32_t no_document = UINT32_MAX;

  /// without words: rows get no features and no `whole`.
  explicit Scene(const Question& question, bool with_words = true);
  const Record& record(std::uint32_t row) const { return *rows[row].record; }

 private:
  std::vector<Facets> none_;
};

/// Hashed features of a text: pairs of Han characters, words, numbers. In text order.
std::vector<std::uint64_t> features_of(std::string_view text);

/// What differs between the records of a link, over the fields a reader would compare.
std::vector<Difference> differences(const Scene& scene, const std::vector<std::uint32_t>& rows);

}  // namespace locarno::relate
