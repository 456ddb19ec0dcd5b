#pragma once
// locarno/relate/relate.hpp -- which reports and records say the same thing, and which cannot both be right.
//
// Question   The documents and records of one reading; per record who and what its words name and measure (any language).
// Answer     Links between records, each with a type, what differs and a note; copies between documents; contacts merged
//            over reports. Nothing is averaged, nothing is dropped: a link puts figures side by side.
// Method     docs/relations.md. Candidates come from shared rare words (postings of bounded length), from shared keys
//            (holder, issue, attitude) and from shared days; pairs are then weighed by rule. Translations are found by
//            order, names, numbers and labels, never by a dictionary.
// Source     containment and clause alignment instead of document similarity: syndicated text is often one sentence in
//            an otherwise different story.
// Cost       Near-linear: each posting keeps its first 48 entries; Answer::effort.cells counts comparisons.
// Threads    pure. Deterministic: links ascend by type, then by their records.
// Not an error: no document, no record, a record whose document is not given (it is left out of every link).
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/run.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/quantity.hpp"
#include "model/record.hpp"

namespace locarno::relate {

enum class LinkType : std::uint8_t {
  translation,            ///< the same in another language
  translation_divergent,  ///< the same in another language, but a label differs: strength, attribution, quotation, date
  same_statement,         ///< one statement in several reports, worded alike
  same_contact,           ///< one meeting, call or visit told several times
  contradiction,          ///< two sources on one question, and not both can hold
  stance_change,          ///< a party's side on an issue turns from one day to a later one
  stance_series,          ///< a party on one issue over several days
  provenance_conflict,    ///< the same quoted words, credited to different speakers
  quantity_conflict,      ///< one thing, different figures
  headline_overstates,    ///< the headline says flatly what the text makes conditional
  plan_outcome,           ///< an announced contact, and the report that it took place
  offer_vs_limit,         ///< what a party offers, and what it says of its end, of leave still needed, of a condition
  tension                 ///< a measure one party sets for any settlement, and what another asks of it
};
inline constexpr std::size_t link_type_count = static_cast<std::size_t>(LinkType::tension) + 1;
std::string_view to_string(LinkType type);
/// Types that put two accounts against each other: contradiction, provenance, quantity, headline, divergent translation,
/// offer and limit, tension.
bool is_conflict(LinkType type);

/// One field in which the records of a link differ: values in the order of Link::records.
struct Difference {
  std::string field;                  ///< "stance", "speaker", "quote_type", "date", "duration", "stance_if" ...
  std::vector<std::string> values;
  bool operator==(const Difference&) const = default;
};

/// What a link's note says. The phrase is fixed by its kind and the parts fill it, so that a page can say it in its own
/// language; parts are ids and names as records carry them.
enum class NoteKind : std::uint8_t {
  none,
  differs_in,           ///< fields, one part each
  who_decides,          ///< issue
  for_and_against,      ///< party for, party against, issue
  asserted_and_denied,
  headline_flat,
  contact,              ///< parties; day
  contact_undated,      ///< parties
  announced_and_held,
  durations_fit,        ///< all can be right within their bounds
  durations_clash,
  figures_fit,          ///< unit
  figures_clash,        ///< unit
  credited,             ///< speakers, joined by " / "
  same_words,           ///< number of reports
  worded_alike,         ///< number of reports
  change,               ///< party, issue, day before, attitude before, day after, attitude after
  series,               ///< party, issue, number of days, first, last
  offer_and_limit,      ///< party, issue
  measure_and_demand    ///< party that sets the measure, party that asks, issue asked about
};
struct Note {
  NoteKind kind = NoteKind::none;
  std::vector<std::string> parts;
  bool operator==(const Note&) const = default;
};
std::string in_english(const Note& note);

struct Link {
  LinkType type = LinkType::same_statement;
  std::vector<std::uint32_t> records;  ///< indices into Question::records, in the order of the note
  std::vector<Difference> differs;
  std::string note;                    ///< one phrase, in English
  Note said;                           ///< the same as data
  bool operator==(const Link&) const = default;
};

enum class CopyKind : std::uint8_t {
  exact,        ///< the same words
  near_copy,    ///< nearly all words of both
  contained,    ///< nearly all words of `from` stand in `in`: abridged or extended
  passage,      ///< a sentence or more in common, the rest differs
  translation   ///< the same report in another language
};
std::string_view to_string(CopyKind kind);

/// Two documents that share text. `from` is the one published first (by name when that is not known).
struct Copy {
  std::uint32_t from = 0;              ///< index into Question::documents
  std::uint32_t in = 0;
  CopyKind kind = CopyKind::passage;
  double share_of_from = 0;            ///< share of its own words (0..1) that stand in the other
  double share_of_in = 0;
  std::vector<Span> only_from;         ///< sentences of `from` that the other does not have, at most 20
  std::vector<Span> only_in;
  std::vector<std::pair<Span, Span>> shared;  ///< passages: the sentences in common, at most 20
  bool operator==(const Copy&) const = default;
};

/// A contact merged over the reports that tell it.
enum class ContactState : std::uint8_t { held, planned, denied };
std::string_view to_string(ContactState state);
struct MergedContact {
  std::vector<std::uint32_t> records;       ///< held first, in order of the text
  std::vector<std::uint32_t> figures;       ///< statements that give this contact's duration
  std::vector<std::string> parties;
  std::vector<std::string> participants;    ///< names as records give them
  ContactState state = ContactState::held;  ///< held when any record says so
  bool was_planned = false;                 ///< and a record announced it
  bool operator==(const MergedContact&) const = default;
};

/// Who and what the words of one record name and measure.
struct Facets {
  std::vector<std::string> parties;    ///< party ids, ascending
  std::vector<std::string> concepts;   ///< "issue:territory", "predicate:oppose", "place:Berlin", ascending
  std::vector<Quantity> quantities;    ///< inside the record's span, ascending
  std::vector<Span> names;             ///< bytes of the report that name actors and places, inside the record's span, ascending
};

struct Question {
  const std::vector<Document>* documents = nullptr;
  const std::vector<Record>* records = nullptr;
  const std::vector<Facets>* facets = nullptr;   ///< one per record; nullptr: labels and words only
  const Codebook* codebook = nullptr;            ///< parties of participants, words of deciding; may be nullptr
};

struct Answer {
  std::vector<Link> links;
  std::vector<Copy> copies;
  std::vector<MergedContact> contacts;           ///< by first day, then by first record
  /// Per document: the document whose words it repeats (itself when it is a source of its own). Copies and translations
  /// have one source; a shared passage does not make one.
  std::vector<std::uint32_t> source_of;
  Effort effort;
};

Answer relate(const Question& question);

/// Answer::source_of alone: copies and translations, without the links.
std::vector<std::uint32_t> sources(const Question& question);

/// For a review queue: how often each record stands in a link of these types. Index = record.
///   const auto weight = relate::concerns(answer, records.size());
///   queue.sort(by weight[i].contradictions, then weight[i].stance_changes, ...)
struct Concern { std::uint32_t contradictions = 0; std::uint32_t stance_changes = 0; std::uint32_t other_conflicts = 0; };
std::vector<Concern> concerns(const Answer& answer, std::size_t records);

}  // namespace locarno::relate
