#pragma once
// locarno/read/party_table.hpp -- the parties of a codebook as numbers, and which titles are offices of a state: worked out once
// for all reports.
//
// Method     Parties are numbered in the order of their ids, so that counting by number walks them as a sorted map would.
// Cost       O(actors log actors + terms) once; an answer is one look into a table, by name O(log parties).
// Threads    pure; may be shared by threads. The codebook must outlive it.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.hpp"

namespace locarno::read {

class PartyTable {
 public:
  using Party = std::uint32_t;
  static constexpr Party nobody = UINT32_MAX;

  explicit PartyTable(const Codebook& book);
  std::size_t size() const { return names_.size(); }
  Party of(ActorId actor) const { return party_of_[actor.index()]; }   ///< of an actor of the codebook
  Party find(std::string_view party) const;                            ///< nobody when no actor of the codebook is of it
  const std::string& name(Party party) const { return *names_[party]; }
  bool is_state(Party party) const { return party != nobody && (kinds_[party] & state) != 0; }
  bool is_group(Party party) const { return party != nobody && (kinds_[party] & group) != 0; }
  bool is_single(Party party) const { return (kinds_[party] & single) != 0; }   ///< one party, not several joined by ';' and not ""
  bool is_office(TermId term) const { return is_office_[term.index()] != 0; }
  /// The department of a title's office, or of an organisation's role: a ministry, its minister and its spokesman share one.
  static std::string_view department(std::string_view role);
  /// Is a title of this sort one of a state's offices?
  static bool is_office(const Term& title);

 private:
  enum : std::uint8_t { state = 1, group = 2, single = 4 };
  std::vector<const std::string*> names_;     ///< by party, ascending
  std::vector<std::uint8_t> kinds_;           ///< by party
  std::vector<Party> party_of_;               ///< by actor
  std::vector<std::uint8_t> is_office_;       ///< by term
};

}  // namespace locarno::read
