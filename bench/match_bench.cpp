// Folding and matching, in MB/s of UTF-8: Chinese, English and mixed text made from the shipped codebook with ordinary
// words between, against the codebook as it is and against 20,000 terms. The answer is checked against the slow twin on a
// slice before anything is timed. Counters: units, matches, terms (exact: same on every machine).
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "read/match.hpp"
#include "read/match_slow.hpp"

namespace {

using namespace locarno;

/// A counter-based generator: same text on every machine.
struct Draw {
  std::uint64_t state = 0x9E3779B97F4A7C15u;
  std::uint32_t operator()(std::uint32_t n) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return static_cast<std::uint32_t>(state >> 33) % n;
  }
};

/// Common characters: most text is no term.
void put_han(std::string& out, Draw& draw, std::uint32_t n) {
  for (std::uint32_t i = 0; i < n; ++i) append_utf8(out, 0x4E00 + draw(3000) * 7 % 0x5000);
}
void put_word(std::string& out, Draw& draw) {
  for (std::uint32_t i = 0, n = 2 + draw(7); i < n; ++i) out.push_back(static_cast<char>('a' + draw(26)));
  out.push_back(' ');
}

/// `percent_zh` of the steps write Chinese; one step in five is a term of the codebook.
std::string make_text(const Codebook& book, std::size_t bytes, std::uint32_t percent_zh) {
  Draw draw;
  std::string out;
  while (out.size() < bytes) {
    const bool zh = draw(100) < percent_zh;
    if (draw(5) == 0) {
      const Term& term = book.terms[TermId(draw(static_cast<std::uint32_t>(book.terms.size())))];
      if ((term.language == Language::en) != zh) out += term.text;
      if (!zh) out.push_back(' ');
    } else if (zh) {
      put_han(out, draw, 2 + draw(6));
    } else {
      put_word(out, draw);
    }
    if (draw(40) == 0) out += zh ? "\xE3\x80\x82" : ". ";
  }
  return out;
}

Codebook widened(Codebook book, std::size_t terms) {
  Draw draw;
  while (book.terms.size() < terms) {
    Term term;
    term.kind = TermKind::place;
    term.value = "made";
    if (draw(2) == 0) put_han(term.text, draw, 2 + draw(4));
    else for (int i = 0; i < 2; ++i) put_word(term.text, draw);
    while (term.text.back() == ' ') term.text.pop_back();
    book.terms.push_back(term);
  }
  return book;
}

const Codebook& world() {
  static const Codebook book = [] {
    auto made = world_codebook();
    if (!made) { std::fprintf(stderr, "%s\n", to_string(made.error()).c_str()); std::exit(1); }
    return std::move(*made);
  }();
  return book;
}

void check_answer(const Codebook& book, const read::Lexicon& lexicon, const std::string& text) {
  std::string piece = text.substr(0, 3000);
  while (!piece.empty() && first_invalid(piece) != std::string::npos) piece.pop_back();
  const Folded folded = fold(piece, {});
  if (lexicon.find(folded) == read::find_slowly(book, folded)) return;
  std::fprintf(stderr, "match_bench: the fast answer is not the slow one\n");
  std::exit(1);
}

constexpr std::size_t text_bytes = 256u << 10;  // a long report; megabytes would time the page faults of the kernel

void fold_text(benchmark::State& state) {
  const std::string text = make_text(world(), text_bytes, static_cast<std::uint32_t>(state.range(0)));
  std::size_t units = 0;
  for (auto _ : state) {
    const Folded folded = fold(text, {});
    units = folded.units.size();
    benchmark::DoNotOptimize(folded.units.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["units"] = static_cast<double>(units);
}

void find_terms(benchmark::State& state) {
  const Codebook book = state.range(1) > 0 ? widened(world(), static_cast<std::size_t>(state.range(1))) : world();
  const read::Lexicon lexicon(book);
  const std::string text = make_text(world(), text_bytes, static_cast<std::uint32_t>(state.range(0)));
  check_answer(book, lexicon, text);
  const Folded folded = fold(text, {});
  std::size_t matches = 0;
  for (auto _ : state) {
    const auto found = lexicon.find(folded);
    matches = found.size();
    benchmark::DoNotOptimize(found.data());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.counters["terms"] = static_cast<double>(book.terms.size());
  state.counters["units"] = static_cast<double>(folded.units.size());
  state.counters["matches"] = static_cast<double>(matches);
}

void load_codebook(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(world_codebook());
  state.counters["terms"] = static_cast<double>(world().terms.size());
}

void compile_lexicon(benchmark::State& state) {
  for (auto _ : state) {
    const read::Lexicon lexicon(world());
    benchmark::DoNotOptimize(&lexicon);
  }
}

BENCHMARK(fold_text)->ArgName("percent_zh")->Arg(100)->Arg(0)->Arg(50)->Unit(benchmark::kMicrosecond);
BENCHMARK(find_terms)->ArgNames({"percent_zh", "terms"})->ArgsProduct({{100, 0, 50}, {0, 20000}})->Unit(benchmark::kMicrosecond);
BENCHMARK(load_codebook)->Unit(benchmark::kMicrosecond);
BENCHMARK(compile_lexicon)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
