#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/hash.hpp"
#include "read/assemble.hpp"
#include "read/attribution.hpp"
#include "read/blocks.hpp"
#include "read/clauses.hpp"
#include "read/contacts.hpp"
#include "read/hidden.hpp"
#include "read/home_state.hpp"
#include "read/match.hpp"
#include "read/quantities.hpp"
#include "read/read.hpp"
#include "read/party_table.hpp"
#include "read/told.hpp"
#include "read/times.hpp"

namespace locarno::read {

struct Reader::Compiled {
  Codebook book;
  Lexicon lexicon;
  std::map<std::string, std::string> adjectives;
  std::vector<TermFacts> facts;
  QuantityWords quantity_words;
  PartyTable parties;
  explicit Compiled(Codebook b) : book(std::move(b)), lexicon(book), quantity_words(book), parties(book) {
    facts.reserve(book.terms.size());
    for (const Term& t : book.terms) facts.push_back(facts_of(t));
    for (const Term& t : book.terms)
      if (t.kind == TermKind::actor && t.cls == "adjective") adjectives.try_emplace(t.value, t.text);
    for (const Term& t : book.terms)  // "the US", "the UK": the two letters serve as adjective
      if (t.kind == TermKind::actor && t.text.size() == 6 && t.text.rfind("the ", 0) == 0 && is_capital(t.text[4]) && is_capital(t.text[5]))
        adjectives[t.value] = t.text.substr(4);
  }
  static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
};

namespace {

bool is_own_words(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead || role == BlockRole::title ||
         role == BlockRole::subhead;
}

/// One stretch read as a paragraph: a block, or two whose break falls inside a sentence.
struct Passage {
  std::size_t block = 0;       ///< the first block
  std::size_t last = 0;        ///< the last block
  Range range;
  std::int32_t continues = -1; ///< block whose unfinished sentence it goes on with, elsewhere in the file
};

/// Past a bracket at `at` ("(reporter X)", "[by X / roundup]"), when it closes soon and more follows.
std::uint32_t after_bracket(const View& view, std::uint32_t at, std::uint32_t end) {
  if (at >= end || view.mark(at) != Mark::open || view.raw[at] == 0x300A) return at;
  const std::uint32_t reach = std::min(end, at + 60);
  for (std::uint32_t i = at; i < reach; ++i)
    if (view.mark(i) == Mark::close) return i + 1 < end ? i + 1 : at;
  return at;
}

/// Passes over an agency's dateline: "Agency, City, 16 December --" and its Chinese form.
std::uint32_t after_dateline(const View& view, Range r) {
  if (r.size() < 4) return r.begin;
  const bool tortoise = view.raw[r.begin] == 0x3014;   // the Taiwanese press puts its credit in these
  if (view.is_han_at(r.begin + 1) && (view.mark(r.begin) == Mark::open || tortoise)) {
    const std::uint32_t limit = std::min(r.end, r.begin + 60);
    for (std::uint32_t i = r.begin + 1; i + 1 < limit; ++i) {
      const char32_t c = view.raw[i], before = view.raw[i - 1];
      if (view.mark(i) != Mark::close && c != 0x3015) continue;
      const bool wire = before == 0x7535 || before == 0x8BAF || before == 0x9053 || before == 0x5BFC || before == 0x8BD1 || before == 0x7F51;   // wire, report, web site
      return wire ? i + 1 : r.begin;
    }
  }
  const std::uint32_t reach = std::min(r.end, r.begin + 60);
  for (std::uint32_t i = r.begin; i < reach; ++i) {
    const char32_t c = view.raw[i];
    if (view.mark(i) == Mark::comma && view.is_han_at(r.begin)) break;
    const bool wire = (c == 0x7535 || c == 0x8BAF) && i > r.begin + 3 && i + 1 < reach &&
                      (view.mark(i + 1) == Mark::space || view.mark(i + 1) == Mark::open || view.mark(i + 1) == Mark::colon) &&
                      (view.raw[i - 1] == 0x65E5 || view.mark(i - 1) == Mark::close || view.raw[i - 1] == 0x7EFC || view.raw[i - 1] == 0x62A5);
    if (wire) return after_bracket(view, view.mark(i + 1) == Mark::space ? i + 2 : i + 1, r.end);
    const bool dash = (c == '-' || c == 0x2013 || c == 0x2014) && i > r.begin + 3 && view.mark(i - 1) == Mark::space && i + 1 < reach &&
                      (view.mark(i + 1) == Mark::space || (i > r.begin + 4 && view.mark(i - 2) == Mark::close)) && view.is_capital_at(r.begin) && view.is_capital_at(r.begin + 1);
    if (dash) return i + 1;
    if (c == '/' && i > r.begin + 8 && i + 2 < reach && view.raw[i + 1] == '.' && view.mark(i + 2) == Mark::space && view.is_capital_at(r.begin) && view.is_capital_at(i - 1))
      return i + 2;   // "CITY, April 9. /AGENCY/."
  }
  return r.begin;
}

std::vector<Passage> passages(const Document& document, const View& view) {
  std::vector<Passage> out;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& b = document.blocks[i];
    if (!is_own_words(b.role) && b.role != BlockRole::caption) continue;
    const Range r = view.units(b.span);
    if (r.empty()) continue;
    const bool follows = b.continues >= 0 && !out.empty() && static_cast<std::size_t>(b.continues) == out.back().last && out.back().last + 1 == i;
    if (follows) {
      out.back().range.end = r.end;
      out.back().last = i;
      continue;
    }
    out.push_back({i, i, {after_dateline(view, r), r.end}, b.continues});
  }
  return out;
}

/// "The deal", "the text": a truce where the report speaks of one more than of peace, else a settlement.
std::string agreement_of(const Report& report) {
  int truce = 0, peace = 0;
  for (const Match& m : report.matches) {
    if (m.kind != TermKind::issue || !names_issue(report.facts_of_term(m.term))) continue;
    const std::string& issue = report.term(m.term).value;
    truce += issue == "ceasefire";
    peace += issue == "peace_plan";
  }
  return truce > peace ? "ceasefire" : "peace_plan";
}

/// Goes through the text once, handing each sentence the matches and times from its begin on.
struct Pass {
  const Report& report;
  std::vector<std::uint32_t> match_begins;
  std::vector<std::uint32_t> time_begins;

  explicit Pass(const Report& r) : report(r) {
    for (const Match& m : r.matches) match_begins.push_back(m.begin);
    for (const TimeFact& t : r.times) time_begins.push_back(t.span.begin);
  }
  Scene scene(Sentence&& s) const {
    const auto match = std::lower_bound(match_begins.begin(), match_begins.end(), s.range.begin);
    const auto time = std::lower_bound(time_begins.begin(), time_begins.end(), report.view.bytes(s.range).begin);
    return Scene(report, std::move(s), static_cast<std::size_t>(match - match_begins.begin()), static_cast<std::size_t>(time - time_begins.begin()));
  }

  void read_passage(const Passage& passage, Discourse& discourse, std::vector<Proposition>& out) const {
    const BlockRole role = report.document.blocks[passage.block].role;
    const bool headline = role == BlockRole::title || role == BlockRole::subhead;
    std::unique_ptr<Scene> before;
    for (Sentence& sentence : find_sentences(report.view, passage.range, passage.block, headline)) {
      auto now = std::make_unique<Scene>(scene(std::move(sentence)));
      const std::size_t first = out.size();
      read_sentence(*now, before.get(), role, discourse, out);
      const std::size_t said = out.size();
      find_contacts(*now, discourse, out, first, out);
      // "a call took place. It was long and fruitful": what says nothing of its own is about the meeting
      if (out.size() > said && said == first && !out.back().negated) discourse.memory.issue = out.back().issue;
      before = std::move(now);
    }
  }
};

/// Blocks in reading order: one that goes on with another is read right after what the other left in memory.
std::vector<Proposition> read_all(const Report& report, const Run& run, bool& cancelled) {
  const std::vector<Passage> list = passages(report.document, report.view);
  const Pass pass(report);
  std::vector<Proposition> out;
  out.reserve(report.view.size() / 64 + 8);   // each holds a dozen words: moving them about costs more than room not used
  Discourse discourse;
  std::map<std::size_t, Memory> left;   // block -> memory at its end, for those that are continued elsewhere
  std::vector<char> wanted(report.document.blocks.size(), 0);
  for (const Passage& p : list)
    if (p.continues >= 0) wanted[static_cast<std::size_t>(p.continues)] = 1;
  for (const Passage& p : list) {
    if (run.is_cancelled()) { cancelled = true; return out; }
    if (p.continues >= 0) continue;
    begin_block(discourse);
    pass.read_passage(p, discourse, out);
    if (wanted[p.last]) left[p.last] = discourse.memory;
  }
  for (const Passage& p : list) {
    if (p.continues < 0) continue;
    const auto from = left.find(static_cast<std::size_t>(p.continues));
    begin_block(discourse);
    if (from != left.end()) {
      discourse.memory = from->second;
      discourse.memory.continued = true;
    }
    pass.read_passage(p, discourse, out);
  }
  return out;
}

}  // namespace

Result<Reader> Reader::make(Codebook codebook) {
  Reader reader;
  reader.compiled_ = std::make_shared<const Compiled>(std::move(codebook));
  return reader;
}

const Codebook& Reader::codebook() const { return compiled_->book; }

Result<Reading> Reader::read(std::string_view bytes, const std::string& name, const Run& run) const {
  RawReport piece;
  piece.name = name;
  piece.bytes = std::string(bytes);
  return read(piece, run);
}

Result<Reading> Reader::read(const RawReport& piece, const Run& run) const { return read_traced(piece, run, nullptr); }

Result<Reading> Reader::read_traced(const RawReport& piece, const Run& run, const Trace& trace) const {
  const std::string& name = piece.name;
  LOC_TRY(Unwrapped unwrapped, unwrap(piece));
  Reading reading;
  Document& document = reading.document;
  document.name = name;
  document.sha256 = sha256_hex(piece.bytes);
  document.id = "d" + document.sha256.substr(0, 10);   // = short_id("d", piece.bytes)
  document.wrapping = piece.wrapping;
  document.encoding = std::move(unwrapped.encoding);
  document.text = std::move(unwrapped.text);
  document.notes = std::move(unwrapped.notes);
  Unseen unseen = find_unseen(document.text);
  const Layout layout = find_blocks(document.text, unseen);
  note_unseen(document.text, unseen, document.notes);
  const Folded folded = fold_layout(document.text, layout);
  std::vector<Match> matches = compiled_->lexicon.find(folded);
  describe(document, layout, compiled_->book, folded, matches);
  take_told(document, unwrapped.told);
  const std::vector<TimeFact> times = find_times(document, compiled_->book, folded, matches);
  if (run.is_cancelled()) return fail(ErrorCode::cancelled, "reading was stopped", name);
  const View view(document.text, folded, document.blocks);
  const Actor* home = home_state(compiled_->book, compiled_->parties, matches);
  const Allegiance whose(compiled_->book, compiled_->parties, compiled_->facts, view, document.blocks, matches);
  const LocalNames local = find_local_names(compiled_->book, view, document, whose, matches, home);
  Report report{compiled_->book, document, view, matches, times, compiled_->adjectives, local, compiled_->facts, whose, reading.effort, {}};
  report.home = home;
  report.time_units.reserve(times.size());
  for (const TimeFact& t : times) report.time_units.push_back(view.units(t.span));
  report.agreement = agreement_of(report);
  bool cancelled = false;
  reading.effort.units = view.size();
  reading.effort.matches = matches.size();
  std::vector<Proposition> propositions = read_all(report, run, cancelled);
  if (cancelled) return fail(ErrorCode::cancelled, "reading was stopped", name);
  if (trace) trace(report, propositions);
  reading.records = assemble(report, std::move(propositions));
  for (const TimeFact& t : times) reading.times.push_back(t.mention);
  reading.quantities = find_quantities(document, compiled_->quantity_words, folded, times);
  return reading;
}

Contents Reader::contents(const Document& document) const {
  Contents contents;
  Unseen unseen = find_unseen(document.text);
  const Folded folded = fold_layout(document.text, find_blocks(document.text, unseen));
  const std::vector<Match> matches = compiled_->lexicon.find(folded);
  for (const Match& match : matches) {
    const Term& term = compiled_->book.terms[match.term];
    switch (term.kind) {
      case TermKind::actor: contents.terms.push_back({match.bytes, term.kind, compiled_->book.actors[term.actor].id}); break;
      case TermKind::issue:
        if (!names_issue(compiled_->facts[match.term.index()])) break;
        [[fallthrough]];
      case TermKind::place: contents.terms.push_back({match.bytes, term.kind, term.value}); break;
      case TermKind::predicate:
      case TermKind::hedge:
      case TermKind::contact: contents.terms.push_back({match.bytes, term.kind, term.cls}); break;
      default: break;
    }
  }
  contents.quantities = find_quantities(document, compiled_->quantity_words, folded, find_times(document, compiled_->book, folded, matches));
  return contents;
}

}  // namespace locarno::read
