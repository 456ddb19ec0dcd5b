// The ledger alone: writing reports with their records, asking for them, searching.
// Inputs are made here; the answer is checked before it is timed.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/hash.hpp"
#include "ledger/ledger.hpp"

namespace {
using namespace locarno;

constexpr int documents_per_run = 200;
constexpr int records_per_document = 40;

struct Report { Document document; std::vector<Record> records; };

/// About 5 kB of text and 40 records, as a long news report gives.
Report report(int n) {
  Report r;
  std::string& text = r.document.text;
  for (int i = 0; i < records_per_document; ++i) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += fmt::format("In round {} delegate {} of the party said that the ceasefire would hold if monitors stay, and asked for more.", n, i);
    Record one;
    one.span = {begin + 3, static_cast<std::uint32_t>(text.size()) - 1};
    one.text = text.substr(one.span.begin, one.span.size());
    one.char_start = one.span.begin;
    one.char_end = one.span.end;
    one.id = short_id("r", fmt::format("{}/{}", n, i));
    one.speaker = "Delegate";
    one.speaker_party = "UKR";
    one.via = {"Agency"};
    one.verb = Mention{{begin + 20, begin + 24}, text.substr(begin + 20, 4)};
    one.issue = "ceasefire";
    one.date = DateRange(Date{2025, 12, 14});
    one.rule = "en.cue.subject_first";
    r.records.push_back(one);
    r.document.blocks.push_back({{begin, static_cast<std::uint32_t>(text.size())}, BlockRole::body, Language::en, -1, "paragraph"});
    text += "\n\n";
  }
  r.document.sha256 = sha256_hex(text);
  r.document.id = r.document.sha256.substr(0, 10);
  r.document.name = fmt::format("report-{:06}.txt", n);
  r.document.container = "text";
  r.document.encoding = "utf-8";
  return r;
}

const std::vector<Report>& reports() {
  static const std::vector<Report> all = [] {
    std::vector<Report> made;
    for (int n = 0; n < documents_per_run; ++n) made.push_back(report(n));
    return made;
  }();
  return all;
}

std::string fresh_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "locarno-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) std::abort();
  return name;
}

bool fill(ledger::Ledger& ledger) {
  for (const Report& r : reports())
    if (!ledger.put(r.document.text, r.document, r.records, "bench")) return false;
  return true;
}

void put_reports(benchmark::State& state) {
  const std::string folder = fresh_folder();
  int run = 0;
  for (auto _ : state) {
    auto ledger = ledger::Ledger::open(folder + "/" + std::to_string(run++) + ".db");
    if (!ledger || !fill(*ledger)) return state.SkipWithError("cannot write");
  }
  std::filesystem::remove_all(folder);
  state.counters["records/s"] = benchmark::Counter(double(documents_per_run) * records_per_document, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["docs/s"] = benchmark::Counter(double(documents_per_run), benchmark::Counter::kIsIterationInvariantRate);
}

ledger::Ledger& filled() {
  static ledger::Ledger ledger = [] {
    auto made = ledger::Ledger::open(":memory:");
    if (!made || !fill(*made)) std::abort();
    return std::move(*made);
  }();
  return ledger;
}

void put_again(benchmark::State& state) {
  ledger::Ledger& ledger = filled();
  for (auto _ : state)
    if (!fill(ledger)) return state.SkipWithError("cannot write");
  state.counters["docs/s"] = benchmark::Counter(double(documents_per_run), benchmark::Counter::kIsIterationInvariantRate);
}

void all_records(benchmark::State& state) {
  if (filled().records()->size() != std::size_t(documents_per_run) * records_per_document) return state.SkipWithError("records missing");
  for (auto _ : state) benchmark::DoNotOptimize(filled().records());
  state.counters["records/s"] = benchmark::Counter(double(documents_per_run) * records_per_document, benchmark::Counter::kIsIterationInvariantRate);
}

void search_rare(benchmark::State& state) {
  if (filled().search("\"round 77 delegate 5\"", 0)->size() != 1) return state.SkipWithError("not found");
  for (auto _ : state) benchmark::DoNotOptimize(filled().search("\"round 77 delegate 5\"", 0));
}

void verify(benchmark::State& state) {
  const ledger::Ledger& ledger = filled();
  for (auto _ : state)
    if (!ledger.verify_audit()) return state.SkipWithError("not whole");
  state.counters["records/s"] = benchmark::Counter(double(documents_per_run) * records_per_document, benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK(put_reports)->Unit(benchmark::kMillisecond);
BENCHMARK(put_again)->Unit(benchmark::kMillisecond);
BENCHMARK(all_records)->Unit(benchmark::kMillisecond);
BENCHMARK(search_rare)->Unit(benchmark::kMicrosecond);
BENCHMARK(verify)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
