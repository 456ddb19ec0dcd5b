#include "watch/intake.hpp"

#include "base/hash.hpp"

namespace locarno::watch {
namespace {

constexpr std::size_t bytes_to_tell_by = 4096;
constexpr std::size_t aside_bytes = 65536;
constexpr std::int64_t clock_slack = 86400;

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
  if (p.waiting.size() < bytes_to_tell_by && p.waiting.find('\n') == std::string::npos) return {};
  if (!p.feed) p.feed = feed_of(p.waiting);
  if (!p.feed) return fail(ErrorCode::bad_use, "cannot tell which feed this is; name it with --format acled, ucdp, viina, firms, geojson, form, jsonl or locarno");
  const RowForm form = row_form(*p.feed, p.waiting);
  p.cutter.emplace(form);
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

Result<void> FeedIntake::drain() {
  Parts& p = *parts_;
  while (const auto row = p.cutter->next()) {
    const auto set_aside = [&](std::string reason) { bad.push_back({row->line, std::move(reason), std::string(row->bytes.substr(0, aside_bytes))}); };
    if (row->too_long) { set_aside("a row of more than 1 MiB; quotation marks that are not closed?"); continue; }
    if (p.needs_header) {
      LOC_TRY(RowReader reader, RowReader::make(*p.feed, row->bytes));
      p.reader.emplace(std::move(reader));
      p.columns = std::make_shared<const std::string>(row->bytes);
      p.needs_header = false;
      continue;
    }
    if (row->unfinished) { set_aside("the input ends within this row"); continue; }
    const std::string_view format = to_string(*p.feed);
    std::string sha = raw_hash(format, *p.columns, row->bytes);
    auto report = p.reader->read(row->bytes, sha);
    if (!report) { set_aside(report.error().what); continue; }
    if (report->begin > p.received + clock_slack) {
      set_aside("it says " + instant_text(report->begin) + ", but was received at " + instant_text(p.received) + ": one of the clocks is wrong");
      continue;
    }
    kept.push_back({std::move(sha), std::string(row->bytes), format, p.columns, report->begin});
  }
  return {};
}

}  // namespace locarno::watch
