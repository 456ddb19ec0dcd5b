#include "review_save_commands.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "base/file.hpp"
#include "brief/safe.hpp"
#include "review_options.hpp"
#include "study/desk.hpp"
#include "study/review_save.hpp"

namespace locarno::cli {
namespace {

struct SaveOptions : ReviewOptions {
  std::string id, field, words, to;
  bool dry_run = false;
};
struct ReplayOptions {
  std::vector<std::string> files, codebooks;
  std::string case_folder;
};

void run_save_row(const SaveOptions& options, Door& door) {
  const std::string file = !options.to.empty() ? options.to : options.case_place.empty() ? "" : options.case_place + "/codebook.toml";
  if (file.empty()) return door.fail({ErrorCode::bad_use, "say where the row belongs: --case DIR, or --to FILE", "review save-row"});
  const auto open = open_review(options, true, true, door);
  if (!open) return;
  const auto row = study::row_of_correction(open->desk, options.id, options.field, options.words);
  if (!row) return door.fail(row.error());
  const auto added = study::add_row(file, *row, options.dry_run);
  if (!added) return door.fail(added.error());
  door.print(brief::visible(added->is_written ? "added to " + file : "would be added to " + file) + ":" + added->text);
}

void run_save_test(const SaveOptions& options, Door& door) {
  const auto open = open_review(options, true, false, door);
  if (!open) return;
  const auto text = study::case_of_record(open->desk, options.id);
  if (!text) return door.fail(text.error());
  if (options.to.empty()) return door.print(*text);
  std::ofstream out(options.to, std::ios::binary | std::ios::app);
  out << *text;
  if (!out.flush()) return door.fail({ErrorCode::io, "cannot write this file", options.to});
  door.print(brief::visible(fmt::format("added to {}; locarno review replay {}", options.to, options.to)) + "\n");
}

void run_replay(const ReplayOptions& options, Door& door) {
  study::DeskQuestion question;
  question.place = options.case_folder;
  question.codebooks = options.codebooks;
  const auto book = study::load_codebook(question);
  if (!book) return door.fail(book.error());
  std::size_t cases = 0, checks = 0, failures = 0;
  for (const std::string& file : options.files) {
    const auto text = read_file(file, 64u << 20);
    if (!text) return door.fail(text.error());
    const auto replayed = study::replay_cases(*book, *text, file);
    if (!replayed) return door.fail(replayed.error());
    cases += replayed->cases;
    checks += replayed->checks;
    failures += replayed->failures.size();
    for (const study::CaseFailure& failure : replayed->failures)
      door.print(brief::visible(fmt::format("{}: {}: {}", failure.where, failure.name, failure.what)) + "\n");
  }
  door.print(fmt::format("{} cases, {} checks, {} failed\n", cases, checks, failures));
  if (failures > 0) door.status = 1;
}

}  // namespace

void add_save_commands(CLI::App& review, Door& door) {
  auto row = std::make_shared<SaveOptions>();
  CLI::App* row_command = review.add_subcommand("save-row", "keep a correction as a row of the case's codebook.toml");
  row_command->add_option("ID", row->id, "a corrected record")->required();
  row_command->add_option("--field", row->field, "the corrected field: speaker, speaker_party, issue, stance, negated")->required();
  row_command->add_option("--words", row->words, "the words of the record that say it; not for speakers");
  row_command->add_option("--to", row->to, "another codebook.toml than the case's");
  row_command->add_flag("--dry-run", row->dry_run, "check and show, write nothing");
  add_review_options(*row_command, *row);
  row_command->callback([row, &door] { run_save_row(*row, door); });
  auto test = std::make_shared<SaveOptions>();
  CLI::App* test_command = review.add_subcommand("save-test", "keep a decided record as a regression case (printed, or added to --to FILE)");
  test_command->add_option("ID", test->id, "a record that was decided on")->required();
  test_command->add_option("--to", test->to, "a .case file; it will hold the report's words");
  add_review_options(*test_command, *test);
  test_command->callback([test, &door] { run_save_test(*test, door); });
  auto replay = std::make_shared<ReplayOptions>();
  CLI::App* replay_command = review.add_subcommand("replay", "read regression cases again; exit 1 when one is read otherwise");
  replay_command->add_option("FILE", replay->files, ".case files")->required();
  replay_command->add_option("--case", replay->case_folder, "the case whose codebook.toml is used too");
  replay_command->add_option("--codebook", replay->codebooks, "a further codebook; may be given again");
  replay_command->callback([replay, &door] { run_replay(*replay, door); });
}

}  // namespace locarno::cli
