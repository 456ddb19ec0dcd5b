#pragma once
// locarno/read/allegiance.hpp -- whose office it is when the phrase does not say: "the defence minister said".
//
// Question   A title of a state's office, or "the rebels", without a state beside it: of which party?
// Method     Evidence of the same report, the nearest first: a capital that opens the sentence ("In X, the foreign office
//            said"); the same office named in full before; the one state whose offices the paragraph has named so far; the
//            state the report is about (three mentions, and three times those of any other whose offices it names); the
//            capital of the dateline. A group: the only one the report names.
// Certainty  An inference: records lose confidence and `why` names the evidence. Where two states fit, no answer.
// Cost       Linear in the matches once; a question looks at some dozens of mentions of its paragraph and the one before.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/clauses.hpp"
#include "read/match.hpp"
#include "read/party_table.hpp"
#include "read/term_facts.hpp"

namespace locarno::read {

struct Inferred {
  std::string party;            ///< "" = the report does not say
  const char* evidence = "";    ///< in words, for `why`
  explicit operator bool() const { return !party.empty(); }
};

class Allegiance {
 public:
  /// `facts` by term and `parties`: of the same codebook.
  Allegiance(const Codebook& book, const PartyTable& parties, const std::vector<TermFacts>& facts, const View& view, const std::vector<Block>& blocks,
             const std::vector<Match>& matches);

  /// `title`: a term of kind title at these units, with no body in its phrase.
  Inferred of_office(const Term& title, Range at) const;
  /// The only armed group of the report.
  Inferred of_group() const;
  bool is_state(std::string_view party) const { return parties_.is_state(parties_.find(party)); }
  /// Of several actors with one name at one place ("Foreign Office"), the only one whose party the report names; else nullptr.
  /// `is_short`: a form of one character, which stands for the first of them when none is named.
  const Actor* only_named(const std::vector<const Actor*>& actors, bool is_short) const;
  /// "the rebels", "the guerrilla commander": of an armed group, never of the state whose adjective stands before it.
  static bool is_of_group(const Term& title);

 private:
  using Party = PartyTable::Party;
  struct Office { std::uint32_t at; Party party; std::string_view role; std::string_view department; std::size_t block; };
  struct Mention { std::uint32_t begin; std::uint32_t end; Party party; bool is_capital; bool is_person; std::string_view role; };
  struct Tally {
    int mentions = 0;      ///< of a state and its people
    int speaking = 0;      ///< of its offices
    int group = 0;         ///< of a group and its people
    bool named = false;    ///< in plain words, not by its capital or a doubtful form
  };
  /// What comes up with one party only; nobody once there are two.
  template <class Key> using Only = std::vector<std::pair<Key, Party>>;

  Inferred of_holder(const Term& title, std::uint32_t at) const;
  std::size_t block_of(std::uint32_t at) const;
  std::uint32_t sentence_begin(std::uint32_t at) const;
  bool is_named(Party party) const { return party != PartyTable::nobody && tally_[party].named; }
  Inferred inferred(Party party, const char* evidence) const;
  Party abbreviated(std::uint32_t at) const;
  Inferred of_place(std::uint32_t at) const;
  Inferred named_before(const Term& title, std::uint32_t at, bool exactly) const;
  Inferred named_once(const Term& title) const;
  Inferred of_paragraph(std::uint32_t at) const;
  Inferred of_report() const;
  Inferred of_dateline() const;
  bool is_bare(Range at) const;
  bool behind_institution(Range at) const;
  void note_actor(const std::vector<Match>& matches, std::size_t i);
  void note_only_ones();
  void note_offices(const std::vector<Match>& matches);
  void note_dateline(const std::vector<Block>& blocks);

  const Codebook& book_;
  const PartyTable& parties_;
  const std::vector<TermFacts>& facts_;
  const View& view_;
  std::vector<Range> blocks_;              ///< of running text, ascending
  std::vector<Mention> mentions_;          ///< of states and their people, by place
  std::vector<Office> offices_;            ///< with their state, by place
  std::vector<std::uint32_t> word_ends_;   ///< ends of small words and times: what may stand before a bare Chinese title
  std::vector<Tally> tally_;               ///< by party
  Only<std::string_view> only_of_role_;
  Only<char16_t> only_of_letter_;          ///< by the first character of the state's Chinese name
  std::vector<std::pair<std::uint32_t, Party>> capitals_;   ///< where they stand, in bylines too; ascending
  Party dateline_ = PartyTable::nobody;         ///< state whose capital the report comes from
  std::uint32_t passed_ = 0;               ///< of the names at one place the longest counts
};

}  // namespace locarno::read
