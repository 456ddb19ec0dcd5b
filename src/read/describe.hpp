#pragma once
// locarno/read/describe.hpp -- the parts of describe() (blocks.hpp): when a report was published, and whose text it is.
#include <vector>

#include "model/codebook.hpp"
#include "model/document.hpp"
#include "read/blocks.hpp"
#include "read/match.hpp"

namespace locarno::read {

/// Fills published, published_basis, published_inferred, published_why, published_from. Needs roles and languages.
/// The strongest that is there: a printed date line or stamp; an agency's dateline with a year from elsewhere; an RFC 1123
/// header; the day in the report's own address; a dated caption; else what its days and the events it names allow.
void find_publication(Document& document, const Layout& layout, const Codebook& codebook, const Folded& folded,
                      const std::vector<Match>& matches);

/// Fills credits, outlet and byline from credit lines, date lines, datelines and the report's own address.
void find_credits(Document& document, const Layout& layout, const Codebook& codebook, const std::vector<Match>& matches);

/// An agency's dateline at the front of a paragraph: "Xinhua, Beijing, Dec 16 --" in either language.
struct Dateline {
  Span span;            ///< from the first character to the mark that ends it
  std::uint8_t month = 0;
  std::uint8_t day = 0;
  std::uint8_t month_known = 0;  ///< 0: only the day of the month is printed
};
std::optional<Dateline> dateline_of(std::string_view text, const Block& block);

}  // namespace locarno::read
