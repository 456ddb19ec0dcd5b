#include "read/html.hpp"

#include <algorithm>
#include <array>

namespace locarno::read {
namespace {

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool ends_name(char c) { return is_space(c) || c == '/' || c == '>' || c == '<'; }

/// Elements whose content is not words and not tags.
constexpr std::array<std::string_view, 7> raw_elements = {"script", "style", "noscript", "textarea", "iframe", "svg", "xmp"};
static_assert(raw_elements.size() == HtmlTokenizer::raw_count);

std::size_t raw_index(std::string_view name) {
  const auto found = std::find_if(raw_elements.begin(), raw_elements.end(), [&](std::string_view r) { return is_tag(name, r); });
  return static_cast<std::size_t>(found - raw_elements.begin());
}

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

enum { double_quote, single_quote, greater, dashes };

}  // namespace

bool is_tag(std::string_view written, std::string_view name) {
  return written.size() == name.size() &&
         std::equal(written.begin(), written.end(), name.begin(), [](char a, char b) { return lower(a) == b; });
}

std::size_t HtmlTokenizer::find(int which, std::string_view what, std::size_t from) {
  if (from >= none_from_[which]) return std::string_view::npos;
  const std::size_t at = text_.find(what, from);
  if (at == std::string_view::npos) none_from_[which] = std::min(none_from_[which], from);
  return at;
}

bool HtmlTokenizer::starts_tag(std::size_t at) const {
  if (at + 1 >= text_.size()) return false;
  const char next = text_[at + 1];
  if (next == '/') return at + 2 < text_.size() && is_letter(text_[at + 2]);
  return is_letter(next) || next == '!' || next == '?';
}

/// One past the '>' that ends the tag whose attributes begin at `from`; quoted values may hold '>'. A quotation mark
/// that never closes is an ordinary character; a tag that never closes ends before the next '<'.
std::size_t HtmlTokenizer::tag_end(std::size_t from) {
  bool after_equals = false;
  for (std::size_t at = from; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '>') return at + 1;
    if (c == '<' && starts_tag(at)) return at;
    if ((c == '"' || c == '\'') && after_equals) {
      const std::size_t close = find(c == '"' ? double_quote : single_quote, text_.substr(at, 1), at + 1);
      if (close != std::string_view::npos) at = close;
    }
    if (!is_space(c)) after_equals = c == '=';
  }
  return text_.size();
}

void HtmlTokenizer::read_tag(HtmlToken& token) {
  const std::size_t begin = at_;
  const bool closes = text_[begin + 1] == '/';
  std::size_t name = begin + (closes ? 2 : 1), name_end = name;
  while (name_end < text_.size() && !ends_name(text_[name_end])) ++name_end;
  at_ = tag_end(name_end);
  token.kind = closes ? HtmlToken::Kind::close : HtmlToken::Kind::open;
  token.name = span_of(name, name_end);
  token.inside = span_of(name_end, std::max(name_end, text_[at_ - 1] == '>' ? at_ - 1 : at_));
  token.span = span_of(begin, at_);
  const bool self_closed = token.inside.size() > 0 && text_[token.inside.end - 1] == '/';
  if (!closes && !self_closed && raw_index(slice(text_, token.name)) < raw_count) raw_name_ = token.name;
}

void HtmlTokenizer::read_declaration(HtmlToken& token) {
  const std::size_t begin = at_;
  const bool dashed = text_.substr(begin, 4) == "<!--";
  const std::size_t close = dashed ? find(dashes, "-->", begin + 4) : find(greater, ">", begin + 2);
  const std::size_t inside = begin + (dashed ? 4 : 2);
  token.kind = HtmlToken::Kind::comment;
  at_ = close == std::string_view::npos ? text_.size() : close + (dashed ? 3 : 1);
  token.inside = span_of(std::min(inside, text_.size()), close == std::string_view::npos ? text_.size() : close);
  token.span = span_of(begin, at_);
}

/// Up to the closing tag of the raw element just opened. An element that is never closed would swallow the report:
/// then only its own tag is left out, and the answer is remembered.
bool HtmlTokenizer::read_raw(HtmlToken& token) {
  const std::string_view name = slice(text_, raw_name_);
  std::size_t& none_from = raw_none_from_[raw_index(name)];
  const Span element = raw_name_;
  raw_name_ = {};
  if (at_ >= none_from) return false;
  std::size_t close = at_;
  while ((close = text_.find("</", close)) != std::string_view::npos && !is_tag(text_.substr(close + 2, name.size()), name)) ++close;
  if (close == std::string_view::npos) none_from = at_;
  if (close == std::string_view::npos || close == at_) return false;
  token.kind = HtmlToken::Kind::raw;
  token.name = element;
  token.span = token.inside = span_of(at_, close);
  at_ = close;
  return true;
}

bool HtmlTokenizer::next(HtmlToken& token) {
  token = HtmlToken();
  if (at_ >= text_.size()) return false;
  if (!raw_name_.empty() && read_raw(token)) return true;
  if (text_[at_] == '<' && starts_tag(at_)) {
    if (text_[at_ + 1] == '!' || text_[at_ + 1] == '?') read_declaration(token);
    else read_tag(token);
    return true;
  }
  std::size_t end = at_ + 1;
  while (end < text_.size()) {
    end = std::min(text_.find('<', end), text_.size());
    if (end == text_.size() || starts_tag(end)) break;
    ++end;
  }
  token.span = span_of(at_, end);
  at_ = end;
  return true;
}

std::optional<Span> attribute(std::string_view text, Span attributes, std::string_view name) {
  std::size_t at = attributes.begin;
  const std::size_t end = attributes.end;
  while (at < end) {
    while (at < end && (is_space(text[at]) || text[at] == '/')) ++at;
    const std::size_t key = at;
    while (at < end && !is_space(text[at]) && text[at] != '=') ++at;
    const std::string_view written = text.substr(key, at - key);
    while (at < end && is_space(text[at])) ++at;
    if (at >= end || text[at] != '=') {
      if (at == key) ++at;
      continue;
    }
    for (++at; at < end && is_space(text[at]);) ++at;
    std::size_t from = at, to;
    if (at < end && (text[at] == '"' || text[at] == '\'')) {
      from = at + 1;
      to = std::min(text.substr(0, end).find(text[at], from), end);
      at = std::min(to + 1, end);
    } else {
      while (at < end && !is_space(text[at])) ++at;
      to = at;
    }
    if (is_tag(written, name)) return span_of(from, to);
  }
  return std::nullopt;
}

}  // namespace locarno::read
