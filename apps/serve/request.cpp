#include "request.hpp"

#include "base/utf8.hpp"

namespace locarno::serve {
namespace {

constexpr std::size_t longest_target = 8000;
constexpr std::size_t most_pairs = 200;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Result<std::string> decoded(std::string_view raw, bool plus_is_space) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size(); ++at) {
    char c = raw[at];
    if (c == '%') {
      const int high = at + 1 < raw.size() ? digit(raw[at + 1]) : -1, low = at + 2 < raw.size() ? digit(raw[at + 2]) : -1;
      if (high < 0 || low < 0) return fail(ErrorCode::bad_use, "the address holds a '%' without two hexadecimal digits", "character " + std::to_string(at + 1));
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return fail(ErrorCode::bad_use, "the address holds a control character", "character " + std::to_string(at + 1));
    out.push_back(c);
  }
  if (first_invalid(out) != std::string_view::npos) return fail(ErrorCode::bad_use, "the address is not valid UTF-8");
  return out;
}

/// Steps that are empty or lead up are refused rather than cleaned: nobody needs them.
bool is_plain_path(std::string_view path) {
  if (path.empty() || path[0] != '/' || path.find('\\') != std::string_view::npos) return false;
  for (std::size_t at = 1; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view step = path.substr(at, end - at);
    if (step.empty() || step == "." || step == "..") return false;
    at = end + 1;
  }
  return path.size() == 1 || path.back() != '/';
}

}  // namespace

std::string_view Target::value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return {};
}

std::vector<std::string> Target::values(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : query)
    if (key == name) out.push_back(value);
  return out;
}

std::vector<std::string> Target::list(std::string_view name) const {
  std::vector<std::string> out;
  for (const auto& [key, value] : query) {
    if (key != name) continue;
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t end = std::min(value.find(',', at), value.size());
      if (end > at) out.push_back(value.substr(at, end - at));
      at = end + 1;
    }
  }
  return out;
}

Result<Target> parse_target(std::string_view raw) {
  if (raw.size() > longest_target) return fail(ErrorCode::bad_use, "the address is longer than 8,000 bytes");
  Target target;
  const std::size_t mark = std::min(raw.find('?'), raw.size());
  LOC_TRY(target.path, decoded(raw.substr(0, mark), false));
  if (!is_plain_path(target.path)) return fail(ErrorCode::bad_use, "the address is not a plain path");
  for (std::size_t at = mark + 1; at < raw.size();) {
    const std::size_t end = std::min(raw.find('&', at), raw.size());
    const std::string_view pair = raw.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    if (target.query.size() == most_pairs) return fail(ErrorCode::bad_use, "the address holds more than 200 parameters");
    const std::size_t equals = std::min(pair.find('='), pair.size());
    LOC_TRY(std::string key, decoded(pair.substr(0, equals), true));
    LOC_TRY(std::string value, decoded(equals < pair.size() ? pair.substr(equals + 1) : std::string_view(), true));
    target.query.emplace_back(std::move(key), std::move(value));
  }
  return target;
}

std::string_view cookie(std::string_view header, std::string_view name) {
  for (std::size_t at = 0; at < header.size();) {
    while (at < header.size() && (header[at] == ' ' || header[at] == ';')) ++at;
    const std::size_t end = std::min(header.find(';', at), header.size());
    const std::string_view pair = header.substr(at, end - at);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    at = end;
  }
  return {};
}

}  // namespace locarno::serve
