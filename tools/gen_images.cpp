// gen_images CODEBOOK LEXICON: the world codebook, and its terms compiled for matching, as the bytes that programs are built
// with. Parsing and sorting them at every start cost more than all else a start does.
#include <fstream>
#include <iostream>
#include <string>

#include "model/codebook_image.hpp"
#include "read/match_image.hpp"

namespace {

bool write(const char* path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return static_cast<bool>(out.flush());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "gen_images: expected two paths, for the codebook and for the lexicon\n";
    return 2;
  }
  const auto book = locarno::world_codebook_from_files();
  if (!book) {
    std::cerr << "gen_images: " << locarno::to_string(book.error()) << '\n';
    return 1;
  }
  const locarno::read::Lexicon::Tables tables(*book);
  if (write(arguments[1], locarno::image_of(*book)) && write(arguments[2], locarno::read::image_of(*book, tables))) return 0;
  std::cerr << "gen_images: cannot write " << arguments[1] << " or " << arguments[2] << '\n';
  return 1;
}
