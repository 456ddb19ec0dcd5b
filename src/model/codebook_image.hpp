#pragma once
// locarno/model/codebook_image.hpp -- a codebook as bytes that a start of the program reads faster than its tables.
//
// Question   The world codebook, known when the program is built.
// Answer     The same codebook, every string and number, from an image the build compiled in (tools/gen_images.cpp).
// Cost       One pass; a tenth of parsing and merging the rows.
// Certainty  codebook_of_image(image_of(book)) == book; world_codebook() is what the files say (codebook_image_test.cpp).
#include <string>
#include <string_view>

#include "model/codebook.hpp"

namespace locarno {

std::string image_of(const Codebook& book);
/// Precondition: `image` was made by image_of() of the same build; it is part of the program and not checked.
Codebook codebook_of_image(std::string_view image);
/// The codebook files compiled in, parsed and merged: what world_codebook() gives, without its image.
Result<Codebook> world_codebook_from_files();

}  // namespace locarno
