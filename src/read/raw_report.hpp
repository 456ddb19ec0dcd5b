#pragma once
// locarno/read/raw_report.hpp -- one report as it comes out of a file: a file may hold many (a feed, JSON lines).
//
// Question   The bytes of a file, and its name.
// Answer     Its pieces in order. A plain file is one piece, so is a mail, a DOCX or a PDF, whose text is taken out when
//            the piece is read (unwrap), on whatever thread reads it.
// Names      CONTRACT: `doc` is the file's base name; an item of a feed or a line is that and "#n", n from 1 (for JSON
//            lines the number of the line, empty lines counted).
// Cost       Linear in the bytes; limits below. Threads: pure, but for pdftotext, a process of its own.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/document.hpp"

namespace locarno::read {

enum class Format : std::uint8_t { text, feed, json_lines, mail, docx, pdf };
/// By the bytes; a name ending in .jsonl, .ndjson or .eml is believed.
Format format_of(std::string_view bytes, const std::string& name);
std::string_view to_string(Format format);

/// What a wrapping says about the report in it.
struct Told {
  std::string title;
  std::string published;   ///< as printed
  std::string address;
  std::string source;
  std::string id;
  std::string byline;
};

struct RawReport {
  std::string name;
  std::string bytes;       ///< what is hashed and kept: the file's, or the item's composed text
  Format format = Format::text;
  std::string wrapping;    ///< Document::wrapping
  std::string encoding;    ///< of the wrapping, when `bytes` was composed from it; empty: `bytes` is as found
  Told told;
  std::vector<DocumentNote> notes;
};

/// A line or item that is none: the others count all the same.
struct RawReports {
  std::vector<RawReport> pieces;
  std::vector<Error> bad;
};
/// Errors: bad_input when the file as a whole is no text (as decode()).
Result<RawReports> split(std::string bytes, const std::string& name);

/// The text of a piece, ready for the reader.
struct Unwrapped {
  std::string text;
  std::string encoding;
  Told told;
  std::vector<DocumentNote> notes;
};
/// Errors: bad_input (no text, a damaged DOCX, a PDF pdftotext cannot read), limit_reached (unpacks to too much, takes
/// too long), io (pdftotext is not installed).
Result<Unwrapped> unwrap(const RawReport& piece);

/// The text of a report whose title, day and address come beside its body: title (a link when there is an address), date
/// line, source line, empty line, body. For a body that is a whole page they come as HTML.
std::string compose(const Told& told, const std::string& body);

// The parts, each with a fuzz target:
Result<RawReports> split_feed(std::string_view bytes, const std::string& name);
/// One JSON line: text|content|body, title, published|date, url|link, source, id. `where` is "file:line".
Result<RawReport> report_of_line(std::string_view line, const std::string& name, const std::string& where);
Result<Unwrapped> unwrap_mail(std::string_view bytes, const std::string& name);
Result<Unwrapped> unwrap_docx(std::string_view bytes, const std::string& name);
Result<Unwrapped> unwrap_pdf(std::string_view bytes, const std::string& name);
/// The lines of pdftotext, joined where only the width of the column broke them.
std::string joined_lines(std::string_view text);

}  // namespace locarno::read
