#pragma once
// locarno/read/words_en.hpp -- the words of an English sentence around a place, and the closed classes of grammar they
// belong to (determiners, prepositions, auxiliaries ...). These are grammar, no list to be added to: names and verbs of
// speech stand in the codebook. Each answer costs the letters of one word.
#include "read/clauses.hpp"

namespace locarno::read::en {

/// The word that ends at or before `at`, past spaces; empty at `floor` or when a mark of punctuation stands there.
Range word_before(const View& view, std::uint32_t at, std::uint32_t floor);
/// The word that begins at or after `at`, past spaces; empty likewise.
Range word_after(const View& view, std::uint32_t at, std::uint32_t ceiling);

bool is_word(const View& view, Range word, std::string_view ascii);
bool is_determiner(const View& view, Range word);    ///< the, a, its, any, two ...
bool is_preposition(const View& view, Range word);   ///< of, in, with, after ...
bool is_be(const View& view, Range word);            ///< is, was, been ...
bool is_auxiliary(const View& view, Range word);     ///< has, would, did ... and the forms of be
bool is_coordinator(const View& view, Range word);   ///< and, but, or, nor, yet
bool is_relative(const View& view, Range word);      ///< who, which, whose, where ...
bool is_subordinator(const View& view, Range word);  ///< that, if, while, as, because ...
bool is_finite_opener(const View& view, Range word); ///< it, they, there ...: begins a clause of its own
bool is_adverb_form(const View& view, Range word);   ///< ends in -ly, in small letters
bool is_participle_form(const View& view, Range word);   ///< ends in -ing, in small letters
bool is_past_form(const View& view, Range word);     ///< ends in -ed, or one of the irregular verbs of speech

}  // namespace locarno::read::en
