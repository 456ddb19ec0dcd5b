#include "svg_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace locarno::cli {

Result<void> write_file(const std::string& path, const std::string& bytes) {
  const std::string part = path + ".part";
  std::FILE* file = std::fopen(part.c_str(), "wb");
  if (file == nullptr) return fail(ErrorCode::io, fmt::format("cannot write: {}", std::strerror(errno)), path);
  const bool wrote = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = std::fclose(file) == 0;
  if (!wrote || !closed || std::rename(part.c_str(), path.c_str()) != 0) {
    const std::string why = std::strerror(errno);
    std::remove(part.c_str());
    return fail(ErrorCode::io, fmt::format("cannot write the file: {}", why), path);
  }
  return {};
}

Result<std::string> write_pictures(const std::string& folder, const std::vector<brief::PictureFile>& files) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) return fail(ErrorCode::io, "cannot make this folder: " + code.message(), folder);
  std::string names;
  for (const brief::PictureFile& file : files) {
    const std::string path = (std::filesystem::path(folder) / file.name).string();
    LOC_CHECK(write_file(path, file.bytes));
    names += path + "\n";
  }
  return names;
}

}  // namespace locarno::cli
