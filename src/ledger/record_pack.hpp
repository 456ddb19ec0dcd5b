#pragma once
// locarno/ledger/record_pack.hpp -- records as plain bytes, for kept copies of what the ledger holds as JSON. Private to the room.
//
// Method     Every member in the order of the struct; a member that is added to Record does not compile until it stands here.
// Certainty  unpack(pack(records)) == records; bytes that are no pack give nothing, whatever they are.
// Cost       About a twentieth of parsing the same records from JSON.
// Tested by  tests/ledger/record_pack_test.cpp
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/record.hpp"

namespace locarno::ledger {

std::string pack(std::span<const Record> records);
std::optional<std::vector<Record>> unpack(std::string_view bytes);

}  // namespace locarno::ledger
