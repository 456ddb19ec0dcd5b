// locarno watch add | aside: reports in, once each; what cannot be read is set aside and said.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>

#include "base/json_line.hpp"
#include "brief/safe.hpp"
#include "study/watch_stream.hpp"
#include "watch_alarm_teller.hpp"
#include "watch_group.hpp"
#include "watch_options.hpp"

namespace locarno::cli {
namespace {

struct AddOptions : WatchOptions {
  std::vector<std::string> files;
  std::string format;
  std::string to;
  bool follow = false, alarms = false;
  std::size_t batch = 5000;
};

/// Takes what an intake has ready and empties its lists: into the store, or on to a stream.
using Sink = std::function<Result<ledger::AddCounts>(watch::FeedIntake&, const std::string& file, const std::string& at)>;
/// Called when a batch is safe, and now and then without one.
using AfterBatch = std::function<Result<void>(std::int64_t now)>;

/// One file or standard input, read as far as it goes.
struct Source {
  std::string name;
  int descriptor = -1;
  bool is_stream = false;         ///< standard input, a pipe: waited for, never opened twice
  bool at_end = false, is_refused = false, has_rest = false;
  std::int64_t consumed = 0;
  std::uint64_t node = 0;         ///< of the file read so far, 0 = none yet
  std::unique_ptr<watch::FeedIntake> intake;
};

class Adder {
 public:
  Adder(const AddOptions& options, Sink sink, AfterBatch after, Door& door) : options_(options), sink_(std::move(sink)), after_(std::move(after)), door_(door) {}
  void run();

 private:
  void know(const std::string& path);
  Result<void> open(const std::string& path, Source& source);
  void close(Source& source);
  std::unique_ptr<watch::FeedIntake> new_intake() const;
  Result<void> find_files(const std::string& path);
  Result<bool> read_some(Source& source);
  Result<void> keep_ready(Source& source, bool even_few);
  Result<void> read_to_end(const std::string& path, Source& source);
  Result<void> pass();
  void tell_rest() const;
  std::int64_t now() const;
  void tell() const;

  const AddOptions& options_;
  Sink sink_;
  AfterBatch after_;
  Door& door_;
  std::map<std::string, Source> sources_;   ///< by path
  ledger::AddCounts total_;
  bool had_error_ = false;
  bool is_kept_ = true;                     ///< false: what was read has nowhere to go, so nothing more is read
};

std::int64_t Adder::now() const {
  const auto at = time_of(options_, door_);
  return at ? parse_instant(*at)->at : 0;
}

std::unique_ptr<watch::FeedIntake> Adder::new_intake() const {
  return std::make_unique<watch::FeedIntake>(options_.format.empty() ? std::nullopt : watch::parse_feed(options_.format), now());
}

void Adder::know(const std::string& path) {
  if (sources_.contains(path)) return;
  Source source;
  source.name = path == "-" ? "-" : std::filesystem::path(path).filename().string();
  source.intake = new_intake();
  sources_.emplace(path, std::move(source));
}

/// Opens what has something new and leaves the rest closed: a folder may hold more files than a process may have open. A file that was
/// replaced, or cut, is read from its beginning; what waited for a line break in the old one will get none.
Result<void> Adder::open(const std::string& path, Source& source) {
  if (source.descriptor >= 0 || (source.is_stream && source.at_end)) return {};
  if (path == "-") {
    source.is_stream = true, source.descriptor = STDIN_FILENO;
    return {};
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (source.node != 0) return {};   // gone; what was read of it is kept
    return fail(ErrorCode::io, "cannot open this file", path);
  }
  if (source.node != 0 && (source.node != status.st_ino || status.st_size < source.consumed)) {
    LOC_CHECK(source.intake->finish());
    LOC_CHECK(keep_ready(source, true));
    source.intake = new_intake();
    source.consumed = 0, source.node = 0, source.has_rest = false;
  }
  if (source.node != 0 && status.st_size == source.consumed) return {};
  // Without O_NONBLOCK a pipe that nobody writes to would be waited for where no signal ends it.
  source.descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (source.descriptor < 0) return fail(ErrorCode::io, "cannot open this file", path);
  source.is_stream = S_ISFIFO(status.st_mode);
  source.node = std::max<std::uint64_t>(1, status.st_ino);
  if (source.consumed > 0 && ::lseek(source.descriptor, source.consumed, SEEK_SET) < 0) return fail(ErrorCode::io, "cannot read on where it was left", path);
  return {};
}

void Adder::close(Source& source) {
  if (source.intake) source.has_rest = source.intake->pause();
  if (source.descriptor < 0 || (source.is_stream && !source.at_end)) return;
  if (source.descriptor != STDIN_FILENO) ::close(source.descriptor);
  source.descriptor = -1;
}

/// A folder stands for its files, in order of name, without those in it that begin with a dot.
Result<void> Adder::find_files(const std::string& path) {
  std::error_code code;
  if (path == "-" || !std::filesystem::is_directory(path, code)) {
    know(path);
    return {};
  }
  for (const auto& entry : std::filesystem::directory_iterator(path, code))
    if (entry.is_regular_file(code) && entry.path().filename().string()[0] != '.') know(entry.path().string());
  if (code) return fail(ErrorCode::io, "cannot list this folder: " + code.message(), path);
  return {};
}

/// True when bytes came.
Result<bool> Adder::read_some(Source& source) {
  if (source.descriptor < 0) {
    source.at_end = true;
    return false;
  }
  if (source.is_stream) {
    pollfd wait{source.descriptor, POLLIN, 0};
    if (::poll(&wait, 1, 200) <= 0) return false;
  }
  char buffer[1 << 16];
  const ssize_t got = ::read(source.descriptor, buffer, sizeof buffer);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return false;
  if (got < 0) return fail(ErrorCode::io, "cannot read any further", source.name);
  source.at_end = got == 0;
  if (got == 0) return false;
  source.consumed += got;
  source.intake->received_now(now());
  LOC_CHECK(source.intake->feed({buffer, static_cast<std::size_t>(got)}));
  return true;
}

Result<void> Adder::keep_ready(Source& source, bool even_few) {
  const std::size_t ready = source.intake->kept.size() + source.intake->bad.size();
  if (ready == 0 || (!even_few && ready < options_.batch)) return {};
  is_kept_ = false;
  LOC_TRY(const ledger::AddCounts counts, sink_(*source.intake, source.name, instant_text(now())));
  is_kept_ = true;
  total_.fresh += counts.fresh, total_.known += counts.known, total_.aside += counts.aside;
  door_.run.report("reports", static_cast<std::uint64_t>(total_.fresh + total_.known), 0);
  if (!options_.follow) return {};
  tell(), std::fflush(stdout);   // a batch is acknowledged when it is safe, to a pipe too
  if (!after_) return {};
  is_kept_ = false;
  LOC_CHECK(after_(now()));
  is_kept_ = true;
  return {};
}

Result<void> Adder::read_to_end(const std::string& path, Source& source) {
  LOC_CHECK(open(path, source));
  for (;;) {
    if (door_.run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped; what was acknowledged is kept");
    LOC_TRY(const bool some, read_some(source));
    LOC_CHECK(keep_ready(source, false));
    if (!some && (source.at_end || options_.follow)) break;
  }
  if (!options_.follow || (source.name == "-" && source.at_end)) LOC_CHECK(source.intake->finish());
  return keep_ready(source, true);
}

/// Reads every source to its present end. One that cannot be read is told once; the others count all the same.
Result<void> Adder::pass() {
  for (auto& [path, source] : sources_) {
    if (source.is_refused || !source.intake) continue;
    Result<void> done = read_to_end(path, source);
    close(source);
    if (done && !options_.follow) source.intake.reset();
    if (done) continue;
    if (done.error().where.empty()) done.error().where = path;
    if (done.error().code == ErrorCode::cancelled || !is_kept_) return done;
    door_.fail(done.error());
    had_error_ = source.is_refused = true;
  }
  return {};
}

/// Of files that are followed: nobody can tell a row that is whole from one still being written.
void Adder::tell_rest() const {
  for (const auto& [path, source] : sources_)
    if (source.has_rest && !source.is_refused)
      std::fprintf(stderr, "locarno: %s: its last row has no line end and was left; without --follow it is taken\n", brief::visible(path).c_str());
}

void Adder::tell() const {
  if (options_.json) {
    std::string out;
    JsonLine line(out);
    line.number("aside", total_.aside);
    line.number("fresh", total_.fresh);
    line.number("known", total_.known);
    line.end();
    return door_.print(out + "\n");
  }
  if (!options_.to.empty())
    return door_.print(fmt::format("{} reports sent, {} rows that cannot be read sent with their reasons\n", total_.fresh, total_.aside));
  door_.print(fmt::format("{} new reports kept, {} known already, {} rows set aside{}\n", total_.fresh, total_.known, total_.aside,
                          total_.aside > 0 ? " (locarno watch aside shows why)" : ""));
}

void Adder::run() {
  do {
    for (const std::string& path : options_.files)
      if (const auto found = find_files(path); !found) return door_.fail(found.error());
    if (const auto passed = pass(); !passed) {
      tell();
      if (options_.follow) tell_rest();
      return door_.fail(passed.error());
    }
    const bool input_ended = sources_.contains("-") && sources_.at("-").at_end && sources_.size() == 1;
    if (!options_.follow || input_ended) break;
    if (after_)
      if (const auto told = after_(now()); !told) return door_.fail(told.error());   // a silence needs no batch
    if (!sources_.contains("-")) ::poll(nullptr, 0, 200);
  } while (!door_.run.is_cancelled());
  if (!options_.follow || door_.run.is_cancelled()) {
    for (auto& [path, source] : sources_)
      if (options_.follow && source.intake) (void)keep_ready(source, true);
    if (options_.follow) tell_rest();
    if (!options_.follow) {
      tell();
      if (after_)
        if (const auto told = after_(now()); !told) return door_.fail(told.error());
    }
  }
  if (had_error_ && door_.status == 0) door_.status = 3;
}

/// Nothing is kept here: the consumers of the stream do (`watch consume`).
void run_send(const AddOptions& options, Door& door) {
  WatchOptions unkept = options;
  unkept.store = ":memory:";
  auto monitor = open_watch(unkept, true, door);
  if (!monitor) return;
  const auto address = watch::parse_stream_address(options.to);
  if (!address) return door.fail(address.error());
  auto stream = watch::StreamDoor::open(*address, stream_password());
  if (!stream) return door.fail(stream.error());
  study::StreamSender sender(*monitor, *stream, address->name);
  Adder(options, [&](watch::FeedIntake& intake, const std::string& file, const std::string&) -> Result<ledger::AddCounts> {
    const ledger::AddCounts sent{static_cast<std::int64_t>(intake.kept.size()), 0, static_cast<std::int64_t>(intake.bad.size())};
    LOC_CHECK(sender.send(intake.kept, intake.bad, file));
    return sent;
  }, nullptr, door).run();
}

void run_add(const AddOptions& options, Door& door) {
  if (!options.format.empty() && !watch::parse_feed(options.format))
    return door.fail({ErrorCode::bad_use, "format '" + options.format + "', expected acled, ucdp, viina, firms, geojson, form, jsonl or locarno", ""});
  if (!time_of(options, door)) return;
  if (!options.to.empty() && options.alarms) return door.fail({ErrorCode::bad_use, "alarms are told where reports are kept: leave out --alarms or --to", ""});
  if (!options.to.empty()) return run_send(options, door);
  auto monitor = open_watch(options, true, door);
  if (!monitor) return;
  study::LiveWatch live(std::move(*monitor));
  std::optional<AlarmTeller> teller;
  if (options.alarms) {
    teller.emplace(live, options.json, door);
    if (const auto begun = teller->begin(); !begun) return door.fail(begun.error());
  }
  AfterBatch after;
  if (teller) after = [&](std::int64_t now) { return teller->tell(now); };
  Adder(options, [&](watch::FeedIntake& intake, const std::string& file, const std::string& at) {
    return study::keep(live.monitor(), intake.kept, intake.bad, file, at);
  }, std::move(after), door).run();
}

void run_aside(const WatchOptions& options, Door& door) {
  const auto monitor = open_watch(options, false, door);
  if (!monitor) return;
  const auto rows = monitor->store.aside(0);
  if (!rows) return door.fail(rows.error());
  for (const ledger::AsideRow& row : *rows) {
    std::string out;
    if (options.json) {
      JsonLine line(out);
      line.text("bytes", row.bytes);
      line.text("file", row.file);
      line.number("line", row.line);
      line.text("reason", row.reason);
      line.text("received_at", row.received_at);
      line.end();
      out += "\n";
    } else out = brief::visible(fmt::format("{}:{}: {}", row.file, row.line, row.reason)) + "\n";
    door.print(out);
  }
}

void add_add(CLI::App& app, Door& door) {
  CLI::App* group = watch_group(app);
  auto add = std::make_shared<AddOptions>();
  CLI::App* command = group->add_subcommand("add", "keep reports as they come: each once, with its hash; rows that cannot be read are set aside");
  add_watch_options(*command, *add);
  command->add_option("FILE", add->files, "files, folders, or - for standard input")->required();
  command->add_option("--format", add->format, "acled, ucdp, viina, firms, geojson, form, jsonl, locarno; told from the first bytes when not given");
  command->add_flag("--follow", add->follow, "go on as folders get files and files get lines, until Ctrl-C or the end of input");
  command->add_flag("--alarms", add->alarms, "after each batch tell the alarms it raised, and those it took back; without --follow, of the whole");
  command->add_option("--to", add->to, "send the reports to a stream instead, redis://HOST[:PORT]#NAME or unix:/PATH#NAME; `watch consume` keeps them");
  command->add_option("--batch", add->batch, "rows kept in one step; each step is safe when it is told")->check(CLI::Range(1, 1'000'000));
  command->add_option("--at", add->at, "time of receipt instead of the clock's");
  command->footer("Examples:\n"
                  "  locarno watch add cases/river-truce reports.csv --format acled\n"
                  "  locarno read news/ --json | locarno watch add cases/river-truce - --format locarno\n"
                  "  locarno watch add cases/river-truce inbox/ --follow --alarms\n"
                  "  locarno watch add cases/river-truce inbox/ --to redis://10.0.0.5#truce\n"
                  "Formats and what becomes of their columns: docs/watch.md.");
  command->callback([add, &door] { run_add(*add, door); });

  auto aside = std::make_shared<WatchOptions>();
  CLI::App* aside_command = group->add_subcommand("aside", "rows that could not be read: file, line, reason");
  add_watch_options(*aside_command, *aside);
  aside_command->footer("Examples:\n  locarno watch aside cases/river-truce --json");
  aside_command->callback([aside, &door] { run_aside(*aside, door); });
}
const Register registered(29, add_add);

}  // namespace
}  // namespace locarno::cli
