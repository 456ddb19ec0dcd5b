#pragma once
// apps/serve/assets.hpp -- the files of the workbench's bundle: compiled in (cmake/web.cmake), or from a folder while it is made.
#include <string>

#include "request.hpp"

namespace locarno::serve {

/// One compiled-in file.
struct Asset { std::string_view name, bytes; };
/// By name; empty when the program was built without a bundle. Made by cmake/web.cmake.
struct AssetList { const Asset* first; std::size_t count; };
AssetList compiled_assets();

/// "/" is index.html. Only names of the bundle are known: no path is ever put together from what was asked.
Response asset(const std::string& folder, std::string_view path);

}  // namespace locarno::serve
