#pragma once
// locarno/read/decode.hpp -- bytes of a file -> valid UTF-8 text, and nothing else changed.
//
// Method     A byte order mark decides. Else validity first: what is valid UTF-8 is UTF-8, whatever is declared. Then
//            the declaration, if the bytes are valid there; then frequency (legacy.hpp). A file in two encodings is
//            read stretch by stretch (a stretch ends at a line end or a tag); bytes that mean nothing in a text that
//            otherwise does become U+FFFD. All of it is said in `notes`, with the first place.
// Cost       Linear in the bytes.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/document.hpp"

namespace locarno::read {

struct Decoded {
  std::string text;       ///< UTF-8, no BOM; line ends as they stand
  std::string encoding;   ///< "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030", "big5", "utf-8+gb18030" ...
  std::vector<DocumentNote> notes;
};
/// `declared`: the label a wrapping gives (a mail's charset); empty: the page's own, if it has one.
/// Errors: bad_input "file:line:column" for NUL bytes, a file that ends inside a UTF-8/16 character and has no other
/// fault, half a surrogate pair, bytes that fit no encoding, encodings that switch their alphabet (switching.hpp).
/// Not an error: no bytes at all.
Result<Decoded> decode(std::string_view bytes, const std::string& name, const std::string& declared = {});

/// "line:column" of byte `at`: lines end with \n, columns count characters, both from 1.
std::string line_and_column(std::string_view text, std::size_t at);

}  // namespace locarno::read
