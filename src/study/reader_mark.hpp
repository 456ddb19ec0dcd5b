#pragma once
// locarno/study/reader_mark.hpp -- which rules read a report; written by cmake/reader_mark.cmake at every build whose reader's sources
// have changed.
//
// A ledger keeps what was read. Without this mark a ledger would go on showing what older rules had read, since neither the
// report nor the codebook has changed when a rule has.

namespace locarno::study {

/// Sixteen hexadecimal digits over the sources of src/read.
extern const char* const reader_mark;

}  // namespace locarno::study
