#include <algorithm>
#include <array>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "read/roles.hpp"
#include "read/times_printed.hpp"

namespace locarno::read {
namespace {

/// For each Han character: 1 = only Traditional text uses it, 2 = only Simplified text does; and what it folds to. Derived
/// from the fold table.
struct Script {
  char16_t folded = 0;
  std::uint8_t bits = 0;
};
constexpr char32_t first_scripted = 0x3400, past_scripted = 0xA000;
const std::vector<Script>& script_table() {
  static const std::vector<Script> table = [] {
    std::vector<Script> all(past_scripted);
    for (char32_t c = first_scripted; c < past_scripted; ++c) {
      const char16_t folded = all[c].folded = fold_char(c);
      if (folded == c) continue;
      all[c].bits |= 1;
      if (folded < past_scripted) all[folded].bits |= 2;
    }
    return all;
  }();
  return table;
}

constexpr bool is_stop(char32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0xFF61 || c == 0x2026; }
constexpr bool is_comma(char32_t c) { return c == ',' || c == 0xFF0C || c == 0x3001 || c == ';' || c == 0xFF1B; }
constexpr bool is_closing(char32_t c) {
  return c == 0x201D || c == 0x2019 || c == '"' || c == '\'' || c == ')' || c == 0xFF09 || c == 0x300D || c == 0x300F ||
         c == ']' || c == 0x3011;
}
constexpr bool is_white(char32_t c) { return c <= 0x20 || c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF; }
constexpr bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/// What a character is, for counting; bits.
enum Kind : std::uint8_t { white = 1, digit = 2, latin = 4, han = 8, comma = 16, stop = 32, closing = 64 };
constexpr std::uint8_t kind_of(char32_t c) {
  if (is_white(c)) return white;
  if (c >= '0' && c <= '9') return digit;
  if (is_latin(c)) return latin;
  if (is_han(c)) return han;
  if (is_comma(c)) return comma;
  return is_stop(c) ? stop : is_closing(c) ? closing : 0;
}
constexpr auto kind_table = [] {
  std::array<std::uint8_t, 0x10000> table{};
  for (std::uint32_t c = 0; c < table.size(); ++c) table[c] = kind_of(c);
  return table;
}();

/// ASCII letters in lower case and digits; 0 for all other bytes.
constexpr auto ascii_letters = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0; c < 128; ++c)
    if (kind_table[c] & (latin | digit)) table[c] = static_cast<std::uint8_t>(c | 0x20);   // digits have that bit
  return table;
}();

/// Walks one block character by character.
class Counter {
 public:
  Counter(std::string_view text, const std::vector<Layout::Stand>& stands, BlockFeatures& out) : text_(text), stands_(stands), out_(out) {}

  void run(const RawBlock& block) {
    std::uint32_t at = block.span.begin;
    for (const Span cut : block.cuts) {
      read({at, std::max(at, cut.begin)});
      at = std::max(at, cut.end);
    }
    read({at, std::max(at, block.span.end)});
    end_word();
    end_sentence();
    out_.ends_sentence = last_solid_stop_;
    out_.ends_open = !last_solid_stop_ && (is_han(last_) || is_latin(last_) || (last_ >= '0' && last_ <= '9'));
    out_.ends_colon = last_ == ':' || last_ == 0xFF1A;
    out_.text_hash = hash_;
  }

 private:
  void read(Span span) {
    auto stand = std::lower_bound(stands_.begin(), stands_.end(), span.begin,
                                  [](const Layout::Stand& s, std::uint32_t at) { return s.span.begin < at; });
    for (std::uint32_t at = span.begin; at < span.end;) {
      if (stand != stands_.end() && stand->span.begin == at) {  // a character reference or a break
        one(stand->as, at);
        at = (stand++)->span.end;
        continue;
      }
      const std::uint32_t stop = stand != stands_.end() ? std::min(span.end, stand->span.begin) : span.end;
      const std::uint32_t passed = letters(at, stop);
      if (passed > at) { at = passed; continue; }
      const CodePoint c = decode_at(text_, at);
      one(c.value, at);
      at += c.size;
    }
  }

  /// A run of ASCII letters, digits and spaces, or of Han characters, as one() would take them; returns where it ends.
  std::uint32_t letters(std::uint32_t at, std::uint32_t stop) {
    const auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(text_[i]); };
    const std::uint32_t from = at;
    std::uint64_t hash = hash_;
    std::uint32_t digits = 0, chars = 0;
    for (std::uint32_t word = at; at < stop; word = at) {
      for (; at < stop; ++at) {
        const std::uint8_t folded = ascii_letters[byte(at)];
        if (folded == 0) break;
        digits += folded <= '9';
        hash = hash * prime + folded;
      }
      if (at > word) {
        chars += at - word;
        in_word_ = true;
        last_ = byte(at - 1);
      }
      if (at == stop || byte(at) != ' ') break;
      end_word();
      ++at;
    }
    if (at > from) {
      if (chars == 0) return at;
      out_.digits += digits;
      out_.latin += chars - digits;
    } else {
      std::uint32_t hant = 0, hans = 0;
      for (; at + 3 <= stop && byte(at) >= 0xE4 && byte(at) <= 0xE9 && (byte(at + 1) & 0xC0) == 0x80 && (byte(at + 2) & 0xC0) == 0x80; at += 3) {
        const char32_t c = (byte(at) & 0x0Fu) << 12 | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
        if (c < 0x4E00) break;
        hant += scripts_[c].bits == 1;
        hans += scripts_[c].bits == 2;
        hash = hash * prime + scripts_[c].folded;
        last_ = c;
      }
      chars = (at - from) / 3;
      if (chars == 0) return from;
      end_word();
      out_.han += chars;
      out_.hant += hant;
      out_.hans += hans;
    }
    out_.chars += chars;
    sentence_chars_ += chars;
    hash_ = hash;
    last_solid_stop_ = false;
    return at;
  }

  void one(char32_t c, std::uint32_t at) {
    const std::uint8_t kind = c < 0x10000 ? kind_table[c] : kind_of(c);
    if (kind & white) return end_word();
    ++out_.chars;
    last_ = c;
    if (kind & (han | latin | digit)) return letter(c, kind);
    end_word();
    out_.commas += (kind & comma) != 0;
    const bool full_stop = c == '.' && !is_abbreviation(at) && !(at + 1 < text_.size() && (is_latin(static_cast<unsigned char>(text_[at + 1])) ||
                                                                   (text_[at + 1] >= '0' && text_[at + 1] <= '9')));
    if ((kind & stop) || full_stop) {
      ++out_.stops;
      out_.full_stops += c == 0x3002 || c == '.' || c == 0xFF61;
      last_solid_stop_ = true;
      end_sentence();
    } else if (!(kind & closing)) {
      last_solid_stop_ = false;
    }
  }

  void letter(char32_t c, std::uint8_t kind) {
    last_solid_stop_ = false;
    if (kind & han) {
      end_word();
      ++out_.han;
      if (c < past_scripted) {
        const std::uint8_t bits = scripts_[c].bits;
        out_.hant += bits == 1;
        out_.hans += bits == 2;
      }
    } else {
      out_.digits += kind == digit;
      out_.latin += kind == latin;
      in_word_ = true;
    }
    const char16_t folded = fold_char(c);
    hash_ = hash_ * prime + folded;
    ++sentence_chars_;
  }

  /// "U.S. offer", "Dec. 3", "Mr. Smith": a point behind a single letter or a short title, with more to come.
  bool is_abbreviation(std::uint32_t at) const {
    std::uint32_t begin = at;
    while (begin > 0 && at - begin < 5 && is_latin(static_cast<unsigned char>(text_[begin - 1]))) --begin;
    const std::string_view word = text_.substr(begin, at - begin);
    const bool more = at + 2 < text_.size() && text_[at + 1] == ' ' && text_[at + 2] != '\n';
    if (word.size() == 1) return more;
    static constexpr std::array<std::string_view, 18> titles = {"Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Sen", "Rep", "Gov", "Jan",
                                                                "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "No"};
    return more && std::find(titles.begin(), titles.end(), word) != titles.end();
  }

  void end_word() {
    out_.words += in_word_;
    in_word_ = false;
  }
  void end_sentence() {
    if (sentence_chars_ >= 10 && sentence_count_ < sentences_.size()) {  // bounded: a block may be the whole file
      const std::uint64_t own = hash_ - hash_before_ * power(sentence_chars_);
      const auto end = sentences_.begin() + sentence_count_;
      if (std::find(sentences_.begin(), end, own) != end) out_.repeats = true;
      else sentences_[sentence_count_++] = own;
    }
    hash_before_ = hash_;
    sentence_chars_ = 0;
  }
  static std::uint64_t power(std::uint32_t n) {
    std::uint64_t out = 1;
    for (std::uint64_t square = prime; n > 0; n >>= 1, square *= square)
      if (n & 1u) out *= square;
    return out;
  }

  static constexpr std::uint64_t seed = 1469598103934665603ull, prime = 1099511628211ull;
  std::string_view text_;
  const std::vector<Layout::Stand>& stands_;
  const Script* scripts_ = script_table().data();
  BlockFeatures& out_;
  std::uint64_t hash_ = seed;          ///< a polynomial in `prime` over all folded letters: that of a sentence is a difference
  std::uint64_t hash_before_ = seed;   ///< as it was where the sentence began
  std::uint32_t sentence_chars_ = 0;
  std::array<std::uint64_t, 64> sentences_;
  std::uint8_t sentence_count_ = 0;
  char32_t last_ = 0;
  bool in_word_ = false, last_solid_stop_ = false;
};

std::uint32_t solid_chars(std::string_view text) {
  std::uint32_t n = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode_at(text, at);
    n += !is_white(c.value);
    at += c.size;
  }
  return n;
}

/// Only marks and white space between `from` and `to`.
bool only_marks(std::string_view text, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t at = from; at < to;) {
    const CodePoint c = decode_at(text, at);
    if (is_han(c.value) || is_latin(c.value) || (c.value >= '0' && c.value <= '9')) return false;
    at += c.size;
  }
  return true;
}

void count_terms(std::string_view text, const RawBlock& block, const Codebook& book, const Match* first, const Match* last,
                 BlockFeatures& out) {
  std::uint32_t widget_until = 0, outlet_until = 0;
  for (const Match* match = first; match != last; ++match) {
    if (match->bytes.end > block.span.end) continue;
    const TermKind kind = match->kind;
    if (match->bytes.begin <= block.span.begin + 3 && only_marks(text, block.span.begin, match->bytes.begin))
      out.begins_actor |= kind == TermKind::actor || kind == TermKind::time || kind == TermKind::joiner || kind == TermKind::title ||
                          kind == TermKind::narrator || kind == TermKind::pronoun;
    if (kind != TermKind::actor && kind != TermKind::boilerplate) continue;
    const Term& term = book.terms[match->term];
    if (kind == TermKind::actor && !term.actor.is_none() && book.actors[term.actor].kind == ActorKind::outlet &&
        match->bytes.begin >= outlet_until) {
      out.outlets += solid_chars(slice(text, match->bytes));
      outlet_until = match->bytes.end;
      out.ends_outlet |= match->bytes.end == block.span.end && match->bytes.begin > block.span.begin && text[match->bytes.begin - 1] == ' ';
    }
    if (kind != TermKind::boilerplate) continue;
    const bool at_front = only_marks(text, block.span.begin, match->bytes.begin);
    const bool at_end = only_marks(text, match->bytes.end, block.span.end);
    if (at_front && at_end) {
      out.is_phrase = true;
      out.phrase = term.cls;
    }
    if (term.cls == "widget" && term.value != "line" && match->bytes.begin >= widget_until) {
      out.widget += solid_chars(slice(text, match->bytes));
      widget_until = match->bytes.end;
    }
    if (at_front && out.begins.empty()) { out.begins = term.cls; out.begins_value = term.value; }
    const std::uint32_t from = match->bytes.begin;  // "filmed" is no photographer's credit
    const bool filmed = match->bytes.size() == 3 && from >= 3 && text.compare(from - 3, 3, "\xE6\x8B\x8D") == 0;
    if (at_end && !filmed && term.value != "lead" && term.value != "by") out.ends = term.cls;
    if (term.value.empty()) out.holds = term.cls;
  }
}

}  // namespace

std::vector<BlockFeatures> block_features(std::string_view text, const Layout& layout, const Codebook& codebook,
                                          const std::vector<Match>& matches) {
  std::vector<BlockFeatures> all(layout.blocks.size());
  auto match = matches.begin();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const RawBlock& block = layout.blocks[i];
    if (block.hint == "img" || block.hint == "rule") continue;
    Counter(text, layout.stands, all[i]).run(block);
    for (const PrintedDate& date : printed_dates(text, {block.span.begin, std::min(block.span.end, block.span.begin + 512)})) {
      all[i].has_full_date = true;
      all[i].date_chars += solid_chars(slice(text, date.span));
    }
    while (match != matches.end() && match->bytes.begin < block.span.begin) ++match;
    const auto first = match;
    while (match != matches.end() && match->bytes.begin < block.span.end) ++match;
    count_terms(text, block, codebook, matches.data() + (first - matches.begin()), matches.data() + (match - matches.begin()), all[i]);
  }
  return all;
}

Language language_of(const BlockFeatures& f, Language fallback) {
  if (f.han == 0 && f.latin == 0) return fallback;
  if (f.latin > f.han * 4) return Language::en;
  if (f.han * 4 < f.latin) return Language::en;
  if (f.hant * 50 >= f.han && f.hant > f.hans) return Language::zh_hant;
  if (f.hans > 0) return Language::zh_hans;
  return fallback == Language::zh_hant || fallback == Language::zh_hans ? fallback : Language::zh_hans;
}

bool is_running_text(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::lead || role == BlockRole::body_translation;
}
bool is_article(BlockRole role) { return is_running_text(role) || role == BlockRole::title || role == BlockRole::subhead; }

}  // namespace locarno::read
