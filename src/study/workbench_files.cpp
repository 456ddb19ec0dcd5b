// The files a case is made from: have they changed?
#include <filesystem>

#include "base/hash.hpp"
#include "study/intake.hpp"
#include "study/workbench.hpp"

namespace locarno::study {
namespace fs = std::filesystem;
namespace {

using Files = std::vector<std::string>;

void add_folder_files(const fs::path& folder, Files& out) {
  std::error_code error;
  if (!fs::exists(folder, error)) return;
  const auto files = report_files({folder.string()});
  if (files) out.insert(out.end(), files->begin(), files->end());
}

/// Every file a case is made from; some may not be there.
Files files_of(const DeskQuestion& question) {
  Files files;
  const fs::path place(question.place);
  for (const char* name : {"case.toml", "codebook.toml", "private.toml"}) files.push_back((place / name).string());
  add_folder_files(place / "drafts", files);
  std::error_code error;
  const bool has_case = fs::exists(place / "case.toml", error);
  if (!question.reports.empty()) {
    for (const std::string& path : question.reports) add_folder_files(path, files);
  } else {
    add_folder_files(has_case ? place / "reports" : place, files);
  }
  for (const std::string& path : question.add_reports) add_folder_files(path, files);
  files.insert(files.end(), question.codebooks.begin(), question.codebooks.end());
  return files;
}

}  // namespace

std::string fingerprint_of(const DeskQuestion& question) {
  std::string all;
  for (const std::string& file : files_of(question)) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (error) continue;
    all += file + '\0' + std::to_string(size) + '\0' + std::to_string(fs::last_write_time(file, error).time_since_epoch().count()) + '\n';
  }
  return short_id("", all, 16);
}

std::string contents_of(const DeskQuestion& question) {
  std::string all;
  for (const std::string& file : files_of(question)) {
    const auto bytes = file_bytes(file, Run());
    if (bytes) all += file + '\0' + sha256_hex(*bytes) + '\n';
  }
  return sha256_hex(all);
}

}  // namespace locarno::study
