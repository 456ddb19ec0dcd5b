#pragma once
// locarno/stance/context.hpp -- the surroundings of a record: its report, the parties it speaks for, what stands beside it.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "stance/naming.hpp"
#include "stance/stances.hpp"

namespace locarno::stance {

/// One party a record's position belongs to.
struct Holder {
  PartyId party;
  bool member = false;         ///< said by one of several that make up the party
  bool told = false;           ///< by a speaker of another party
  std::vector<std::string> via;
};

class Context {
 public:
  explicit Context(const Question& question);

  /// The parties whose position `record` states, in the case's order. Empty for experts, media, outlets.
  std::vector<Holder> holders(const Record& record) const;
  const Document* document(const Record& record) const;
  /// Records of the same group, or of the same sentence (nothing but a few bytes between), other than `record` itself.
  std::vector<std::size_t> beside(std::size_t record) const;

 private:
  struct Count { PartyId party; bool member = false; };
  std::vector<Count> parties_of(std::string_view joined) const;
  bool speaks_for(std::string_view name, PartyId party) const;

  const Question& question_;
  std::map<std::string, std::vector<Count>, std::less<>> by_token_;
  std::map<std::string, const Document*, std::less<>> documents_;
  std::map<std::string, std::string, std::less<>> party_of_name_;   ///< canonical name of an actor -> its party ids
  std::map<std::string, std::vector<std::size_t>> by_document_;     ///< record indices, ascending by span
  std::vector<std::size_t> place_in_document_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> groups_;
};

}  // namespace locarno::stance
