#pragma once
// locarno/read/speaker_parts.hpp -- what the files that read a noun phrase share; inside of speaker*.cpp.
#include <string>

#include "read/speaker.hpp"

namespace locarno::read {

/// English: a word for those who fight a state ("rebel", "militia") in the range.
bool names_rebels(const Scene& scene, Range range);

/// Extends a noun phrase leftwards over names, titles, places and the Han text between them.
std::uint32_t phrase_begin(const Scene& s, std::uint32_t at, std::uint32_t floor);
/// For an unnamed source the modifiers count too ("several US officials who ..."): back to the begin of the clause when
/// nothing but plain words lies between.
std::uint32_t modifiers_begin(const Scene& s, std::uint32_t at, std::uint32_t floor);
/// State, organisation or place of a noun phrase: whom an unnamed official speaks for.
const Actor* body_in(const Scene& s, Range phrase);
void set_body(const Scene& s, Speaker& speaker, Range phrase, const std::string& cls);
/// The party of an office or a group that no body stands with, from the rest of the report.
void infer_party(const Scene& s, Speaker& speaker, const Token& title);

// speaker_names.cpp
/// "A's government officials": a body whose last word is the first one of the title that begins at `at`.
const Token* body_across(const Scene& s, std::uint32_t at);
/// In Chinese, "X's doctors' network": a society named after a state, in no codebook; it does not speak for the state.
Speaker society_zh(const Scene& s, std::uint32_t at, std::uint32_t floor);
/// A name in no codebook: letters between a title and `at` (Chinese), or capitalised words (Latin).
Speaker unknown_name_zh(const Scene& s, std::uint32_t at, std::uint32_t floor);
Speaker unknown_name_en(const Scene& s, std::uint32_t at, std::uint32_t floor);
/// "<< Name >> Daily": a title in book brackets with a word of the press after it.
Speaker bracketed_outlet(const Scene& s, std::uint32_t at, std::uint32_t floor);
/// An outlet in no codebook: a name that ends in a word of the press ("... Television", "... Daily").
Speaker named_outlet(const Scene& s, std::uint32_t at, std::uint32_t floor);

}  // namespace locarno::read
