// Any bytes as a table of counts: an error with a place, or series that all have every step and no count below "not known".
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "watch/alarms.hpp"
#include "watch/counts.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno::watch;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto restored = SeriesWatch::restore({}, text); restored && !SeriesWatch::restore({}, restored->saved())) std::abort();
  const auto table = read_counts(text, {}, "x.csv");
  if (!table) return table.error().what.empty() || !table.error().where.starts_with("x.csv") ? std::abort(), 0 : 0;
  for (const CountSeries& series : table->series) {
    if (series.counts.size() != table->steps) std::abort();
    for (const std::int64_t count : series.counts)
      if (count < not_known) std::abort();
  }
  return 0;
}
