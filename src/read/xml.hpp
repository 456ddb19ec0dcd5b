#pragma once
// locarno/read/xml.hpp -- a tolerant XML tokenizer for wrappings (feeds, word/document.xml). It builds no tree, expands
// no entity but characters, keeps no stack and never fails: damage ends an element early, no more.
// Cost       Linear in the bytes, constant memory.
#include <cstdint>
#include <string>
#include <string_view>

namespace locarno::read {

struct XmlToken {
  enum class Kind : std::uint8_t { text, cdata, open, close };
  Kind kind = Kind::text;
  std::string_view name;        ///< local name, prefix left out
  std::string_view prefix;      ///< "" or what stands before the colon
  std::string_view attributes;
  std::string_view words;       ///< text and cdata: the words inside
  bool is_empty = false;        ///< <a/>
  std::size_t begin = 0, end = 0;  ///< bytes of the whole token
};

class XmlTokenizer {
 public:
  explicit XmlTokenizer(std::string_view text) : text_(text) {}
  /// The next token, or false at the end. Comments, declarations and processing instructions are passed over.
  bool next(XmlToken& token);

 private:
  bool pass_over(std::string_view close, std::size_t from);
  void read_tag(XmlToken& token);
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Words with their character references read; `&nbsp;` and other names of HTML too. A control character, written out or
/// referred to, other than tab and line end is left out: XML allows none.
std::string xml_words(std::string_view words);
/// The value of an attribute by its local name, references read; empty when there is none.
std::string xml_attribute(std::string_view attributes, std::string_view name);

}  // namespace locarno::read
