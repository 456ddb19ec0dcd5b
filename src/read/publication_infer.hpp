#pragma once
// locarno/read/publication_infer.hpp -- the day a report can only have been written on, from the days it prints without a
// year and the events and offices it names that the codebook dates.
#include <optional>
#include <string>
#include <vector>

#include "read/describe.hpp"

namespace locarno::read {

struct InferredDate {
  Date date;
  std::string why;
  std::vector<Span> from;
};
/// nullopt when the report names no day, or nothing that says in which year.
std::optional<InferredDate> infer_publication(const Document& document, const Codebook& codebook, const Folded& folded,
                                              const std::vector<Match>& matches, const std::optional<Dateline>& dateline);

}  // namespace locarno::read
