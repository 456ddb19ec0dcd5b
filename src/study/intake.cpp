#include "study/intake.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace locarno::study {
namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 18, least_chunk = std::size_t{1} << 12;

std::string base_name(const std::string& path) { return path == "-" ? path : std::filesystem::path(path).filename().string(); }

bool is_lines(const std::string& path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson"); }

/// Reads once. 0: end; -1: failed (errno), -2: cancelled. A pipe that stays silent is asked again, so that Ctrl-C is heard.
ssize_t read_some(int descriptor, char* to, std::size_t size, const Run& run) {
  for (;;) {
    if (run.is_cancelled()) return -2;
    pollfd watched{descriptor, POLLIN, 0};
    const int ready = poll(&watched, 1, 100);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t n = ::read(descriptor, to, size);
    if (n >= 0 || (errno != EINTR && errno != EAGAIN)) return n;
  }
}

int open_file(const std::string& path) { return path == "-" ? dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }

}  // namespace

Result<std::string> file_bytes(const std::string& path, const Run& run) {
  const std::string what = path == "-" ? "standard input" : "the file";
  const int descriptor = open_file(path);
  if (descriptor < 0) return fail(ErrorCode::io, fmt::format("cannot open {}: {}", what, std::strerror(errno)), path);
  std::string all;
  ssize_t n = 0;
  for (;;) {
    const std::size_t before = all.size(), size = std::clamp(before, least_chunk, chunk_size);   // most reports are small
    all.resize(before + size);
    n = read_some(descriptor, all.data() + before, size, run);
    all.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    if (n <= 0) break;
  }
  const int error = errno;
  close(descriptor);
  if (n == -2) return fail(ErrorCode::cancelled, "reading was stopped", path);
  if (n < 0) return fail(ErrorCode::io, fmt::format("cannot read {}: {}", what, std::strerror(error)), path);
  return all;
}

Result<read::RawReport> make_report(Arrival&& arrival) {
  if (arrival.error) return Failure(*arrival.error);
  if (arrival.piece) return std::move(*arrival.piece);
  const std::string name = base_name(arrival.path), number = std::to_string(arrival.number);
  return read::report_of_line(arrival.line, name + "#" + number, name + ":" + number);
}

Intake::Intake(std::vector<std::string> files, bool as_lines, std::size_t longest_line)
    : files_(std::move(files)), as_lines_(as_lines), longest_(longest_line) {}

Intake::~Intake() {
  if (descriptor_ >= 0) close(descriptor_);
}

/// The next file: its pieces into ready_, or its lines from now on.
void Intake::open_next(const Run& run) {
  path_ = files_[at_++];
  if (as_lines_ || is_lines(path_)) {
    descriptor_ = open_file(path_);
    buffer_.clear();
    from_ = seen_ = 0;
    line_ = 0;
    at_eof_ = false;
    if (descriptor_ < 0) ready_.push_back({{}, Error{ErrorCode::io, fmt::format("cannot open the file: {}", std::strerror(errno)), path_}, {}, path_, 0});
    return;
  }
  auto bytes = file_bytes(path_, run);
  if (!bytes) {
    if (bytes.error().code != ErrorCode::cancelled) ready_.push_back({{}, bytes.error(), {}, path_, 0});
    return;
  }
  bytes_ += bytes->size();
  auto pieces = read::split(std::move(*bytes), base_name(path_));
  if (!pieces) {
    ready_.push_back({{}, pieces.error(), {}, path_, 0});
    return;
  }
  for (read::RawReport& piece : pieces->pieces) ready_.push_back({std::move(piece), {}, {}, path_, 0});
  for (Error& error : pieces->bad) ready_.push_back({{}, std::move(error), {}, path_, 0});
}

/// More bytes behind the buffer; what was handed out is dropped first. False at the end or when cancelled.
bool Intake::fill(const Run& run) {
  buffer_.erase(0, from_);
  seen_ -= from_;
  from_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + chunk_size);
  const ssize_t n = read_some(descriptor_, buffer_.data() + before, chunk_size, run);
  buffer_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
  bytes_ += static_cast<std::uint64_t>(std::max<ssize_t>(n, 0));
  if (n == -1) ready_.push_back({{}, Error{ErrorCode::io, fmt::format("cannot read on: {}", std::strerror(errno)), path_}, {}, path_, line_});
  at_eof_ = n == 0;
  return n > 0;
}

std::optional<Arrival> Intake::next_line(const Run& run) {
  for (bool too_long = false;;) {
    const std::size_t end = buffer_.find('\n', std::max(from_, seen_));
    const bool is_whole = end != std::string::npos;
    if (!is_whole && buffer_.size() - from_ > longest_) {  // passed over as it comes
      too_long = true;
      from_ = buffer_.size();
    }
    seen_ = buffer_.size();
    if (!is_whole && fill(run)) continue;
    if (!is_whole && !(at_eof_ && (from_ < buffer_.size() || too_long))) return std::nullopt;
    const std::size_t stop = is_whole ? end : buffer_.size();
    ++line_;
    Arrival arrival{{}, {}, {}, path_, line_};
    if (too_long || stop - from_ > longest_)
      arrival.error = Error{ErrorCode::limit_reached, fmt::format("the line has more than {} bytes, it is left out", longest_),
                            fmt::format("{}:{}", base_name(path_), line_)};
    else
      arrival.line.assign(buffer_, from_, stop - from_);
    from_ = seen_ = is_whole ? stop + 1 : stop;
    too_long = false;
    if (arrival.error || arrival.line.find_first_not_of(" \t\r") != std::string::npos) return arrival;
  }
}

std::optional<Arrival> Intake::next(const Run& run) {
  for (;;) {
    if (run.is_cancelled()) return std::nullopt;
    if (!ready_.empty()) {
      Arrival arrival = std::move(ready_.front());
      ready_.pop_front();
      return arrival;
    }
    if (descriptor_ >= 0) {
      if (auto arrival = next_line(run)) return arrival;
      close(descriptor_);
      descriptor_ = -1;
      continue;
    }
    if (at_ == files_.size()) return std::nullopt;
    open_next(run);
  }
}

}  // namespace locarno::study
