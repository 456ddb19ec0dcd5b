#pragma once
// locarno/study/domain_points.hpp -- one domain folder, from its files to its frontier and fair points.
//
// Question   Where the domain is, whose profiles to take, which tool's definitions.
// Answer     The score table as read, with notes on what was passed over, and everything settle/points.hpp says of it.
// Errors     those of settle/domain.hpp and settle/points.hpp.
// Tested by  tests/system/settle_domain_test.cpp, tests/settle/domain_oracle_test.cpp.
#include <string>
#include <vector>

#include "settle/adjusted_winner.hpp"
#include "settle/domain.hpp"
#include "settle/domain_write.hpp"
#include "settle/draft_query.hpp"
#include "settle/points.hpp"
#include "study/brief.hpp"

namespace locarno::study {

enum class Compat { own, genius, negmas };

struct DomainQuestion {
  std::string place;
  std::vector<std::string> profiles;   ///< names of profiles to take, in order; empty = all
  Compat compat = Compat::own;
  std::size_t list_at_most = 2000;
  bool with_frontier = true;           ///< false: fair points without it
  std::vector<std::string> only;       ///< without the frontier, only these: nash, ks, egalitarian, welfare; empty = all
  std::string draft;                   ///< options by name, one for each issue, parted by '|' or ','; or issue=option
};

struct DomainAnswer {
  settle::ScoreTable table;
  Compat compat = Compat::own;
  settle::PointsAnswer points;
  bool without_lines = false;          ///< of a case of which no settlement meets all red lines: they are left out
  std::optional<settle::AdjustedWinner> winner;   ///< when every issue is divisible between two parties
  settle::Choice draft;                           ///< as understood
  std::optional<settle::DraftReport> report;      ///< when a draft was asked about: then `points` is not computed
};

using settle::is_domain_place;

Result<DomainAnswer> domain_points(const DomainQuestion& question, Run& run);

/// The same for a case at level 3, under the red lines of the brief's day; where no settlement meets them, without
/// them, and a note says so. nullopt: the case has no scores.
Result<std::optional<DomainAnswer>> case_points(const Brief& brief, const DomainQuestion& question, Run& run);

/// A draft's options from their names. Errors: bad_input with what was expected and the nearest known name.
Result<settle::Choice> parse_draft(const settle::ScoreTable& table, const std::string& text);

/// The domain's files in another format. Errors: those of load_domain and write_domain.
Result<settle::WrittenDomain> convert_domain(const DomainQuestion& question, settle::DomainFormat format);

}  // namespace locarno::study
