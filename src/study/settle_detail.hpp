#pragma once
// locarno/study/settle_detail.hpp -- what `locarno settle` says beyond the page.
//
// Question   A brief with its zone.
// Answer     For each red line, how many settlements it alone removes and how many open if it alone goes; which pairs of
//            issues must be traded together: in the zone, or where it is empty in what the cheapest opening opens.
// Certainty  each part has its verdict; the definitions stand in settle/zone.hpp.
// Tested by  tests/system/settle_core_test.cpp.
#include "settle/certificate.hpp"
#include "study/brief.hpp"

namespace locarno::study {

struct SettleDetail {
  std::vector<settle::LineEffect> effects;      ///< [line of the question]
  settle::TradedTogether traded;
  std::vector<std::uint32_t> released;          ///< the lines of the cheapest opening, when nothing passes
  bool each_line = false;                       ///< effects were counted with patience
  bool has_zone = false;                        ///< false: nothing passes and no opening is known, so no pairs
};

/// Errors: those of settle/zone.hpp.
/// each_line: where tables of counts are too large, count afresh for each line, also when there are more than 64.
Result<SettleDetail> settle_detail(const Brief& brief, bool each_line, Run& run);

/// The certificate of the brief's zone. Errors: bad_input without a zone.
Result<settle::Certificate> certificate(const Brief& brief, Run& run);

/// Is the certificate about the question this case asks? Errors: bad_input with the first part that differs.
Result<void> check_question(const Brief& brief, const settle::Certificate& certificate);

}  // namespace locarno::study
