#pragma once
// locarno/read/process.hpp -- another program, held on a short lead: no shell, no inherited files, bounded time, memory
// and output; it dies with us.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace locarno::read {

struct Leash {
  unsigned wall_seconds = 30;
  unsigned cpu_seconds = 20;
  std::size_t memory_bytes = std::size_t{1} << 30;
  std::size_t output_bytes = std::size_t{64} << 20;
};

struct Ended {
  int status = 0;          ///< exit code; 128 + signal
  std::string out;
  std::string complaint;   ///< the first 2000 bytes of its stderr
};

/// Path of `program` on PATH; empty when it is not installed.
std::string find_program(const std::string& program);

/// Runs the program at `path` with `arguments`, `input` on its stdin.
/// Errors: limit_reached (time, output), io (it cannot be started). Not an error: it fails; then status says so.
Result<Ended> run_process(const std::string& path, const std::vector<std::string>& arguments, std::string_view input, const Leash& leash);

}  // namespace locarno::read
