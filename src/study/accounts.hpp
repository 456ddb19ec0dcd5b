#pragma once
// locarno/study/accounts.hpp -- the reports of a desk laid side by side: copies, conflicts, contacts, commitments.
//
// Question   A desk (case, folder or ledger) and a day.
// Answer     Accounts: documents and records that count for the day, the links between them, commitments with what later
//            reports say. The brief room prints them: `locarno same | conflicts | contacts | commitments`.
// Errors     as the reader's (a codebook that does not compile).
#include <map>
#include <optional>
#include <vector>

#include "relate/commitments.hpp"
#include "study/desk.hpp"
#include "study/pages.hpp"

namespace locarno::study {

struct Accounts {
  std::vector<Document> documents;     ///< by date, then name
  std::vector<Record> records;         ///< of these, rejected ones left out
  relate::Answer answer;               ///< rows and documents are those of the two lists
  std::vector<relate::Facets> facets;  ///< one per record
  std::vector<relate::Promised> commitments;
  std::optional<Date> as_of;
  std::map<std::string, Text> names;   ///< persons, bodies, outlets by canonical name, parties and issues by id; where known
};

Result<Accounts> accounts(const Desk& desk, std::optional<Date> as_of, Run& run);
/// The same of what a page is made from; what the filter leaves out is left out first.
Result<Accounts> accounts(const PageGround& ground, const PageFilter& filter, std::optional<Date> as_of, Run& run);

/// Links that set accounts against each other: contradictions, provenance, quantities, headlines, divergent translations,
/// and contacts or statements told alike but dated, measured or quoted differently. In the order of Answer::links.
std::vector<const relate::Link*> conflicts(const Accounts& accounts);

/// What a reader of the record's report sees at `span` of it; every record of `accounts` has its report there.
std::string words_in(const Accounts& accounts, const Record& record, Span span);

/// A figure with the record that gives it.
struct SaidFigure { std::uint32_t row = 0; std::string text; Quantity quantity; };

/// What the records of one contact say of it, each value once, in order of the records: different values stand side by side.
struct ContactFacts { std::vector<std::string> dates, places, channels; std::vector<SaidFigure> durations; };
ContactFacts facts_of(const Accounts& accounts, const relate::MergedContact& contact);

/// Who promises (speaker as named), the first condition and deadline any telling gives, the first day.
struct PromiseFacts { std::string who, condition; std::optional<Date> due; std::optional<DateRange> date; };
PromiseFacts facts_of(const Accounts& accounts, const relate::Promised& promised);

}  // namespace locarno::study
