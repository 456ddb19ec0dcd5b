#pragma once
// locarno/read/switching.hpp -- encodings of seven bits that change their alphabet in mid-text: ISO-2022-JP, -KR, -CN, HZ, UTF-7.
//
// They are told, not read: what stands between two escapes means nothing by itself, so a reader, a filter and a person who
// looks at the bytes would each see another text. Their bytes are valid UTF-8, hence the need to say it.
// Cost       linear; one search for a byte where there is none of them.
#include <optional>
#include <string>
#include <string_view>

namespace locarno::read {

struct Switching {
  std::string encoding;   ///< as iconv names it
  std::size_t at = 0;     ///< the first byte that shows it
};
/// By escapes and shifts for ISO-2022 (whatever is declared), by declaration and the look of the bytes for HZ and UTF-7.
std::optional<Switching> switching_encoding(std::string_view bytes, std::string_view declared);

}  // namespace locarno::read
