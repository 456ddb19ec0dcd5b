// locarno check: is a certificate true? Without the solver that wrote it.
#include <iterator>
#include <memory>

#include "base/file.hpp"
#include "brief/settle_detail_page.hpp"
#include "desk_options.hpp"

namespace locarno::cli {
namespace {

constexpr std::size_t most_certificate_bytes = 1u << 30;

struct CheckOptions {
  std::string file;
  DeskOptions desk;
};

/// The case must ask the very question the certificate answers.
bool asks_the_same(const settle::Certificate& certificate, CheckOptions& options, Door& door) {
  if (options.desk.desk.place.empty()) return true;
  options.desk.settle = false;
  const auto answered = answer(options.desk, door);
  if (!answered) return false;
  if (const auto same = study::check_question(answered->brief, certificate); !same) {
    door.fail(same.error());
    door.status = 1;
    return false;
  }
  return true;
}

void run_check(CheckOptions& options, Door& door) {
  const auto text = read_file(options.file, most_certificate_bytes, "the certificate");
  if (!text) return door.fail(text.error());
  const auto certificate = settle::read_certificate(*text, options.file);
  if (!certificate) return door.fail(certificate.error());
  if (!asks_the_same(*certificate, options, door)) return;
  const auto checked = settle::check_certificate(*certificate);
  if (!checked) {
    door.fail(checked.error());
    door.status = 1;
    return;
  }
  door.print(options.desk.json ? brief::checked_json(*checked) : brief::checked_text(*checked));
}

void add_check(CLI::App& app, Door& door) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "verify a certificate of settle, without the solver that wrote it");
  command->add_option("FILE", options->file, "what 'locarno settle --certificate FILE' wrote")->required();
  command->add_option("CASE", options->desk.desk.place, "the case it should be about: its question is made anew and compared");
  command->add_option("--reports", options->desk.desk.reports, "read these reports instead of the case's own")->take_all()->allow_extra_args(false);
  command->add_option("--as-of", options->desk.as_of, "the day of the answer (YYYY-MM-DD)");
  command->add_flag("--json", options->desk.json, "print JSON");
  command->footer("Examples:\n  locarno settle cases/ukraine-2025 --certificate answer.json\n  locarno check answer.json\n"
                  "  locarno check answer.json cases/ukraine-2025\n"
                  "Exit codes: 0 nothing in it is false; 1 something is, or it is about another case; 3 it is no certificate.");
  command->callback([options, &door] { run_check(*options, door); });
}

const Register check_registered(23, add_check);

}  // namespace
}  // namespace locarno::cli
