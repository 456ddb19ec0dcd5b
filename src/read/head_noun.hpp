#pragma once
// locarno/read/head_noun.hpp -- the noun a stretch of content is about, for what no issue of the codebook covers.
//
// Method     Without a grammar. English: the last word of the first noun phrase behind the main verb, which an article, a
//            possessive or a preposition opens or which goes straight on from the verb. Chinese: the end of the object, the
//            last run of characters behind a verb, a particle or a function word of its clause.
// Cost       Linear in the stretch.
// Certainty  A proposal: "" rather than a pronoun, an adverb or a lone character.
#include <string>

#include "read/frames_scene.hpp"

namespace locarno::read {

std::string head_noun(const Scene& scene, Range content);

}  // namespace locarno::read
