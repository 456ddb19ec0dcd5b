#pragma once
// apps/cli/review_options.hpp -- the options that the review commands share: which ledger, who reads, what is seen.
#include <optional>
#include <string>

#include "ledger_options.hpp"
#include "study/review.hpp"

namespace locarno::cli {

struct ReviewOptions : LedgerOptions {
  std::string who;           ///< --as NAME
  bool blind = false;
  std::string reason;
};

/// Adds --ledger, --case, --json, --as, --blind.
void add_review_options(CLI::App& command, ReviewOptions& options);
/// Adds --reason too; `required` where a decision without words would be one too easily made.
void add_reason(CLI::App& command, ReviewOptions& options, bool required);

/// --as, else $USER, else "analyst".
std::string reader_name(const ReviewOptions& options);
/// Name, time and reason of an act; `otherwise` when no reason was given.
study::Signed signed_by(const ReviewOptions& options, const char* otherwise = "");

/// A ledger with what its reader sees of it. The ledger stays where it is: the desk points at it.
struct OpenReview {
  std::unique_ptr<ledger::Ledger> ledger;
  study::ReviewDesk desk;
};
/// None: the door has the failure.
std::optional<OpenReview> open_review(const ReviewOptions& options, bool only_read, bool with_codebook, Door& door);

}  // namespace locarno::cli
