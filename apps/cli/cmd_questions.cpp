// locarno stances | moves | settle: one part of the brief each.
#include <memory>

#include "brief/brief_page.hpp"
#include "case_settle.hpp"
#include "deadline.hpp"
#include "desk_options.hpp"
#include "domain_settle.hpp"

namespace locarno::cli {
namespace {

using ToJson = std::string (*)(const study::Brief&);
using ToTerminal = std::string (*)(const study::Brief&, PageLanguage, bool, unsigned);

struct Part {
  const char* name;
  const char* help;
  const char* examples;
  ToJson json;
  ToTerminal terminal;
  bool needs_case;
};

/// The brief, or none: then the door has the status.
std::optional<Answered> answer_part(const Part& part, const DeskOptions& options, Door& door) {
  auto answered = answer(options, door);
  if (!answered || !part.needs_case || !answered->brief.no_case) return answered;
  door.fail({ErrorCode::bad_input,
             "this folder has no case.toml, so there are no options to settle; "
             "'locarno case new --from FOLDER' writes a first one",
             options.desk.place});
  return std::nullopt;
}

void run_part(const Part& part, const DeskOptions& options, Door& door) {
  const auto answered = answer_part(part, options, door);
  if (!answered) return;
  door.print(options.json ? part.json(answered->brief)
                          : part.terminal(answered->brief, options.page_language(), door.color, terminal_width()));
}

void settle_case(const Part& part, const DeskOptions& options, const DomainOptions& domain, const CaseSettleOptions& own, Door& door) {
  const Run before = door.run;
  door.run.limits.nodes = domain.limit;
  std::optional<Answered> answered;
  std::string printed;
  {
    const Deadline deadline(door.run, domain.seconds);
    answered = answer_part(part, options, door);
    if (answered) {
      printed = options.json ? part.json(answered->brief)
                             : part.terminal(answered->brief, options.page_language(), door.color, terminal_width());
      printed = with_case_settle(answered->brief, printed, own, options, door);
      printed = settle_case_points(answered->brief, printed, domain, options.page_language(), options.json, door);
    }
  }
  door.run.cancel = before.cancel;
  door.run.limits = before.limits;
  if (!answered) return;
  door.print(printed);
}

void add_part(CLI::App& app, Door& door, const Part& part, bool two_days) {
  auto options = std::make_shared<DeskOptions>();
  CLI::App* command = app.add_subcommand(part.name, part.help);
  add_desk_options(*command, *options, door);
  if (two_days) {
    command->add_option("--from", options->since, "the earlier day (not included)");
    command->add_option("--to", options->as_of, "the later day (included); same as --as-of")->excludes("--as-of");
  }
  command->footer(part.examples);
  command->callback([options, &door, part] { run_part(part, *options, door); });
}

void add_stances(CLI::App& app, Door& door) {
  add_part(app, door,
           {"stances", "where each party stands on each option, since when, on whose word",
            "Examples:\n  locarno stances cases/ukraine-2025 --as-of 2024-12-04\n"
            "  locarno stances cases/ukraine-2025 --json",
            brief::stances_json, brief::stances_terminal, false},
           false);
}
void add_moves(CLI::App& app, Door& door) {
  add_part(app, door,
           {"moves", "what moved between two days, with the words before and after",
            "Examples:\n  locarno moves cases/ukraine-2025 --from 2024-12-04 --to 2025-12-16",
            brief::moves_json, brief::moves_terminal, false},
           true);
}
void add_settle(CLI::App& app, Door& door) {
  const Part part{"settle", "how many settlements pass all signatories; which red lines clash; the smallest openings; for a domain: "
                  "frontier and fair points",
                  "Examples:\n  locarno settle cases/ukraine-2025\n  locarno settle cases/ukraine-2025 --as-of 2025-12-16 --json\n"
                  "  locarno settle cases/ukraine-2025 --certificate answer.json && locarno check answer.json cases/ukraine-2025\n"
                  "  locarno settle domains/panama --frontier\n  locarno settle domains/panama --compat genius --json",
                  brief::settle_json, brief::settle_terminal, true};
  auto options = std::make_shared<DeskOptions>();
  auto domain = std::make_shared<DomainOptions>();
  auto own = std::make_shared<CaseSettleOptions>();
  CLI::App* command = app.add_subcommand(part.name, part.help);
  add_desk_options(*command, *options, door);
  add_domain_options(*command, *domain);
  add_case_settle_options(*command, *options, *own);
  command->footer(part.examples);
  command->callback([options, domain, own, &door, part] {
    if (is_domain(options->desk.place)) settle_domain(options->desk.place, *domain, options->page_language(), options->json, door);
    else settle_case(part, *options, *domain, *own, door);
  });
}
const Register stances_registered(20, add_stances);
const Register moves_registered(21, add_moves);
const Register settle_registered(22, add_settle);

}  // namespace
}  // namespace locarno::cli
