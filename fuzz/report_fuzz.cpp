// Any bytes as a report: decoding, blocks, roles, dates, times, and the whole reader with the world codebook.
// Beyond "does not crash": blocks and markup ascend and do not overlap, every record slices back to its words, what is shown of
// the whole is text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.hpp"
#include "read/blocks.hpp"
#include "read/decode.hpp"
#include "read/read.hpp"

namespace {

using namespace locarno;

void demand(bool holds) {
  if (!holds) std::abort();
}

const read::Reader& reader() {
  static const read::Reader* made = [] {
    auto book = world_codebook();
    demand(book.has_value());
    auto reader = read::Reader::make(std::move(*book));
    demand(reader.has_value());
    return new read::Reader(std::move(*reader));
  }();
  return *made;
}

void check_layout(std::string_view text) {
  const read::Layout layout = read::find_blocks(text);
  std::uint32_t at = 0;
  for (const read::RawBlock& block : layout.blocks) {
    demand(block.span.begin >= at && block.span.begin <= block.span.end && block.span.end <= text.size());
    std::uint32_t inside = block.span.begin;
    for (const Span cut : block.cuts) {
      demand(cut.begin >= inside && cut.end <= block.span.end);
      inside = cut.end;
    }
    at = block.span.end;
  }
  for (const auto& stand : layout.stands) demand(stand.span.end <= text.size());
}

void check_reading(std::string_view bytes) {
  const Run run;
  const auto reading = reader().read(bytes, "fuzz", run);
  if (!reading) return;
  const std::string& text = reading->document.text;
  demand(first_invalid(text) == std::string_view::npos);
  std::uint32_t at = 0;
  for (const Block& block : reading->document.blocks) {
    demand(block.span.begin >= at && block.span.end <= text.size());
    at = block.span.end;
  }
  std::uint32_t done = 0;
  for (const Markup& mark : reading->document.markup) {
    demand(mark.span.begin >= done && mark.span.begin < mark.span.end && mark.span.end <= text.size());
    done = mark.span.end;
  }
  demand(first_invalid(words_shown(reading->document, {0, static_cast<std::uint32_t>(text.size())})) == std::string_view::npos);
  for (const read::TimeMention& time : reading->times) demand(time.span.begin <= time.span.end && time.span.end <= text.size());
  for (const Record& record : reading->records) {
    demand(record.span.begin <= record.span.end && record.span.end <= text.size());
    demand(slice(text, record.span) == record.text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto decoded = read::decode(bytes, "fuzz")) check_layout(decoded->text);
  check_reading(bytes);
  return 0;
}
