#pragma once
// locarno/read/stands_find.hpp -- the verb by which a clause tells a stand, its subject, and the words that tell it; inside
// of stands.cpp.
#include "read/frames_scene.hpp"
#include "read/speaker.hpp"

namespace locarno::read::stands {

struct Found {
  const Token* verb = nullptr;
  Speaker subject;
  bool carried = false;      ///< the clause has no subject: it goes on with an earlier one
  bool possessive = false;   ///< "its refusal of"
};

bool is_party(const Speaker& speaker);
bool is_many(const Speaker& speaker);
/// Past times, conjunctions and adverbs that open a clause. `condition` is set when it opens with "if".
std::uint32_t past_openers(const Scene& s, Range clause, bool& condition);
/// The noun phrase that opens the clause; kind none when it opens otherwise.
Speaker subject_at(const Scene& s, std::uint32_t at, std::uint32_t end);
/// The subject that stands last before `at` in the sentence, for what goes on without one or with a pronoun.
Speaker subject_before(const Scene& s, std::uint32_t at);
/// PARTY + verb of wanting, refusing, giving up, leaving open. verb == nullptr when there is none.
Found stand_in(const Scene& s, Range clause, bool in_speech = false);
/// "X has been viewed by A as Y", "X was refused by A" in Chinese: A's stand on X. A threat, a red line or what is refused
/// is opposed, the rest favoured.
Found passive_stand(const Scene& s, Range clause, bool& opposed);
/// Where the words of the stand begin and end: a clause on its topic before it belongs to it; "its refusal of X", said in
/// passing, ends at the noun. `k`: the clause's number; `floor`: nothing before it belongs to the stand.
Range span_of(const Scene& s, std::size_t k, Range clause, const Found& found, std::uint32_t floor);

}  // namespace locarno::read::stands
