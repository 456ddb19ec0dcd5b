#pragma once
// locarno/read/contacts_company.hpp -- who meets whom in a clause that tells of a contact; inside of contacts.cpp.
#include <string>
#include <vector>

#include "read/contacts.hpp"

namespace locarno::read {

/// Those named in a clause.
struct Company {
  std::vector<std::string> names;
  std::string parties;
  Range reach;              ///< from the first to the last mention
};

void add_name(Company& c, const std::string& name, const std::string& party, Range at);
/// `visit`: a capital or a state after "to" is the host.
Company company_in(const Scene& s, Range r, const Discourse& d, bool visit = false);
/// Two of them at least.
bool is_company(const Company& c);
/// One side is named; the other stands beside the word as an office or a delegation.
void add_unnamed(const Scene& s, const Token& word, Range segment, Company& c);
/// "A arrived in PLACE, (and) held talks with B": who came is who met.
void add_subject_before(const Scene& s, std::size_t k, Range segment, Company& c);
/// "(he told of) the meeting with X", "his meeting with X": the one who speaks is the other.
void add_speaker(const Scene& s, const Token& word, Range segment, const std::vector<Proposition>& said, std::size_t first, std::size_t end,
                 const Discourse& d, Company& c);

}  // namespace locarno::read
