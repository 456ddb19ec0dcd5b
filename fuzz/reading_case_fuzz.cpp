// Regression cases as `review replay` takes them: any bytes end in an answer or an error with its line.
#include <cstdint>
#include <string_view>

#include "study/review_save.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno;
  static const Codebook book = [] {
    Codebook small;
    (void)add_codebook_text(small, "[[term]]\nkind = \"cue\"\nlang = \"en\"\ncls = \"neutral\"\nforms = [\"said\"]\n", "f.toml").has_value();
    return small;
  }();
  (void)study::replay_cases(book, {reinterpret_cast<const char*>(data), size}, "f.case").has_value();
  return 0;
}
