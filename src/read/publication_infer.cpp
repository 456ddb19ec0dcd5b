#include "read/publication_infer.hpp"

#include <fmt/format.h>

#include "read/roles.hpp"
#include "read/times_printed.hpp"

namespace locarno::read {

std::optional<InferredDate> infer_publication(const Document& document, const Layout&, const Codebook&, const std::vector<Match>&,
                                              const std::optional<Dateline>& dateline) {
  if (!dateline || !dateline->month_known) return std::nullopt;
  // The last whole date the report itself prints lies before its dateline.
  const PrintedDate* last = nullptr;
  std::vector<PrintedDate> all;
  for (const Block& block : document.blocks)
    if (is_running_text(block.role))
      for (PrintedDate& date : printed_dates(document.text, block.span)) all.push_back(std::move(date));
  for (const PrintedDate& date : all)
    if (last == nullptr || date.date > last->date) last = &date;
  if (last == nullptr) return std::nullopt;
  Date day{last->date.year, dateline->month, dateline->day};
  if (day < last->date) ++day.year;
  return InferredDate{day, fmt::format("dateline {}; year from {}", slice(document.text, dateline->span), slice(document.text, last->span)),
                      {dateline->span, last->span}};
}

}  // namespace locarno::read
