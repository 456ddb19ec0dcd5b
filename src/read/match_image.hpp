#pragma once
// locarno/read/match_image.hpp -- the compiled terms of the world codebook as bytes, so that a start of the program need not
// sort ten thousand forms again.
//
// Method     The image carries a print of the terms it was made from; for any other codebook the tables are built.
// Cost       A copy of its bytes (about a megabyte), and one pass over the codebook's terms for the print.
// Certainty  Tables from an image are equal to those built (match_image_test.cpp).
#include <string>
#include <string_view>

#include "read/match_tables.hpp"

namespace locarno::read {

/// A hash of all that the tables are made from: kind, form, class, value and actor of each term.
std::uint64_t print_of(const Codebook& book);
/// The tables of `book`, with its print.
std::string image_of(const Codebook& book, const Lexicon::Tables& tables);
/// Was the image made from these terms? An empty image: no.
bool is_image_of(std::string_view image, const Codebook& book);
/// The image this program was built with; empty in programs that have none.
std::string_view world_image();

}  // namespace locarno::read
