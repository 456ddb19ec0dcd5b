// Any bytes as a table of durations: an error with a place, or durations above 0 with as many covariates as there are names.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hold/duration_tables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tables = locarno::hold::read_duration_tables(text, "x.csv");
  if (!tables) return tables.error().what.empty() || !tables.error().where.starts_with("x.csv") ? std::abort(), 0 : 0;
  for (const auto& table : *tables)
    for (const auto& row : table.rows) {
      if (!(row.years > 0) || row.covariates.size() != table.covariates.size()) std::abort();
      for (const double covariate : row.covariates)
        if (!std::isfinite(covariate)) std::abort();
    }
  return 0;
}
