#pragma once
// locarno/read/propositions.hpp -- content parted into single propositions, and what each says: issue, stand, polarity,
// condition, holder. Inside of attribution.cpp.
#include <string>
#include <vector>

#include "read/attribution.hpp"

namespace locarno::read {

// propositions.cpp
QuoteType quote_type(const Scene& s, Range r);
/// A quoted term ("peace plan") does not make a statement a quotation: a run of speech is long, or holds a verb.
bool quotes_speech(const Scene& s, Range r);
/// A record does not begin with "but" or "and".
Range without_opener(const Scene& s, Range r);
/// A sentence that is a credit in lenticular brackets, or a dateline with a slash behind it.
bool is_credit(const Scene& s);
bool is_narrators(const Scene& s, Range piece);
/// In Chinese, "the crowd expressed joy": two letters that no row of the codebook knows.
bool says_nothing(const Scene& s, Range r);
/// Single propositions of a content: clauses are joined unless the next has a predicate of its own and differs in issue,
/// stance or polarity.
std::vector<Range> propositions(const Scene& s, Range content, const Frame& f, const std::string& parties);

// propositions_fill.cpp
void fill(const Scene& s, Proposition& p, const Memory& memory, const std::string& hint, const std::string& fallback_issue);
/// What the outlet tells of a party in its own voice: all but kind, attitude, issue and rule.
Proposition told_of(const Scene& s, Range r, const Speaker& who, const Memory& memory);
/// Joins what stands in one group: a concession beside what is asked for it carries that as its condition.
void link_group(const Scene& s, std::vector<Proposition>& out, std::size_t from);

}  // namespace locarno::read
