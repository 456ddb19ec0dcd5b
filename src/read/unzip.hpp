#pragma once
// locarno/read/unzip.hpp -- one member of a ZIP file in memory, with a limit on what it may unpack to.
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace locarno::read {

/// The bytes of `member`, found through the central directory; stored or deflated.
///   most   bytes it may unpack to; the size the file states is not believed
/// Errors: not_found when there is no such member; bad_input when the file is damaged, encrypted or packed otherwise;
/// limit_reached when it unpacks to more than `most`.
Result<std::string> unzip_member(std::string_view zip, std::string_view member, std::size_t most, const std::string& name);

}  // namespace locarno::read
