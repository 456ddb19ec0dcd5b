#pragma once
// locarno/study/monitor.hpp -- a case that is watched: its terms and shapes, what was reported, what was decided about it.
//
// Question   A case folder with [watch].
// Answer     Intake of reports; incidents and findings, in order of time; objections and decisions on pairs of reports.
// Method     The store keeps what came and what was decided; everything else is computed again from it (watch/findings.hpp),
//            so that a later report, a better gazetteer or a ruling changes the answer and never the record.
// Cost       as the parts; memory holds what is open, not what was.
// Tested by  tests/system/watch_test.cpp
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "ledger/watch_store.hpp"
#include "model/case.hpp"
#include "model/watch_terms.hpp"
#include "watch/findings.hpp"
#include "watch/intake.hpp"
#include "watch/learn.hpp"
#include "watch/normalise.hpp"

namespace locarno::study {

struct Monitor {
  CheckedCase the_case;
  std::string folder;
  Terms terms;
  watch::Geometry geometry;
  watch::Gazetteer gazetteer;
  ledger::WatchStore store;
  // what the log says, in its order
  watch::Objections objections;
  watch::PairDecisions pairs;
};

/// `store`: a file, "" = `.locarno/watch.db` in the case folder. Errors: bad_input (a case without [watch], a shape), not_found
/// (nothing added yet, unless `create`), io.
Result<Monitor> open_monitor(const std::string& folder, const std::string& store, bool create);

/// What the log decides, read anew: another process may have written to it.
Result<void> take_decisions(Monitor& monitor);

/// The earliest beginning of a report that entries of the log behind this one decide about; `time_ends` when there are none.
Result<std::int64_t> earliest_decided(const Monitor& monitor, std::int64_t after);

/// Keeps what an intake (watch::FeedIntake, watch::RowIntake) has ready, in one transaction, and empties its lists. `file`: what
/// rows set aside came from, when they do not say.
Result<ledger::AddCounts> keep(Monitor& monitor, std::vector<watch::KeptRow>& kept, std::vector<watch::BadRow>& bad, const std::string& file, const std::string& received_at);

/// One kept report as it reads under the terms. The raw one can be read: it was when it was kept.
class ReportReader {
 public:
  explicit ReportReader(const Monitor& monitor) : monitor_(monitor) {}
  Result<watch::Report> read(const ledger::KeptReport& kept);

 private:
  const Monitor& monitor_;
  std::map<std::string, watch::RowReader, std::less<>> readers_;   ///< by format and columns
};

/// Reports of [from, until) by time of the event, read on a thread of their own and taken in order on this one; how many there were.
/// Errors: cancelled; io.
Result<std::int64_t> each_report(const Monitor& monitor, std::int64_t from, std::int64_t until, const std::function<void(watch::Report&&)>& take, const Run& run);

/// What is seen of each source before `until`, where the terms ask for it, else nothing. One pass over the reports.
Result<std::vector<watch::LearnedSource>> learn_sources(const Monitor& monitor, std::int64_t until, const Run& run);

struct WatchReplay {
  watch::Pipeline::Counts counts;
  std::int64_t reports = 0;
  std::string digest;
  std::vector<watch::LearnedSource> sources;   ///< what was seen of each; empty unless the terms ask for it
};
/// Everything reported of [.., until) by time of the event. Where the terms learn sources, a first pass over the same reports finds
/// their rates, with the classes' own. Errors: cancelled; io.
Result<WatchReplay> replay(const Monitor& monitor, std::int64_t until, const watch::IncidentSink& sink, const Run& run);

// Decisions; each is an entry of the log.
struct ObjectionQuestion { std::string finding, party, words, evidence, who, at; };
/// Errors: not_found (no such finding, party), bad_use (no words).
Result<watch::Objection> object(Monitor& monitor, const ObjectionQuestion& question, const Run& run);
/// `ruling`: upheld, rejected, noted. Errors: not_found, bad_use.
Result<void> rule(Monitor& monitor, std::int64_t objection, const std::string& ruling, const std::string& reason, const std::string& who, const std::string& at);
/// Two reports mean one event, or do not. Errors: bad_use (the same, no reason).
Result<void> decide_pair(Monitor& monitor, bool together, const std::string& a, const std::string& b, const std::string& reason, const std::string& who, const std::string& at);

}  // namespace locarno::study
