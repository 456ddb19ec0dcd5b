#include "study/watch_stream.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace locarno::study {
namespace {

constexpr std::size_t batch_rows = 5000;

bool is_current(const TermsShape& shape, std::int64_t at) { return shape.kind == TermsShape::Kind::sector && at >= shape.from && at < shape.until; }

std::int64_t line_of(std::string_view digits) {
  std::int64_t line = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), line);
  return std::max<std::int64_t>(line, 0);
}

}  // namespace

std::vector<std::string> streams_of(const Monitor& monitor, const std::string& name) {
  std::vector<std::string> out;
  for (const TermsShape& shape : monitor.terms.shapes)
    if (shape.kind == TermsShape::Kind::sector) out.push_back(name + ":" + shape.id);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());   // versions of one shape share its id
  out.push_back(name + ":none");
  return out;
}

/// The sector the place most likely lies in. A row that reads no further than its time is nobody's.
std::string StreamSender::stream_of(const watch::KeptRow& row) {
  const auto report = reader_.read({0, row.sha256, row.format, *row.columns, row.bytes, {}, row.begin});
  std::string sector = "none";
  if (!report || !report->has_place) return name_ + ":" + sector;
  double best = 0;
  for (std::size_t i = 0; i < monitor_.terms.shapes.size(); ++i) {
    const TermsShape& shape = monitor_.terms.shapes[i];
    if (!is_current(shape, report->begin)) continue;
    const double share = monitor_.geometry.inside(i, report->lat, report->lon, report->radius_km);
    if (share > best) best = share, sector = shape.id;
  }
  return name_ + ":" + sector;
}

Result<void> StreamSender::send(std::vector<watch::KeptRow>& kept, std::vector<watch::BadRow>& bad, const std::string& file) {
  std::vector<std::pair<std::string, watch::StreamFields>> entries;
  for (watch::KeptRow& row : kept) {
    std::string stream = stream_of(row);
    entries.push_back({std::move(stream), {{"format", std::string(row.format)}, {"columns", *row.columns}, {"bytes", std::move(row.bytes)}, {"file", file}}});
  }
  for (watch::BadRow& row : bad)
    entries.push_back({name_ + ":none", {{"reason", std::move(row.reason)}, {"bytes", std::move(row.bytes)}, {"file", file}, {"line", std::to_string(row.line)}}});
  kept.clear();
  bad.clear();
  return door_.send(entries);
}

Result<ledger::AddCounts> keep_entries(Monitor& monitor, watch::RowIntake& intake, watch::StreamDoor& door, const std::string& group,
                                       const std::vector<watch::StreamEntry>& entries, const std::string& received_at) {
  for (const watch::StreamEntry& entry : entries) {
    const std::string from = entry.stream + "/" + entry.id;
    if (entry.fields.empty()) {
      intake.take({{}, {}, {}, from, 0, "this entry was deleted from the stream before it was kept"});
      continue;
    }
    const std::string_view file = entry.field("file");
    intake.take({entry.field("format"), entry.field("columns"), entry.field("bytes"), file.empty() ? std::string_view(from) : file, line_of(entry.field("line")), entry.field("reason")});
  }
  LOC_TRY(const ledger::AddCounts counts, keep(monitor, intake.kept, intake.bad, "", received_at));
  LOC_CHECK(door.done(group, entries));
  return counts;
}

Result<ledger::AddCounts> gather(Monitor& monitor, const std::string& store, const std::string& received_at, const Run& run) {
  LOC_TRY(const ledger::WatchStore other, ledger::WatchStore::open(store, false));
  ledger::AddCounts total;
  std::vector<watch::KeptRow> kept;
  std::vector<watch::BadRow> bad;
  std::shared_ptr<const std::string> columns = std::make_shared<const std::string>();
  const auto flush = [&]() -> Result<void> {
    LOC_TRY(const ledger::AddCounts counts, keep(monitor, kept, bad, store, received_at));
    total.fresh += counts.fresh, total.known += counts.known, total.aside += counts.aside;
    run.report("reports", static_cast<std::uint64_t>(total.fresh + total.known), 0);
    return {};
  };
  LOC_CHECK(other.each(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), [&](const ledger::KeptReport& one) -> Result<bool> {
    if (run.is_cancelled()) return fail(ErrorCode::cancelled, "stopped; what was acknowledged is kept");
    const auto feed = watch::parse_feed(one.format);
    if (!feed) return fail(ErrorCode::bad_input, "a report of the unknown format '" + std::string(one.format) + "'", store);
    if (*columns != one.columns) columns = std::make_shared<const std::string>(one.columns);
    // The hash is made again: a store from elsewhere is no witness of its own.
    kept.push_back({watch::raw_hash(one.format, one.columns, one.bytes), std::string(one.bytes), watch::to_string(*feed), columns, one.begin});
    if (kept.size() >= batch_rows) LOC_CHECK(flush());
    return true;
  }));
  LOC_TRY(const std::vector<ledger::AsideRow> rows, other.aside(0));
  for (const ledger::AsideRow& row : rows) bad.push_back({row.line, row.reason, row.bytes, row.file});
  LOC_CHECK(flush());
  return total;
}

}  // namespace locarno::study
