#pragma once
// locarno/base/file.hpp -- the bytes of one file, never more than asked for.
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno {

/// The whole of the file at `path`. `what` names it in an error: "the case file".
/// Errors: io (a folder; cannot be opened or read, with the system's reason), bad_input (more than `most_bytes`).
/// An empty file is not an error. Reads once, from the front, so that a pipe is read as well.
Result<std::string> read_file(const std::string& path, std::size_t most_bytes, std::string_view what = "this file");

}  // namespace locarno
