#pragma once
// locarno/study/desk_open.hpp -- parts of opening a desk: without its records, for who takes them off the ledger with their history.
#include "study/desk.hpp"

namespace locarno::study {

/// The ledger that the question means: a file, or ":memory:".
std::string ledger_of(const DeskQuestion& question);

/// As open_desk, with `records` left empty.
Result<Desk> open_desk_without_records(const DeskQuestion& question, Run& run);

}  // namespace locarno::study
