// Any bytes as a CSV file of a negotiation domain: read into a table that passes its own check, or refused with a sentence.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "settle/domain.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace locarno::settle;
  if (size > 100'000) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const ProfileReading reading : {ProfileReading::own, ProfileReading::negmas}) {
    const auto table = read_domain({{"one.csv", bytes}}, "one", reading);
    if (table ? !check_table(*table) : table.error().what.empty()) std::abort();
  }
  return 0;
}
