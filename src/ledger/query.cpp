#include "ledger/query.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace locarno::ledger {
namespace {

constexpr std::size_t most_terms = 32;
constexpr std::size_t longest_query_bytes = 1000;

/// The mark that closes what `c` opens; 0 when it opens nothing. A single quote is an apostrophe too often.
char32_t closing_mark(char32_t c) {
  switch (c) {
    case '"': return '"';
    case 0x201C: return 0x201D;
    case 0x300C: return 0x300D;
    case 0x300E: return 0x300F;
    case 0x300A: return 0x300B;
    case 0x00AB: return 0x00BB;
    default: return 0;
  }
}

bool is_space(char32_t c) {
  return c <= ' ' || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

void add_term(std::string_view typed, std::vector<Term>& terms) {
  Term term;
  term.words = words_of(typed);
  if (term.words.empty()) return;
  // A star counts when it follows the last word at once: guarant*
  const std::size_t end = term.words.back().span.end;
  term.is_beginning = !term.words.back().is_character && end < typed.size() && typed[end] == '*';
  term.typed = typed;
  const bool is_known = std::any_of(terms.begin(), terms.end(), [&](const Term& other) {
    return fts_phrase(other) == fts_phrase(term);
  });
  if (!is_known && terms.size() < most_terms) terms.push_back(std::move(term));
}

bool stand_together(const Word& first, const Word& second) {
  return first.is_character && second.is_character && first.span.end == second.span.begin;
}

/// The last words of a text, as many as the longest term has.
class Window {
 public:
  explicit Window(const std::vector<Term>& terms) {
    std::size_t longest = 1;
    for (const Term& term : terms) longest = std::max(longest, term.words.size());
    words_.resize(longest);
  }
  bool advance(WordCursor& cursor) { return cursor.next(words_[seen_++ % words_.size()]); }
  bool has(std::size_t count) const { return seen_ >= count; }
  /// back = 0: the last word.
  const Word& word(std::size_t back) const { return words_[(seen_ - 1 - back) % words_.size()]; }

 private:
  std::vector<Word> words_;
  std::size_t seen_ = 0;
};

/// Does the term end with the window's last word?
bool ends_here(const Term& term, const Window& window) {
  const std::size_t size = term.words.size();
  if (!window.has(size)) return false;
  for (std::size_t back = 0; back < size; ++back) {
    const Word& asked = term.words[size - 1 - back];
    const Word& found = window.word(back);
    const bool may_go_on = back == 0 && term.is_beginning;
    const bool is_same = may_go_on ? found.folded.starts_with(asked.folded) : found.folded == asked.folded;
    if (!is_same || found.is_character != asked.is_character) return false;
    if (back > 0 && stand_together(asked, term.words[size - back]) && !stand_together(found, window.word(back - 1)))
      return false;
  }
  return true;
}

}  // namespace

Result<std::vector<Term>> parse_query(std::string_view query) {
  if (query.size() > longest_query_bytes)
    return fail(ErrorCode::bad_use, "a search may have " + std::to_string(longest_query_bytes) + " bytes, this one has " +
                                        std::to_string(query.size()));
  std::vector<Term> terms;
  std::size_t begin = 0;
  char32_t closing = 0;
  const auto end_term = [&](std::size_t end) { if (end > begin) add_term(query.substr(begin, end - begin), terms); };
  for (std::size_t at = 0; at < query.size();) {
    const CodePoint c = decode_at(query, at);
    const bool ends = closing != 0 ? c.value == closing : is_space(c.value) || closing_mark(c.value) != 0;
    if (ends) {
      end_term(at);
      closing = closing != 0 ? 0 : closing_mark(c.value);
      begin = at + c.size;
    }
    at += c.size;
  }
  end_term(query.size());
  if (terms.empty())
    return fail(ErrorCode::bad_use, "a search needs at least one word; found '" + std::string(query.substr(0, 60)) + "'");
  return terms;
}

std::string fts_phrase(const Term& term) {
  // Rebuilt from the folded words: characters that stood together stay together, everything else is parted by a space.
  std::string phrase = "\"";
  for (std::size_t i = 0; i < term.words.size(); ++i) {
    if (i > 0 && !stand_together(term.words[i - 1], term.words[i])) phrase += ' ';
    phrase += term.words[i].folded;
  }
  phrase += '"';
  if (term.is_beginning) phrase += " *";
  return phrase;
}

void find_terms(const std::vector<Term>& terms, std::string_view text, const Found& found) {
  WordCursor cursor(text);
  Window window(terms);
  while (window.advance(cursor)) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (!ends_here(terms[i], window)) continue;
      const std::uint32_t begin = window.word(terms[i].words.size() - 1).span.begin;
      if (!found(i, {begin, window.word(0).span.end})) return;
    }
  }
}

}  // namespace locarno::ledger
