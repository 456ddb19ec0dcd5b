#pragma once
// locarno/read/carry.hpp -- whose words a sentence holds that names nobody and has no verb of speech.
//
// Question   Does the sentence go on with what the one before said?
// Method     Quotation marks, words that carry on ("besides"), a modal of asking in Chinese; not where the outlet weighs what was
//            said, names somebody else or begins with a day. At most three sentences on.
// Certainty  An inference; records so made are marked `carry_over` or `carry_quote` (docs/records.md).
#include "read/attribution.hpp"

namespace locarno::read {

inline constexpr int longest_carry = 3;   ///< sentences

bool is_full_quote(const Scene& scene, Range words);
/// May the words of a sentence without a cue go on with what was said before?
bool goes_on(const Scene& scene, const Memory& memory, Range words);
/// English: does a paragraph that is all quotation go on with the speaker of the paragraph before?
bool quotes_on(const Scene& scene, const Memory& memory);
/// Past "what must be pointed out is," in Chinese.
Range past_pointer(const Scene& scene, Range words);

/// "Q:", "A journalist of X: ...?": does the sentence open a question put to somebody? What its paragraph says of others is the asker's.
bool opens_question(const Scene& s);

}  // namespace locarno::read
