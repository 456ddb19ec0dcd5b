#pragma once
// locarno/model/codebook_data.hpp -- the codebook files compiled into the binary (cmake/codebook.cmake), by name.
#include <string_view>
#include <vector>

namespace locarno {

struct CodebookFile {
  std::string_view name;   ///< "codebook/cues.tsv"
  std::string_view text;
};
/// In order of name.
std::vector<CodebookFile> codebook_files();

}  // namespace locarno
