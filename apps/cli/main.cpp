// locarno: the command line door.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <vector>

#include "brief/safe.hpp"
#include "door.hpp"

namespace locarno::cli {
namespace {

std::atomic<bool> cancelled{false};
extern "C" void on_interrupt(int) {
  if (cancelled.exchange(true)) std::_Exit(4);  // a second Ctrl-C does not wait
}

std::vector<std::pair<int, AddCommand>>& commands() {
  static std::vector<std::pair<int, AddCommand>> list;
  return list;
}

bool progress_shown = false;

void show_progress(std::string_view what, std::uint64_t done, std::uint64_t total) {
  progress_shown = true;
  if (total > 0) fmt::print(stderr, "\r\033[K{} {} of {}", what, done, total);
  else fmt::print(stderr, "\r\033[K{} {}", what, done);
  std::fflush(stderr);
}

}  // namespace

Register::Register(int order, AddCommand add) { commands().emplace_back(order, add); }

void Door::end_progress() {
  if (progress_shown) fmt::print(stderr, "\r\033[K");
  progress_shown = false;
}

void Door::fail(const Error& error) {
  end_progress();
  fmt::print(stderr, "locarno: {}\n", brief::visible(to_string(error)));  // a file's name or words may hold anything
  status = exit_code(error.code);
}

void Door::print(std::string_view bytes) {
  end_progress();
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size())
    fail({ErrorCode::io, "cannot write to standard output: the disk may be full or the reader gone", ""});
}

int run_main(int argc, char** argv) {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  CLI::App app("Locarno reads what the parties to a conflict have said, and shows what they could sign,\n"
               "who would block it, and on whose word every figure rests. It works offline.");
  app.set_version_flag("--version", std::string("locarno ") + LOCARNO_VERSION);
  app.require_subcommand(1);
  app.option_defaults()->always_capture_default();
  app.footer("Examples:\n"
             "  locarno brief cases/ukraine-2025 --html brief.html\n"
             "  locarno read report.html --json | head\n"
             "  locarno settle cases/ukraine-2025 --as-of 2025-12-16\n"
             "Exit codes: 0 done; 1 a check said no; 2 wrong use; 3 bad input; 4 limit or cancelled; 5 input/output.");

  Door door;
  door.run.cancel = &cancelled;
  door.color = isatty(STDOUT_FILENO) && std::getenv("NO_COLOR") == nullptr;
  if (isatty(STDERR_FILENO)) door.run.progress = show_progress;

  std::stable_sort(commands().begin(), commands().end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [order, add] : commands()) add(app, door);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    door.end_progress();
    return app.exit(error) == 0 ? 0 : 2;
  }
  door.end_progress();
  if (std::fflush(stdout) != 0)
    door.fail({ErrorCode::io, "cannot write to standard output: the disk may be full or the reader gone", ""});
  return door.status;
}

}  // namespace locarno::cli

int main(int argc, char** argv) {
  try {
    return locarno::cli::run_main(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("locarno: out of memory\n", stderr);
    return 4;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "locarno: unexpected failure: %s (please report this)\n", error.what());
    return 5;
  }
}
