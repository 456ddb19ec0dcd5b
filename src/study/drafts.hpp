#pragma once
// locarno/study/drafts.hpp -- drafts held against what parties have publicly said, and against each other.
//
// Question   Drafts (model/draft.hpp), the stances and red lines of the day, the openings of the zone.
// Answer     For each draft: where each signatory stands on each point, how many of its points all of them have
//            accepted, which red lines which points hit, how many passing settlements it leaves room for, and the
//            nearest ones that pass. Between a draft and its parent: what changed, for whom it reads better or worse.
// Standing   of a party on a point: accepted, conditional, rejected, open (it depends on the bracket), silent, or
//            unknown (nothing of the point is known, or it lies outside the case's issues). An `accepts_if` whose
//            condition every reading of the draft meets is accepted; one that no reading meets is rejected.
// Hit        a minimal set of points that together leave a red line no way to be met (a clash of the line with points).
//            An option in brackets that alone breaks a line is a hit of that option only.
// Certainty  as settle/completion.hpp and settle/zone.hpp; everything else is a tally of stances.
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "model/draft.hpp"
#include "model/record.hpp"
#include "model/stance.hpp"
#include "settle/completion.hpp"
#include "settle/zone.hpp"

namespace locarno::study {

enum class Standing : std::uint8_t { unknown, silent, open, rejected, conditional, accepted };
const char* to_string(Standing standing);

struct PointView {
  std::size_t row = 0;                   ///< index in Draft::rows
  std::vector<Standing> standing;        ///< [party]
  bool all_accept = false;               ///< every signatory accepted
  bool all_accept_or_if = false;         ///< every signatory accepted or conditional
  std::vector<std::string> evidence;     ///< record ids: its phrases
};

struct DraftHit {
  std::size_t line = 0;                  ///< index of the red line
  std::vector<std::size_t> rows;         ///< points, ascending: together they break it
  OptionId option;                       ///< of a bracket, when only this option breaks it; none = the point as a whole
  IssueId issue;                         ///< the bracket's issue; none otherwise
};

/// The nearest passing settlements once some red lines are released (none, or those of one opening).
struct DraftCompletion {
  std::vector<std::uint32_t> relax;      ///< red lines released
  std::vector<std::size_t> rows;         ///< [point of the question] its index in Draft::rows
  settle::CompletionAnswer answer;       ///< sets are of points of the question
};

/// What one draft says on one issue.
struct Clause {
  bool named = false;                    ///< some point deals with it
  OptionSet options;                     ///< none = what it says is not known
  std::vector<std::size_t> rows;
  std::vector<Standing> standing;        ///< [party]
};

struct DraftView {
  Draft draft;
  std::vector<PointView> points;         ///< [row]
  std::vector<Clause> clauses;           ///< [issue]
  std::size_t known = 0;                 ///< points of which something on an issue is known
  std::size_t all_accept = 0;            ///< of draft.points
  std::size_t all_accept_or_if = 0;      ///< of draft.points
  std::vector<std::size_t> accepted_by;  ///< [party] points accepted
  std::vector<DraftHit> hits;            ///< by line, then points
  Verdict hits_complete = Verdict::proved;
  Integer room;                          ///< settlements the draft leaves open
  Integer passing;                       ///< of these, those that pass every red line (open reading)
  Verdict counted = Verdict::proved;
  std::vector<std::optional<Amount>> worth;  ///< [party] from least to most, what is open counted so; none without scores
  std::vector<DraftCompletion> completions;  ///< without a release when something passes; else one for each opening shown
  std::vector<std::string> evidence;     ///< record ids that name the draft
};

enum class Shift : std::uint8_t { not_known, same, better, worse };
const char* to_string(Shift shift);

struct ClauseChange {
  IssueId issue;
  std::vector<Shift> shift;              ///< [party] by its publicly stated position on what stood and what stands
  std::vector<Shift> score_shift;        ///< [party] by its scores, where the case has them (level 3)
};

struct DraftChange {
  std::size_t from = 0;                  ///< index in the list compared
  std::size_t to = 0;
  std::vector<ClauseChange> clauses;     ///< changed, by issue: also what became known, bracketed or silent again
  std::size_t kept = 0;                  ///< clauses known in both and the same
  std::vector<std::size_t> new_hits;     ///< red lines hit now and not before
  std::vector<std::size_t> gone_hits;
};

struct DraftsView {
  std::vector<DraftView> drafts;
  std::vector<DraftChange> changes;      ///< each draft against its parent in the list, else the one before it
};

struct DraftsQuestion {
  const CheckedCase* the_case = nullptr;
  std::vector<Draft> drafts;             ///< at most eight are laid side by side; all given are answered
  const StanceTable* stances = nullptr;
  const std::vector<RedLine>* red_lines = nullptr;   ///< of signatories; index = line of the zone question
  const settle::ZoneQuestion* zone = nullptr;
  std::vector<std::vector<std::uint32_t>> openings;  ///< to complete under when nothing passes; the first three are used
  const std::vector<Record>* records = nullptr;
};

constexpr std::size_t most_compared = 8;

/// Errors: those of settle::complete and settle::zone; cancelled.
Result<DraftsView> compare_drafts(const DraftsQuestion& question, Run& run);

/// Picks drafts by id, in the order asked for; all when `ids` is empty (then the latest eight, in order).
/// Errors: not_found with the nearest id; bad_use above most_compared.
Result<std::vector<Draft>> pick_drafts(const std::vector<Draft>& drafts, const std::vector<std::string>& ids);

}  // namespace locarno::study
