// locarno watch alarms: is it getting worse, or suspiciously quiet?
#include <iostream>
#include <iterator>
#include <memory>

#include "brief/watch_alarms_page.hpp"
#include "svg_files.hpp"
#include "watch_group.hpp"

namespace locarno::cli {
namespace {

struct AlarmsOptions {
  study::AlarmsQuestion question;
  unsigned threads = 0;
  std::string language = "en", svg;
  bool json = false;
};

void run_alarms(AlarmsOptions& options, Door& door) {
  if (options.question.place == "-") options.question.bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
  door.run.threads = options.threads;
  const auto answer = study::watch_alarms(options.question, door.run);
  if (!answer) return door.fail(answer.error());
  const PageLanguage language = options.language == "zh" ? PageLanguage::zh : PageLanguage::en;
  if (!options.svg.empty())
    if (const auto written = write_pictures(options.svg, brief::watch_alarms_pictures(*answer, language)); !written) return door.fail(written.error());
  door.print(options.json ? brief::watch_alarms_json(*answer) : brief::watch_alarms_text(*answer, language));
}

void add_alarms(CLI::App& app, Door& door) {
  auto options = std::make_shared<AlarmsOptions>();
  study::AlarmsQuestion& question = options->question;
  CLI::App* command = watch_group(app)->add_subcommand("alarms", "which sectors rose, which fell silent, and what the base rate alone would have said");
  command->add_option("CASE|FILE.csv", question.place, "a case folder with [watch], a table of counts with a head (date,count[,sector]), or - for standard input")->required();
  command->add_option("--watch", question.store, "of a case: the file of reports and decisions");
  command->add_option("--every", question.alarms.every, "days between two false alarms of one series")->check(CLI::Range(2.0, 1e6));
  command->add_option("--factor", question.alarms.factor, "the rise that matters, times the usual rate")->check(CLI::Range(1.05, 100.0));
  command->add_option("--baseline", question.alarms.baseline, "days that make the usual rate")->check(CLI::Range(14, 40'000));
  command->add_option("--learn", question.alarms.learn, "days before the first alarm is possible")->check(CLI::Range(14, 40'000));
  command->add_option("--cooling", question.alarms.cooling, "days after a rise without another of the same series")->check(CLI::Range(0, 10'000));
  command->add_option("--sector", question.sector, "only this one");
  command->add_option("--date-column", question.columns.day, "of the table");
  command->add_option("--count-column", question.columns.count, "of the table; when there is none, each row counts as one");
  command->add_option("--sector-column", question.columns.sector, "of the table; when there is none, there is one series");
  command->add_flag("--detail", question.detail, "also: does one event bring the next, when did the rate change for good, did the hot spots move");
  command->add_option("--threads", options->threads, "0 = all cores; the answer does not depend on it")->check(CLI::Range(0, 64));
  command->add_option("--lang", options->language, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--svg", options->svg, "write a timeline of each series into this folder");
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n"
                  "  locarno watch alarms counts.csv --every 180\n"
                  "  locarno watch alarms counts.csv --detail --svg pictures\n"
                  "  locarno watch alarms cases/river-truce --learn 14 --lang zh\n"
                  "  zcat events.csv.gz | locarno watch alarms - --date-column started_at --sector-column region --json\n"
                  "A day without a row counts 0; NA or nothing in the count column is not known. docs/watch-alarms.md has the method.");
  command->callback([options, &door] { run_alarms(*options, door); });
}
const Register alarms_registered(29, add_alarms);

}  // namespace
}  // namespace locarno::cli
