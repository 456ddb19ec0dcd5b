// locarno same | conflicts | contacts | commitments: the reports of a desk side by side.
#include <memory>

#include "brief/accounts_page.hpp"
#include "desk_options.hpp"

namespace locarno::cli {
namespace {

struct Part {
  const char* name;
  const char* help;
  const char* examples;
  std::string (*json)(const study::Accounts&);
  std::string (*terminal)(const study::Accounts&, PageLanguage, bool, unsigned);
};

void run_part(const Part& part, const DeskOptions& options, Door& door) {
  std::optional<Date> as_of;
  if (!options.as_of.empty() && !(as_of = parse_date(options.as_of)))
    return door.fail({ErrorCode::bad_use, "--as-of is '" + options.as_of + "', expected a date such as 2025-12-16", ""});
  auto desk = study::open_desk(options.desk, door.run);
  if (!desk) return door.fail(desk.error());
  for (const study::Unread& unread : desk->unread) door.fail(unread.error);
  const auto accounts = study::accounts(*desk, as_of, door.run);
  door.end_progress();
  if (!accounts) return door.fail(accounts.error());
  door.print(options.json ? part.json(*accounts) : part.terminal(*accounts, options.page_language(), door.color, terminal_width()));
}

void add_part(CLI::App& app, Door& door, const Part& part) {
  auto options = std::make_shared<DeskOptions>();
  CLI::App* command = app.add_subcommand(part.name, part.help);
  add_desk_options(*command, *options, door);
  command->footer(part.examples);
  command->callback([options, &door, part] { run_part(part, *options, door); });
}

void add_same(CLI::App& app, Door& door) {
  add_part(app, door,
           {"same", "copies, translations and statements told alike: counted once, with what differs",
            "Examples:\n  locarno same cases/ukraine-2025\n  locarno same cases/ukraine-2025 --lang zh\n  locarno same reports/ --json\n"
            "A syndicated copy and a translation count as one source; a common passage is shown and does not.",
            brief::same_json, brief::same_terminal});
}
void add_conflicts(CLI::App& app, Door& door) {
  add_part(app, door,
           {"conflicts", "accounts that cannot all be right: positions, figures, dates, who said it, headlines",
            "Examples:\n  locarno conflicts cases/ukraine-2025 --as-of 2025-12-16\n  locarno conflicts reports/ --json\n"
            "Each account stands beside the other with its words and place; nothing is averaged.",
            brief::conflicts_json, brief::conflicts_terminal});
}
void add_contacts(CLI::App& app, Door& door) {
  add_part(app, door,
           {"contacts", "who met or called whom, when, where, how long: planned, held or denied, by each source",
            "Examples:\n  locarno contacts cases/ukraine-2025 --lang zh\n  locarno contacts reports/ --as-of 2025-02-14 --json",
            brief::contacts_json, brief::contacts_terminal});
}
void add_commitments(CLI::App& app, Door& door) {
  add_part(app, door,
           {"commitments", "who promised what to whom, on what condition, by when, and what later reports say of it",
            "Examples:\n  locarno commitments cases/ukraine-2025\n  locarno commitments reports/ --json",
            brief::commitments_json, brief::commitments_terminal});
}
const Register same_registered(23, add_same);
const Register conflicts_registered(24, add_conflicts);
const Register contacts_registered(25, add_contacts);
const Register commitments_registered(26, add_commitments);

}  // namespace
}  // namespace locarno::cli
