#pragma once
// locarno/model/codebook_data.hpp -- the codebook files compiled into the binary, by name, and the states of the
// world (cmake/codebook.cmake).
#include <string_view>
#include <vector>

namespace locarno {

struct CodebookFile {
  std::string_view name;   ///< "codebook/cues.tsv"
  std::string_view text;
};
/// A state as ICU names it; the Chinese names are the long and the short one, joined by '|' when they differ.
struct StateRow {
  std::string_view id;     ///< ISO 3166-1 alpha-3
  std::string_view name, short_name;
  std::string_view zh_hans, zh_hant;
};
/// In the order of ISO 3166-1 alpha-2.
const std::vector<StateRow>& state_rows();

/// In order of name.
std::vector<CodebookFile> codebook_files();

}  // namespace locarno
