// locarno ranges: what still holds when parties' numbers are known only within bounds.
#include <memory>

#include "base/decimal.hpp"
#include "brief/ranges_page.hpp"
#include "desk_options.hpp"
#include "study/domain_points.hpp"
#include "study/ranges.hpp"

namespace locarno::cli {
namespace {

struct RangesOptions : DeskOptions {
  std::vector<std::string> orders;
  std::string band;
  std::size_t opening = 0;
  std::uint32_t samples = 1000;
  std::uint64_t most = 20'000;
  std::uint64_t seed = 1;
};

Result<settle::ScoreTable> table_of(const RangesOptions& options, Door& door) {
  if (study::is_domain_place(options.desk.place)) return settle::load_domain(options.desk.place);
  const auto answered = answer(options, door);
  if (!answered) return fail(ErrorCode::bad_input, "", "");  // the door has the status
  if (answered->brief.no_case)
    return fail(ErrorCode::bad_input, "this folder has no case.toml, so there are no scores to range over", options.desk.place);
  LOC_TRY(settle::ScoreTable table, study::case_table(answered->brief, options.opening));
  if (answered->brief.zone && answered->brief.zone->open == 0 && options.opening == 0)
    table.notes.push_back("no settlement passes every stated red line; --opening 1 releases those of the first opening");
  return table;
}

Result<settle::RangesQuestion> question_of(const RangesOptions& options, settle::ScoreTable table) {
  settle::RangesQuestion question;
  question.table = std::move(table);
  question.samples = options.samples;
  question.max_settlements = options.most;
  if (!options.band.empty()) {
    const auto percent = parse_exact(options.band);
    if (!percent) return fail(ErrorCode::bad_use, "'" + options.band + "' is no number of per cent", "--band");
    LOC_CHECK(study::add_band(question.table, *percent));
  }
  for (const std::string& words : options.orders) {
    LOC_TRY(settle::WeightOrder order, study::parse_order(words, question.table));
    question.orders.push_back(std::move(order));
  }
  return question;
}

void run_ranges(const RangesOptions& options, Door& door) {
  auto table = table_of(options, door);
  if (!table) {
    if (!table.error().what.empty()) door.fail(table.error());
    return;
  }
  const auto question = question_of(options, std::move(*table));
  if (!question) return door.fail(question.error());
  door.run.seed = options.seed;
  const auto answer = settle::ranges(*question, door.run);
  door.end_progress();
  if (!answer) return door.fail(answer.error());
  std::string out;
  if (!options.json && answer->settlements == 0)
    for (const std::string& note : question->table.notes) out += note + "\n";
  door.print(out + (options.json ? brief::ranges_json(*question, *answer, options.seed) : brief::ranges_text(*question, *answer, options.seed, options.page_language())));
}

void add_ranges(CLI::App& app, Door& door) {
  auto options = std::make_shared<RangesOptions>();
  CLI::App* command = app.add_subcommand("ranges", "which settlements stay efficient when parties' numbers are known only within bounds; regret; shares");
  add_desk_options(*command, *options, door);
  command->add_option("--order", options->orders, "weights in order: 'PARTY: heaviest issue > next > ...'")->take_all()->allow_extra_args(false);
  command->add_option("--band", options->band, "every weight may be off by so many per cent, where it is not a range already");
  command->add_option("--opening", options->opening, "release the red lines of this opening of the page; 0 = none");
  command->add_option("--samples", options->samples, "samples for the shares; 0 = none")->check(CLI::Range(0, 1'000'000));
  command->add_option("--seed", options->seed, "of the samples: same seed, same bytes");
  command->add_option("--most", options->most, "walk at most so many settlements")->check(CLI::Range(1, 1'000'000));
  command->footer("Examples:\n"
                  "  locarno ranges my-case\n"
                  "  locarno ranges my-case --band 20 --samples 5000 --json\n"
                  "  locarno ranges domains/panama --band 10\n"
                  "  locarno ranges my-case --order 'NORTH: tolls > patrols' --opening 1\n"
                  "Needs a domain folder, or scores in case.toml (docs/case-file.md, [[score]]); docs/ranges.md says what is computed.");
  command->callback([options, &door] { run_ranges(*options, door); });
}
const Register registered(24, add_ranges);

}  // namespace
}  // namespace locarno::cli
