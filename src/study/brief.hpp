#pragma once
// locarno/study/brief.hpp -- the main job: everything one page says, as plain data.
//
// Question   A case (or only reports), the ledger's documents and records, a day and an earlier day to compare with.
// Answer     Brief: what moved, the table of stances, the zone, clashes, openings, gates, promises, what to watch, what
//            is not known, and the numbered quotations behind each. The brief room only prints it.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/exact.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "model/case.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "model/draft.hpp"
#include "model/record.hpp"
#include "settle/zone.hpp"
#include "study/drafts.hpp"

namespace locarno {
struct Outlook;  // model/outlook.hpp
}

namespace locarno::study {

/// A numbered quotation: original words first.
struct Quotation {
  int number = 0;                    ///< 1.. in order of first use on the page
  std::string record;                ///< record id
  std::string doc;
  std::string outlet;
  Span span;
  std::uint32_t char_start = 0;
  std::uint32_t char_end = 0;
  std::string text;                  ///< the slice
  std::string words;                 ///< the same as a reader of the report sees it (words_shown): what a page prints
  std::string speaker;
  std::string speaker_printed;       ///< the words that identify the speaker in the report, without markup; may be empty or a pronoun
  std::string speaker_party;
  std::vector<std::string> via;      ///< relays only, outlet left out
  std::optional<DateRange> date;
  bool date_inferred = false;
  bool told_by_narrator = false;
  Language language = Language::unknown;
  ReviewState review = ReviewState::proposed;
};

/// A gate or promise as the reports state it.
struct Noted {
  Text name;
  Text needs;                        ///< gates: what it needs; from the analyst when needs_source says so
  std::string needs_source;
  PartyId party;
  std::vector<std::string> records;
};

/// A claim the lint holds against the page.
struct LintFinding {
  std::string kind;                  ///< uncited, single_source, relayed_only, narrated_only, stale, undated, analyst_only
  std::string where;                 ///< e.g. "stance UKR nato_membership none"
  std::string what;                  ///< one sentence
};

/// An opening with who still stands in the way once its lines are released.
struct OpeningView {
  settle::Opening opening;
  Integer strict_opens;              ///< how many of the opened settlements pass when silence rejects
  Verdict strict_counted = Verdict::proved;  ///< limit_reached: strict_opens and still_silent are not known
  std::vector<PartyId> still_silent; ///< signatories whose silence alone keeps strict_opens below opens
  std::vector<std::size_t> still_binding;  ///< red lines (indices) not released that the opened settlements must still meet on the same issues
};

struct OutlookView;  // study/outlook_view.hpp
struct EndStates;    // study/end_states.hpp
struct KeptView;     // study/kept_view.hpp

struct Brief {
  std::shared_ptr<const CheckedCase> the_case;  ///< never null: a plain folder gets a made-up case, see no_case
  bool no_case = false;              ///< made from the world codebook's general issues; no zone
  std::optional<Date> as_of;
  std::optional<Date> since;
  std::string version;               ///< VERSION of the program
  std::string codebook_hash;
  std::vector<Document> documents;   ///< those that count for the day, texts left in; by date then name
  std::vector<Document> undated;     ///< those of `documents` that stay undated
  std::vector<Document> later;       ///< given but published after the day and not used
  std::vector<Record> records;       ///< those that count, rejected ones left out
  StanceTable stances;
  std::vector<RedLine> red_lines;
  std::vector<Move> moves;
  std::optional<settle::ZoneAnswer> zone;
  settle::ZoneQuestion zone_question;     ///< lines index = red_lines index
  std::vector<OpeningView> openings;
  std::vector<Integer> opened_alone;      ///< [red line] settlements that pass (open reading) once it alone is released; empty when a limit cut it off
  DraftsView drafts;                 ///< those of the day or before, at most most_compared
  std::vector<std::string> later_drafts;  ///< ids of drafts put forward after the day and not used
  std::shared_ptr<const OutlookView> outlook;  ///< institutions and keeping; null where the case sets neither
  std::shared_ptr<const EndStates> end_states;  ///< of the case's graph model, set by who knows its folder; null where it has none
  std::shared_ptr<const KeptView> kept;  ///< of the case's watch, likewise; null where nothing is watched
  std::vector<Noted> gates;
  std::vector<Noted> promises;
  std::vector<Noted> claims;         ///< counts a report claims ("90% agreed"), with the quote
  std::vector<Record> contacts;      ///< by date
  std::vector<Record> commitments;
  std::vector<LintFinding> lint;
  std::vector<Quotation> quotations; ///< numbered
  std::map<std::string, int> number_of;   ///< record id -> quotation number
  std::map<std::string, std::string> copy_of;  ///< document id -> the document whose words it repeats; sources of their own are left out
  std::map<std::string, Text> names;      ///< canonical English name of a speaker, relay or outlet -> both forms, where known
};

struct BriefQuestion {
  const CheckedCase* the_case = nullptr;  ///< none = plain folder
  std::vector<Document> documents;
  std::vector<Record> records;
  std::vector<Draft> drafts;         ///< to lay side by side; none of a plain folder
  std::optional<Date> as_of;
  std::optional<Date> since;         ///< none = the earliest
  std::string codebook_hash;
  std::uint32_t opening_size = 0;    ///< look for openings of at most so many lines; 0 = any (3 where lines are many)
  std::uint32_t clash_size = 0;      ///< the same for clashes
  bool settle = true;                ///< false: only the question of what could be signed is made, not its answer
  const Outlook* outlook = nullptr;  ///< not owned; of the case, none = says nothing
  const Codebook* codebook = nullptr;  ///< not owned; names of parties for a plain folder, exclusive demands
};

/// A made-up case for a plain folder: the parties that speak in the records and the issues they speak of, each with the
/// two options "for" and "against". No zone is computed from it.
Case plain_case(const std::vector<Record>& records, const Codebook& codebook);

/// The day a record counts from: when it was said, never later than its report's date; none = undated, counts always.
/// A report published after `as_of` lends only its own news: what it dates to a whole day of the month before it.
std::optional<Date> said_on(const Record& record, const Document& document);
bool counts_for(const Record& record, const Document& document, std::optional<Date> as_of);

Result<Brief> brief(const BriefQuestion& question, Run& run);

}  // namespace locarno::study
