// locarno backtest watch: would alarms have flagged the worst weeks of past truces?
#include <memory>

#include "brief/watch_backtest_page.hpp"
#include "door.hpp"

namespace locarno::cli {
namespace {

struct WatchBacktestOptions {
  std::string data;
  double every = 365;
  bool json = false;
};

void run_watch_backtest(const WatchBacktestOptions& options, Door& door) {
  const auto all = study::watch_backtest(options.data, options.every, door.run);
  if (!all) return door.fail(all.error());
  door.print(options.json ? brief::watch_backtest_json(*all) : brief::watch_backtest_text(*all));
}

void add_watch_backtest(CLI::App& app, Door& door) {
  const auto there = app.get_subcommands([](const CLI::App* one) { return one->get_name() == "backtest"; });
  CLI::App* group = there.empty() ? nullptr : there.front();
  if (group == nullptr) {
    group = app.add_subcommand("backtest", "how well did the methods do on what is known by now");
    group->require_subcommand(1);
    group->footer("Examples:\n  locarno backtest watch --data tables");
  }
  auto options = std::make_shared<WatchBacktestOptions>();
  CLI::App* command = group->add_subcommand("watch", "alarms over past truces: alarms a year, worst weeks flagged and how early, against plain thresholds as noisy");
  command->add_option("--data", options->data, "folder with the tables (docs/watch-alarms.md says which)")->required();
  command->add_option("--every", options->every, "days between two false alarms")->check(CLI::Range(60.0, 1e6));
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n  locarno backtest watch --data tables\n  locarno backtest watch --data tables --every 180 --json");
  command->callback([options, &door] { run_watch_backtest(*options, door); });
}
const Register watch_backtest_registered(41, add_watch_backtest);

}  // namespace
}  // namespace locarno::cli
