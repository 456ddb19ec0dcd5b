#include "read/mixed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "read/declared.hpp"
#include "read/legacy.hpp"

namespace locarno::read {
namespace {

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// What a stretch of bytes is as UTF-8.
struct Tally {
  std::size_t high = 0;     ///< bytes that are not ASCII
  std::size_t valid = 0;    ///< of these, in well-formed sequences
  std::size_t triples = 0;  ///< well-formed sequences of three bytes or four
  std::size_t pairs = 0;    ///< of two
  bool is_utf8() const { return valid == high; }
  /// In a two-byte encoding two bytes may look like UTF-8 by chance, six seldom do.
  bool is_surely_utf8() const { return is_utf8() && triples >= 2 && pairs == 0; }
  /// In GBK every second byte may be part of a well-formed pair by chance; three in four, or half in triples, are not.
  bool is_mostly_utf8() const { return triples * 6 >= high || valid * 4 >= high * 3; }
  void add(const Tally& other) {
    high += other.high;
    valid += other.valid;
    triples += other.triples;
    pairs += other.pairs;
  }
};

Tally tally(std::string_view bytes) {
  Tally out;
  for (std::size_t at = 0; at < bytes.size();) {
    if (!is_high(bytes[at])) { ++at; continue; }
    const CodePoint c = decode_at(bytes, at);
    out.high += c.size;
    if (c.ok) out.valid += c.size;
    out.triples += c.ok && c.size > 2;
    out.pairs += c.ok && c.size == 2;
    at += c.size;
  }
  return out;
}

struct Stretch {
  std::size_t begin = 0, end = 0;
  Tally tally;
  std::string_view of(std::string_view bytes) const { return bytes.substr(begin, end - begin); }
};

/// The stretches that hold more than ASCII, and the ASCII between them, without gaps.
std::vector<Stretch> stretches(std::string_view bytes) {
  std::vector<Stretch> out;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = bytes.find_first_of("\n<>", at);
    end = end == std::string_view::npos ? bytes.size() : end + 1;
    Stretch next{at, end, tally(bytes.substr(at, end - at))};
    // ASCII joins what stands before it, so that a page of tags costs no memory
    if (!out.empty() && next.tally.high == 0 && out.back().tally.high == 0) out.back().end = end;
    else out.push_back(next);
    at = end;
  }
  return out;
}

/// What came out, and the first place of each kind.
struct Writer {
  std::string_view bytes;
  std::string encoding;      ///< the older one, empty when there is none
  Decoded out = {};
  std::size_t utf8 = 0, older = 0, bad = 0, high = 0;
  std::size_t first_older = 0, first_utf8 = 0, first_bad = 0;

  void put_utf8(const Stretch& s) {
    if (s.tally.high > 0 && utf8++ == 0) first_utf8 = out.text.size();
    out.text.append(s.of(bytes));
  }
  bool put_older(const Stretch& s) {
    const std::size_t before = out.text.size();
    const std::size_t lost = append_decoded(s.of(bytes), encoding, out.text);
    if (lost * 10 > s.tally.high) {
      out.text.resize(before);
      return false;
    }
    if (older++ == 0) first_older = before;
    if (lost > 0 && bad == 0) first_bad = out.text.find("\xEF\xBF\xBD", before);
    bad += lost;
    return true;
  }
  void put_repaired(const Stretch& s) {
    if (s.tally.valid > 0) ++utf8;
    for (std::size_t at = s.begin; at < s.end;) {
      const CodePoint c = decode_at(bytes, at);
      if (!c.ok && bad++ == 0) first_bad = out.text.size();
      append_utf8(out.text, c.value);
      at += c.size;
    }
  }
  Span from(std::size_t at) const {
    const std::size_t end = std::min(out.text.find('\n', at), out.text.size());
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  }
  std::string where(std::size_t at) const { return line_and_column(out.text, at); }
};

void add_notes(Writer& w, const std::string& label, const std::optional<Guess>& guess, bool mostly_utf8) {
  const std::string said = label.empty() ? "nothing declared" : "declared " + printable(label);
  Decoded& out = w.out;
  if (w.older == 0) {
    out.encoding = "utf-8";
    if (!label.empty() && known_encoding(label) != "utf-8")
      out.notes.push_back({"encoding", said + ", read as utf-8: nearly all its bytes are", {}});
  } else if (w.utf8 == 0) {
    out.encoding = w.encoding;
    if (!guess->as_declared) out.notes.push_back({"encoding", fmt::format("{}, read as {}: {}", said, w.encoding, guess->why), {}});
  } else {
    out.encoding = mostly_utf8 ? "utf-8+" + w.encoding : w.encoding + "+utf-8";
    const std::size_t at = mostly_utf8 ? w.first_older : w.first_utf8;
    out.notes.push_back({"mixed", fmt::format("{}; two encodings in one file: {} stretches in utf-8, {} in {} ({}); the first in {} at {}", said,
                                              w.utf8, w.older, w.encoding, guess->why, mostly_utf8 ? w.encoding : "utf-8", w.where(at)),
                         w.from(at)});
  }
  if (w.bad > 0)
    out.notes.push_back({"repaired", fmt::format("{} {} no character and became U+FFFD, the first at {}", w.bad,
                                                 w.bad == 1 ? "byte means" : "bytes mean", w.where(w.first_bad)),
                         {static_cast<std::uint32_t>(w.first_bad), static_cast<std::uint32_t>(w.first_bad + 3)}});
}

}  // namespace

std::string printable(std::string_view label) {
  std::string out(label.substr(0, 40));
  for (char& c : out)
    if (c < 0x20 || c > 0x7E) c = '?';
  return out;
}

std::optional<Decoded> decode_mixed(std::string_view bytes, const std::string& label) {
  const std::vector<Stretch> all = stretches(bytes);
  Tally whole;
  for (const Stretch& s : all) whole.add(s.tally);
  const bool mostly_utf8 = whole.is_mostly_utf8();
  // What is not UTF-8 says which older encoding it is: together, so that short stretches are not judged alone.
  std::string doubtful;
  for (const Stretch& s : all)
    if (mostly_utf8 ? !s.tally.is_mostly_utf8() : !s.tally.is_surely_utf8()) doubtful.append(s.of(bytes));
  const std::string declared = known_encoding(label);
  const auto guess = guess_legacy(doubtful, declared == "utf-8" ? std::string() : declared);
  Writer w{bytes, guess ? guess->encoding : std::string()};
  w.high = whole.high;
  for (const Stretch& s : all) {
    const bool utf8 = s.tally.is_utf8() && (s.tally.high == 0 || mostly_utf8 || !guess || s.tally.is_surely_utf8() ||
                                            (!is_double_byte(w.encoding) && s.tally.triples + s.tally.pairs >= 2));
    if (utf8) w.put_utf8(s);
    else if (!guess || (mostly_utf8 && s.tally.is_mostly_utf8()) || !w.put_older(s)) w.put_repaired(s);
  }
  const bool is_text = guess ? w.bad * 10 <= w.high : w.bad * 50 <= bytes.size() && bytes.size() >= 64;
  if (!is_text) return std::nullopt;
  add_notes(w, label, guess, mostly_utf8);
  return std::move(w.out);
}

}  // namespace locarno::read
