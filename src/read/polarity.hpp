#pragma once
// locarno/read/polarity.hpp -- negation and hedging of a stretch of content.
#include "model/record.hpp"
#include "read/frames_scene.hpp"

namespace locarno::read {

/// Is the main predicate in `r` negated? A negator counts unless a "not only" holds it, it stands in a modifier
/// (... of something), or inside a short quotation that is one word of the sentence.
bool is_negated(const Scene& scene, Range r);
/// Is there a negator close before (or around) `at`, so that the word there is turned round?
bool is_turned(const Scene& scene, Range word, std::uint32_t floor);
Hedge hedge_of(const Scene& scene, Range r);

}  // namespace locarno::read
