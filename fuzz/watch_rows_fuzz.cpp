// Any bytes as any feed: rows are kept or set aside, nothing else. The first byte picks the feed and the size of the pieces.
#include <cstdint>
#include <string_view>

#include "watch/intake.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno::watch;
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto feed = data[0] % 9 == 8 ? std::optional<Feed>() : std::optional(static_cast<Feed>(data[0] % 9));
  FeedIntake intake(feed, 1'800'000'000);
  const std::size_t step = 1 + data[0] / 9 * 16;
  for (std::size_t at = 0; at < bytes.size(); at += step)
    if (!intake.feed(bytes.substr(at, step))) return 0;
  if (!intake.finish()) return 0;
  RowIntake again(1'800'000'000);   // the same rows out of a stream, and the bytes themselves as a row without a feed
  for (const KeptRow& row : intake.kept) again.take({row.format, *row.columns, row.bytes, "f", 1, {}});
  if (again.kept.size() != intake.kept.size() || !again.bad.empty()) __builtin_trap();
  const std::size_t cut = bytes.size() / 2;
  again.take({"jsonl", bytes.substr(0, cut), bytes.substr(cut), bytes.substr(0, cut), -1, {}});
  for (const KeptRow& row : intake.kept) {
    auto reader = RowReader::make(*parse_feed(row.format), *row.columns);
    if (!reader) __builtin_trap();   // what was kept can be read again
    const auto report = reader->read(row.bytes, row.sha256);
    if (!report || report->begin != row.begin || report->end <= report->begin) __builtin_trap();
    if (report->has_place && !(report->lat >= -90 && report->lat <= 90 && report->lon >= -180 && report->lon <= 180)) __builtin_trap();
  }
  return 0;
}
