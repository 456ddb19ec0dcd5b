// locarno watch rehearse | learned: would the ladder work; what was verified says of whether it will be kept.
#include <memory>

#include "brief/watch_rehearsal_page.hpp"
#include "watch_group.hpp"

namespace locarno::cli {
namespace {

PageLanguage page(const std::string& language) { return language == "zh" ? PageLanguage::zh : PageLanguage::en; }

struct RehearseOptions {
  study::RehearseQuestion question;
  std::uint64_t seed = 1;
  std::string language = "en";
  bool json = false;
};

void run_rehearse(const RehearseOptions& options, Door& door) {
  door.run.seed = options.seed;
  const auto answer = study::watch_rehearsal(options.question, door.run);
  if (!answer) return door.fail(answer.error());
  door.print(options.json ? brief::rehearsal_json(*answer) : brief::rehearsal_text(*answer, page(options.language)));
}

void add_rehearse(CLI::App& app, Door& door) {
  auto options = std::make_shared<RehearseOptions>();
  study::RehearseQuestion& question = options->question;
  CLI::App* command = watch_group(app)->add_subcommand("rehearse", "the response ladder under a monitor of given quality: false alarms, missed breaches, time to each rung");
  command->add_option("CASE", question.place, "a case folder with [watch] and its rungs")->required();
  command->add_option("--watch", question.store, "the file of reports and decisions");
  command->add_option("--stream", question.stream, "a table of counts as what happened, instead of the case's own incidents");
  command->add_option("--severity", question.severity, "of the events of --stream")->check(CLI::Range(0, 5));
  command->add_option("--detection", question.monitor.detection, "chance that a violation is seen")->check(CLI::Range(0.0, 1.0));
  command->add_option("--false-a-day", question.monitor.false_a_day, "false reports a day")->check(CLI::Range(0.0, 1e4));
  command->add_option("--delay-days", question.monitor.delay_days, "mean delay of a report")->check(CLI::Range(0.0, 1e4));
  command->add_option("--rehearsals", question.rehearsals, "drawn monitors")->check(CLI::Range(1, 1'000'000));
  command->add_option("--seed", options->seed, "of the draws: same seed, same bytes");
  command->add_option("--lang", options->language, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n  locarno watch rehearse cases/river-truce\n  locarno watch rehearse cases/river-truce --stream counts.csv --detection 0.6 --delay-days 3 --json");
  command->callback([options, &door] { run_rehearse(*options, door); });
}
const Register rehearse_registered(29, add_rehearse);

struct LearnedOptions {
  study::LearnedQuestion question;
  std::string language = "en";
  bool json = false;
};

void run_learned(const LearnedOptions& options, Door& door) {
  const auto answer = study::watch_learned(options.question, door.run);
  if (!answer) return door.fail(answer.error());
  door.print(options.json ? brief::learned_json(*answer) : brief::learned_text(*answer, page(options.language)));
}

void add_learned(CLI::App& app, Door& door) {
  auto options = std::make_shared<LearnedOptions>();
  CLI::App* command = watch_group(app)->add_subcommand("learned", "what verified violations say of whether the settlement will be kept: before and after");
  command->add_option("CASE", options->question.place, "a case folder with [watch]; its [hold] sets the package")->required();
  command->add_option("--watch", options->question.store, "the file of reports and decisions");
  command->add_option("--severity", options->question.severity, "from which on a violation is serious")->check(CLI::Range(0, 5));
  command->add_option("--usual", options->question.usual_a_year, "verified serious violations a year of an average settlement")->check(CLI::Range(0.0, 1e4));
  command->add_option("--lang", options->language, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n  locarno watch learned cases/river-truce\n  locarno watch learned cases/river-truce --usual 12 --json");
  command->callback([options, &door] { run_learned(*options, door); });
}
const Register learned_registered(29, add_learned);

}  // namespace
}  // namespace locarno::cli
