#pragma once
// locarno/read/html.hpp -- a tolerant HTML tokenizer that keeps byte offsets. It never fails and builds no tree: linear
// in time, constant in memory, whatever the nesting or the damage.
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/span.hpp"

namespace locarno::read {

struct HtmlToken {
  enum class Kind : std::uint8_t {
    text,     ///< words, with character references as written
    open,     ///< <p ...>
    close,    ///< </p>
    comment,  ///< <!-- -->, also an unfinished one, <!doctype>, <?xml ?>
    raw       ///< what stands inside script, style and the like; name = that element
  };
  Kind kind = Kind::text;
  Span span;
  Span name;      ///< bytes of the tag's name, as written; compare with is_tag
  Span inside;    ///< open: the attributes; comment: the words inside
};

/// Reads one text from the front to the back. The text must outlive it.
class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(std::string_view text) : text_(text) {}
  static constexpr std::size_t raw_count = 7;
  /// The next token, or false at the end. Tokens follow each other without gaps.
  bool next(HtmlToken& token);

 private:
  /// Position of `what` at or after `from`, npos when there is none; a failed search is remembered, so that no
  /// hostile file can make it search the rest again and again.
  std::size_t find(int which, std::string_view what, std::size_t from);
  std::size_t tag_end(std::size_t from);
  bool read_raw(HtmlToken& token);
  void read_tag(HtmlToken& token);
  void read_declaration(HtmlToken& token);
  bool starts_tag(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  Span raw_name_;                 ///< set while inside script, style, ...
  std::size_t none_from_[4] = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX};
  std::size_t raw_none_from_[raw_count] = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX};
};

/// Is `written` the tag `name` (given in lower case)?
bool is_tag(std::string_view written, std::string_view name);
/// The value of attribute `name` (lower case) in the bytes of `attributes`, as a span of `text`.
std::optional<Span> attribute(std::string_view text, Span attributes, std::string_view name);

/// A character reference at `at` (text[at] == '&'): its bytes and the character. nullopt when it is none we know.
struct Reference { std::uint32_t size = 0; char32_t as = 0; };
std::optional<Reference> reference_at(std::string_view text, std::size_t at);

}  // namespace locarno::read
