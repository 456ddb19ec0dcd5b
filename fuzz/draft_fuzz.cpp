// Any bytes as a draft of a small case: an error with a place, or a draft whose numbers, issues and options are in range.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>

#include "model/case_file.hpp"
#include "model/draft_file.hpp"
#include "towns_case.hpp"

namespace {

const locarno::CheckedCase& towns() {
  static const auto parsed = locarno::parse_case(locarno::towns_case({{"tolls", {"none", "shared"}}, {"port", {"open", "closed"}}}), "case.toml", "towns");
  if (!parsed) std::abort();
  return *parsed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto parsed = locarno::parse_draft(text, "d.toml", "d", towns());
  if (!parsed) {
    if (parsed.error().what.empty() || !parsed.error().where.starts_with("d.toml")) std::abort();
    return 0;
  }
  if (parsed->points < 1 || parsed->points > locarno::most_points || parsed->rows.size() > static_cast<std::size_t>(parsed->points)) std::abort();
  std::set<int> numbers;
  for (const auto& point : parsed->rows) {
    if (point.number < 0 || point.number > parsed->points) std::abort();
    if (point.number != 0 && !numbers.insert(point.number).second) std::abort();
    for (const auto& term : point.terms)
      if (term.issue.index() >= 2 || term.options.bits > 3) std::abort();
  }
  for (const auto& set : locarno::allowed_by(*parsed, *towns()))
    if (set.bits == 0) std::abort();
  (void)locarno::check_drafts({*parsed});
  return 0;
}
