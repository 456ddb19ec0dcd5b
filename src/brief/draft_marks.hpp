#pragma once
// locarno/brief/draft_marks.hpp -- the signs for where a party stands on what a draft says. No meaning rests on colour.
#include <string_view>

#include "brief/words.hpp"
#include "study/drafts.hpp"

namespace locarno::brief {

inline std::string_view standing_glyph(study::Standing standing) {
  switch (standing) {
    case study::Standing::accepted: return "\u25CF";
    case study::Standing::conditional: return "\u25D0";
    case study::Standing::rejected: return "\u25CB";
    case study::Standing::open: return "|";
    case study::Standing::silent: return "?";
    case study::Standing::unknown: break;
  }
  return "\u00B7";
}

inline Word standing_word(study::Standing standing) {
  switch (standing) {
    case study::Standing::accepted: return Word::accepts;
    case study::Standing::conditional: return Word::accepts_if;
    case study::Standing::rejected: return Word::rejects;
    case study::Standing::open: return Word::draft_open;
    case study::Standing::silent: return Word::silent;
    case study::Standing::unknown: break;
  }
  return Word::draft_mark_unknown;
}

}  // namespace locarno::brief
