#include "base/file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace locarno {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Failure because(const char* tried, std::string_view what, const std::string& path) {
  const int error = errno;
  return fail(ErrorCode::io, std::string(tried) + std::string(what) + ": " + std::strerror(error), path);
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most_bytes, std::string_view what) {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rbe"));
  struct stat status {};
  if (!file || fstat(fileno(file.get()), &status) != 0) return because("cannot open ", what, path);
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::io, "this is a folder, expected a file", path);
  std::string bytes;
  for (std::size_t size = 0;;) {
    // One byte more than is left to take tells a file that ends here from one that is too long.
    const std::size_t told = status.st_size > 0 ? static_cast<std::size_t>(status.st_size) + 1 : 0;
    const std::size_t next = std::min(std::max({told, size * 2, std::size_t{1} << 16}), most_bytes + 1);
    bytes.resize(next);
    size += std::fread(bytes.data() + size, 1, next - size, file.get());
    if (std::ferror(file.get()) != 0) return because("cannot read ", what, path);
    if (size > most_bytes)
      return fail(ErrorCode::bad_input, std::string(what) + " has more than " + std::to_string(most_bytes >> 20) + " MiB", path);
    if (std::feof(file.get()) != 0) return bytes.resize(size), bytes;
  }
}

}  // namespace locarno
