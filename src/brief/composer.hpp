#pragma once
// locarno/brief/composer.hpp -- what every section of the page needs: names in the page's language, counts with their
// denominators, quotation numbers, conditions in words, and how a thing is known.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/exact.hpp"
#include "brief/page.hpp"
#include "brief/words.hpp"
#include "model/case.hpp"
#include "study/brief.hpp"

namespace locarno::brief {

/// "5184" -> "5,184"; more than 21 digits -> about, with a power of ten.
std::string grouped(const Integer& count);
std::string grouped(std::size_t count);
/// k of n in whole per cent, halves up; 0 when n is 0.
std::size_t percent(std::size_t k, std::size_t n);

class Composer {
 public:
  Composer(const study::Brief& brief, PageLanguage language);

  const study::Brief& b;
  const Case& c;
  const PageLanguage language;

  Line say(Word id, const std::vector<Line>& places = {}) const { return fill(id, language, places); }
  std::string_view text(Word id) const { return word(id, language); }

  Line party(PartyId party) const;
  /// A party id of a record ("UKR;USA"), the case's name where it has one.
  Line parties(std::string_view ids) const;
  Line parties(const std::vector<PartyId>& ids) const;
  Line issue(IssueId issue) const;
  Line issues(const std::vector<IssueId>& ids) const;
  Line option(IssueId issue, OptionId option) const;
  Line date(const std::optional<Date>& date) const;
  Line count(const Integer& n) const { return strong(grouped(n)); }
  Line count(std::size_t n) const { return strong(grouped(n)); }

  /// The numbers of the first `most` of these records that have one, ascending, each once.
  std::vector<int> numbers(const std::vector<std::string>& records, std::size_t most = 3) const;
  Line cites(const std::vector<std::string>& records, std::size_t most = 3) const;
  Line condition(const Condition& condition) const;

  /// The red line in words with its party, without a full stop: "On territory, Russia will accept only ...".
  Line line_words(const RedLine& line) const;
  /// The same with how it is known: "... [3] (read, only through the United States; since 2025-12-14)"
  Line red_line(const RedLine& line) const;
  Line how_known(const RedLine& line) const;
  /// Relays in the order the words travelled: who stands nearest the speaker first (records keep the outermost first).
  Line via(const std::vector<std::string>& names) const;

  /// The quotation behind a record, or null.
  const study::Quotation* quotation(const std::string& record) const;
  /// "words" -- speaker, outlet, date [n]; `most` columns of the words.
  Line short_quote(const study::Quotation& quotation, std::size_t most) const;
  Line speaker(const study::Quotation& quotation) const;
  /// A person, body or outlet by its canonical name ("Xinhua/CCTV"), in the page's language where the codebook has it.
  Line name(const std::string& canonical) const;
  Line quotation_date(const study::Quotation& quotation) const;

  /// The last day on which something behind these records was said; none when all are undated.
  std::optional<Date> last_said(const std::vector<std::string>& records) const;
  bool is_stale(const std::optional<Date>& last) const;

  bool is_silent(PartyId party, IssueId issue) const;
  std::vector<PartyId> signatories() const;

 private:
  std::map<std::string, const Record*> record_;
  std::map<int, const study::Quotation*> quotation_;
  std::optional<Date> today_;
};

// The sections, each in its own file.
void compose_head(const Composer& composer, Page& page);
void compose_bottom(const Composer& composer, Page& page);
void compose_moved(const Composer& composer, Page& page);
void compose_table(const Composer& composer, Page& page);
void compose_gap(const Composer& composer, Page& page);
void compose_claims(const Composer& composer, Page& page);
void compose_drafts(const Composer& composer, Page& page);
/// Every point of every draft, with the words behind it: for `locarno draft`.
std::vector<std::pair<Line, std::vector<Item>>> compose_draft_points(const Composer& composer);
void compose_gates(const Composer& composer, Page& page);
/// What is assessed about gates and keeping; after the gates and what would flip the result.
void compose_chances(const Composer& composer, Page& page);
/// Which end states of the case's graph model hold still.
void compose_end_states(const Composer& composer, Page& page);
void compose_watch(const Composer& composer, Page& page);
/// Which clauses of the watched terms are kept; none where nothing is watched.
void compose_kept(const Composer& composer, Page& page);
void compose_unknown(const Composer& composer, Page& page);
void compose_folder(const Composer& composer, Page& page);
void compose_quotations(const Composer& composer, Page& page);

/// Issues that two lines of a clash share (all of its issues when no two share one).
std::vector<IssueId> disputed(const study::Brief& brief, const settle::Clash& clash);
/// Red lines that are in at least one clash, ascending.
std::vector<std::size_t> clashing_lines(const study::Brief& brief);

}  // namespace locarno::brief
