#pragma once
// locarno/stance/naming.hpp -- which options of an issue a text names, by the case's phrases on the folded view.
#include <string>
#include <string_view>
#include <vector>

#include "model/case.hpp"
#include "model/codebook.hpp"

namespace locarno::stance {

/// The phrases of a case, folded once.
class Naming {
 public:
  Naming(const CheckedCase& the_case, const Codebook* codebook);

  /// Options of `issue` named in `text`. A phrase inside a longer phrase of the same issue does not count ("join NATO" in
  /// "not join NATO"); a phrase in Latin letters counts as whole words only. A phrase "USA:send troops" counts only in
  /// words of USA alone.
  OptionSet options(IssueId issue, std::string_view text, const std::vector<PartyId>& speaks) const;
  /// Does the case say in what words its options are told?
  bool knows_phrases() const;
  /// Do the codebook's words for `issue` stand in `text`?
  bool mentions(IssueId issue, std::string_view text) const;
  /// May `text` be about `issue`: does it mention it, point back at what was said before ("this", "it"), or is the issue one the
  /// codebook has no words for?
  bool may_mean(IssueId issue, std::string_view text) const;
  /// A word that shuts out substitutes ("only", "nothing else"), outside the likes of "not only".
  bool excludes(std::string_view text) const;
  /// A word of acceptance ("agrees to accept"), as against giving up.
  bool accepts(std::string_view text) const;
  /// A word that accuses somebody of a deed ("accused", "violation").
  bool accuses(std::string_view text) const;
  /// A word that finds fault ("condemned", "expressed concern").
  bool blames(std::string_view text) const;

 private:
  using Units = std::u16string;
  struct Phrase {
    Units units;
    OptionId option;
    PartyId only;   ///< none: anyone's words
  };
  struct Hit { std::size_t begin, end; OptionId option; };
  static void find_all(const Units& text, const Units& phrase, OptionId option, std::vector<Hit>& hits);
  static void drop_inner(std::vector<Hit>& hits);
  static Units fold_text(std::string_view text);
  static bool has(const std::vector<Units>& words, std::string_view text);

  std::vector<std::vector<Phrase>> by_issue_;
  std::vector<std::vector<Units>> words_of_issue_;
  std::vector<std::vector<Units>> hints_of_issue_;
  std::vector<Units> exclusive_;
  std::vector<Units> not_exclusive_;
  std::vector<Units> accept_, accuse_, blame_;
};

}  // namespace locarno::stance
