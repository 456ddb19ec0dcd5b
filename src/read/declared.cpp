#include "read/declared.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "read/html.hpp"

namespace locarno::read {
namespace {

constexpr std::string_view spaces = " \t\r\n\f";

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// What follows `key` and "=": a quoted or bare word.
std::string value_after(std::string_view text, std::string_view key) {
  const std::string low = lower(text);
  std::size_t at = low.find(key);
  if (at == std::string::npos) return {};
  at = low.find_first_not_of(spaces, at + key.size());
  if (at == std::string::npos || low[at] != '=') return {};
  at = low.find_first_not_of(spaces, at + 1);
  if (at == std::string::npos) return {};
  if (low[at] == '"' || low[at] == '\'') ++at;
  const std::size_t end = std::min(low.find_first_of(" \t\r\n\f\"';>/?", at), low.size());
  return std::string(text.substr(at, end - at));
}

using Alias = std::pair<std::string_view, std::string_view>;
constexpr std::array<Alias, 27> aliases = {{
    {"utf-8", "utf-8"}, {"utf8", "utf-8"}, {"unicode-1-1-utf-8", "utf-8"},
    {"gb2312", "gb18030"}, {"gbk", "gb18030"}, {"gb18030", "gb18030"}, {"gb_2312-80", "gb18030"}, {"x-gbk", "gb18030"},
    {"cp936", "gb18030"}, {"ms936", "gb18030"}, {"euc-cn", "gb18030"}, {"chinese", "gb18030"}, {"gb2312-80", "gb18030"},
    {"big5", "big5"}, {"big5-hkscs", "big5"}, {"x-x-big5", "big5"}, {"cp950", "big5"}, {"big-5", "big5"}, {"big5hk", "big5"},
    {"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"}, {"latin-1", "windows-1252"}, {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"}, {"cp1252", "windows-1252"}, {"sjis", "shift_jis"}, {"ks_c_5601-1987", "euc-kr"}}};

/// Named as they are; each is stateless, so that no file can switch its own alphabet in mid-text.
constexpr std::array<std::string_view, 27> plain = {
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "windows-1258", "windows-874",  "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
    "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-9",   "iso-8859-10",  "iso-8859-13",  "iso-8859-15",
    "koi8-r",       "koi8-u",       "shift_jis",    "euc-jp",       "euc-kr",       "macintosh"};

}  // namespace

std::string known_encoding(std::string_view label) {
  while (!label.empty() && spaces.find(label.front()) != std::string_view::npos) label.remove_prefix(1);
  while (!label.empty() && spaces.find(label.back()) != std::string_view::npos) label.remove_suffix(1);
  const std::string low = lower(label);
  for (const auto& [alias, name] : aliases)
    if (low == alias) return std::string(name);
  if (low.starts_with("cp125") && low.size() == 6) return "windows-125" + low.substr(5);
  return std::find(plain.begin(), plain.end(), low) != plain.end() ? low : std::string();
}

std::string declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 8192);
  if (head.find('<') == std::string_view::npos) return {};
  HtmlTokenizer tokens(head);
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::Kind::comment && slice(head, token.span).starts_with("<?xml")) {
      if (std::string label = value_after(slice(head, token.inside), "encoding"); !label.empty()) return label;
    }
    if (token.kind != HtmlToken::Kind::open || !is_tag(slice(head, token.name), "meta")) continue;
    if (const auto charset = attribute(head, token.inside, "charset")) return std::string(slice(head, *charset));
    const auto content = attribute(head, token.inside, "content");
    if (content && attribute(head, token.inside, "http-equiv"))
      if (std::string label = value_after(slice(head, *content), "charset"); !label.empty()) return label;
  }
  return {};
}

}  // namespace locarno::read
