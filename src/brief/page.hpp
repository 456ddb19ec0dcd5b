#pragma once
// locarno/brief/page.hpp -- the page between the data and its forms: what stands where, in which words, not yet how it
// looks. compose() writes it once per language; HTML, terminal and Markdown only lay it out, so they cannot disagree.
#include <optional>
#include <string>
#include <vector>

#include "brief/words.hpp"
#include "model/stance.hpp"
#include "study/brief.hpp"

namespace locarno::brief {

struct Item {
  Line line;
  std::vector<Line> under;            ///< shown smaller, beneath
};

struct Fact {
  Line name;
  Line value;
};

/// One position in a cell of the table: options on which a party stands alike, on the same footing.
struct Position {
  StanceValue value = StanceValue::silent;
  Line words;                         ///< 4 to 8 words of the option (and of the condition)
  Line full;                          ///< the same uncut
  Line date;                          ///< since when, or "undated"
  Line via;                           ///< relayed: through whom; narrated: says so
  bool first_hand = true;
  bool is_analyst = false;
  bool is_stale = false;
  std::vector<int> numbers;           ///< quotations, at most 3
};

struct Cell {
  std::vector<Position> positions;    ///< empty = no public statement
  Line more;                          ///< "and 2 more", when positions were left out
  bool red_line = false;
  bool red_line_read = false;         ///< at least one of the lines was read (not only set)
  bool moved = false;
  std::vector<Line> tip;              ///< the words behind it
};

struct Row {
  Line issue;
  std::vector<Cell> cells;            ///< one per party
};

struct Column {
  Line party;
  std::string id;
  bool signs = false;
};

struct Table {
  std::vector<Column> columns;
  bool says_who_signs = true;         ///< false in a plain folder, where no case says it
  std::vector<Row> rows;              ///< issues on which someone spoke
  Line quiet;                         ///< issues on which nobody did, named
};

/// One bar of the strip: an opening and what it opens.
struct Bar {
  Line name;
  std::string open_text;              ///< "12 of 5,184"
  std::string strict_text;
  double open_share = 0;              ///< of the longest bar, 0..1: a picture, never a verdict
  double strict_share = 0;
};

struct Gap {
  std::vector<Line> counts;           ///< the two readings
  Line clash_head;
  std::vector<Item> clashes;
  Line opening_head;
  std::vector<Item> openings;
  Line strip_head;
  std::vector<Bar> bars;
  Line relaxed_head;
  std::vector<Bar> relaxed;           ///< as things stand, then with one red line released at a time, most first
};

/// One signatory's mark on what a draft says.
struct DraftMark {
  std::string party;                  ///< id
  Line name;
  study::Standing standing = study::Standing::unknown;
  study::Shift shift = study::Shift::not_known;
};

struct DraftCell {
  bool named = false;
  Line words;                         ///< the option, the bracket, "wording not known", "not dealt with"
  bool is_changed = false;            ///< differs from the draft it is compared with
  std::vector<DraftMark> marks;       ///< signatories; empty when nothing is known
};

struct DraftColumn {
  Line title;
  Line date;
  Line by;
  std::vector<Fact> facts;            ///< points known, accepted by all, red lines hit
};

struct DraftRow {
  Line issue;
  std::vector<DraftCell> cells;       ///< one per draft
};

/// The drafts side by side, then what follows for each.
struct Drafts {
  Line beside;
  std::vector<DraftColumn> columns;
  std::vector<DraftRow> rows;         ///< issues that some draft deals with
  std::vector<Item> items;            ///< one per draft
};

struct QuoteEntry {
  int number = 0;
  Line words;                         ///< original words, with marks
  Line source;                        ///< speaker, via, outlet, date
  Line place;                         ///< file and characters
};

/// A section in sentences; empty head = no such section.
struct Sentences {
  std::string head;
  std::vector<Line> lines;
  Line note;
};

struct Page {
  PageLanguage language = PageLanguage::en;
  std::string title;
  std::string kicker;                 ///< what kind of page this is
  std::vector<Fact> head;
  std::vector<Line> bottom;
  Line basis;
  Line moved_head;
  std::vector<Item> moved;
  Table table;
  bool has_gap = false;
  Gap gap;
  std::vector<Item> claims;
  std::string hold_picture;           ///< the survival band as SVG; empty = none
  Drafts drafts;
  Sentences end_states;               ///< which end states hold still
  Sentences kept;                     ///< clauses of the watched terms, kept or not
  std::vector<Item> gates;
  std::vector<Item> promises;
  std::vector<Item> watch;
  std::vector<Item> unknown;
  std::vector<Item> flips;
  std::vector<Item> contacts;         ///< plain folder only
  std::vector<Item> commitments;      ///< plain folder only
  std::vector<QuoteEntry> quotes;
  std::vector<Line> foot;
};

Page compose(const study::Brief& brief, PageLanguage language);

}  // namespace locarno::brief
