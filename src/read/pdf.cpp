// PDF with a text layer, through pdftotext (poppler-utils). Lines that were broken because the column was full are joined
// again: a sentence must not end where a line does.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.hpp"
#include "read/decode.hpp"
#include "read/mixed.hpp"
#include "read/raw_report.hpp"
#include "read/process.hpp"

namespace locarno::read {
namespace {

/// Columns of a line; a Han character takes two.
std::size_t width(std::string_view line) {
  std::size_t out = 0;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint c = decode_at(line, at);
    out += c.value >= 0x2E80 ? 2 : 1;
    at += c.size;
  }
  return out;
}

bool ends_wide(std::string_view line) {
  std::size_t at = line.size();
  do {
    if (at == 0) return false;
    --at;
  } while ((static_cast<unsigned char>(line[at]) & 0xC0) == 0x80);
  return decode_at(line, at).value >= 0x2E80;
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && (line.front() == ' ' || line.front() == '\r')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

/// Joins lines that are at least four fifths as wide as the page's widest with the line after them.
std::string joined_lines(std::string_view text) {
  std::string out;
  for (std::size_t page = 0; page < text.size();) {
    const std::size_t stop = std::min(text.find('\f', page), text.size());
    const std::string_view all = text.substr(page, stop - page);
    std::size_t widest = 0;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      widest = std::max(widest, width(trimmed(all.substr(at, end - at))));
      at = end + 1;
    }
    bool joins = false;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      const std::string_view line = trimmed(all.substr(at, end - at));
      at = end + 1;
      if (line.empty()) {
        if (!out.empty() && !out.ends_with("\n\n")) out += out.ends_with("\n") ? "\n" : "\n\n";
        joins = false;
        continue;
      }
      if (joins) {
        const bool close = ends_wide(out) || out.ends_with("-");
        if (!close) out += ' ';
      } else if (!out.empty() && !out.ends_with("\n")) {
        out += '\n';
      }
      out += line;
      const std::size_t columns = width(line);
      joins = columns >= 30 && columns * 5 >= widest * 4;
    }
    page = stop + 1;
  }
  if (!out.empty() && !out.ends_with("\n")) out += '\n';
  return out;
}

Result<Unwrapped> unwrap_pdf(std::string_view bytes, const std::string& name) {
  const std::string program = find_program("pdftotext");
  if (program.empty()) return fail(ErrorCode::io, "this is a PDF, and pdftotext is not installed (Debian package poppler-utils)", name);
  auto ended = run_process(program, {"-q", "-enc", "UTF-8", "-", "-"}, bytes, Leash());
  if (!ended) return fail(ended.error().code, "pdftotext " + ended.error().what + " on this PDF, it is not read", name);
  if (ended->status == 128 + 9 || ended->status == 128 + 24)
    return fail(ErrorCode::limit_reached, "pdftotext was stopped on this PDF: it took too much time or memory", name);
  if (ended->status != 0) {
    std::string complaint = ended->complaint.substr(0, std::min<std::size_t>(ended->complaint.find('\n'), 200));
    std::replace_if(complaint.begin(), complaint.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return fail(ErrorCode::bad_input, fmt::format("pdftotext cannot read this PDF (status {}){}{}", ended->status, complaint.empty() ? "" : ": ", complaint), name);
  }
  LOC_TRY(const Decoded decoded, decode(ended->out, name));
  Unwrapped out;
  out.text = joined_lines(decoded.text);
  out.encoding = "utf-8";
  const bool has_words = std::any_of(out.text.begin(), out.text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
  if (!has_words) out.notes.push_back({"container", "the PDF has no text layer: it may be a scan; nothing was read from it", {}});
  return out;
}

}  // namespace locarno::read
