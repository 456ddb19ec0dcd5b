// The codebook that is compiled in, and codebook files from disk.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "model/codebook_builder.hpp"
#include "model/codebook_data.hpp"
#include "model/codebook_image.hpp"

namespace locarno {
namespace {

constexpr std::size_t largest_file_bytes = 64u << 20;

Result<std::string> read_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io, std::strerror(errno), path);
  std::string bytes;
  char buffer[65536];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get())) {
    bytes.append(buffer, got);
    if (bytes.size() > largest_file_bytes) return fail(ErrorCode::bad_input, "a codebook file of more than 64 MiB", path);
  }
  if (std::ferror(file.get())) return fail(ErrorCode::io, std::strerror(errno), path);
  return bytes;
}

std::string place_of(std::string_view text, std::size_t at, const std::string& file) {
  std::size_t line = 1, begin = 0;
  for (std::size_t i = 0; i < at; ++i)
    if (text[i] == '\n') { ++line; begin = i + 1; }
  return file + ":" + std::to_string(line) + ":" + std::to_string(at - begin + 1);
}

}  // namespace

Result<void> add_codebook_text(Codebook& book, std::string_view text, const std::string& file) {
  if (const std::size_t bad = first_invalid(text); bad != std::string_view::npos)
    return fail(ErrorCode::bad_input, "ill-formed UTF-8", place_of(text, bad, file));
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return fail(ErrorCode::bad_input, "a NUL byte", place_of(text, nul, file));
  const bool is_toml = file.ends_with(".toml");
  if (!is_toml && !file.ends_with(".tsv"))
    return fail(ErrorCode::bad_use, "a codebook file must end in .toml or .tsv", file);
  LOC_CHECK(is_toml ? read_codebook_toml(book, text, file) : read_codebook_tsv(book, text, file));
  book.hash = sha256_hex(book.hash + sha256_hex(text));
  return {};
}

Result<void> add_codebook_file(Codebook& book, const std::string& path) {
  LOC_TRY(const std::string bytes, read_file(path));
  return add_codebook_text(book, bytes, path);
}

// The image, in programs it is linked into (cmake/images.cmake): those that read. Elsewhere there is none.
extern "C" {
[[gnu::weak]] extern const char locarno_codebook_image[];
[[gnu::weak]] extern const char locarno_codebook_image_end[];
}

Result<Codebook> world_codebook() {
  if (locarno_codebook_image != nullptr)
    return codebook_of_image({locarno_codebook_image, static_cast<std::size_t>(locarno_codebook_image_end - locarno_codebook_image)});
  return world_codebook_from_files();
}

Result<Codebook> world_codebook_from_files() {
  Codebook book;
  std::size_t bytes = 0;
  for (const CodebookFile& file : codebook_files()) bytes += file.text.size();
  book.terms.reserve(bytes / 16);   // a form and its share of the row are seldom shorter
  book.actors.reserve(bytes / 96);
  LOC_CHECK(add_states(book));
  // Actors first: term rows may name them.
  for (const bool actors : {true, false})
    for (const CodebookFile& file : codebook_files()) {
      const bool has_actors = file.text.find("#!columns\tid") != std::string_view::npos;
      if (has_actors != actors) continue;
      LOC_CHECK(add_codebook_text(book, file.text, std::string(file.name)));
    }
  return book;
}

}  // namespace locarno
