#pragma once
// locarno/read/roles.hpp -- which blocks are the article's own words, and what the others are.
//
// Question   The raw blocks of a report and the codebook's terms found in it.
// Answer     For each block its role, its language and the features that decided.
// Method     docs/reading.md, Roles: features of each block (length, sentence ends, dates, outlets, phrases of widgets and
//            captions, repetition, shape), then rules in a fixed order; places in the page (before the title, after the
//            last paragraph, in a list of other stories) decide what shape alone cannot.
// Cost       O(n) in the bytes; blocks are compared with the title and their neighbours only.
// Tested by  roles_test.cpp, tests/read/oracle_layout_test.cpp
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/codebook.hpp"
#include "model/document.hpp"
#include "read/blocks.hpp"
#include "read/match.hpp"

namespace locarno::read {

/// What can be counted in one block.
struct BlockFeatures {
  std::uint32_t chars = 0;        ///< characters that are not white space or markup
  std::uint32_t han = 0;
  std::uint32_t hant = 0;         ///< Han characters that Simplified text does not use
  std::uint32_t hans = 0;         ///< Han characters that only Simplified text uses
  std::uint32_t latin = 0;        ///< Latin letters
  std::uint32_t digits = 0;
  std::uint32_t stops = 0;        ///< sentence-final marks
  std::uint32_t full_stops = 0;   ///< of those, the ones no headline has (a period)
  std::uint32_t commas = 0;
  std::uint32_t words = 0;        ///< Latin words
  bool ends_sentence = false;     ///< last mark ends a sentence (closing quotes and brackets skipped)
  bool ends_open = false;         ///< no mark of any kind at its end
  bool repeats = false;           ///< a sentence stands in it twice
  std::uint32_t widget = 0;       ///< characters covered by widget phrases
  std::uint32_t outlets = 0;      ///< characters covered by names of outlets
  bool ends_outlet = false;       ///< its last word is an outlet's name, set off by a space
  bool ends_colon = false;
  bool begins_actor = false;      ///< someone of the codebook, a time or a joiner (but, meanwhile) stands at its front
  bool is_phrase = false;         ///< the whole block is one boilerplate phrase; `phrase` says of which class
  std::string_view phrase;        ///< class of the boilerplate phrase that is, begins or ends it: "widget", "related" ...
  std::string_view begins, begins_value, ends, holds;  ///< classes of phrases at the front, at the end, anywhere
  bool has_full_date = false;     ///< year, month and day, or a stamp
  std::uint32_t date_chars = 0;   ///< characters of full dates and times of day
  std::uint64_t text_hash = 0;    ///< of its letters and digits, for equality
};

/// Features of every raw block. `matches` are of the whole text.
std::vector<BlockFeatures> block_features(std::string_view text, const Layout& layout, const Codebook& codebook,
                                          const std::vector<Match>& matches);
/// Fills document.blocks with roles, languages, reasons and continuations, and document.title.
void assign_roles(Document& document, const Layout& layout, const std::vector<BlockFeatures>& features,
                  const Codebook& codebook, const std::vector<Match>& matches);

/// Language of a run of text by its characters; `fallback` when they do not say.
Language language_of(const BlockFeatures& features, Language fallback);
/// True for the roles that are the article's own words: body, lead, translation, title, subhead.
bool is_article(BlockRole role);
/// True for the running text alone: body, lead, translation.
bool is_running_text(BlockRole role);

}  // namespace locarno::read
