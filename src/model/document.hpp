#pragma once
// locarno/model/document.hpp -- one report: what it is, when it was published and how that is known, its blocks.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/span.hpp"
#include "model/language.hpp"

namespace locarno {

/// The part a block plays. Names as in GOLD.md's gold_blocks.jsonl; `body`, `lead`, `body_translation`, `title` and
/// `subhead` are the article's own words, the rest is marked, never deleted.
enum class BlockRole : std::uint8_t {
  body, body_translation, lead, title, subhead, caption,
  infographic_label, section_label, source_credit, dateline_meta, editor_meta, comment_meta,
  image, image_alt_title, related, widget, pager, rule
};
std::string_view to_string(BlockRole role);
std::optional<BlockRole> parse_block_role(std::string_view name);

struct Block {
  Span span;                              ///< bytes of the decoded text
  BlockRole role = BlockRole::body;
  Language language = Language::unknown;
  /// The block (index in Document::blocks) whose unfinished sentence this one goes on with; -1 = none. It may stand
  /// later in the file: reports with boxes are often saved out of order.
  std::int32_t continues = -1;
  std::string why;                        ///< the features that decided the role, for `read --all` and `why`
  bool operator==(const Block&) const = default;
};

/// How a publication date is known (CONTRACT, Dates). Never today's date, never the file's.
enum class PublishedBasis : std::uint8_t {
  none,        ///< the report prints nothing that dates it
  printed,     ///< a full date stands in the report as its date line, time stamp or header
  dateline,    ///< agency dateline (新华社北京12月16日电), year from elsewhere or inferred
  inferred     ///< from the times it prints and events the codebook dates
};
std::string_view to_string(PublishedBasis basis);

/// Something about the file itself that a reader should know before trusting what was read from it.
struct DocumentNote {
  std::string kind;   ///< "encoding", "mixed", "repaired", "hidden", "direction", "control", "lookalike", "container", "date"
  std::string text;   ///< one sentence, with the count and the first place as line:column of the decoded text
  Span span;          ///< the first place; empty when the note is about the whole file
  bool operator==(const DocumentNote&) const = default;
};

/// Bytes inside a block that are not words as printed, and the one character they stand for: an inline tag (0: none), a
/// character reference (&rsquo;), a break.
struct Markup {
  Span span;
  char32_t as = 0;
  bool operator==(const Markup&) const = default;
};

/// A report as read. `text` is the decoded file; every offset in blocks and records points into it.
struct Document {
  std::string id;           ///< short id from the SHA-256 of the raw bytes
  std::string name;         ///< base name of the file
  std::string sha256;       ///< of the raw bytes
  std::string encoding;     ///< "utf-8", "utf-8-bom", "utf-16le", "gb18030", "big5", "windows-1252", "utf-8+gb18030" (mixed) ...
  std::string container;    ///< "text", "html", "markdown" (link title + HTML)
  std::string wrapping;     ///< what it was taken out of: "feed", "jsonl", "mail", "docx", "pdf"; empty: nothing
  std::string source_id;    ///< the id its container gives it (feed item, JSON line, mail), empty when none
  std::string address;      ///< its own address, when the container gives one
  std::string text;         ///< decoded UTF-8
  std::string title;        ///< the headline, as printed
  std::string outlet;       ///< canonical credited outlets joined by "/", e.g. "Xinhua/CCTV"; empty when none is printed
  std::vector<std::string> credits;  ///< every credited source, canonical
  std::vector<std::string> byline;
  std::vector<Language> languages;   ///< of body blocks, in order of first use
  std::optional<Date> published;
  PublishedBasis published_basis = PublishedBasis::none;
  bool published_inferred = false;   ///< the year, or all of it, is not printed
  std::string published_why;         ///< one phrase with the evidence, e.g. "dateline 12月16日; year from 2025-12-16 10:25"
  std::vector<Span> published_from;  ///< the spans the date was derived from
  std::vector<Block> blocks;         ///< ascending, not overlapping
  std::vector<Markup> markup;        ///< of all blocks, ascending, not overlapping; none in ledgers older than this list
  std::vector<DocumentNote> notes;   ///< in the order they were found: encoding first
  bool operator==(const Document&) const = default;
};

/// The words of `span` as a reader of the report sees them: markup left out, references read, one space where another
/// block begins. For eyes only: offsets and JSON `text` keep the slice. Any span is allowed; linear in its bytes.
std::string words_shown(const Document& document, Span span);

}  // namespace locarno
