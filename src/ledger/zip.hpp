#pragma once
// locarno/ledger/zip.hpp -- zstd, with its failures as Result. Private to the room.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno::ledger {

std::string compressed(std::string_view bytes);
/// `size`: what the bytes must come to. Errors: bad_input when they do not, or size is above 1 GiB.
Result<std::string> expanded(std::string_view packed, std::int64_t size);

}  // namespace locarno::ledger
