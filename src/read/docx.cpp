// Word's DOCX: the paragraphs of word/document.xml. Deleted text (w:delText) and field codes are not text; notes, headers
// and comments are other members and are left out.
#include <fmt/format.h>

#include "read/decode.hpp"
#include "read/raw_report.hpp"
#include "read/unzip.hpp"
#include "read/xml.hpp"

namespace locarno::read {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20;

struct Writer {
  std::string out, paragraph;
  bool is_heading = false, in_text = false;
  std::size_t deleted = 0;

  void end_paragraph() {
    const std::size_t from = paragraph.find_first_not_of(" \t\n");
    if (from != std::string::npos) {
      if (is_heading && paragraph.find('\n', from) == std::string::npos) out += "# ";
      out += paragraph.substr(from) + "\n\n";
    }
    paragraph.clear();
    is_heading = false;
  }
  void open(const XmlToken& token) {
    if (token.name == "p") end_paragraph();
    else if (token.name == "t") in_text = !token.is_empty;
    else if (token.name == "tab") paragraph += '\t';
    else if (token.name == "br" || token.name == "cr") paragraph += '\n';
    else if (token.name == "noBreakHyphen") paragraph += '-';
    else if (token.name == "delText") ++deleted;
    else if (token.name == "pStyle") {
      const std::string style = xml_attribute(token.attributes, "val");
      is_heading = style == "Title" || style == "Heading1" || style == "1";
    }
  }
  void close(const XmlToken& token) {
    if (token.name == "t") in_text = false;
    else if (token.name == "p" || token.name == "tc") end_paragraph();
  }
};

}  // namespace

Result<Unwrapped> unwrap_docx(std::string_view bytes, const std::string& name) {
  auto xml = unzip_member(bytes, "word/document.xml", most_bytes, name);
  if (!xml) {
    Error error = xml.error();
    if (error.code == ErrorCode::not_found) error = {ErrorCode::bad_input, "this ZIP file is no DOCX: it holds no word/document.xml", name};
    return Failure(error);
  }
  LOC_TRY(const Decoded decoded, decode(*xml, name));
  Writer writer;
  XmlTokenizer tokens(decoded.text);
  for (XmlToken token; tokens.next(token);) {
    if (token.prefix != "w" && token.kind <= XmlToken::Kind::cdata) {
      if (writer.in_text) writer.paragraph += token.kind == XmlToken::Kind::cdata ? std::string(token.words) : xml_words(token.words);
    } else if (token.prefix == "w" && token.kind == XmlToken::Kind::open) {
      writer.open(token);
    } else if (token.prefix == "w" && token.kind == XmlToken::Kind::close) {
      writer.close(token);
    }
  }
  writer.end_paragraph();
  Unwrapped out;
  out.text = std::move(writer.out);
  out.encoding = "utf-8";
  out.notes = decoded.notes;
  for (DocumentNote& note : out.notes) note.span = {};
  if (writer.deleted > 0) out.notes.push_back({"container", fmt::format("{} deleted passages (tracked changes) were left out", writer.deleted), {}});
  if (out.text.empty()) out.notes.push_back({"container", "the DOCX holds no text", {}});
  return out;
}

}  // namespace locarno::read
