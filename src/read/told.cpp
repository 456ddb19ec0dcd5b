#include "read/told.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "read/mixed.hpp"
#include "read/times_printed.hpp"

namespace locarno::read {
namespace {

/// Does the report's own date line decide? An address, a caption or a guess does not.
bool prints_its_day(const Document& document, Span told_at) {
  if (document.published_basis != PublishedBasis::printed || !document.published_why.starts_with("printed ")) return false;
  return document.published_from.empty() || !document.published_from.front().overlaps(told_at);
}

void take_day(Document& document, const std::string& published) {
  const auto dates = printed_dates(published, {0, static_cast<std::uint32_t>(published.size())});
  if (dates.empty()) {
    if (!published.empty()) document.notes.push_back({"date", "the wrapping dates it \"" + printable(published) + "\", which is no day", {}});
    return;
  }
  const Date day = dates.front().date;
  const std::size_t at = document.text.substr(0, 8192).find(published);
  const Span told_at = at == std::string::npos ? Span{} : Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + published.size())};
  if (prints_its_day(document, told_at)) {
    if (std::abs(day_number(*document.published) - day_number(day)) > 1)
      document.notes.push_back({"date", fmt::format("the wrapping dates it {}, the text {}: the text's day is used", to_string(day),
                                                    to_string(*document.published)), told_at});
    return;
  }
  document.published = day;
  document.published_basis = PublishedBasis::printed;
  document.published_inferred = false;
  document.published_why = "told by the " + document.wrapping + ": " + printable(published);
  document.published_from.clear();
  if (!told_at.empty()) document.published_from.push_back(told_at);
}

}  // namespace

void take_told(Document& document, const Told& told) {
  document.source_id = told.id;
  document.address = told.address;
  if (document.title.empty()) document.title = told.title;
  if (document.byline.empty() && !told.byline.empty()) document.byline.push_back(told.byline);
  take_day(document, told.published);
}

}  // namespace locarno::read
