// Any bytes as a file: recognised, split, unwrapped (but for PDF, which another program reads), each as valid UTF-8
// within bounds. The first byte forces a format, so that every parser sees damage.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "read/declared.hpp"
#include "read/hidden.hpp"
#include "read/mail_codec.hpp"
#include "read/raw_report.hpp"
#include "read/unzip.hpp"
#include "read/xml.hpp"

namespace {

using namespace locarno;

void demand(bool holds) {
  if (!holds) std::abort();
}

void check(const Result<read::Unwrapped>& out) {
  if (!out) return demand(!out.error().what.empty());
  demand(first_invalid(out->text) == std::string_view::npos);
  for (const DocumentNote& note : out->notes) demand(note.span.begin <= note.span.end && note.span.end <= out->text.size());
}

void check(const Result<read::RawReports>& out) {
  if (!out) return;
  for (const read::RawReport& raw : out->pieces)
    if (raw.format != read::Format::pdf) check(read::unwrap(raw));
}

void check_xml(std::string_view bytes) {
  read::XmlTokenizer tokens(bytes);
  std::size_t at = 0;
  for (read::XmlToken token; tokens.next(token);) {
    demand(token.begin >= at && token.end > token.begin && token.end <= bytes.size());
    at = token.end;
    read::xml_attribute(token.attributes, "val");
  }
}

void check_unseen(std::string_view bytes) {
  const std::string text = read::xml_words(bytes);
  if (first_invalid(text) != std::string_view::npos) return;
  read::Unseen unseen = read::find_unseen(text);
  const read::Layout layout = read::find_blocks(text, unseen);
  const Folded folded = read::fold_layout(text, layout);
  demand(folded.byte_of.size() == folded.units.size() + 1);
  for (std::size_t i = 1; i < unseen.hidden.size(); ++i) demand(unseen.hidden[i - 1].span.begin <= unseen.hidden[i].span.begin);
  for (const read::RawBlock& block : layout.blocks) {
    std::uint32_t inside = block.span.begin;
    for (const Span cut : block.cuts) {
      demand(cut.begin >= inside && cut.end <= block.span.end);
      inside = cut.end;
    }
  }
  std::vector<DocumentNote> notes;
  read::note_unseen(text, unseen, notes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 8) {
    case 0: check(read::split_feed(bytes, "f.xml")); break;
    case 1: check(read::unwrap_mail(bytes, "m.eml")); break;
    case 2: check(read::unwrap_docx(bytes, "d.docx")); break;
    case 3: check(read::split(std::string(bytes), "s.jsonl")); break;
    case 4: check_xml(bytes); break;
    case 5:
      read::header_value(bytes);
      read::decode_words(bytes);
      demand(first_invalid(read::decode_words(read::header("subject:" + std::string(bytes), "subject"))) == std::string_view::npos);
      break;
    case 6: check_unseen(bytes); break;
    default: {
      const std::string text(bytes);
      if (read::format_of(text, "any") != read::Format::pdf) check(read::split(text, "any"));
      if (first_invalid(text) == std::string_view::npos) demand(first_invalid(read::joined_lines(text)) == std::string_view::npos);
    }
  }
  return 0;
}
