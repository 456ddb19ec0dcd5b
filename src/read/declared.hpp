#pragma once
// locarno/read/declared.hpp -- the encoding a file says it is in, and the names encodings go by.
#include <string>
#include <string_view>

namespace locarno::read {

/// The name this program uses for an encoding label of the wild: "GB2312" -> "gb18030", "latin1" -> "windows-1252"
/// (as browsers do), "UTF8" -> "utf-8". Empty when the label names nothing that is decoded here.
std::string known_encoding(std::string_view label);

/// The label in the page's own <meta charset>, <meta content="...charset=">, or <?xml encoding="...">, as written;
/// empty when there is none in the first 8192 bytes.
std::string declared_encoding(std::string_view bytes);

}  // namespace locarno::read
