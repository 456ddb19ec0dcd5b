#pragma once
// locarno/study/kept_view.hpp -- for the brief: where each clause of the watched terms stands.
//
// Question   A case folder and a day. Answer: its watch's board of that day (none given: of the last day something is reported of), each
//            clause with the last finding behind it; none without [watch], or before anything was added to the watch.
// Cost       a replay of the store; stores above `most_kept_reports` are left to `locarno watch board`.
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "model/language.hpp"
#include "watch/board.hpp"

namespace locarno::study {

inline constexpr std::int64_t most_kept_reports = 300'000;

struct KeptClause {
  Text name;
  bool is_deed = false;
  int deeds_needed = 1;
  watch::BoardRow row;
  std::string last;                   ///< id of the last finding, fulfilment or contested one; "" = none
  std::int64_t last_at = 0;           ///< when that began
  std::vector<std::string> sources;   ///< of its evidence, each once, at most four
  std::size_t reports = 0;            ///< of its evidence
};

struct KeptView {
  std::int64_t as_of = 0;
  std::int64_t entry_into_force = 0;
  std::int64_t reports = 0;
  std::vector<KeptClause> clauses;    ///< in order of the terms
};

/// Errors: of the terms and the store; cancelled.
Result<std::optional<KeptView>> kept_view(const std::string& place, std::optional<Date> as_of, const Run& run);

}  // namespace locarno::study
