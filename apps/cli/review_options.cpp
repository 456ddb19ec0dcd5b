#include "review_options.hpp"

#include <cstdlib>

#include "base/clock.hpp"

namespace locarno::cli {

void add_review_options(CLI::App& command, ReviewOptions& options) {
  add_ledger_options(command, options);
  command.add_option("--as,--who", options.who, "your name, signed to what you decide (default: $USER, else 'analyst')");
  command.add_flag("--blind", options.blind, "see only your own decisions, as a second reader should");
}

void add_reason(CLI::App& command, ReviewOptions& options, bool required) {
  auto* reason = command.add_option("--reason", options.reason, "why; kept with the decision");
  if (required) reason->required();
}

std::string reader_name(const ReviewOptions& options) {
  const char* user = std::getenv("USER");
  return !options.who.empty() ? options.who : user != nullptr && *user != '\0' ? user : "analyst";
}

study::Signed signed_by(const ReviewOptions& options, const char* otherwise) {
  return {reader_name(options), now_utc(), options.reason.empty() ? otherwise : options.reason};
}

std::optional<OpenReview> open_review(const ReviewOptions& options, bool only_read, bool with_codebook, Door& door) {
  auto opened = open_ledger(options, only_read, door);
  if (!opened) return std::nullopt;
  OpenReview open{std::make_unique<ledger::Ledger>(std::move(*opened)), {}};
  study::ReviewQuestion question;
  question.place = options.case_place;
  question.reader = reader_name(options);
  question.blind = options.blind;
  question.with_codebook = with_codebook;
  auto desk = study::open_review(*open.ledger, question);
  if (!desk) {
    door.fail(desk.error());
    return std::nullopt;
  }
  open.desk = std::move(*desk);
  return open;
}

}  // namespace locarno::cli
