#pragma once
// locarno/study/relations.hpp -- which reports and records say the same, and which cannot both be right.
//
// Question   Documents and records of one reading, and the reader that knows their words.
// Answer     relate::Answer: links, copies, merged contacts; row numbers are those of the two lists given.
// Cost       Linear in the documents (their terms are looked up again) plus the room `relate`.
#include <vector>

#include "read/read.hpp"
#include "relate/relate.hpp"

namespace locarno::study {

relate::Answer relations(const read::Reader& reader, const std::vector<Document>& documents, const std::vector<Record>& records);

/// What the words of each record name and measure.
std::vector<relate::Facets> facets(const read::Reader& reader, const std::vector<Document>& documents, const std::vector<Record>& records);

}  // namespace locarno::study
