#pragma once
// locarno/read/silence.hpp -- "A would not say whether C", "A declined to comment", in Chinese too: somebody who leaves it open.
#include <optional>
#include <string>

#include "read/frames_scene.hpp"
#include "read/speaker.hpp"

namespace locarno::read {

/// A refusal or failure to speak, told in the outlet's own words.
struct Silence {
  Range act;            ///< the word of speaking that did not happen: "say", "comment"
  Speaker subject;      ///< who kept silent; none when the clause goes on with an earlier subject
  bool answers = false; ///< "did not respond": the outlet may only have asked
  bool asked = false;   ///< "... to a request for comment": the outlet says that it asked, and nobody stands anywhere
};

/// The silence that the clause `clause` (units) tells, outside of quotation marks. Neither a comment that was made nor one that is
/// forbidden is one. None without a word of speaking that is negated, declined or still to come.
std::optional<Silence> silence_in(const Scene& scene, Range clause);

/// Does the sentence begin by telling of a silence, behind "asked whether C," too?
bool opens_with_silence(const Scene& scene);

/// The word of speaking at `word` did not happen, and no word of refusal ("declined to say whether C") makes it an act of its own.
bool is_unspoken(const Scene& scene, Range word);

/// "A demands C, B refuses": a party and its bare verb is the answer of B, and nothing that A, of `party`, said. Chinese.
bool is_bare_answer(const Scene& scene, Range clause, const std::string& party);

}  // namespace locarno::read
