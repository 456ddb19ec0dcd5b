// locarno draft: plans with numbered points, side by side, against what parties have publicly said.
#include <memory>

#include "brief/brief_page.hpp"
#include "desk_options.hpp"

namespace locarno::cli {
namespace {

void run_draft(const DeskOptions& options, Door& door) {
  const auto answered = answer(options, door);
  if (!answered) return;
  const study::Brief& brief = answered->brief;
  if (brief.no_case)
    return door.fail({ErrorCode::bad_input, "this folder has no case.toml, so there are no options for a draft to name; "
                                            "'locarno case new --from FOLDER' writes a first one", options.desk.place});
  door.print(options.json ? brief::drafts_json(brief)
                          : brief::drafts_terminal(brief, options.page_language(), door.color, terminal_width()));
}

void add_draft(CLI::App& app, Door& door) {
  auto options = std::make_shared<DeskOptions>();
  CLI::App* command = app.add_subcommand("draft", "plans side by side: who accepts which point, which red lines they hit, what passes nearest");
  add_desk_options(*command, *options, door);
  command->add_option("DRAFT", options->drafts, "ids of drafts (file names in CASE/drafts without .toml), at most eight; default: the latest");
  command->footer("Examples:\n"
                  "  locarno draft cases/ukraine-2025\n"
                  "  locarno draft cases/ukraine-2025 plan-28 counter-28\n"
                  "  locarno draft cases/ukraine-2025 plan-20 --as-of 2025-12-16 --json\n"
                  "  locarno draft cases/ukraine-2025 --lang zh\n"
                  "Format of a draft: docs/drafts.md");
  command->callback([options, &door] { run_draft(*options, door); });
}
const Register registered(23, add_draft);

}  // namespace
}  // namespace locarno::cli
