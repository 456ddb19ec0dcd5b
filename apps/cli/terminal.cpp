#include "terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "base/utf8.hpp"
#include "brief/safe.hpp"

namespace locarno::cli {
namespace {

constexpr std::string_view enter_screen = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l";
constexpr std::string_view leave_screen = "\x1b[0m\x1b[?25h\x1b[?1049l";
constexpr int longest_wait_ms = 40;   // between the bytes of one key

// Signal handlers can only reach what is global.
termios saved_settings{};
volatile std::sig_atomic_t is_taken = 0;
volatile std::sig_atomic_t stops = 0;
std::array<int, 2> wake{-1, -1};
struct Kept { int signal; struct sigaction action; };
std::array<Kept, 4> kept{{{SIGINT, {}}, {SIGTERM, {}}, {SIGHUP, {}}, {SIGWINCH, {}}}};

void put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

/// Only calls that are allowed in a signal handler.
void give_back() {
  if (is_taken == 0) return;
  is_taken = 0;
  put(leave_screen);
  tcsetattr(STDIN_FILENO, TCSANOW, &saved_settings);
}

extern "C" void on_stop(int) {
  stops = stops + 1;
  if (stops > 1) {   // a second signal does not wait for what is being computed
    give_back();
    _exit(4);
  }
  const char byte = 's';
  if (write(wake[1], &byte, 1) < 0) return;
}

extern "C" void on_resize(int) {
  const char byte = 'r';
  if (write(wake[1], &byte, 1) < 0) return;
}

std::string_view code_of(Style style, bool color) {
  switch (style) {
    case Style::plain: return "\x1b[0m";
    case Style::dim: return "\x1b[0;2m";
    case Style::bold: return "\x1b[0;1m";
    case Style::title: return "\x1b[0;1;7m";
    case Style::content: return "\x1b[0;1m";
    case Style::speaker: return color ? "\x1b[0;4;36m" : "\x1b[0;4m";
    case Style::cue: return color ? "\x1b[0;4;33m" : "\x1b[0;4m";
    case Style::date: return color ? "\x1b[0;4;32m" : "\x1b[0;4m";
    case Style::negation: return color ? "\x1b[0;1;7;31m" : "\x1b[0;1;7m";
    case Style::bar: return "\x1b[0;7m";
    case Style::warning: return color ? "\x1b[0;1;31m" : "\x1b[0;1m";
  }
  return "\x1b[0m";
}

int next_byte(int wait_ms) {
  pollfd waiting{STDIN_FILENO, POLLIN, 0};
  if (wait_ms >= 0 && poll(&waiting, 1, wait_ms) <= 0) return -1;
  unsigned char byte = 0;
  return read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

/// A piece that fits `room`; the rest stays in `words`.
std::string take(std::string& words, std::size_t room) {
  std::size_t used = 0, at = 0, space = 0;
  while (at < words.size()) {
    const CodePoint c = decode_at(words, at);
    const unsigned w = brief::columns_of(c.value);
    if (used + w > room) break;
    used += w;
    at += c.size;
    if (c.value == ' ') space = at;
  }
  if (at < words.size() && space > 0 && at > 0) {   // words of letters stay whole when there is room enough
    const CodePoint next = decode_at(words, at);
    if (next.value < 0x2E80 && next.value != ' ' && space * 2 > at) at = space;
  }
  std::string out = words.substr(0, at);
  words.erase(0, at);
  return out;
}

}  // namespace

std::size_t columns(const Line& line) {
  std::size_t total = 0;
  for (const Piece& piece : line) total += brief::columns(piece.words);
  return total;
}

Line clipped(const Line& line, std::size_t most) {
  Line out;
  std::size_t used = 0;
  for (const Piece& piece : line) {
    const std::size_t width = brief::columns(piece.words);
    if (used + width <= most) {
      out.push_back(piece);
      used += width;
      continue;
    }
    if (most > used) out.push_back({piece.style, brief::shorten(piece.words, most - used)});
    break;
  }
  return out;
}

std::vector<Line> wrapped(const Line& line, std::size_t most) {
  std::vector<Line> out(1);
  std::size_t used = 0;
  if (most < 4) return out;
  for (Piece piece : line)
    while (!piece.words.empty()) {
      std::string part = take(piece.words, most - used);
      if (part.empty() || (!piece.words.empty() && used > 0 && brief::columns(part) + used < most / 2)) {
        piece.words = part + piece.words;
        part.clear();
      }
      used += brief::columns(part);
      if (!part.empty()) out.back().push_back({piece.style, part});
      if (piece.words.empty()) break;
      out.emplace_back();
      used = 0;
    }
  return out;
}

Result<Terminal> Terminal::open(bool color) {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 || tcgetattr(STDIN_FILENO, &saved_settings) != 0)
    return fail(ErrorCode::bad_use, "the review screen needs a terminal; 'locarno review list' does not");
  if (pipe2(wake.data(), O_CLOEXEC | O_NONBLOCK) != 0) return fail(ErrorCode::io, "no pipe for signals can be had");
  termios raw = saved_settings;
  cfmakeraw(&raw);
  stops = 0;
  for (Kept& one : kept) {
    struct sigaction action{};
    action.sa_handler = one.signal == SIGWINCH ? on_resize : on_stop;
    sigaction(one.signal, &action, &one.action);
  }
  is_taken = 1;
  tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  put(enter_screen);
  return Terminal(color);
}

Terminal::Terminal(Terminal&& other) noexcept
    : color_(other.color_), is_open_(std::exchange(other.is_open_, false)), was_stopped_(other.was_stopped_) {}

Terminal::~Terminal() {
  if (!is_open_) return;
  give_back();
  for (const Kept& one : kept) sigaction(one.signal, &one.action, nullptr);
  for (int& end : wake) {
    close(end);
    end = -1;
  }
}

Terminal::Size Terminal::size() const {
  winsize found{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &found) != 0 || found.ws_col == 0 || found.ws_row == 0) return {};
  return {found.ws_col, found.ws_row};
}

Key Terminal::read_escape() const {
  const int first = next_byte(longest_wait_ms);
  if (first < 0) return {Key::escape, 0};
  if (first != '[' && first != 'O') return {Key::none, 0};
  std::string digits;
  for (int byte = next_byte(longest_wait_ms); byte >= 0; byte = next_byte(longest_wait_ms)) {
    if (byte < 0x40) {
      if (digits.size() < 8) digits.push_back(static_cast<char>(byte));
      continue;
    }
    switch (byte) {
      case 'A': return {Key::up, 0};
      case 'B': return {Key::down, 0};
      case 'C': return {Key::right, 0};
      case 'D': return {Key::left, 0};
      case 'H': return {Key::home, 0};
      case 'F': return {Key::end, 0};
      case '~': return {digits == "5" ? Key::page_up : digits == "6" ? Key::page_down : digits == "1" ? Key::home : digits == "4" ? Key::end : Key::none, 0};
      default: return {Key::none, 0};
    }
  }
  return {Key::none, 0};
}

Key Terminal::read_key() {
  const Key leaving{Key::leave, 0};
  std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {wake[0], POLLIN, 0}}};
  while (poll(waiting.data(), waiting.size(), -1) < 0)
    if (errno != EINTR) { was_stopped_ = true; return leaving; }
  if ((waiting[1].revents & POLLIN) != 0) {
    std::array<char, 64> bytes{};
    const ssize_t n = read(wake[0], bytes.data(), bytes.size());
    if (stops > 0) { was_stopped_ = true; return leaving; }
    if (n > 0) return {Key::resize, 0};
  }
  const int byte = next_byte(-1);
  switch (byte) {
    case -1: case 3: case 4: was_stopped_ = true; return leaving;
    case '\r': case '\n': return {Key::enter, 0};
    case '\t': return {Key::tab, 0};
    case 8: case 127: return {Key::backspace, 0};
    case 27: return read_escape();
    default: break;
  }
  if (byte < 32) return {Key::none, 0};
  std::string bytes(1, static_cast<char>(byte));
  for (int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0; more > 0; --more)
    if (const int next = next_byte(longest_wait_ms); next >= 0) bytes.push_back(static_cast<char>(next));
  const CodePoint c = decode_at(bytes, 0);
  return c.ok ? Key{Key::character, c.value} : Key{};
}

void Terminal::draw(const std::vector<Line>& lines, Caret caret) const {
  const Size now = size();
  std::string out = "\x1b[?25l";
  for (unsigned row = 0; row < now.rows; ++row) {
    out += "\x1b[" + std::to_string(row + 1) + ";1H\x1b[0m";
    if (row < lines.size()) {
      Line safe = lines[row];
      for (Piece& piece : safe) piece.words = brief::visible(piece.words);
      for (const Piece& piece : clipped(safe, now.columns)) (out += code_of(piece.style, color_)) += piece.words;
      const bool is_bar = !safe.empty() && (safe.front().style == Style::bar || safe.front().style == Style::title);
      if (!is_bar) out += "\x1b[0m";
    }
    out += "\x1b[K";
  }
  out += "\x1b[0m";
  if (caret.row >= 0) out += "\x1b[" + std::to_string(caret.row + 1) + ";" + std::to_string(caret.column + 1) + "H\x1b[?25h";
  put(out);
}

}  // namespace locarno::cli
