#pragma once
// apps/cli/door.hpp -- what every command of the command line shares: how to register, how to fail, how to show progress.
// A door parses, calls study (or one room), prints. It holds no logic.
#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/run.hpp"

namespace locarno::cli {

struct Door {
  int status = 0;            ///< exit code of the process (CONTRACT, Exit codes)
  Run run;                   ///< cancel is set by Ctrl-C, progress writes one line to a terminal's stderr
  bool color = false;        ///< stdout is a terminal and NO_COLOR is unset

  /// Prints "locarno: place: sentence" to stderr and sets the status.
  void fail(const Error& error);
  /// Writes bytes to stdout; a closed pipe ends quietly, a full disk is an io error.
  void print(std::string_view bytes);
  /// Ends the progress line, if one is shown.
  void end_progress();
};

using AddCommand = void (*)(CLI::App& app, Door& door);
/// One per command file: `static const Register registered(30, add_search);` -- `order` sorts the help.
struct Register {
  Register(int order, AddCommand add);
};

}  // namespace locarno::cli
