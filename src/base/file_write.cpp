#include "base/file_write.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace locarno {

Result<void> write_over(const std::string& file, std::string_view text, unsigned mode) {
  const auto failed = [&](const char* what) { return fail(ErrorCode::io, std::string("cannot ") + what + ": the folder may be read-only or the disk full", file); };
  std::string beside = file + ".XXXXXX";
  const int handle = mkstemp(beside.data());
  if (handle < 0) return failed("write beside this file");
  struct stat old{};
  bool is_whole = fchmod(handle, stat(file.c_str(), &old) == 0 ? old.st_mode & 07777 : static_cast<mode_t>(mode)) == 0;
  while (is_whole && !text.empty()) {
    const ssize_t n = write(handle, text.data(), text.size());
    is_whole = n > 0;
    if (is_whole) text.remove_prefix(static_cast<std::size_t>(n));
  }
  is_whole = is_whole && fsync(handle) == 0;
  is_whole = close(handle) == 0 && is_whole;
  if (is_whole && rename(beside.c_str(), file.c_str()) == 0) return {};
  unlink(beside.c_str());
  return failed("write this file");
}

}  // namespace locarno
