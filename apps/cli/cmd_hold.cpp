// locarno hold: would it be kept, and what would make it so?
#include <memory>

#include "brief/hold_page.hpp"
#include "brief/outlook_page.hpp"
#include "desk_options.hpp"
#include "model/case_file.hpp"
#include "svg_files.hpp"

namespace locarno::cli {
namespace {

struct HoldOptions {
  std::string place, settlement;
  std::vector<std::string> set;
  study::HoldingQuestion question;
  bool indices = false;
  std::vector<double> verified;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string svg, past = "interstate", ratio, language = "en";
  bool json = false;
};

/// What the case sets, with the levers of the settlement's options.
Result<hold::GivenValues> given_by_case(const HoldOptions& options) {
  LOC_TRY(const CheckedCase loaded, load_case(options.place));
  LOC_TRY(const Outlook outlook, load_outlook(options.place, *loaded));
  LOC_TRY(const study::ChosenOptions chosen, parse_settlement(options.settlement, *loaded));
  return study::given_of(outlook, chosen);
}

void run_hold(HoldOptions& options, Door& door) {
  if (options.place.empty() && !options.settlement.empty()) return door.fail({ErrorCode::bad_use, "--settlement needs a case", ""});
  if (!options.place.empty()) {
    auto given = given_by_case(options);
    if (!given) return door.fail(given.error());
    options.question.given = std::move(*given);
  }
  for (const std::string& words : options.set)
    if (const auto added = study::add_given(options.question.given, words); !added) return door.fail(added.error());
  if (options.indices && options.question.index_draws == 0) options.question.index_draws = 8192;
  if (!options.verified.empty()) options.question.verified = study::Verified{options.verified[0], options.verified[1], options.verified[2]};
  if (options.past != "none") options.question.past_kind = options.past;
  if (!options.ratio.empty()) {
    const auto ratio = study::parse_ratio(options.ratio);
    if (!ratio) return door.fail(ratio.error());
    options.question.past_ratio = *ratio;
  }
  door.run.seed = options.seed;
  door.run.threads = options.threads;
  const auto answer = study::holding(options.question, door.run);
  if (!answer) return door.fail(answer.error());
  if (!options.svg.empty()) {
    const std::string picture = brief::hold_svg(*answer, "Kept to year", "The chance that the settlement is kept, with the middle half and nine in ten of the draws.");
    if (!picture.empty())
      if (const auto written = write_pictures(options.svg, {{"hold.svg", picture}}); !written) return door.fail(written.error());
  }
  door.print(options.json ? brief::hold_json(options.question, *answer) : brief::hold_text(options.question, *answer, options.language == "zh" ? PageLanguage::zh : PageLanguage::en));
}

void add_hold(CLI::App& app, Door& door) {
  auto options = std::make_shared<HoldOptions>();
  CLI::App* command = app.add_subcommand("hold", "would it be kept: chances with bands, who breaks first, what does it, what is not known");
  command->add_option("CASE", options->place, "a case folder: its [hold] and, with --settlement, its levers");
  command->add_option("--settlement", options->settlement, "ISSUE=OPTION, parted by commas");
  command->add_option("--set", options->set, "NAME=NUMBER, or NAME=LOW..HIGH to draw it; the names are printed with the answer")->take_all()->allow_extra_args(false);
  command->add_option("--years", options->question.years, "further years of the curve")->delimiter(',');
  command->add_option("--draws", options->question.draws, "for the bands; 0 = none")->check(CLI::Range(0, 1'000'000));
  command->add_flag("--tornado", options->question.tornado, "one parameter at a time at either end of its range");
  command->add_flag("--indices", options->indices, "which share of the spread each parameter explains (Sobol)");
  command->add_option("--verified", options->verified, "YEARS VIOLATIONS USUAL: what monitors have verified since entry into force, and how many would be usual")->expected(3);
  command->add_option("--past", options->past, "kind of past settlements set beside the model: interstate, ceasefire, agreement, signed, civil, civil_after_1989; or none");
  command->add_option("--ratio", options->ratio, "by how much this settlement's rate of breaking differs from theirs: NUMBER or LOW..HIGH");
  command->add_option("--seed", options->seed, "of the draws: same seed, same bytes");
  command->add_option("--lang", options->language, "language of the text: en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--threads", options->threads, "0 = all cores; the answer does not depend on it")->check(CLI::Range(0, 64));
  command->add_option("--svg", options->svg, "write the curve with its band as hold.svg into this folder");
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n"
                  "  locarno hold --set g0=0.745 --set T_sunset=5\n"
                  "  locarno hold --set g0=0.3..0.6 --set M_B=0.9 --tornado --indices --json\n"
                  "  locarno hold --verified 1 2 1\n"
                  "  locarno hold --past civil_after_1989 --ratio 0.09..0.8\n"
                  "  locarno hold --past ceasefire --lang zh\n"
                  "  locarno hold cases/ukraine-2025 --settlement security_guarantees=article5_like_limited\n"
                  "Without --set it is the default package: a defence pact as reliable as such pacts were (docs/hold.md).");
  command->callback([options, &door] { run_hold(*options, door); });
}
const Register hold_registered(27, add_hold);

struct TradeOptions : DeskOptions {
  std::string settlement;
  std::size_t rows = 20;
};

void run_trade(TradeOptions& options, Door& door) {
  options.settle = false;
  const auto answered = answer(options, door);
  if (!answered) return;
  if (answered->brief.no_case) return door.fail({ErrorCode::bad_input, "this folder has no case.toml, so there are no packages", options.desk.place});
  const Case& of_case = **answered->brief.the_case;
  const auto outlook = load_outlook(options.desk.place, of_case);
  if (!outlook) return door.fail(outlook.error());
  const auto fixed = parse_settlement(options.settlement, of_case);
  if (!fixed) return door.fail(fixed.error());
  study::TradeQuestion question{&of_case, &*outlook, {}, *fixed, options.rows};
  for (const settle::Line& line : answered->brief.zone_question.lines) question.lines.push_back(&line.rule);
  const auto found = study::trade(question, door.run);
  if (!found) return door.fail(found.error());
  door.print(options.json ? brief::trade_json(question, *found) : brief::trade_text(question, *found, options.page_language()));
}

void add_study(CLI::App& app, Door& door) {
  CLI::App* group = app.add_subcommand("study", "several questions on one table");
  group->require_subcommand(1);
  auto options = std::make_shared<TradeOptions>();
  CLI::App* command = group->add_subcommand("trade", "what could be signed, ratified and kept: every package on one table, with the frontier");
  add_desk_options(*command, *options, door);
  command->add_option("--settlement", options->settlement, "options that are fixed: ISSUE=OPTION, parted by commas");
  command->add_option("--rows", options->rows, "list at most so many besides the frontier")->check(CLI::Range(0, 1000));
  command->footer("Examples:\n  locarno study trade cases/ukraine-2025\n  locarno study trade cases/ukraine-2025 --settlement territory=line_frozen --json");
  command->callback([options, &door] { run_trade(*options, door); });
  group->footer("Examples:\n  locarno study trade cases/ukraine-2025");
}
const Register study_registered(28, add_study);

}  // namespace
}  // namespace locarno::cli
