#pragma once
// locarno/ledger/kept_records.hpp -- the records of a large ledger as they were read, kept beside it ready to use.
// Private to the room.
//
// Question   All records as read, in the order of reports and places.
// Answer     From the kept copy when it was made by this build from exactly these readings; else from the ledger itself, and
//            then a copy is kept. The order and the records are the same.
#include <functional>

#include "ledger/store.hpp"

namespace locarno::ledger {

inline constexpr std::size_t least_records_kept = 5'000;   ///< a smaller ledger is read in no time

/// Precondition: a read transaction is open. Errors: bad_input, io.
Result<void> each_as_read(Store& store, const std::function<void(Record)>& take);

}  // namespace locarno::ledger
