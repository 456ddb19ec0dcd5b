#pragma once
// locarno/read/mail_codec.hpp -- the small languages inside a mail: header fields, parameters, encoded words, the two
// transfer encodings. Each linear, none fails: what is damaged stays as it stands.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace locarno::read {

std::string lower_case(std::string_view text);

/// The first field of this name (lower case) in a block of headers, unfolded, spaces trimmed; empty when there is none.
/// A byte above ASCII is kept when the block is UTF-8, else read as an older encoding.
std::string header(std::string_view head, std::string_view name);

/// "text/html; charset=big5": the value in lower case and its parameters.
struct HeaderValue {
  std::string value;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string parameter(std::string_view name) const;
};
HeaderValue header_value(std::string_view field);

/// "=?gb2312?B?...?=" -> text (UTF-8 when the field is, as header() gives it); line ends and control characters become spaces.
std::string decode_words(std::string_view field);

std::string from_quoted_printable(std::string_view body);
/// Passes over what is no base64 letter.
std::string from_base64(std::string_view body);

}  // namespace locarno::read
