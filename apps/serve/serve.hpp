#pragma once
// apps/serve/serve.hpp -- a case on 127.0.0.1 until it is told to stop.
#include <functional>
#include <string>

#include "base/result.hpp"
#include "base/run.hpp"
#include "study/workbench.hpp"

namespace locarno::serve {

struct ServeOptions {
  study::WorkbenchQuestion workbench;
  int port = 0;              ///< 0 = any free one
  std::string program;       ///< version of the program
  std::string reader;        ///< who signs the decisions
  std::string web;           ///< folder with a bundle instead of the one compiled in
};

/// Binds, tells `ready` the address, and answers until run.cancel is set. Errors: io.
Result<void> serve(const ServeOptions& options, const std::function<void(const std::string& address)>& ready, Run& run);

}  // namespace locarno::serve
