#pragma once
// locarno/brief/safe.hpp -- words that others wrote, made safe to print.
//
// Reports are hostile input. Before any form of the page shows a string it goes through visible(): valid UTF-8, no
// control character that a terminal or a browser would obey, direction marks turned into words. Each form then escapes
// what it must on top.
#include <cstddef>
#include <string>
#include <string_view>

namespace locarno::brief {

/// Valid UTF-8 on one line: ill-formed bytes become U+FFFD, line breaks and tabs one space; other control characters,
/// direction marks and invisible tag characters become their number: "[U+202E]".
std::string visible(std::string_view text);

/// Escapes & < > " ' for HTML text and quoted attributes. `text` must be visible().
std::string html_escape(std::string_view text);

/// Escapes what Markdown or the HTML inside it would obey. `text` must be visible().
std::string markdown_escape(std::string_view text);

/// The same for lines of JSON: what a terminal would obey or a reader not see becomes its escape (\u202e), which is the
/// same value to every program; line ends stay.
std::string json_visible(std::string_view json);

/// Ill-formed bytes become U+FFFD; nothing else changes.
std::string valid_utf8(std::string_view text);

/// Columns `c` takes in a terminal: 0 for combining marks, 2 for East Asian wide characters, else 1.
unsigned columns_of(char32_t c);
std::size_t columns(std::string_view text);

/// The first characters of `text` that fit `most` columns; when some are left off, U+2026 takes the last one. Breaks
/// between words when the script has spaces and a space is near.
std::string shorten(std::string_view text, std::size_t most);

/// Characters (code points) in `text`.
std::size_t count_characters(std::string_view text);

}  // namespace locarno::brief
