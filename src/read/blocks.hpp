#pragma once
// locarno/read/blocks.hpp -- the blocks of a report, what each is for, and its inline markup.
//
// A block is a paragraph, heading, caption, list item or label: a span of the decoded text. In HTML a block may hold
// inline tags; `cuts` are the byte spans inside it that are markup and not words. Character references (&ldquo;) are kept
// as written in every span and slice; Layout::stands says which character each stands for.
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"
#include "model/codebook.hpp"
#include "model/document.hpp"
#include "read/match.hpp"

namespace locarno::read {

struct RawBlock {
  Span span;
  std::vector<Span> cuts;    ///< markup inside the span, ascending
  std::uint32_t link_bytes = 0;  ///< how many of its bytes are the words of links
  std::uint32_t blank_lines = 0; ///< empty lines before it (plain text)
  std::string hint;          ///< "p", "small", "figcaption", "title", "li", "h1", "comment", "img-alt", "" (plain text)
  bool operator==(const RawBlock&) const = default;
};

/// Plain text, HTML, or the markdown/RSS mix; recognised by its own bytes. Linear in time and memory on any nesting.
struct Layout {
  std::string container;     ///< "text", "html", "markdown"
  std::vector<RawBlock> blocks;
  /// A character reference (&nbsp;) or a break tag, and the one character it stands for; ascending. Matching reads the
  /// character (fold_layout), records keep the bytes as written.
  struct Stand { Span span; char32_t as = 0; auto operator<=>(const Stand&) const = default; };
  std::vector<Stand> stands;
  std::vector<Markup> markup;  ///< cuts and stands as the file has them, before hidden characters and lookalikes join them
};
Layout find_blocks(std::string_view text);
/// The same with what `unseen` holds taken out or read as Latin (hidden.hpp); the one above looks for it itself. What
/// character references hide (&#8203;) is added to it.
struct Unseen;
Layout find_blocks(std::string_view text, Unseen& unseen);

/// The folded view of the whole text for matching: markup left out, character references read as their character.
Folded fold_layout(std::string_view text, const Layout& layout);

/// The words of one block as a reader sees them: markup left out, character references read.
std::string words_of(std::string_view text, const Layout& layout, const RawBlock& block);

/// Role, language and reasons for every block; title, credits, byline, outlet, publication date of the document.
/// Fills everything of `document` but id, name, sha256, encoding, text. `matches` are of the whole text.
void describe(Document& document, const Layout& layout, const Codebook& codebook, const std::vector<Match>& matches);
/// The same, for a caller who has folded the text already.
void describe(Document& document, const Layout& layout, const Codebook& codebook, const Folded& folded,
              const std::vector<Match>& matches);

}  // namespace locarno::read
