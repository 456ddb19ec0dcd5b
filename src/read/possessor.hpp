#pragma once
// locarno/read/possessor.hpp -- whose a title is when a word stands for the owner: "the kingdom's foreign ministry", "the
// group's spokesman" and their like in Chinese.
//
// Question   Which state, armed group or organisation, named before, does the word in front of a title stand for?
// Method     The word says of what sort (state, armed group, any body); the last of that sort before it is meant. A breakaway
//            state is looked for among armed groups and authorities nobody recognises, where the codebook has them.
// Cost       At most some hundred matches back.
// Certainty  An inference, as with any pronoun.
#include <cstdint>
#include <functional>
#include <vector>

#include "model/codebook.hpp"
#include "read/clauses.hpp"
#include "read/match.hpp"

namespace locarno::read {

enum class OwnerSort : std::uint8_t { none, state, group, body };

struct OwnerWord {
  OwnerSort sort = OwnerSort::none;
  std::uint32_t begin = 0;   ///< where the word stands
};

/// The owner's word right before a title that begins at `at`, over a few adjectives; sort none when there is none.
OwnerWord owner_word(const View& view, std::uint32_t at);

/// The match it stands for; nullptr when nothing of the sort is named before. `actor_of` tells the actor of a match, nullptr for
/// other matches; `matches` ascend.
const Match* owner_before(const View& view, const std::vector<Match>& matches, const OwnerWord& word,
                          const std::function<const Actor*(const Match&)>& actor_of);

/// "the general staff", behind "the general staff of X": the last match before `word` whose longer words end in the same
/// characters; nullptr when nobody named so far is called so, and for words of fewer than three characters.
const Match* named_in_full(const View& view, const std::vector<Match>& matches, Range word,
                           const std::function<const Actor*(const Match&)>& actor_of);

}  // namespace locarno::read
