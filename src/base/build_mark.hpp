#pragma once
// locarno/base/build_mark.hpp -- which build of the program is running: what one build has kept, another does not take up.
#include <string>

namespace locarno {

/// The linker's build id of the running program, in hexadecimal; "" where it was linked without one.
std::string build_mark();

}  // namespace locarno
