#include "read/raw_report.hpp"

#include <algorithm>
#include <array>

#include "read/decode.hpp"

namespace locarno::read {
namespace {

bool ends_in(std::string_view name, std::string_view suffix) {
  return name.size() > suffix.size() &&
         std::equal(suffix.rbegin(), suffix.rend(), name.rbegin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

bool starts_line(std::string_view head, std::string_view key) {
  return head.starts_with(key) || head.find("\n" + std::string(key)) != std::string_view::npos;
}

/// A header that only mail software writes, and two that every mail has.
bool looks_like_mail(std::string_view bytes) {
  const std::size_t lf = bytes.substr(0, 65536).find("\n\n"), crlf = bytes.substr(0, 65536).find("\r\n\r\n");
  const std::string_view head = bytes.substr(0, std::min({lf, crlf, std::size_t{65536}}));
  const std::size_t colon = head.find_first_of(": \n<");
  if (colon == std::string_view::npos || colon == 0 || head[colon] != ':') return false;
  return starts_line(head, "From:") && (starts_line(head, "Message-ID:") || starts_line(head, "Message-Id:") || starts_line(head, "MIME-Version:") ||
                                        starts_line(head, "Mime-Version:") || starts_line(head, "Received:"));
}

bool looks_like_feed(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return false;
  for (static constexpr std::string_view tag_list[] = {"<rss", "<feed", "<rdf:RDF"}; const std::string_view tag : tag_list) {
    const std::size_t at = head.find(tag);
    const std::size_t html = std::min(head.find("<html"), head.find("<!DOCTYPE html"));
    if (at != std::string_view::npos && at < html) return true;
  }
  return false;
}

/// One line fit to be a title or a date line.
std::string one_line(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text.substr(0, most)) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (space ? !out.empty() && out.back() != ' ' : c != '\0') out += space ? ' ' : c;
  }
  if (text.size() > most)  // not in the middle of a character
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
  if (text.size() > most && !out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_link(std::string_view address) {
  return (address.starts_with("http://") || address.starts_with("https://")) && address.size() < 2048 &&
         address.find_first_of(" \t\r\n()<>\"") == std::string_view::npos;
}

bool is_whole_page(std::string_view body) {
  const std::string_view head = body.substr(0, 4096);
  for (static constexpr std::string_view tag_list[] = {"<html", "<HTML", "<body", "<BODY", "<head>", "<HEAD>", "<!DOCTYPE", "<!doctype"}; const std::string_view tag : tag_list)
    if (head.find(tag) != std::string_view::npos) return true;
  return false;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else out += c;
  }
  return out;
}

}  // namespace

std::string_view to_string(Format format) {
  static constexpr std::array<std::string_view, 6> names = {"text", "feed", "jsonl", "mail", "docx", "pdf"};
  return names[static_cast<std::size_t>(format)];
}

Format format_of(std::string_view bytes, const std::string& name) {
  if (ends_in(name, ".jsonl") || ends_in(name, ".ndjson")) return Format::json_lines;
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Format::pdf;
  if (bytes.starts_with("PK\x03\x04"))
    return ends_in(name, ".docx") || bytes.find("word/document.xml") != std::string_view::npos ? Format::docx : Format::text;
  if (ends_in(name, ".eml") || looks_like_mail(bytes)) return Format::mail;
  if (bytes.starts_with("\xEF\xBB\xBF")) return looks_like_feed(bytes.substr(3)) ? Format::feed : Format::text;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    const auto decoded = decode(bytes.substr(0, 4096), name);
    return decoded && looks_like_feed(decoded->text) ? Format::feed : Format::text;
  }
  return looks_like_feed(bytes) ? Format::feed : Format::text;
}

std::string compose(const Told& told, const std::string& body) {
  const std::string title = one_line(told.title, 1000), published = one_line(told.published, 200), source = one_line(told.source, 200);
  std::string out;
  if (is_whole_page(body)) {
    if (!title.empty()) out += "<h1>" + escaped(title) + "</h1>\n";
    if (!published.empty()) out += "<p>" + escaped(published) + "</p>\n";
    if (!source.empty()) out += "<p>Source: " + escaped(source) + "</p>\n";
    return out + body;
  }
  const bool as_link = !title.empty() && is_link(told.address) && title.find("](") == std::string::npos;
  if (as_link) out += "[" + title + "](" + told.address + ")\n";
  else if (!title.empty()) out += title + "\n";
  if (!published.empty()) out += published + "\n";
  if (!source.empty()) out += "Source: " + source + "\n";
  if (!out.empty()) out += "\n";
  return out + body;
}

Result<RawReports> split(std::string bytes, const std::string& name) {
  const Format format = format_of(bytes, name);
  if (format == Format::feed) return split_feed(bytes, name);
  RawReports out;
  if (format == Format::json_lines) {
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
      const std::string_view line = std::string_view(bytes).substr(at, end - at);
      const std::string n = std::to_string(++number);
      at = end + 1;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto piece = report_of_line(line, name + "#" + n, name + ":" + n);
      if (piece) out.pieces.push_back(std::move(*piece));
      else out.bad.push_back(piece.error());
    }
    return out;
  }
  RawReport piece;
  piece.name = name;
  piece.bytes = std::move(bytes);
  piece.format = format;
  if (format != Format::text) piece.wrapping = to_string(format);
  out.pieces.push_back(std::move(piece));
  return out;
}

Result<Unwrapped> unwrap(const RawReport& piece) {
  if (piece.format == Format::mail) return unwrap_mail(piece.bytes, piece.name);
  if (piece.format == Format::docx) return unwrap_docx(piece.bytes, piece.name);
  if (piece.format == Format::pdf) return unwrap_pdf(piece.bytes, piece.name);
  if (!piece.encoding.empty()) return Unwrapped{piece.bytes, piece.encoding, piece.told, piece.notes};
  LOC_TRY(Decoded decoded, decode(piece.bytes, piece.name));
  return Unwrapped{std::move(decoded.text), std::move(decoded.encoding), piece.told, std::move(decoded.notes)};
}

}  // namespace locarno::read
