#pragma once
// locarno/watch/read_report.hpp -- one row of a feed -> what it says.
//
// Question   A row in the shape of ACLED, UCDP GED, VIINA or FIRMS (CSV with its header, or a JSON object with the same names),
//            a GeoJSON feature, a form of `key: value` lines, a JSON line with our own names, or a record of Locarno's reading.
// Answer     A Report; parties are still the words of the feed (normalise() in watch/normalise.hpp makes them party ids).
// Method     A table of column names per format; docs/watch.md lists what becomes of each.
// Cost       a few microseconds a row; linear in its bytes.
// Errors     bad_input: no time, an impossible time; a latitude beyond a pole, a longitude beyond 180 degrees; a number that is
//            none; an end before its beginning; no JSON object; columns missing from the header.
// Not an error: no place, an unknown act (`other`), unknown columns.
// Tested by  tests/watch/intake_test.cpp, fuzz/watch_rows_fuzz.cpp
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "watch/report.hpp"
#include "watch/rows.hpp"

namespace locarno::watch {

enum class Feed : std::uint8_t { acled, ucdp, viina, firms, geojson, form, jsonl, locarno };
std::string_view to_string(Feed feed);
std::optional<Feed> parse_feed(std::string_view name);

/// What a stream is, from its first bytes: a CSV by its header, JSON, a form. None: give --format.
std::optional<Feed> feed_of(std::string_view beginning);
/// How such a stream is cut into rows; `beginning` tells CSV from JSON lines.
RowForm row_form(Feed feed, std::string_view beginning);

class RowReader {
 public:
  /// `columns`: the CSV header as it stands; "" = rows are no CSV. Errors: bad_input when it lacks a needed column.
  static Result<RowReader> make(Feed feed, std::string_view columns);
  RowReader(RowReader&&) noexcept;
  RowReader& operator=(RowReader&&) noexcept;
  ~RowReader();
  /// `sha256`: 64 digits, for the id.
  Result<Report> read(std::string_view bytes, std::string_view sha256);
  /// Of the row just read: has it all its fields? Asked when it comes in, not again.
  Result<void> is_whole() const;
  /// Of the header: asked when it comes in, not again.
  Result<void> has_each_column_once() const;

 private:
  struct Parts;
  explicit RowReader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// 0 for text too short to tell a copy by (fewer than 24 letters); blanks, case and width of ASCII letters do not count.
std::uint64_t text_key(std::string_view text);

}  // namespace locarno::watch
