#include "desk_options.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace locarno::cli {
namespace {

/// "" -> none; a bad date is wrong use.
bool read_day(const std::string& text, const char* option, std::optional<Date>& out, Door& door) {
  if (text.empty()) return true;
  out = parse_date(text);
  if (!out) door.fail({ErrorCode::bad_use, fmt::format("{} is '{}', expected a date such as 2025-12-16", option, text), ""});
  return out.has_value();
}

void name_unread(const study::Desk& desk, Door& door) {
  for (const study::Unread& unread : desk.unread) {
    Error error = unread.error;
    door.fail(error);
  }
}

}  // namespace

void add_desk_options(CLI::App& command, DeskOptions& options, Door& door) {
  command.add_option("CASE", options.desk.place, "a case folder (with case.toml) or a plain folder of reports")->required();
  command.add_option("--reports", options.desk.reports, "read these reports (file or folder) instead of the case's own")
      ->take_all()->allow_extra_args(false);
  command.add_option("--add-reports", options.desk.add_reports, "read these reports as well")
      ->take_all()->allow_extra_args(false);
  command.add_option("--as-of", options.as_of, "use what was said on or before this day (YYYY-MM-DD)");
  command.add_option("--ledger", options.desk.ledger, "keep documents and records in this file; ':memory:' keeps nothing");
  command.add_option("--codebook", options.desk.codebooks, "one more codebook file")->take_all()->allow_extra_args(false);
  command.add_option("--threads", door.run.threads, "threads for reading; 0 = all cores")->default_val(0);
  command.add_option("--lang", options.language, "language of the page: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command.add_flag("--json", options.json, "print JSON");
}

std::optional<Answered> answer(const DeskOptions& options, Door& door) {
  study::PageQuestion question;
  if (!read_day(options.as_of, "--as-of", question.as_of, door)) return std::nullopt;
  if (!read_day(options.since, "--since", question.since, door)) return std::nullopt;
  auto desk = study::open_desk(options.desk, door.run);
  if (!desk) {
    door.fail(desk.error());
    return std::nullopt;
  }
  name_unread(*desk, door);
  question.drafts = options.drafts;
  question.opening_size = options.opening_size;
  question.clash_size = options.clash_size;
  question.settle = options.settle;
  question.end_states = options.end_states;
  auto brief = study::page(study::ground_of(*desk, options.desk.place), question, door.run);
  door.end_progress();
  if (!brief) {
    door.fail(brief.error());
    return std::nullopt;
  }
  brief->version = LOCARNO_VERSION;
  return Answered{std::move(*desk), std::move(*brief)};
}

unsigned terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
  return 100;
}

}  // namespace locarno::cli
