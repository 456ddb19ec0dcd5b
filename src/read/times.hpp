#pragma once
// locarno/read/times.hpp -- time expressions and what they mean, by an anchor stack.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/record.hpp"
#include "read/match.hpp"
#include "read/read.hpp"

namespace locarno::read {

/// A time expression with its calendar meaning, for dating records. TimeMention is its printed form.
struct TimeFact {
  Span span;
  std::optional<DateRange> date;       ///< nullopt for durations and vague references
  DateBasis basis = DateBasis::none;   ///< explicit_, day_month, day_only, weekday, relative, vague
  bool is_duration = false;
  bool year_inferred = false;          ///< the year is not printed with it
  bool future = false;                 ///< 将, will: looks forward
  TimeMention mention;
};

/// All time expressions of the document, ascending. Needs document.blocks and document.published.
/// `matches`: of the whole text; the time words of `codebook` are read from them (TermKind::time).
std::vector<TimeFact> find_times(const Document& document, const Codebook& codebook, const Folded& folded,
                                 const std::vector<Match>& matches);

}  // namespace locarno::read
