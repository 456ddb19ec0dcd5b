#pragma once
// locarno/read/read.hpp -- one report, as bytes, into a document with its records.
//
// Question   The bytes of one report, and a codebook.
// Answer     The document (blocks, roles, languages, publication date and how it is known) and its records: attributed
//            statements, narrated stances, contacts, commitments, each anchored in the report's own words.
// Method     docs/reading.md: decode, blocks, roles, dates, fold, match, clauses, cue frames, scope, chain, polarity,
//            issue, stance. Rules only; no model, no network, no clock, no locale.
// Cost       Linear in the bytes, whatever the nesting; memory a small multiple of the bytes.
// Certainty  Rules propose, a reader decides: confidence 0..100 per record.
// Threads    pure; a Reader may be shared by threads.
// Not an error: an empty report (no records), a report in an unknown language (no records), no date.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/quantity.hpp"
#include "model/record.hpp"

namespace locarno::read {

/// A time expression, as in gold_times.jsonl.
struct TimeMention {
  Span span;
  std::string type;    ///< DATE TIME DURATION SET
  std::string value;   ///< TIMEX-like: 2025-12-14, 2025-12-15TMO, PT5H, PAST_REF ...
  std::string anchor;  ///< what it was resolved against
  bool operator==(const TimeMention&) const = default;
};

/// Counts of the work done, the same for the same input: they grow with the report's length and with nothing else.
struct Effort {
  std::uint64_t units = 0;       ///< characters read
  std::uint64_t matches = 0;     ///< terms of the codebook that stand in them
  std::uint64_t sentences = 0;
  std::uint64_t tokens = 0;      ///< terms kept in sentences
  std::uint64_t looks = 0;       ///< tokens looked at when rules ask what begins, ends or stands somewhere
  bool operator==(const Effort&) const = default;
};

struct Reading {
  Document document;
  std::vector<Record> records;       ///< ascending by span begin, then kind
  std::vector<TimeMention> times;    ///< ascending
  std::vector<Quantity> quantities;  ///< ascending, not overlapping
  Effort effort;
};

/// A term of the codebook where it stands in a document: who and what is named, whatever the language.
struct NamedTerm {
  Span span;
  TermKind kind = TermKind::actor;
  std::string value;   ///< actor: actor id; issue: issue id; place: canonical place; predicate, hedge: class
  bool operator==(const NamedTerm&) const = default;
};
/// What a document read earlier names and measures: for questions that compare reports kept in a ledger.
struct Contents {
  std::vector<NamedTerm> terms;      ///< ascending; actors, issues, places, predicates, hedges, contact words
  std::vector<Quantity> quantities;
};

struct RawReport;
struct Report;
struct Proposition;
/// Sees the report as the rules saw it, and what they made of it before it became records (explain.hpp).
using Trace = std::function<void(const Report& report, const std::vector<Proposition>& propositions)>;

/// The codebook compiled for matching: build once, read many reports.
class Reader {
 public:
  static Result<Reader> make(Codebook codebook);
  /// `name` is the base name shown in records. Errors: bad_input for bytes that are no text (decode.hpp),
  /// "file:line:column"; cancelled. Not an error: another encoding, two of them, a few bad bytes; notes say it.
  Result<Reading> read(std::string_view bytes, const std::string& name, const Run& run) const;
  /// A piece of a file (raw_report.hpp), unwrapped first. Errors: those of unwrap() and cancelled.
  Result<Reading> read(const RawReport& piece, const Run& run) const;
  /// The same words and amounts that read() saw, from a document already read (its text, blocks and date). Linear.
  Contents contents(const Document& document) const;
  /// The same, with a look inside; costs nothing where it is not asked for.
  Result<Reading> read_traced(const RawReport& piece, const Run& run, const Trace& trace) const;
  const Codebook& codebook() const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace locarno::read
