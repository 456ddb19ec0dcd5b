// Any bytes as packed records: nothing, or records that pack to the same bytes again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ledger/record_pack.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto records = locarno::ledger::unpack(bytes))
    if (locarno::ledger::pack(*records) != bytes) std::abort();
  return 0;
}
