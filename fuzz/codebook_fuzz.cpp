// Codebook files of both forms: the first byte chooses. What loads must compile, and must match a text made of its own
// forms as the slow twin does (small books only).
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/fold.hpp"
#include "model/codebook.hpp"
#include "read/match.hpp"
#include "read/match_slow.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno;
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  Codebook book;
  if (!add_codebook_text(book, text, data[0] % 2 ? "f.toml" : "f.tsv")) return 0;
  std::string report;
  for (const Term& term : book.terms) {
    if (report.size() > 400) break;
    report += term.text;
    if (term.weight % 2) report += ' ';
  }
  const Folded folded = fold(report, {});
  const auto matches = read::Lexicon(book).find(folded);
  if (book.terms.size() < 50 && folded.units.size() < 500 && matches != read::find_slowly(book, folded)) std::abort();
  return 0;
}
