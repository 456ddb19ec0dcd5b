#pragma once
// locarno/watch/rows.hpp -- a stream of bytes cut into rows: CSV records (with line breaks in quotation marks), lines, GeoJSON
// features, blocks of `key: value`. Nothing is understood here: a row keeps its bytes.
//
// Cost       one pass, a row in memory at a time. Limits: a row of 1 MiB; a longer one is handed out as too long and passed over.
// Tested by  tests/watch/intake_test.cpp, fuzz/watch_rows_fuzz.cpp
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace locarno::watch {

enum class RowForm : std::uint8_t { csv, lines, features, blocks };
inline constexpr std::size_t longest_row = 1u << 20;

struct Row {
  std::int64_t line = 0;         ///< its first, from 1
  std::string_view bytes;        ///< without the line break; until the next call
  bool too_long = false;         ///< then only its beginning
  bool unfinished = false;       ///< the input ended within quotation marks or braces
};

/// Bytes go in by pieces of any size; rows come out. Empty lines are passed over. Nothing else is: what stands between features is a
/// row too, for its reader to refuse, and of an opened quotation mark that nobody closes only the first line is lost.
class RowCutter {
 public:
  /// `line_end`: '\r' for what old systems and some spreadsheets write; '\n' takes "\r\n" too.
  explicit RowCutter(RowForm form, char line_end = '\n') : form_(form), line_end_(line_end) {}
  RowForm form() const { return form_; }
  void feed(std::string_view bytes);
  /// No more bytes come: the last row needs no line break.
  void finish() { is_finished_ = true; }
  /// The next row, none when more bytes are needed (or, finished, at the end).
  std::optional<Row> next();
  /// Bytes that are no whole row yet.
  bool has_rest() const { return buffer_.find_first_not_of(" \t\r\n", from_) != std::string::npos; }
  /// Nothing comes for a while: gives back what memory it can.
  void pause();

 private:
  std::optional<Row> cut(std::size_t end, std::size_t skip, bool unfinished);
  std::optional<Row> next_line();
  std::optional<Row> cut_open_quote();
  std::optional<Row> next_feature();
  bool begins_features() const;
  std::optional<Row> next_block();

  RowForm form_;
  char line_end_;
  std::string buffer_;
  std::size_t from_ = 0;         ///< first byte not handed out
  std::size_t at_ = 0;           ///< looked at up to here
  std::int64_t line_ = 1;        ///< of from_
  std::int64_t lines_within_ = 0;
  bool in_quotes_ = false, escaped_ = false, passing_ = false, is_finished_ = false, at_start_ = true;
  bool in_features_ = false;     ///< features: within the list
  bool is_stray_ = false;        ///< features: within something between them that is none
  bool in_tail_ = false;         ///< features: behind the list, before the collection ends
  int depth_ = 0;
};

/// Splits a CSV record: views into it, or into `store` where doubled quotation marks were undone. A record that begins with
/// a byte order mark loses it. Never fails: what stands behind a closing quotation mark is part of the field.
void split_csv(std::string_view record, char separator, std::vector<std::string_view>& fields, std::string& store);

}  // namespace locarno::watch
