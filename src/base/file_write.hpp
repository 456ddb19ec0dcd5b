#pragma once
// locarno/base/file_write.hpp -- one file written whole or not at all.
//
// Method     written beside the file, brought to the disk, renamed over it: a kill leaves the old file or the new one.
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno {

/// `mode`: rights of a file that was not there before; one that was keeps its own. Errors: io.
Result<void> write_over(const std::string& file, std::string_view text, unsigned mode = 0644);

}  // namespace locarno
