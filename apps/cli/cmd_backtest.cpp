// locarno backtest hold: how well do curves foresee how long past agreements lasted?
#include <memory>

#include "brief/backtest_page.hpp"
#include "door.hpp"
#include "svg_files.hpp"

namespace locarno::cli {
namespace {

struct BacktestOptions {
  std::string data, svg;
  unsigned repeats = 5, threads = 0;
  std::uint64_t seed = 1;
  bool json = false;
};

void run_backtest(const BacktestOptions& options, Door& door) {
  door.run.seed = options.seed;
  door.run.threads = options.threads;
  const auto tables = study::hold_backtest(options.data, options.repeats, door.run);
  if (!tables) return door.fail(tables.error());
  if (!options.svg.empty())
    for (const study::TableBacktest& table : *tables)
      if (const auto written = write_pictures(options.svg, {{"calibration-" + table.table.id + ".svg", brief::calibration_svg(table)}}); !written)
        return door.fail(written.error());
  door.print(options.json ? brief::hold_backtest_json(*tables) : brief::hold_backtest_text(*tables));
}

void add_hold_backtest(CLI::App& app, Door& door) {
  const auto there = app.get_subcommands([](const CLI::App* one) { return one->get_name() == "backtest"; });
  CLI::App* group = there.empty() ? nullptr : there.front();
  if (group == nullptr) {
    group = app.add_subcommand("backtest", "how well did the methods do on what is known by now");
    group->require_subcommand(1);
    group->footer("Examples:\n  locarno backtest hold --data tables");
  }
  auto options = std::make_shared<BacktestOptions>();
  CLI::App* command = group->add_subcommand("hold", "durations of past agreements and ceasefires, out of sample, against base rates, Weibull and Cox");
  command->add_option("--data", options->data, "folder with the tables (docs/hold.md says which)")->required();
  command->add_option("--repeats", options->repeats, "of the cross-validation, each with other folds")->check(CLI::Range(1, 1000));
  command->add_option("--seed", options->seed, "of the folds: same seed, same bytes");
  command->add_option("--threads", options->threads, "0 = all cores; the answer does not depend on it")->check(CLI::Range(0, 64));
  command->add_option("--svg", options->svg, "write a calibration picture for each table into this folder");
  command->add_flag("--json", options->json, "print JSON");
  command->footer("Examples:\n  locarno backtest hold --data tables\n  locarno backtest hold --data tables --repeats 20 --svg pictures --json");
  command->callback([options, &door] { run_backtest(*options, door); });
}
const Register backtest_registered(40, add_hold_backtest);

}  // namespace
}  // namespace locarno::cli
