#pragma once
// locarno/read/talked.hpp -- what is only talked of: "whether A had agreed", "reports that A had agreed", "if A agrees".
//
// Question   Does the sentence say that somebody did this, or only speak of it as open, reported or a condition?
// Method     The word right before the subject, or any such word before the verb; a verb ("A claims that") has its subject
//            right before it. Nobody said it was so: what another clause says of it (not known, denied) is that clause's own.
// Cost       The letters before the verb. Errors: none.
#include "read/clauses.hpp"
#include "read/frames_scene.hpp"

namespace locarno::read {

/// `subject`: the phrase of who would have done it; `verb`: where the verb begins.
bool is_only_talked_of(const Scene& s, Range subject, std::uint32_t verb);
/// Likewise for a clause read up to its verb, whoever its subject is.
bool only_talks(const Scene& s, Range before_verb);

}  // namespace locarno::read
