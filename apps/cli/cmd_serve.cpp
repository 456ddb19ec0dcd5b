// locarno serve: the workbench on this machine.
#include <fmt/format.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <memory>

#include "door.hpp"
#include "review_options.hpp"
#include "routes.hpp"
#include "serve.hpp"

extern char** environ;

namespace locarno::cli {
namespace {

struct ServeCommand {
  serve::ServeOptions serve;
  std::string place_again;
  bool no_open = false;
  bool document = false;
};

/// Asks the desktop for a browser; a machine without one only has the printed line. Its words are kept off our streams.
void open_browser(const std::string& address) {
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
  // The address goes as one argument, never through a shell.
  std::string program = "xdg-open", argument = address;
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  std::signal(SIGCHLD, SIG_IGN);   // nobody waits for a browser
  (void)posix_spawnp(&child, "xdg-open", &quiet, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&quiet);
}

void run_serve(const ServeCommand& command, Door& door) {
  if (command.document) return door.print(serve::api_document());
  if (command.serve.workbench.desk.place.empty()) return door.fail({ErrorCode::bad_use, "name a case folder; --help has examples", ""});
  const auto ready = [&](const std::string& address) {
    door.print(address + "\n");
    std::fflush(stdout);
    if (!command.no_open) open_browser(address);
  };
  const auto done = serve::serve(command.serve, ready, door.run);
  if (!done) door.fail(done.error());
}

void add_serve(CLI::App& app, Door& door) {
  auto command = std::make_shared<ServeCommand>();
  command->serve.program = LOCARNO_VERSION;
  command->serve.reader = reader_name({});
  study::DeskQuestion& desk = command->serve.workbench.desk;
  CLI::App* sub = app.add_subcommand("serve", "the workbench: a case in the browser of this machine, until Ctrl-C");
  sub->add_option("CASE", desk.place, "a case folder (with case.toml) or a plain folder of reports");
  sub->add_flag("--no-open", command->no_open, "only print the address");
  sub->add_option("--port", command->serve.port, "listen on this port; 0 = any free one")->check(CLI::Range(0, 65535));
  sub->add_option("--reports", desk.reports, "read these reports instead of the case's own")->take_all()->allow_extra_args(false);
  sub->add_option("--add-reports", desk.add_reports, "read these reports as well")->take_all()->allow_extra_args(false);
  sub->add_option("--ledger", desk.ledger, "keep documents, records and decisions in this file");
  sub->add_option("--codebook", desk.codebooks, "one more codebook file")->take_all()->allow_extra_args(false);
  sub->add_option("--as", command->serve.reader, "your name, signed to what you decide");
  sub->add_option("--threads", command->serve.workbench.threads, "threads for reading; 0 = all cores");
  sub->add_option("--web", command->serve.web, "serve the bundle in this folder instead of the one compiled in")->group("For making the workbench");
  sub->add_flag("--api-document", command->document, "print docs/api.md and end")->group("For making the workbench");
  sub->footer("Examples:\n"
              "  locarno serve cases/ukraine-2025\n"
              "  locarno serve my-reports/ --no-open --port 8123\n"
              "The printed address works once, in one browser of this machine; nothing leaves the machine (docs/serve.md).");
  sub->callback([command, &door] { run_serve(*command, door); });
}
const Register serve_registered(15, add_serve);

}  // namespace
}  // namespace locarno::cli
