#pragma once
// apps/cli/svg_files.hpp -- pictures into a folder.
#include <string>
#include <vector>

#include "base/result.hpp"
#include "brief/picture_files.hpp"

namespace locarno::cli {

/// Writes beside the target and renames, so that a full disk never leaves half a file in its place. Errors: io.
Result<void> write_file(const std::string& path, const std::string& bytes);

/// Makes the folder where it does not exist. Returns the lines to print: one path each. Errors: io.
Result<std::string> write_pictures(const std::string& folder, const std::vector<brief::PictureFile>& files);

}  // namespace locarno::cli
