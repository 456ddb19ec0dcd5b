#pragma once
// locarno/study/pages.hpp -- from a desk to the brief of a day, with some of the reports left out.
//
// Question   What lies on a desk, a day, an earlier day, and a filter: which languages, which outlets, on whose word.
// Answer     The Brief, as if the records that the filter leaves out had never been read. The command line and the
//            workbench both come this way, so that they cannot answer differently.
// Tested by  tests/study/pages_test.cpp
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "study/brief.hpp"
#include "study/desk.hpp"

namespace locarno::study {

/// On whose word a record is known.
enum class Provenance : std::uint8_t { first_hand, relayed, told };
std::string_view to_string(Provenance provenance);
std::optional<Provenance> parse_provenance(std::string_view name);
/// told: in the outlet's own voice; relayed: through somebody; else the speaker's words reached the report itself.
Provenance provenance_of(const Record& record, const Document& document);

/// What counts; a default Filter leaves nothing out.
struct PageFilter {
  std::vector<std::string> languages;        ///< "zh" is both scripts; empty = all
  std::vector<std::string> outlets;          ///< as Document::outlet; empty = all
  std::vector<std::string> without_outlets;
  std::optional<Provenance> provenance;
  int min_confidence = 0;                    ///< 0..100
  bool is_empty() const;
  bool operator==(const PageFilter&) const = default;
};
/// Language of the block a record stands in, else the first of its report.
Language language_of(const Record& record, const Document& document);
bool lets_through(const PageFilter& filter, const Document& document);
bool lets_through(const PageFilter& filter, const Record& record, const Document& document);

/// What a page is made from; nothing is owned.
struct PageGround {
  std::string place;                         ///< case folder, "" = none
  const CheckedCase* the_case = nullptr;     ///< none = plain folder
  const Outlook* outlook = nullptr;
  const Codebook* codebook = nullptr;
  const std::vector<Document>* documents = nullptr;
  const std::vector<Record>* records = nullptr;
  const std::vector<Draft>* drafts = nullptr;
};
PageGround ground_of(const Desk& desk, const std::string& place);

struct PageQuestion {
  std::optional<Date> as_of, since;
  PageFilter filter;
  std::vector<std::string> drafts;           ///< only these, in this order; empty = the latest
  std::uint32_t opening_size = 0;            ///< BriefQuestion
  std::uint32_t clash_size = 0;
  bool settle = true;
  bool end_states = false;                   ///< of the case's graph model too
};

/// Errors: not_found for a draft that is not there; those of brief() and end_states().
Result<Brief> page(const PageGround& ground, const PageQuestion& question, Run& run);

}  // namespace locarno::study
