#include "read/xml.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "read/html.hpp"

namespace locarno::read {
namespace {

constexpr std::string_view spaces = " \t\r\n";
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

void split_name(std::string_view written, std::string_view& prefix, std::string_view& name) {
  const std::size_t colon = written.find(':');
  prefix = colon == std::string_view::npos ? std::string_view() : written.substr(0, colon);
  name = colon == std::string_view::npos ? written : written.substr(colon + 1);
}

}  // namespace

/// Moves behind the next `close`; when there is none, to the end. Each search ends the text it goes through.
bool XmlTokenizer::pass_over(std::string_view close, std::size_t from) {
  const std::size_t found = text_.find(close, from);
  at_ = found == std::string_view::npos ? text_.size() : found + close.size();
  return found != std::string_view::npos;
}

void XmlTokenizer::read_tag(XmlToken& token) {
  const bool closes = text_[at_ + 1] == '/';
  const std::size_t name = at_ + (closes ? 2 : 1);
  std::size_t at = std::min(text_.find_first_of(" \t\r\n/><", name), text_.size());
  split_name(text_.substr(name, at - name), token.prefix, token.name);
  const std::size_t inside = at;
  for (char quote = '\0'; at < text_.size(); ++at) {  // a quoted value may hold '>', never '<'
    const char c = text_[at];
    if (c == '<' || (c == '>' && quote == '\0')) break;
    if (c == quote) quote = '\0';
    else if (quote == '\0' && (c == '"' || c == '\'')) quote = c;
  }
  std::size_t stop = at;
  token.kind = closes ? XmlToken::Kind::close : XmlToken::Kind::open;
  if (stop > inside && text_[stop - 1] == '/') {
    --stop;
    token.is_empty = !closes;
  }
  token.attributes = text_.substr(inside, stop - inside);
  at_ = at < text_.size() && text_[at] == '>' ? at + 1 : at;
}

bool XmlTokenizer::next(XmlToken& token) {
  while (at_ < text_.size()) {
    token = XmlToken();
    token.begin = at_;
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) { pass_over("-->", at_ + 4); continue; }
    if (rest.starts_with("<?")) { pass_over("?>", at_ + 2); continue; }
    if (rest.starts_with("<![CDATA[")) {
      token.kind = XmlToken::Kind::cdata;
      const std::size_t from = at_ + 9;
      const bool closed = pass_over("]]>", from);
      token.words = text_.substr(from, at_ - from - (closed ? 3 : 0));
      token.end = at_;
      return true;
    }
    if (rest.starts_with("<!")) { pass_over(">", at_ + 2); continue; }
    const bool tag = rest[0] == '<' && rest.size() > 1 && (is_name_start(rest[1]) || (rest[1] == '/' && rest.size() > 2 && is_name_start(rest[2])));
    if (tag) {
      read_tag(token);
    } else {
      const std::size_t end = std::min(text_.find('<', at_ + 1), text_.size());
      token.words = text_.substr(at_, end - at_);
      at_ = end;
    }
    token.end = at_;
    return true;
  }
  return false;
}

std::string xml_words(std::string_view words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t at = 0; at < words.size();) {
    const char c = words[at];
    if (c == '&') {
      const auto reference = reference_at(words, at);
      if (reference && (reference->as >= 0x20 || reference->as == '\n' || reference->as == '\t')) append_utf8(out, reference->as);
      if (reference) { at += reference->size; continue; }
      if (words.substr(at).starts_with("&apos;")) { out += '\''; at += 6; continue; }
    }
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t' || c == '\r') out += c;
    ++at;
  }
  return out;
}

std::string xml_attribute(std::string_view attributes, std::string_view name) {
  for (std::size_t at = 0; at < attributes.size();) {
    at = attributes.find_first_not_of(spaces, at);
    if (at == std::string_view::npos) break;
    const std::size_t equals = attributes.find('=', at);
    if (equals == std::string_view::npos) break;
    std::string_view written = attributes.substr(at, equals - at), prefix, local;
    while (!written.empty() && spaces.find(written.back()) != std::string_view::npos) written.remove_suffix(1);
    split_name(written, prefix, local);
    const std::size_t open = attributes.find_first_not_of(spaces, equals + 1);
    if (open == std::string_view::npos) break;
    if (attributes[open] != '"' && attributes[open] != '\'') { at = equals + 1; continue; }
    const std::size_t close = attributes.find(attributes[open], open + 1);
    if (close == std::string_view::npos) break;
    if (local == name) return xml_words(attributes.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return {};
}

}  // namespace locarno::read
