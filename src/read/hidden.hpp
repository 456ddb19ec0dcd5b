#pragma once
// locarno/read/hidden.hpp -- characters a reader does not see, and letters that pass for others.
//
// Question   Which characters of a text are invisible (zero width, soft hyphen, control, direction marks), and which
//            Cyrillic or Greek letters stand among Latin ones, or as a whole word in a Latin line, and look like them?
// Answer     Their places. The matcher reads the text without the first and with the second as the Latin letter, so a
//            name is found with them inside; records keep the bytes as they stand. The document's notes say it.
// Cost       Linear; one table look-up per byte of ordinary text.
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "model/document.hpp"
#include "read/blocks.hpp"

namespace locarno::read {

enum class HiddenKind : std::uint8_t { zero_width, direction, control };

/// Neighbours of one kind are one entry, so that a file of nothing else costs little.
struct Hidden {
  Span span;
  char32_t as = 0;                      ///< the first of them
  HiddenKind kind = HiddenKind::zero_width;
  std::uint32_t count = 1;
};
struct Lookalike { Span span; char32_t as = 0; Span word; };   ///< `as`: the Latin letter it passes for

struct Unseen {
  std::vector<Hidden> hidden;           ///< ascending
  std::vector<Lookalike> lookalikes;    ///< ascending
};
Unseen find_unseen(std::string_view text);

/// Takes hidden characters out of the blocks (as cuts) and lets lookalikes be read as Latin (as stands). Character
/// references to hidden characters are taken out likewise, and added to `unseen`.
void leave_out(Unseen& unseen, Layout& layout);

/// One note a kind: how many, and where the first is.
void note_unseen(std::string_view text, const Unseen& unseen, std::vector<DocumentNote>& notes);

}  // namespace locarno::read
