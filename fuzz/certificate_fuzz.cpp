// Any bytes as a certificate: refused with a sentence, or read, written and read to the same bytes, and checked without harm.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "settle/certificate.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno::settle;
  if (size > 100'000) return 0;
  const auto certificate = read_certificate({reinterpret_cast<const char*>(data), size}, "c.json");
  if (!certificate) {
    if (certificate.error().what.empty()) std::abort();
    return 0;
  }
  const std::string text = write_certificate(*certificate);
  const auto again = read_certificate(text, "c.json");
  if (!again || write_certificate(*again) != text) std::abort();
  const auto checked = check_certificate(*certificate);
  if (!checked && checked.error().what.empty()) std::abort();
  return 0;
}
