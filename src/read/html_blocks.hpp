#pragma once
// locarno/read/html_blocks.hpp -- the blocks of a text that holds HTML, whole pages and fragments alike.
#include <string_view>

#include "read/blocks.hpp"

namespace locarno::read {

/// `lines`: outside any element a line end also ends a block (the markdown/RSS mix).
void find_html_blocks(std::string_view text, bool lines, Layout& layout);
/// True when the text is marked up: it opens as a page, or holds tags that only markup has.
bool looks_like_html(std::string_view text);

}  // namespace locarno::read
