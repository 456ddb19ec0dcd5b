#pragma once
// locarno/study/workbench.hpp -- one case held open for many questions: what a server asks instead of opening a desk each time.
//
// Question   A case (or a folder of reports) that people look at and correct, while files and ledger may change under it.
// Answer     A Shelf: everything at one moment, never changed afterwards, with a version that changes when anything did;
//            briefs of it, kept; corrections, each held against the version its author saw.
// Method     The first load may run on a thread of its own. A question compares the ledger's last number and, at most once
//            a second, the sizes and times of the files; what changed is taken in before the answer.
// Certainty  a correction is answered only after the ledger has committed it. Two people who correct one record from the
//            same version: the second is told, and nothing of his is written.
// Threads    every member may be called from any thread.
// Tested by  tests/system/serve_test.cpp
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "study/pages.hpp"
#include "study/review.hpp"
#include "study/review_why.hpp"

namespace locarno::study {

/// A case, its reports and records at one moment.
struct Shelf {
  std::shared_ptr<const Desk> base;        ///< case, codebook, documents, drafts; its ledger and records are not to be used
  std::string place;
  std::vector<Record> records;             ///< decisions applied
  std::map<std::string, std::size_t, std::less<>> record_of;     ///< Record::id -> index
  std::map<std::string, std::size_t, std::less<>> document_of;   ///< Document::id -> index
  std::map<std::string, std::int64_t, std::less<>> decided;      ///< record id -> number of the last decision about it
  std::int64_t number = 0;                 ///< end of the ledger's chain
  std::string version;                     ///< of everything: same version, same answers, also after a restart

  const Document* document(const Record& record) const;
  const Record* record(std::string_view id) const;
  /// 0 = nobody has decided anything about it.
  std::int64_t version_of(std::string_view id) const;
  std::map<std::string, Text> names;       ///< of speakers, relays and outlets, where the codebook has them in Chinese
  PageGround ground() const;
};

struct WorkbenchQuestion {
  DeskQuestion desk;
  unsigned threads = 0;                    ///< for reading
  std::string program;                     ///< version of the program, printed on pages
  std::string build;                       ///< mark of this very build; "" = answers are not kept over a restart
  std::size_t least_records_kept = 5'000;  ///< a smaller case answers at once
  unsigned least_ms_kept = 1;              ///< so does a question that took less
};

/// Through whom the words reached the report; its outlet is no relay.
std::vector<std::string> relays_of(const Record& record, const Document& document);

/// How far the first load is.
struct Loading {
  enum class State : std::uint8_t { loading, ready, failed } state = State::loading;
  std::string what;                        ///< "reading reports"
  std::uint64_t done = 0, total = 0;
  Error error;                             ///< failed
};

/// A correction as somebody asks for it.
struct Act {
  std::string action;                      ///< accept, reject, set, span, split, merge, undo
  std::vector<std::string> records;
  std::vector<std::int64_t> versions;      ///< [record] the version its author saw
  std::vector<std::pair<std::string, std::string>> fields;   ///< set
  std::uint32_t char_start = 0, char_end = 0;                ///< span: code points of the decoded text
  std::vector<std::uint32_t> cuts;         ///< split: code points
  bool snap = true;                        ///< to the bounds of clauses
  std::int64_t number = 0;                 ///< undo: 0 = the author's last
  Signed by;
};
struct Acted {
  bool is_conflict = false;                ///< then nothing was written
  Made made;
  std::vector<std::string> concerned;      ///< record ids to look at again; of a conflict, those that have changed
  std::shared_ptr<const Shelf> shelf;      ///< after it
};

class Workbench {
 public:
  explicit Workbench(WorkbenchQuestion question);
  ~Workbench();
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;

  /// Begins to load on a thread of its own; once.
  void start();
  Loading loading() const;
  /// Ends what is running; the questions after it are answered `cancelled`.
  void stop() { is_stopped_ = true; }
  const std::atomic<bool>* stopped() const { return &is_stopped_; }

  /// The newest shelf; waits for the first load. Errors: those of open_desk; cancelled.
  Result<std::shared_ptr<const Shelf>> shelf();
  /// Of the shelf; while the first load runs, of the one it is going to be, "" where that is not known.
  Result<std::string> version();
  /// An answer kept for this version, by this process or an earlier one. Small cases keep none.
  std::optional<std::string> kept(const std::string& version, const std::string& name);
  /// The ledger's file.
  std::string ledger() const;
  unsigned least_ms_kept() const { return question_.least_ms_kept; }
  void keep(const Shelf& shelf, const std::string& name, std::string_view answer);
  /// Reads the case folder again now.
  Result<std::shared_ptr<const Shelf>> reload();
  /// A kept brief, or a new one. `run`: of who asks; the same question asked by several is answered once.
  Result<std::shared_ptr<const Brief>> page(const Shelf& shelf, const PageQuestion& question, Run& run);
  /// Shows `at` the review desk, with the ledger below it, while nothing changes on it. Errors: those of `at`.
  Result<void> look(const std::function<Result<void>(const ReviewDesk&)>& at);
  /// Why a record stands as it does, printed while the desk stands still. Errors: not_found; as Reader::read.
  Result<std::string> why(std::string_view id, const std::function<std::string(const Why&)>& print);
  /// Errors: as study/review.hpp; bad_use for an unknown action or versions that are not one for each record.
  Result<Acted> act(const Act& act);

 private:
  struct Kept;
  struct Answers;
  struct Hand;
  Result<void> load();
  Result<std::shared_ptr<const Shelf>> take_in();
  Result<std::shared_ptr<const Shelf>> put_on_shelf();
  void say(const Loading& loading);

  WorkbenchQuestion question_;
  std::atomic<bool> is_stopped_{false};
  std::unique_ptr<Hand> hand_;             ///< ledger and review desk: one thread at a time
  std::unique_ptr<Kept> kept_;
  std::unique_ptr<Answers> answers_;
};

/// SHA-256 over the names and bytes of every file a case is made from. `known`: what an earlier call has left there, a line a file; a file
/// that has the same size, times and number since is not read again. One written in the last two seconds is never taken as known.
std::string contents_of(const DeskQuestion& question, std::string* known = nullptr);
/// Size and time of every file a case is made from: changes when one is written, added or taken away.
std::string fingerprint_of(const DeskQuestion& question);

}  // namespace locarno::study
