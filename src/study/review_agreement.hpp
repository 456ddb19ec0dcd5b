#pragma once
// locarno/study/review_agreement.hpp -- how far two readers agree.
//
// Question   The decisions of two readers who each worked through records.
// Answer     For each field, over the records both decided on: how many, how many alike, Cohen's kappa; every
//            disagreement, and who has resolved it since.
// Method     kappa = (n*agree - S) / (n*n - S), S = sum over labels of (times A used it) * (times B used it). Exact.
//            The verdict (keep, reject, split, merge) is compared on all such records, labels on those both kept.
// Source     Cohen (1960), A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20:37-46.
// Certainty  Both readers start from the program's proposal, which they may leave standing: agreement is flattered by
//            that. Below `few` records kappa says little, whatever its value.
// Not an error: no record in common; one label only (kappa is then undefined, not 1).
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "ledger/ledger.hpp"

namespace locarno::study {

inline constexpr std::uint64_t few = 30;

/// numerator / denominator, not reduced; denominator > 0.
struct Kappa {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
};
/// nullopt when there is no pair, or both used one and the same label throughout. At most 2^31 pairs.
std::optional<Kappa> cohen_kappa(const std::vector<std::pair<std::string, std::string>>& labels);

struct FieldAgreement {
  std::string field;             ///< "verdict", "span", or a field's JSON name
  std::uint64_t n = 0;
  std::uint64_t alike = 0;
  std::optional<Kappa> kappa;    ///< none for spans: they are no labels
};

struct Disagreement {
  std::string record, doc, text, field, a, b;
  std::string resolved_by;       ///< a third person who decided on the record after both; "" = open
  std::string resolved;          ///< what stands now
  std::string words;             ///< `text` as a reader of the report sees it
};

struct Agreement {
  std::string reader_a, reader_b;
  std::uint64_t both = 0;        ///< records both decided on
  std::uint64_t only_a = 0, only_b = 0;
  std::vector<FieldAgreement> fields;
  std::vector<Disagreement> disagreements;   ///< by report and place
};

/// `a` and `b` empty: the two names the log knows. Errors: bad_use when it knows fewer, or more and none was named;
/// not_found when a named reader has decided nothing.
Result<Agreement> agreement(const ledger::Ledger& ledger, std::string a, std::string b);

}  // namespace locarno::study
