#pragma once
// apps/cli/terminal.hpp -- a full screen on a terminal: alternate screen, raw keys, resizing, and the terminal as it was
// afterwards, whatever ends the program short of SIGKILL.
//
// termios and a dozen escape sequences that every terminal since the VT100 knows, instead of ncursesw: the screen is
// painted line by line, so there is nothing to optimise; the binary stays one file that asks for no terminfo on the
// machine it is carried to; and a character's width comes from our own table (brief/safe.hpp), not from the C library's
// locale, which would make Han text one column wide under LANG=C.
#include <termios.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace locarno::cli {

enum class Style : std::uint8_t { plain, dim, bold, title, content, speaker, cue, date, negation, bar, warning };

/// A piece of a line in one style. The words go through visible() before they reach the terminal.
struct Piece { Style style = Style::plain; std::string words; };
using Line = std::vector<Piece>;

/// Columns a line takes; the line cut to that many, and cut into lines of at most that many.
std::size_t columns(const Line& line);
Line clipped(const Line& line, std::size_t most);
std::vector<Line> wrapped(const Line& line, std::size_t most);

struct Key {
  enum Kind : std::uint8_t { character, enter, escape, up, down, left, right, page_up, page_down, home, end, backspace, tab, resize, leave, none };
  Kind kind = none;
  char32_t c = 0;          ///< character
  bool is(char32_t wanted) const { return kind == character && c == wanted; }
};

class Terminal {
 public:
  /// Takes the terminal over. Errors: bad_use when standard input or output is none.
  static Result<Terminal> open(bool color);
  Terminal(Terminal&& other) noexcept;
  Terminal& operator=(Terminal&&) = delete;
  ~Terminal();

  struct Size { unsigned columns = 80, rows = 24; };
  Size size() const;
  /// Waits for a key. Ctrl-C, Ctrl-D, SIGINT, SIGTERM, SIGHUP and the end of input are `leave`; SIGWINCH is `resize`.
  Key read_key();
  /// Paints the whole screen; too many lines are cut. `caret`: where the cursor shows, row -1 = nowhere.
  struct Caret { int row = -1; unsigned column = 0; };
  void draw(const std::vector<Line>& lines, Caret caret) const;
  bool was_stopped() const { return was_stopped_; }   ///< left by a signal or Ctrl-C

 private:
  explicit Terminal(bool color) : color_(color), is_open_(true) {}
  Key read_escape() const;
  bool color_ = false;
  bool is_open_ = false;
  bool was_stopped_ = false;
};

}  // namespace locarno::cli
