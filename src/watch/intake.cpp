#include "watch/intake.hpp"

#include <map>

#include "base/hash.hpp"

namespace locarno::watch {
namespace {

constexpr std::size_t bytes_to_tell_by = 4096;
constexpr std::size_t aside_bytes = 65536;
constexpr std::int64_t clock_slack = 86400;
constexpr std::int64_t longest_ahead = 33 * 86400;   ///< what is dated to its month may be received on its first day
constexpr std::size_t most_row_bytes = 1u << 20;
constexpr std::size_t most_readers = 256;     ///< headers remembered; a stream may hold any number of them

Result<KeptRow> kept_row(RowReader& reader, std::string_view format, const std::shared_ptr<const std::string>& columns, std::string_view bytes, std::int64_t received) {
  std::string sha = raw_hash(format, *columns, bytes);
  LOC_TRY(const Report report, reader.read(bytes, sha));
  LOC_CHECK(reader.is_whole());
  if (report.begin > received + clock_slack)
    return fail(ErrorCode::bad_input, "it says " + instant_text(report.begin) + ", but was received at " + instant_text(received) + ": one of the clocks is wrong");
  if (report.end > received + longest_ahead)
    return fail(ErrorCode::bad_input, "its end (" + instant_text(report.end) + ") is more than a month after its receipt (" + instant_text(received) + ")");
  return KeptRow{std::move(sha), std::string(bytes), format, columns, report.begin};
}

/// Two bytes a letter would look like rows of nothing. Which of the two orders it is does not matter to who saves it anew.
Result<void> check_encoding(std::string_view beginning) {
  const bool has_mark = beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF");
  const bool every_second = beginning.size() >= 4 && ((beginning[0] == 0 && beginning[2] == 0) || (beginning[1] == 0 && beginning[3] == 0));
  if (has_mark || every_second) return fail(ErrorCode::bad_input, "the text is UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)");
  return {};
}

}  // namespace

std::string raw_hash(std::string_view format, std::string_view columns, std::string_view bytes) {
  std::string whole;
  whole.reserve(format.size() + columns.size() + bytes.size() + 2);
  whole.append(format).append("\n").append(columns).append("\n").append(bytes);
  return sha256_hex(whole);
}

struct FeedIntake::Parts {
  std::optional<Feed> feed;
  std::int64_t received;
  std::string waiting;                       ///< until the feed and its form are told
  std::optional<RowCutter> cutter;
  std::optional<RowReader> reader;
  std::shared_ptr<const std::string> columns = std::make_shared<const std::string>();
  bool needs_header = false;
};

FeedIntake::FeedIntake(std::optional<Feed> feed, std::int64_t received) : parts_(std::make_unique<Parts>()) {
  parts_->feed = feed;
  parts_->received = received;
}
FeedIntake::FeedIntake(FeedIntake&&) noexcept = default;
FeedIntake& FeedIntake::operator=(FeedIntake&&) noexcept = default;
FeedIntake::~FeedIntake() = default;
void FeedIntake::received_now(std::int64_t received) { parts_->received = received; }

Result<void> FeedIntake::feed(std::string_view bytes) {
  Parts& p = *parts_;
  if (p.cutter) {
    p.cutter->feed(bytes);
    return drain();
  }
  p.waiting.append(bytes);
  const std::size_t line_end = p.waiting.find_first_of("\r\n");
  if (p.waiting.size() < bytes_to_tell_by && (line_end == std::string::npos || (p.waiting[line_end] == '\r' && line_end + 1 == p.waiting.size()))) return {};
  LOC_CHECK(check_encoding(p.waiting));
  if (!p.feed) p.feed = feed_of(p.waiting);
  if (!p.feed) return fail(ErrorCode::bad_use, "cannot tell which feed this is; name it with --format acled, ucdp, viina, firms, geojson, form, jsonl or locarno");
  const RowForm form = row_form(*p.feed, p.waiting);
  const bool only_returns = line_end != std::string::npos && p.waiting[line_end] == '\r' && line_end + 1 < p.waiting.size() && p.waiting[line_end + 1] != '\n';
  p.cutter.emplace(form, only_returns ? '\r' : '\n');
  p.needs_header = form == RowForm::csv;
  if (!p.needs_header) {
    LOC_TRY(RowReader reader, RowReader::make(*p.feed, {}));
    p.reader.emplace(std::move(reader));
  }
  p.cutter->feed(p.waiting);
  p.waiting.clear();
  return drain();
}

Result<void> FeedIntake::finish() {
  Parts& p = *parts_;
  if (!p.cutter) {
    if (p.waiting.find_first_not_of(" \t\r\n") == std::string::npos) return {};
    LOC_CHECK(feed("\n"));
  }
  if (!p.cutter) return {};
  p.cutter->finish();
  return drain();
}

bool FeedIntake::pause() {
  Parts& p = *parts_;
  if (!p.cutter) return p.waiting.find_first_not_of(" \t\r\n") != std::string::npos;
  p.cutter->pause();
  return p.cutter->has_rest();
}

Result<void> FeedIntake::drain() {
  Parts& p = *parts_;
  while (const auto row = p.cutter->next()) {
    const auto set_aside = [&](std::string reason) { bad.push_back({row->line, std::move(reason), std::string(row->bytes.substr(0, aside_bytes))}); };
    if (row->too_long && p.needs_header) return fail(ErrorCode::bad_input, "a header of more than 1 MiB");
    if (row->too_long) { set_aside("a row of more than 1 MiB; quotation marks that are not closed?"); continue; }
    if (p.needs_header) {
      LOC_TRY(RowReader reader, RowReader::make(*p.feed, row->bytes));
      LOC_CHECK(reader.has_each_column_once());
      p.reader.emplace(std::move(reader));
      p.columns = std::make_shared<const std::string>(row->bytes);
      p.needs_header = false;
      continue;
    }
    if (row->unfinished) {
      set_aside(p.cutter->form() == RowForm::csv ? "a quotation mark is opened in this row and not closed" : "the input ends within this row");
      continue;
    }
    auto read = kept_row(*p.reader, to_string(*p.feed), p.columns, row->bytes, p.received);
    if (read) kept.push_back(std::move(*read));
    else set_aside(std::move(read.error().what));
  }
  return {};
}

struct RowIntake::Parts {
  struct Known {
    RowReader reader;
    Feed feed;
    std::shared_ptr<const std::string> columns;
  };
  std::int64_t received;
  std::map<std::string, Known, std::less<>> readers;   ///< by format and columns

  Result<Known*> reader_of(const Row& row) {
    const std::string key = std::string(row.format) + '\n' + std::string(row.columns);
    const auto found = readers.find(key);
    if (found != readers.end()) return &found->second;
    const auto feed = parse_feed(row.format);
    if (!feed) return fail(ErrorCode::bad_input, "the unknown format '" + std::string(row.format.substr(0, 40)) + "'");
    if (row.columns.size() > most_row_bytes) return fail(ErrorCode::bad_input, "a header of more than 1 MiB");
    LOC_TRY(RowReader reader, RowReader::make(*feed, row.columns));
    LOC_CHECK(reader.has_each_column_once());
    if (readers.size() >= most_readers) readers.clear();
    return &readers.emplace(key, Known{std::move(reader), *feed, std::make_shared<const std::string>(row.columns)}).first->second;
  }

  Result<KeptRow> read(const Row& row) {
    if (!row.reason.empty()) return fail(ErrorCode::bad_input, std::string(row.reason.substr(0, 1000)));
    if (row.bytes.size() > most_row_bytes) return fail(ErrorCode::bad_input, "a row of more than 1 MiB");
    LOC_TRY(Known* known, reader_of(row));
    return kept_row(known->reader, to_string(known->feed), known->columns, row.bytes, received);
  }
};

RowIntake::RowIntake(std::int64_t received) : parts_(std::make_unique<Parts>()) { parts_->received = received; }
RowIntake::RowIntake(RowIntake&&) noexcept = default;
RowIntake& RowIntake::operator=(RowIntake&&) noexcept = default;
RowIntake::~RowIntake() = default;
void RowIntake::received_now(std::int64_t received) { parts_->received = received; }

void RowIntake::take(const Row& row) {
  auto read = parts_->read(row);
  if (read) kept.push_back(std::move(*read));
  else bad.push_back({row.line, std::move(read.error().what), std::string(row.bytes.substr(0, aside_bytes)), std::string(row.file.substr(0, 4096))});
}

}  // namespace locarno::watch
