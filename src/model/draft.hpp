#pragma once
// locarno/model/draft.hpp -- a draft: a plan of numbered points, as far as it is publicly known, mapped to the case's
// issues and options. File format: docs/drafts.md; reading: draft_file.hpp.
//
// Unknown is a value, in four shapes that are not the same and are never added up:
//   a point nobody has reported            points - number of rows
//   a point known by its subject only      settles = { territory = "?" }
//   wording open between options           settles = { security_guarantees = ["a", "b"] }     (brackets)
//   a point outside the case's issues      no settles
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "model/case.hpp"

namespace locarno {

/// What a point says on one issue.
struct DraftTerm {
  IssueId issue;
  OptionSet options;                  ///< one bit: settled; several: open between them; none: subject known, content not
  bool is_known() const { return options.bits != 0; }
  bool operator==(const DraftTerm&) const = default;
};

struct DraftPoint {
  int number = 0;                     ///< 1.. in the document; 0 = its number is not known
  Text title;
  std::vector<DraftTerm> terms;       ///< in the order of issues, each issue once
  std::vector<std::string> phrases;   ///< a record that carries one is the point's evidence
  std::string source_note;            ///< where the analyst has this point from, when not the draft's own source
  std::string from_draft;             ///< id of the draft whose point it goes back to; "" = not said
  int from_point = 0;                 ///< its number there; 0 = not said
  std::string where;                  ///< file:line:column
  bool operator==(const DraftPoint&) const = default;
};

struct Draft {
  std::string id;                     ///< file name without .toml
  Text title;
  std::optional<Date> date;
  Text by;                            ///< who put it forward
  std::string parent;                 ///< id of the draft it revises; "" = none known
  int points = 0;                     ///< how many points the document has, known or not
  std::vector<DraftPoint> rows;       ///< the points something is known of, in the order of the file
  std::vector<std::string> phrases;   ///< a record that carries one speaks of the draft
  std::string source_note;            ///< required, shown
  std::string where;
  bool operator==(const Draft&) const = default;
};

/// What all known points leave open: [issue] the options allowed; every option where the draft says nothing known.
IdVec<IssueId, OptionSet> allowed_by(const Draft& draft, const Case& c);

constexpr std::size_t most_drafts = 64;
constexpr int most_points = 1'000;

/// The draft with this id, or null.
const Draft* find_draft(const std::vector<Draft>& drafts, std::string_view id);

}  // namespace locarno
