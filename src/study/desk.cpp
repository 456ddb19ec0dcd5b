#include "study/desk.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "base/hash.hpp"
#include "model/case_file.hpp"
#include "model/draft_file.hpp"
#include "read/read.hpp"
#include "study/desk_open.hpp"
#include "study/intake.hpp"
#include "study/reader_mark.hpp"

namespace locarno::study {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t batch_size = 64;
constexpr std::size_t batch_bytes = std::size_t{64} << 20;   // a batch of large reports is shorter
constexpr std::size_t longest_line = std::size_t{64} << 20;

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name[0] == '.';
}

Result<void> add_folder(const fs::path& folder, std::vector<std::string>& files) {
  std::error_code error;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
  if (error) return fail(ErrorCode::io, "cannot list this folder: " + error.message(), folder.string());
  while (at != end) {
    if (is_hidden(at->path())) {
      if (at->is_directory(error)) at.disable_recursion_pending();
    } else if (at->is_regular_file(error)) {
      files.push_back(at->path().string());
    }
    at.increment(error);
    if (error) return fail(ErrorCode::io, "cannot list this folder: " + error.message(), folder.string());
  }
  return {};
}

std::string ledger_place(const DeskQuestion& question, bool has_case) {
  if (!question.ledger.empty()) return question.ledger;
  if (!question.reports.empty() || !question.add_reports.empty()) return ":memory:";
  if (has_case) return (fs::path(question.place) / ".locarno" / "ledger.db").string();
  return ".locarno/ledger.db";
}

std::vector<std::string> report_places(const DeskQuestion& question, bool has_case) {
  std::vector<std::string> places = question.reports;
  if (places.empty() && !question.place.empty()) {
    // A case may hold no reports yet: what its own lines say can be answered all the same.
    std::error_code error;
    const fs::path own = fs::path(question.place) / "reports";
    if (!has_case) places.push_back(question.place);
    else if (fs::exists(own, error)) places.push_back(own.string());
  }
  places.insert(places.end(), question.add_reports.begin(), question.add_reports.end());
  return places;
}

struct Job {
  std::string path;
  read::RawReport raw;
  std::string sha256;
  bool is_new = false;
  std::optional<read::Reading> reading;
  std::optional<Error> error;
};

void read_one(Job& job, const read::Reader& reader, const Run& run) {
  auto reading = reader.read(job.raw, run);
  if (reading) job.reading = std::move(*reading);
  else job.error = reading.error();
}

/// Reads the new jobs of a batch on `threads` threads; what each one gives does not depend on their number.
void read_batch(std::vector<Job>& jobs, const read::Reader& reader, const Run& run) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < jobs.size(); i = next++)
      if (jobs[i].is_new && !jobs[i].error) read_one(jobs[i], reader, run);
  };
  const unsigned wanted = run.threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : run.threads;
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < std::min<std::size_t>(wanted, jobs.size()); ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
}

/// The next reports of the files, fewer when they are large; the last batch is empty.
Result<std::vector<Job>> next_batch(Intake& intake, std::string_view key, const Desk& desk, std::set<std::string>& wanted, const Run& run) {
  std::vector<Job> jobs;
  for (std::size_t bytes = 0; jobs.size() < batch_size && bytes < batch_bytes;) {
    auto arrival = intake.next(run);
    if (!arrival) break;
    Job job;
    job.path = arrival->path;
    auto raw = make_report(std::move(*arrival));
    if (!raw) {
      job.error = raw.error();
    } else {
      job.raw = std::move(*raw);
      bytes += job.raw.bytes.size();
      job.sha256 = sha256_hex(job.raw.bytes);
      LOC_TRY(const bool known, desk.ledger->has(job.sha256, key));
      job.is_new = !known && !wanted.contains(job.sha256);
      wanted.insert(job.sha256);
    }
    jobs.push_back(std::move(job));
  }
  return jobs;
}

Result<void> take_in(const std::vector<std::string>& files, const read::Reader& reader, std::string_view key, Desk& desk,
                     std::set<std::string>& wanted, Run& run) {
  Intake intake(files, false, longest_line);
  for (std::uint64_t done = 0;;) {
    LOC_TRY(std::vector<Job> jobs, next_batch(intake, key, desk, wanted, run));
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped; what was read so far is kept", "");
    if (jobs.empty()) return {};
    done += jobs.size();
    read_batch(jobs, reader, run);
    for (Job& job : jobs) {
      if (job.error) {
        if (job.error->where.find(job.path) == std::string::npos)
          job.error->where = job.error->where.empty() ? job.path : fs::path(job.path).parent_path().string() + "/" + job.error->where;
        if (job.error->code == ErrorCode::cancelled) return Failure(*job.error);
        desk.unread.push_back({job.path, *job.error});
        wanted.erase(job.sha256);
      } else if (job.reading) {
        LOC_CHECK(desk.ledger->put(job.raw.bytes, job.reading->document, job.reading->records, key));
        ++desk.read_now;
      }
    }
    run.report("reading reports", done, std::max<std::uint64_t>(done, files.size()));
  }
}

}  // namespace

Result<std::vector<std::string>> report_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) return fail(ErrorCode::io, "there is no such file or folder", path);
    const std::size_t before = files.size();
    if (fs::is_directory(status)) {
      LOC_CHECK(add_folder(path, files));
      if (files.size() == before) return fail(ErrorCode::io, "this folder holds no report", path);
    } else {
      files.push_back(path);
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

Result<Codebook> load_codebook(const DeskQuestion& question) {
  LOC_TRY(Codebook book, world_codebook());
  std::error_code missing;
  if (!question.place.empty() && !fs::exists(question.place, missing))
    return fail(ErrorCode::io, "there is no such case or folder", question.place);
  std::error_code ignored;
  const fs::path own = fs::path(question.place) / "codebook.toml";
  if (!question.place.empty() && fs::is_regular_file(own, ignored)) LOC_CHECK(add_codebook_file(book, own.string()));
  for (const std::string& file : question.codebooks) LOC_CHECK(add_codebook_file(book, file));
  return book;
}

std::string ledger_of(const DeskQuestion& question) {
  std::error_code ignored;
  return ledger_place(question, !question.place.empty() && fs::exists(fs::path(question.place) / "case.toml", ignored));
}

std::string reading_key(const Codebook& codebook) { return std::string("read-") + reader_mark + ":" + codebook.hash; }

Result<Desk> open_desk(const DeskQuestion& question, Run& run) {
  LOC_TRY(Desk desk, open_desk_without_records(question, run));
  LOC_TRY(desk.records, desk.ledger->records());
  if (!question.read_reports) return desk;
  std::set<std::string_view> ids;
  for (const Document& document : desk.documents) ids.insert(document.id);
  std::erase_if(desk.records, [&](const Record& r) { return !ids.contains(r.document); });
  return desk;
}

Result<Desk> open_desk_without_records(const DeskQuestion& question, Run& run) {
  Desk desk;
  std::error_code ignored;
  const bool has_case = !question.place.empty() && fs::exists(fs::path(question.place) / "case.toml", ignored);
  if (!question.place.empty() && !fs::exists(question.place, ignored))
    return fail(ErrorCode::io, "there is no such case or folder", question.place);
  if (has_case) {
    LOC_TRY(CheckedCase loaded, load_case(question.place));
    desk.the_case.emplace(std::move(loaded));
    LOC_TRY(desk.outlook, load_outlook(question.place, **desk.the_case));
    LOC_TRY(desk.drafts, load_drafts(question.place, *desk.the_case));
  }
  LOC_TRY(desk.codebook, load_codebook(question));
  LOC_TRY(auto files, question.read_reports ? report_files(report_places(question, has_case))
                                            : Result<std::vector<std::string>>(std::vector<std::string>{}));
  LOC_TRY(ledger::Ledger opened, ledger::Ledger::open(ledger_place(question, has_case)));
  desk.ledger = std::make_unique<ledger::Ledger>(std::move(opened));

  std::set<std::string> wanted;
  if (question.read_reports) {
    LOC_TRY(const read::Reader reader, read::Reader::make(desk.codebook));
    LOC_CHECK(take_in(files, reader, reading_key(desk.codebook), desk, wanted, run));
  }
  LOC_TRY(desk.documents, desk.ledger->documents());
  if (question.read_reports) std::erase_if(desk.documents, [&](const Document& d) { return !wanted.contains(d.sha256); });
  return desk;
}

}  // namespace locarno::study
