#include "study/monitor.hpp"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/file.hpp"
#include "base/json_line.hpp"
#include "model/case_file.hpp"
#include "model/json_tree.hpp"
#include "model/nearest.hpp"

namespace locarno::study {
namespace {

constexpr std::size_t most_gazetteer_bytes = 64u << 20;

Result<watch::Gazetteer> load_gazetteer(const std::string& folder, const Terms& terms) {
  if (terms.gazetteer.empty()) return watch::Gazetteer();
  const std::string path = (std::filesystem::path(folder) / terms.gazetteer).string();
  LOC_TRY(const std::string bytes, read_file(path, most_gazetteer_bytes, "the gazetteer"));
  return watch::Gazetteer::parse(bytes, path);
}

std::string member(const JsonValue& body, std::string_view key) {
  const JsonValue* found = body.find(key);
  return found == nullptr ? std::string() : found->text;
}

std::int64_t number_member(const JsonValue& body, std::string_view key) {
  const std::string text = member(body, key);
  std::int64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::pair<std::string, std::string> pair_of(std::string a, std::string b) { return a < b ? std::pair{a, b} : std::pair{b, a}; }

/// What the log decided, replayed in its order; the last word on a pair counts.
Result<void> take_decisions_of(Monitor& monitor) {
  LOC_TRY(const auto entries, monitor.store.log());
  std::map<std::int64_t, watch::Objection> objections;
  for (const ledger::WatchEntry& entry : entries) {
    if (entry.what != "objection" && entry.what != "ruling" && entry.what != "together" && entry.what != "apart") continue;
    LOC_TRY(const JsonValue body, parse_json(entry.body, "log entry " + std::to_string(entry.number)));
    if (entry.what == "together" || entry.what == "apart") {
      const auto pair = pair_of(member(body, "a"), member(body, "b"));
      monitor.pairs.together.erase(pair);
      monitor.pairs.apart.erase(pair);
      (entry.what == "together" ? monitor.pairs.together : monitor.pairs.apart).insert(pair);
      continue;
    }
    if (entry.what == "ruling") {
      const auto found = objections.find(number_member(body, "objection"));
      if (found == objections.end()) continue;
      found->second.ruling = member(body, "ruling");
      monitor.objections.add(found->second, "", {});
      continue;
    }
    watch::Objection one{entry.number, member(body, "finding"), member(body, "party"), member(body, "words"), member(body, "evidence"), member(body, "at"), ""};
    std::vector<std::string> reports;
    if (const JsonValue* list = body.find("reports"); list != nullptr)
      for (const JsonValue& item : list->items) reports.push_back(item.text);
    monitor.objections.add(one, member(body, "clause"), reports);
    objections.emplace(entry.number, std::move(one));
  }
  return {};
}

}  // namespace

Result<Monitor> open_monitor(const std::string& folder, const std::string& store, bool create) {
  LOC_TRY(CheckedCase the_case, load_case(folder));
  LOC_TRY(auto terms, load_terms(folder, *the_case));
  if (!terms) return fail(ErrorCode::bad_input, "this case has no section [watch], so there are no terms to hold anything against (docs/watch.md)", (std::filesystem::path(folder) / "case.toml").string());
  LOC_TRY(watch::Geometry geometry, watch::Geometry::load(folder, *terms));
  LOC_TRY(watch::Gazetteer gazetteer, load_gazetteer(folder, *terms));
  const std::string path = store.empty() ? (std::filesystem::path(folder) / ".locarno" / "watch.db").string() : store;
  LOC_TRY(ledger::WatchStore opened, ledger::WatchStore::open(path, create));
  Monitor monitor{std::move(the_case), folder, std::move(*terms), std::move(geometry), std::move(gazetteer), std::move(opened), {}, {}};
  LOC_CHECK(take_decisions_of(monitor));
  return monitor;
}

Result<std::int64_t> earliest_decided(const Monitor& monitor, std::int64_t after) {
  LOC_TRY(const auto entries, monitor.store.log());
  std::map<std::int64_t, std::vector<std::string>> reports_of;   ///< objection -> the reports of what it is against
  std::int64_t out = time_ends;
  for (const ledger::WatchEntry& entry : entries) {
    const bool is_pair = entry.what == "together" || entry.what == "apart";
    if (!is_pair && entry.what != "objection" && entry.what != "ruling") continue;
    LOC_TRY(const JsonValue body, parse_json(entry.body, "log entry " + std::to_string(entry.number)));
    std::vector<std::string> ids;
    if (is_pair) ids = {member(body, "a"), member(body, "b")};
    if (entry.what == "ruling") ids = reports_of[number_member(body, "objection")];
    if (const JsonValue* list = body.find("reports"); entry.what == "objection" && list != nullptr) {
      for (const JsonValue& item : list->items) ids.push_back(item.text);
      reports_of[entry.number] = ids;
    }
    if (entry.number <= after) continue;
    for (const std::string& id : ids) {
      LOC_TRY(const auto begin, monitor.store.begin_of(std::string_view(id).substr(std::min<std::size_t>(2, id.size()))));
      if (begin) out = std::min(out, *begin);   // what has not come yet will be a batch of its own
    }
  }
  return out;
}

Result<void> take_decisions(Monitor& monitor) {
  monitor.objections = {};
  monitor.pairs = {};
  return take_decisions_of(monitor);
}

Result<ledger::AddCounts> keep(Monitor& monitor, std::vector<watch::KeptRow>& kept, std::vector<watch::BadRow>& bad, const std::string& file, const std::string& received_at) {
  std::vector<ledger::NewReport> fresh;
  fresh.reserve(kept.size());
  for (const watch::KeptRow& row : kept) fresh.push_back({row.sha256, row.format, *row.columns, row.bytes, row.begin});
  std::vector<ledger::AsideRow> aside;
  for (watch::BadRow& row : bad) aside.push_back({0, row.file.empty() ? file : std::move(row.file), row.line, std::move(row.reason), std::move(row.bytes), received_at});
  auto counts = monitor.store.add(fresh, aside, received_at);
  kept.clear();
  bad.clear();
  return counts;
}

Result<watch::Report> ReportReader::read(const ledger::KeptReport& kept) {
  const std::string key = std::string(kept.format) + '\n' + std::string(kept.columns);
  auto found = readers_.find(key);
  if (found == readers_.end()) {
    const auto feed = watch::parse_feed(kept.format);
    if (!feed) return fail(ErrorCode::bad_input, "a report of the unknown format '" + std::string(kept.format) + "'");
    LOC_TRY(watch::RowReader reader, watch::RowReader::make(*feed, kept.columns));
    found = readers_.emplace(key, std::move(reader)).first;
  }
  static constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : kept.sha256.substr(0, 8)) hex += {digits[static_cast<unsigned char>(c) >> 4], digits[static_cast<unsigned char>(c) & 15]};
  LOC_TRY(watch::Report report, found->second.read(kept.bytes, hex));
  watch::normalise(report, monitor_.terms, monitor_.gazetteer);
  return report;
}

namespace {

/// Batches of reports on their way from the thread that reads to the one that judges; bounded, so that memory is.
class Handover {
 public:
  /// False: the other end has gone.
  bool put(std::vector<watch::Report>&& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return batches_.size() < 4 || is_over_; });
    if (is_over_) return false;
    batches_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }
  std::optional<std::vector<watch::Report>> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !batches_.empty() || is_over_; });
    if (batches_.empty()) return std::nullopt;
    auto out = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
    return out;
  }
  void end() {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::vector<watch::Report>> batches_;
  bool is_over_ = false;
};

}  // namespace

Result<std::int64_t> each_report(const Monitor& monitor, std::int64_t from, std::int64_t until, const std::function<void(watch::Report&&)>& take, const Run& run) {
  std::int64_t taken = 0;
  Handover handover;
  Result<void> read_to_end;
  // One thread reads rows and understands them, this one puts them together: order is kept, so is every byte of the answer.
  std::thread reading([&] {
    constexpr std::size_t batch_size = 1024;
    std::vector<watch::Report> batch;
    std::int64_t count = 0;
    ReportReader reader(monitor);
    read_to_end = monitor.store.each(from, until, [&](const ledger::KeptReport& kept) -> Result<bool> {
      if ((count++ & 1023) == 0 && run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped after " + std::to_string(count - 1) + " reports");
      LOC_TRY(watch::Report report, reader.read(kept));
      batch.push_back(std::move(report));
      if (batch.size() < batch_size) return true;
      const bool go_on = handover.put(std::move(batch));
      batch.clear();
      return go_on;
    });
    if (!batch.empty()) handover.put(std::move(batch));
    handover.end();
  });
  while (auto batch = handover.take()) {
    taken += static_cast<std::int64_t>(batch->size());
    for (watch::Report& report : *batch) take(std::move(report));
    run.report("reports", static_cast<std::uint64_t>(taken), 0);
  }
  reading.join();
  if (!read_to_end) return Failure(std::move(read_to_end.error()));
  return taken;
}

namespace {

Result<WatchReplay> replay_with(const Monitor& monitor, const watch::SourceRates& rates, std::int64_t until, const watch::IncidentSink& sink, const Run& run) {
  WatchReplay out;
  watch::Pipeline pipeline(monitor.terms, monitor.geometry, rates, monitor.objections, monitor.pairs, sink);
  LOC_TRY(out.reports, each_report(monitor, time_begins, until, [&](watch::Report&& report) { pipeline.add(std::move(report)); }, run));
  pipeline.finish();
  out.counts = pipeline.counts();
  out.digest = pipeline.digest();
  return out;
}

}  // namespace

Result<std::vector<watch::LearnedSource>> learn_sources(const Monitor& monitor, std::int64_t until, const Run& run) {
  if (!monitor.terms.learns_sources) return std::vector<watch::LearnedSource>();
  watch::SourceLearner learner(monitor.terms);
  LOC_CHECK(replay_with(monitor, {}, until, [&](const watch::Incident& incident, const std::vector<watch::Finding>&) { learner.see(incident); }, run));
  return learner.learn();
}

Result<WatchReplay> replay(const Monitor& monitor, std::int64_t until, const watch::IncidentSink& sink, const Run& run) {
  LOC_TRY(std::vector<watch::LearnedSource> sources, learn_sources(monitor, until, run));
  LOC_TRY(WatchReplay out, replay_with(monitor, watch::rates_of(sources), until, sink, run));
  out.sources = std::move(sources);
  return out;
}

Result<watch::Objection> object(Monitor& monitor, const ObjectionQuestion& question, const Run& run) {
  if (question.words.empty() || question.who.empty()) return fail(ErrorCode::bad_use, "an objection needs words and who enters it");
  bool is_party = false;
  for (std::size_t p = 0; p < monitor.the_case->parties.size(); ++p) is_party = is_party || monitor.the_case->parties[PartyId(p)].id == question.party;
  if (!is_party) return fail(ErrorCode::not_found, "no party '" + question.party + "' in this case");
  std::optional<watch::Finding> found;
  LOC_CHECK(replay(monitor, time_ends, [&](const watch::Incident&, const std::vector<watch::Finding>& findings) {
    for (const watch::Finding& one : findings)
      if (one.id == question.finding) found = one;
  }, run));
  if (!found) return fail(ErrorCode::not_found, "no finding '" + question.finding + "' (locarno watch findings lists them)");
  std::string body;
  JsonLine line(body);
  line.text("at", question.at);
  line.text("clause", found->clause);
  line.text("evidence", question.evidence);
  line.text("finding", question.finding);
  line.text("party", question.party);
  line.texts("reports", found->evidence);
  line.text("who", question.who);
  line.text("words", question.words);
  line.end();
  LOC_TRY(const ledger::WatchEntry entry, monitor.store.append("objection", body));
  watch::Objection out{entry.number, question.finding, question.party, question.words, question.evidence, question.at, ""};
  monitor.objections.add(out, found->clause, found->evidence);
  return out;
}

Result<void> rule(Monitor& monitor, std::int64_t objection, const std::string& ruling, const std::string& reason, const std::string& who, const std::string& at) {
  if (ruling != "upheld" && ruling != "rejected" && ruling != "noted") return fail(ErrorCode::bad_use, "a ruling is upheld, rejected or noted");
  if (reason.empty() || who.empty()) return fail(ErrorCode::bad_use, "a ruling needs a reason and who made it");
  LOC_TRY(const auto entries, monitor.store.log());
  const bool is_there = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.number == objection && entry.what == "objection"; });
  if (!is_there) return fail(ErrorCode::not_found, "entry " + std::to_string(objection) + " of the log is no objection");
  std::string body;
  JsonLine line(body);
  line.text("at", at);
  line.number("objection", objection);
  line.text("reason", reason);
  line.text("ruling", ruling);
  line.text("who", who);
  line.end();
  LOC_CHECK(monitor.store.append("ruling", body));
  watch::Objection changed;
  changed.number = objection;
  changed.ruling = ruling;
  monitor.objections.add(changed, "", {});
  return {};
}

Result<void> decide_pair(Monitor& monitor, bool together, const std::string& a, const std::string& b, const std::string& reason, const std::string& who, const std::string& at) {
  if (a == b || !a.starts_with("r-") || !b.starts_with("r-")) return fail(ErrorCode::bad_use, "a pair is two different reports, r-...");
  if (reason.empty() || who.empty()) return fail(ErrorCode::bad_use, "a decision needs a reason and who made it");
  for (const std::string& id : {a, b}) {
    LOC_TRY(const auto begin, monitor.store.begin_of(std::string_view(id).substr(2)));
    if (!begin) return fail(ErrorCode::not_found, "no report '" + id + "' (locarno watch incidents --json --reports lists them)");
  }
  const auto pair = pair_of(a, b);
  std::string body;
  JsonLine line(body);
  line.text("a", pair.first);
  line.text("at", at);
  line.text("b", pair.second);
  line.text("reason", reason);
  line.text("who", who);
  line.end();
  LOC_CHECK(monitor.store.append(together ? "together" : "apart", body));
  monitor.pairs.together.erase(pair);
  monitor.pairs.apart.erase(pair);
  (together ? monitor.pairs.together : monitor.pairs.apart).insert(pair);
  return {};
}

}  // namespace locarno::study
