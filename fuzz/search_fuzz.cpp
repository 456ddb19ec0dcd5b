// Search: any question over any text. The first line is the question, the rest the text. Every hit must be a slice of the
// text inside its block, and the index must stay whole.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ledger/ledger.hpp"
#include "ledger/words.hpp"

using namespace locarno;

static void must(bool condition) { if (!condition) std::abort(); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(input.find('\n'), input.size());
  const std::string query = input.substr(0, cut);
  const std::string text = cut < input.size() ? input.substr(cut + 1) : "";

  std::uint32_t end = 0;
  for (const ledger::Word& word : ledger::words_of(text)) {
    must(word.span.begin >= end && word.span.end > word.span.begin && word.span.end <= text.size());
    must(!word.folded.empty() && word.folded.size() <= 64);
    end = word.span.end;
  }
  must(ledger::without_markup(text).size() == text.size());
  if (first_invalid(text) != std::string::npos) return 0;

  Document document;
  document.text = text;
  document.sha256 = sha256_hex(text);
  document.id = document.sha256.substr(0, 10);
  document.name = "a";
  document.container = text.starts_with('<') ? "html" : "text";
  const auto half = static_cast<std::uint32_t>(std::min(text.find('\n'), text.size()));
  document.blocks.push_back({{0, half}, BlockRole::body, Language::en, -1, ""});
  document.blocks.push_back({{half, static_cast<std::uint32_t>(text.size())}, BlockRole::body, Language::en, -1, ""});
  auto kept = ledger::Ledger::open(":memory:");
  must(kept && kept->put(text, document, {}, "k"));
  if (const auto hits = kept->search(query, 0)) {
    for (const ledger::Hit& hit : *hits) {
      must(hit.span.end <= text.size() && slice(text, hit.span) == hit.match);
      must(hit.span.end <= half || hit.span.begin >= half);
    }
  } else {
    must(hits.error().code == ErrorCode::bad_use);
  }
  must(kept->put(text, document, {}, "k2").has_value());   // takes every index entry out again
  must(kept->integrity_check().has_value());
  return 0;
}
