// How fast reports are read: the stages apart, then the whole reader, in three languages.
//   cmake -S . -B build/bench -DLOCARNO_BENCH=ON -DCMAKE_BUILD_TYPE=Release && ninja -C build/bench read_bench
//   build/bench/bench/read_bench --benchmark_repetitions=5
// Inputs are made here from a fixed seed; before anything is timed, the answer is checked (blocks, times, records are
// what the generator put in). Counters: bytes, reports, and blocks, times, records per report: the latter never change.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/codebook_image.hpp"
#include "model/record_json.hpp"
#include "read/blocks.hpp"
#include "read/decode.hpp"
#include "read/read.hpp"
#include "read/times.hpp"

namespace {

using namespace locarno;

enum Tongue { hans, hant, english };
constexpr const char* tongue_names[] = {"zh-Hans", "zh-Hant", "en"};

/// Sentences with a speaker, a day and a claim; written as UTF-8 escapes because sources are ASCII.
std::vector<std::string> sentences(Tongue tongue, int day) {
  if (tongue == english)
    return {fmt::format("The foreign minister of Ukraine said on Dec. {} that security guarantees must come first. ", day),
            "Talks in Geneva lasted nearly an hour and a half, officials said. ",
            "Russia rejected the proposal and repeated its demand for recognition of the border. "};
  const bool s = tongue == hans;
  const std::string minister = s ? "\xE4\xB9\x8C\xE5\x85\x8B\xE5\x85\xB0\xE5\xA4\x96\xE9\x95\xBF" : "\xE7\x83\x8F\xE5\x85\x8B\xE8\x98\xAD\xE5\xA4\x96\xE9\x95\xB7";
  const std::string guarantee = s ? "\xE5\xAE\x89\xE5\x85\xA8\xE4\xBF\x9D\xE9\x9A\x9C" : "\xE5\xAE\x89\xE5\x85\xA8\xE4\xBF\x9D\xE9\x9A\x9C";
  const std::string said = s ? "\xE6\x97\xA5\xE8\xAF\xB4\xEF\xBC\x8C" : "\xE6\x97\xA5\xE8\xAA\xAA\xEF\xBC\x8C";
  const std::string first = s ? "\xE5\xBF\x85\xE9\xA1\xBB\xE4\xBC\x98\xE5\x85\x88\xE8\xAE\xA8\xE8\xAE\xBA\xE3\x80\x82" : "\xE5\xBF\x85\xE9\xA0\x88\xE5\x84\xAA\xE5\x85\x88\xE8\xA8\x8E\xE8\xAB\x96\xE3\x80\x82";
  const std::string month = "12\xE6\x9C\x88";
  return {minister + month + std::to_string(day) + said + guarantee + first,
          guarantee + "\xEF\xBC\x8C" + minister + std::to_string(day) + said + first,
          minister + "\xEF\xBC\x8C" + guarantee + first};
}

/// One report of some 3 kB: title, date line, paragraphs.
std::string report(Tongue tongue, std::uint32_t seed) {
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = sentences(tongue, 1 + static_cast<int>(random() % 15));
  std::string out = tongue == english ? "Talks go on in Geneva\n\n2025-12-16 10:25\n\n" : pieces[1].substr(0, 30) + "\n\n2025-12-16 10:25\n\n";
  for (int paragraph = 0; paragraph < 12; ++paragraph) {
    // No sentence twice in a paragraph: that would make it a list of other stories.
    for (const std::string& sentence : sentences(tongue, 1 + static_cast<int>(random() % 15))) out += sentence;
    out += "\n\n";
  }
  return out;
}

const std::vector<std::string>& reports(Tongue tongue) {
  static const std::vector<std::vector<std::string>> all = [] {
    std::vector<std::vector<std::string>> made(3);
    for (int t = 0; t < 3; ++t)
      for (std::uint32_t i = 0; i < 64; ++i) made[static_cast<std::size_t>(t)].push_back(report(static_cast<Tongue>(t), 7 * i + 1));
    return made;
  }();
  return all[tongue];
}

void demand(bool holds, const char* what) {
  if (holds) return;
  fmt::print(stderr, "read_bench: the answer is wrong before it is fast: {}\n", what);
  std::exit(1);
}

const Codebook& book() {
  static const Codebook made = world_codebook().value();
  return made;
}
const read::Lexicon& lexicon() {
  static const read::Lexicon made(book());
  return made;
}

/// A report after each stage, so that the next can be timed alone.
struct Staged {
  Document document;
  read::Layout layout;
  Folded folded;
  std::vector<read::Match> matches;
};
Staged staged(const std::string& bytes) {
  Staged out;
  auto decoded = read::decode(bytes, "bench");
  demand(decoded.has_value(), "the generated report is UTF-8");
  out.document.text = std::move(decoded->text);
  out.layout = read::find_blocks(out.document.text);
  out.folded = read::fold_layout(out.document.text, out.layout);
  out.matches = lexicon().find(out.folded);
  read::describe(out.document, out.layout, book(), out.matches);
  return out;
}
const std::vector<Staged>& all_staged(Tongue tongue) {
  static std::vector<std::vector<Staged>> made(3);
  if (made[tongue].empty())
    for (const std::string& bytes : reports(tongue)) made[tongue].push_back(staged(bytes));
  for (const Staged& one : made[tongue]) {
    demand(one.layout.blocks.size() == 14, "a report has a title, a date line and twelve paragraphs");
    demand(one.document.published == Date{2025, 12, 16}, "the date line dates it");
  }
  return made[tongue];
}

void finish(benchmark::State& state, Tongue tongue, std::size_t things, const char* name) {
  std::size_t bytes = 0;
  for (const std::string& one : reports(tongue)) bytes += one.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
  state.SetItemsProcessed(static_cast<std::int64_t>(reports(tongue).size()) * static_cast<std::int64_t>(state.iterations()));
  state.counters[name] = static_cast<double>(things) / static_cast<double>(reports(tongue).size());
  state.SetLabel(tongue_names[tongue]);
}

template <class Stage>
void run_stage(benchmark::State& state, const char* name, Stage stage) {
  const auto tongue = static_cast<Tongue>(state.range(0));
  const auto& inputs = all_staged(tongue);
  std::size_t things = 0;
  for (auto _ : state) {
    things = 0;
    for (std::size_t i = 0; i < inputs.size(); ++i) things += stage(inputs[i], reports(tongue)[i]);
    benchmark::DoNotOptimize(things);
  }
  demand(things > 0, name);
  finish(state, tongue, things, name);
}

void decode_stage(benchmark::State& state) {
  run_stage(state, "bytes", [](const Staged&, const std::string& bytes) { return read::decode(bytes, "bench")->text.size(); });
}
void blocks_stage(benchmark::State& state) {
  run_stage(state, "blocks", [](const Staged& in, const std::string&) { return read::find_blocks(in.document.text).blocks.size(); });
}
void fold_stage(benchmark::State& state) {
  run_stage(state, "units", [](const Staged& in, const std::string&) { return read::fold_layout(in.document.text, in.layout).units.size(); });
}
void match_stage(benchmark::State& state) {
  run_stage(state, "matches", [](const Staged& in, const std::string&) { return lexicon().find(in.folded).size(); });
}
void describe_stage(benchmark::State& state) {
  run_stage(state, "blocks", [](const Staged& in, const std::string&) {
    Document document;
    document.text = in.document.text;
    read::describe(document, in.layout, book(), in.matches);
    return document.blocks.size();
  });
}
void times_stage(benchmark::State& state) {
  run_stage(state, "times", [](const Staged& in, const std::string&) { return read::find_times(in.document, book(), in.folded, in.matches).size(); });
}
void whole_reader(benchmark::State& state) {
  static const read::Reader reader = read::Reader::make(book()).value();
  const Run run;
  run_stage(state, "records", [&](const Staged&, const std::string& bytes) { return reader.read(bytes, "bench", run)->records.size(); });
}

/// From bytes to JSON lines, as `locarno read --json` writes them.
std::size_t lines_of(const read::Reader& reader, const std::string& bytes, std::string& out, read::Effort& effort) {
  const auto reading = reader.read(bytes, "bench", Run());
  const CharIndex chars(reading->document.text);
  out.clear();
  for (const Record& record : reading->records) {
    append_json_line(out, record, chars);
    out += '\n';
  }
  effort = reading->effort;
  return reading->records.size();
}
void whole_to_json(benchmark::State& state) {
  static const read::Reader reader = read::Reader::make(book()).value();
  std::string out;
  read::Effort effort;
  run_stage(state, "records", [&](const Staged&, const std::string& bytes) { return lines_of(reader, bytes, out, effort); });
  for (const auto& [name, count] : {std::pair{"units", effort.units}, {"matches", effort.matches}, {"sentences", effort.sentences},
                                    {"tokens", effort.tokens}, {"looks", effort.looks}})
    state.counters[name] = static_cast<double>(count);
}
void matcher_from_image(benchmark::State& state) {
  book();
  for (auto _ : state) benchmark::DoNotOptimize(read::Lexicon(book()));
  state.counters["terms"] = static_cast<double>(book().terms.size());
}
void codebook_from_files(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(world_codebook_from_files());
  state.counters["terms"] = static_cast<double>(book().terms.size());
}

/// The same reports as pages: paragraphs in tags, a menu before and a foot behind them.
std::string page_of(const std::string& report) {
  std::string out = "<!DOCTYPE html><html><head><title>Talks go on</title></head><body><nav><ul><li><a href=\"/\">Home</a></li></ul></nav><article>";
  for (std::size_t at = 0; at < report.size();) {
    const std::size_t end = std::min(report.find("\n\n", at), report.size());
    out += "<p class=\"text\">" + report.substr(at, end - at) + "</p>\n";
    at = end + 2;
  }
  return out + "</article><footer><p>About us</p></footer></body></html>";
}
void html_to_json(benchmark::State& state) {
  static const read::Reader reader = read::Reader::make(book()).value();
  const auto tongue = static_cast<Tongue>(state.range(0));
  std::vector<std::string> pages;
  std::size_t bytes = 0, records = 0;
  for (const std::string& report : reports(tongue)) pages.push_back(page_of(report)), bytes += pages.back().size();
  std::string out;
  read::Effort effort;
  demand(lines_of(reader, pages.front(), out, effort) > 0, "a page has the records of its report");
  for (auto _ : state)
    for (const std::string& page : pages) records = lines_of(reader, page, out, effort);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
  state.counters["records"] = static_cast<double>(records);
  state.SetLabel(tongue_names[tongue]);
}

/// What is done before the first report is read.
void start_up(benchmark::State& state) {
  for (auto _ : state) {
    auto made = read::Reader::make(world_codebook().value());
    benchmark::DoNotOptimize(made);
  }
}

BENCHMARK(start_up)->Unit(benchmark::kMillisecond);
BENCHMARK(matcher_from_image)->Unit(benchmark::kMillisecond);
BENCHMARK(codebook_from_files)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_to_json)->DenseRange(0, 2);
BENCHMARK(html_to_json)->DenseRange(0, 2);
BENCHMARK(decode_stage)->DenseRange(0, 2);
BENCHMARK(blocks_stage)->DenseRange(0, 2);
BENCHMARK(fold_stage)->DenseRange(0, 2);
BENCHMARK(match_stage)->DenseRange(0, 2);
BENCHMARK(describe_stage)->DenseRange(0, 2);
BENCHMARK(times_stage)->DenseRange(0, 2);
BENCHMARK(whole_reader)->DenseRange(0, 2);

/// Tags without words, nested: linear, or the counter shows it.
void nested_tags(benchmark::State& state) {
  std::string html;
  for (std::int64_t i = 0; i < state.range(0); ++i) html += "<div>";
  html += "word";
  demand(read::find_blocks(html).blocks.size() == 1, "one word in many tags");
  for (auto _ : state) benchmark::DoNotOptimize(read::find_blocks(html).blocks.size());
  state.SetBytesProcessed(static_cast<std::int64_t>(html.size()) * static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(nested_tags)->RangeMultiplier(10)->Range(1000, 1000000);

}  // namespace

BENCHMARK_MAIN();
