#pragma once
// locarno/model/record.hpp -- what a report says someone said, did or undertook, anchored in its words.
//
// One struct for the four kinds of the annotation scheme (statement, narrated stance, contact, commitment): they share
// every field but the last few, and a reader, a store and a page treat them alike. Field names in JSON: see
// record_json.hpp; they are those of the annotation scheme (docs/records.md).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"

namespace locarno {

enum class RecordKind : std::uint8_t {
  statement,   ///< content attributed to someone by a cue
  stance,      ///< a party's position told in the narrator's voice
  contact,     ///< meeting, call, visit; planned, held or denied
  commitment   ///< promise, agreement, joint undertaking
};
/// What the speaker does to the issue (not to an option).
enum class Attitude : std::uint8_t { support, oppose, concede, demand, offer, uncertain, report };
enum class QuoteType : std::uint8_t { direct, mixed, indirect, none };
enum class Hedge : std::uint8_t { none, possible, probable, conditional, counterfactual, planned, inferred };
/// How the date of a record is known.
enum class DateBasis : std::uint8_t {
  none, explicit_, day_month, day_only, weekday, relative, carried, context, vague
};
std::string_view to_string(RecordKind kind);
std::string_view to_string(Attitude attitude);
std::string_view to_string(QuoteType type);
std::string_view to_string(Hedge hedge);      ///< none -> ""
std::string_view to_string(DateBasis basis);  ///< explicit_ -> "explicit"
std::optional<RecordKind> parse_record_kind(std::string_view name);
std::optional<Attitude> parse_attitude(std::string_view name);
std::optional<QuoteType> parse_quote_type(std::string_view name);
std::optional<Hedge> parse_hedge(std::string_view name);  ///< "" -> none
std::optional<DateBasis> parse_date_basis(std::string_view name);

/// A stretch of the report with its words, so that a reader can check it.
struct Mention {
  Span span;
  std::string text;
  bool operator==(const Mention&) const = default;
};

/// What a human has decided about a record. Append-only history lives in the ledger; this is its present end.
enum class ReviewState : std::uint8_t { proposed, accepted, edited, rejected };
std::string_view to_string(ReviewState state);
std::optional<ReviewState> parse_review_state(std::string_view name);

struct Record {
  std::string id;    ///< short id from document, span, kind and speaker: same input, same id
  std::string doc;   ///< base name of the report's file
  std::string document;  ///< Document::id
  RecordKind kind = RecordKind::statement;
  Span span;         ///< bytes in the decoded text
  std::uint32_t char_start = 0;  ///< the same span in code points
  std::uint32_t char_end = 0;
  std::string text;  ///< the slice

  std::string speaker;        ///< canonical English name; "(narrator)", "(unspecified)"
  std::string speaker_party;  ///< party ids joined by ';' (CONTRACT: UKR RUS USA ... EXPERT MEDIA NARRATOR UNKNOWN)
  std::string speaker_org;
  std::string speaker_role;
  std::optional<Mention> speaker_mention;  ///< JSON speaker_text, speaker_span
  bool is_new_name = false;                ///< proposed from title + name + cue, in no codebook
  /// Reporting chain from the outside in: [0] the report's credited outlet (absent when it credits none), then relays.
  std::vector<std::string> via;
  std::optional<Mention> verb;             ///< the cue as printed; JSON verb, verb_span
  std::string verb_class;                  ///< cue class of the codebook, e.g. "concession"

  std::string issue;                     ///< issue id, or "other:<head noun>"
  std::vector<std::string> issues_other;
  Attitude stance = Attitude::report;
  std::optional<Mention> stance_if;      ///< the words of the condition, where one was said (JSON stance_if)
  std::string stance_holder;             ///< whose stance it is when that is not the speaker: party ids joined by ';'
  std::string target;                    ///< party or person addressed or aimed at
  bool negated = false;
  Hedge hedge = Hedge::none;
  QuoteType quote_type = QuoteType::none;

  std::optional<DateRange> date;         ///< said (statement), takes place (contact), made (commitment)
  DateBasis date_basis = DateBasis::none;
  bool date_inferred = false;            ///< the year is not printed with it nor known from the report's own date

  std::vector<std::string> participants; ///< contacts, commitments
  std::string location;
  std::string duration;                  ///< as printed
  std::string channel;                   ///< "phone", "social media", "press conference", ...
  std::optional<Date> due;               ///< deadline of a commitment

  std::string group;                     ///< records split from one quotation or repeating one act
  std::string rule;                      ///< id of the rule that made it, e.g. "zh.cue.subject_first"
  int confidence = 0;                    ///< 0..100, from named features (docs/records.md)
  std::string block_role;                ///< role of the block it stands in
  ReviewState review = ReviewState::proposed;
  bool operator==(const Record&) const = default;

  /// First hand: the speaker's words reach the report itself, with no relay between them.
  bool is_first_hand(bool document_has_outlet) const { return via.size() <= (document_has_outlet ? 1u : 0u); }
};

}  // namespace locarno
