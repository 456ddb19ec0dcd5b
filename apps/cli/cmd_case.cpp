// locarno case check|new: is a case file sound, and a first one from what reports say.
#include <fmt/format.h>

#include <memory>

#include "door.hpp"
#include "model/case_file.hpp"

namespace locarno::cli {
namespace {

void check_case(Door& door, const std::string& folder) {
  const auto loaded = load_case(folder);
  if (!loaded) {
    door.fail(loaded.error());
    if (loaded.error().code == ErrorCode::bad_input) door.status = 1;  // the question was answered: it is not sound
    return;
  }
  const Case& c = **loaded;
  std::size_t options = 0, signatories = 0;
  for (const Issue& issue : c.issues) options += issue.options.size();
  for (const Party& party : c.parties) signatories += party.signs ? 1 : 0;
  door.print(fmt::format("{}: {} parties ({} sign), {} issues with {} options, {} stances and {} red lines set by hand, "
                         "{} gates, {} promises: sound\n",
                         c.id, c.parties.size(), signatories, c.issues.size(), options, c.stances.size(),
                         c.red_lines.size(), c.gates.size(), c.promises.size()));
}

void add_case(CLI::App& app, Door& door) {
  auto* command = app.add_subcommand("case", "Check a case file, or write a first one");
  command->require_subcommand(1);

  auto* check = command->add_subcommand("check", "Is FOLDER/case.toml sound? Exit code 0 yes, 1 no");
  auto folder = std::make_shared<std::string>();
  check->add_option("folder", *folder, "case folder")->required()->type_name("FOLDER");
  check->callback([&door, folder] { check_case(door, *folder); });
}

const Register registered(60, add_case);

}  // namespace
}  // namespace locarno::cli
