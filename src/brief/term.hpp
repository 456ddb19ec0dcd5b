#pragma once
// locarno/brief/term.hpp -- lines on a terminal: wrapped by columns (wide characters count two), coloured only when asked.
#include <string>
#include <string_view>

#include "brief/words.hpp"

namespace locarno::brief {

class TermWriter {
 public:
  /// `width` below 40 counts as 40.
  TermWriter(PageLanguage language, bool color, unsigned width);

  /// A line broken at `width`; its first row starts after `head`, the others under it.
  void line(const Line& line, std::string_view head = {});
  void heading(std::string_view text, const Line& beside = {});
  void blank();

  std::string out;
  const PageLanguage language;
  const bool color;
  const unsigned width;
};

}  // namespace locarno::brief
