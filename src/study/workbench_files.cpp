// The files a case is made from: have they changed?
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

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

namespace {

constexpr std::int64_t settled_ns = 2'000'000'000;   // a clock of the disk may tick so seldom that a second write keeps the time

struct Seen { std::string stamp; bool is_settled = false; };

/// Size, times and number of a file; "" where there is none.
Seen seen(const std::string& file, std::int64_t now_ns) {
  struct stat at {};
  if (::stat(file.c_str(), &at) != 0) return {};
  const auto ns = [](const timespec& t) { return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec; };
  const std::int64_t written = ns(at.st_mtim), changed = ns(at.st_ctim);
  return {std::to_string(at.st_dev) + ' ' + std::to_string(at.st_ino) + ' ' + std::to_string(at.st_size) + ' ' + std::to_string(written) + ' ' + std::to_string(changed),
          std::max(written, changed) + settled_ns < now_ns};
}

/// File and stamp -> hash.
std::map<std::string, std::string, std::less<>> hashes_in(std::string_view known) {
  std::map<std::string, std::string, std::less<>> out;
  while (!known.empty()) {
    const std::size_t end = std::min(known.find('\n'), known.size());
    const std::string_view line = known.substr(0, end);
    if (const std::size_t cut = line.find('\t'); cut == 64) out.emplace(line.substr(cut + 1), line.substr(0, cut));
    known.remove_prefix(std::min(end + 1, known.size()));
  }
  return out;
}

}  // namespace

std::string contents_of(const DeskQuestion& question, std::string* known) {
  const auto before = hashes_in(known != nullptr ? std::string_view(*known) : std::string_view());
  const std::int64_t now_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  std::string all, kept;
  for (const std::string& file : files_of(question)) {
    const Seen now = seen(file, now_ns);
    if (now.stamp.empty()) continue;
    const std::string name = now.stamp + '\t' + file;
    const auto found = now.is_settled ? before.find(name) : before.end();
    std::string hash;
    if (found != before.end()) {
      hash = found->second;
    } else {
      const auto bytes = file_bytes(file, Run());
      if (!bytes) continue;
      hash = sha256_hex(*bytes);
    }
    all += file + '\0' + hash + '\n';
    const bool is_plain = file.find('\n') == std::string::npos;
    if (now.is_settled && is_plain) kept += hash + '\t' + name + '\n';
  }
  if (known != nullptr) *known = std::move(kept);
  return sha256_hex(all);
}

}  // namespace locarno::study
