#include "brief/term.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "brief/safe.hpp"

namespace locarno::brief {
namespace {

/// Characters that do not part from what stands before them (no line may begin with them) ...
bool clings_left(char32_t c) {
  static constexpr char32_t marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF09, 0x300D, 0x300F, 0x300B, 0x201D, 0x2019, 0xFF01, 0xFF1F, 0x2026};
  return std::find(std::begin(marks), std::end(marks), c) != std::end(marks);
}
/// ... and from what follows (no line may end with them).
bool clings_right(char32_t c) {
  static constexpr char32_t marks[] = {0xFF08, 0x300C, 0x300E, 0x300A, 0x201C, 0x2018};
  return std::find(std::begin(marks), std::end(marks), c) != std::end(marks);
}

struct Letter {
  std::string bytes;
  char32_t value = 0;
  unsigned columns = 0;
  Piece::Kind kind = Piece::Kind::words;
};

std::vector<Letter> letters_of(const Line& line) {
  std::vector<Letter> letters;
  for (const Piece& piece : line) {
    for (std::size_t at = 0; at < piece.text.size();) {
      const CodePoint point = decode_at(piece.text, at);
      letters.push_back({piece.text.substr(at, point.size), point.value, columns_of(point.value), piece.kind});
      at += point.size;
    }
  }
  return letters;
}

bool may_break(const Letter& before, const Letter& after) {
  if (before.value == ' ') return after.value != ' ';
  if (after.value == ' ' || clings_left(after.value) || clings_right(before.value)) return false;
  return before.columns == 2 || after.columns == 2;
}

std::string_view escape_of(Piece::Kind kind) {
  switch (kind) {
    case Piece::Kind::strong: return "\x1b[1m";
    case Piece::Kind::assess: return "\x1b[1;4m";
    case Piece::Kind::cite: return "\x1b[36m";
    case Piece::Kind::note: return "\x1b[2m";
    case Piece::Kind::words:
    case Piece::Kind::date:
    case Piece::Kind::foreign: break;
  }
  return "";
}

void append_row(std::string& out, const std::vector<Letter>& letters, std::size_t first, std::size_t last, bool color) {
  while (last > first && letters[last - 1].value == ' ') --last;
  std::string_view now;
  for (std::size_t at = first; at < last; ++at) {
    const std::string_view want = color ? escape_of(letters[at].kind) : std::string_view();
    if (want != now) {
      if (!now.empty()) out += "\x1b[0m";
      out += want;
      now = want;
    }
    out += letters[at].bytes;
  }
  if (!now.empty()) out += "\x1b[0m";
}

}  // namespace

TermWriter::TermWriter(PageLanguage page_language, bool use_color, unsigned most)
    : language(page_language), color(use_color), width(std::max(most, 40u)) {}

void TermWriter::line(const Line& line, std::string_view head) {
  const std::vector<Letter> letters = letters_of(line);
  const std::size_t indent = std::min<std::size_t>(columns(head), width / 2);
  out += head;
  std::size_t first = 0;
  do {
    std::size_t used = indent, at = first, stop = letters.size();
    std::size_t last_break = 0;
    for (; at < letters.size(); ++at) {
      if (at > first && may_break(letters[at - 1], letters[at])) last_break = at;
      if (used + letters[at].columns > width && letters[at].value != ' ') {
        stop = last_break > first ? last_break : std::max(at, first + 1);
        break;
      }
      used += letters[at].columns;
    }
    append_row(out, letters, first, stop, color);
    out += '\n';
    first = stop;
    if (first < letters.size()) out.append(indent, ' ');
  } while (first < letters.size());
}

void TermWriter::heading(std::string_view text, const Line& beside) {
  blank();
  Line all = strong(text);
  if (!beside.empty()) all += plain("  ") + beside;
  line(all);
}

void TermWriter::blank() {
  if (!out.empty()) out += '\n';
}

}  // namespace locarno::brief
