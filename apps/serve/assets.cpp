#include "assets.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "guard.hpp"

namespace locarno::serve {
namespace {

constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

constexpr std::string_view without_bundle =
    "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Locarno</title>\n"
    "<h1>The workbench was built without its web parts</h1>\n"
    "<p>The API under <code>/api/v1/</code> answers. For the views, run <code>./dev setup</code> (it fetches what npm needs, "
    "once) and <code>./dev build</code>, then start <code>locarno serve</code> again.</p>\n"
    "<p>The same page as a file: <code>locarno brief CASE --html brief.html</code></p></html>\n";

const char* type_of(std::string_view name) {
  const auto ends = [&](std::string_view with) { return name.size() >= with.size() && name.substr(name.size() - with.size()) == with; };
  if (ends(".html")) return "text/html; charset=utf-8";
  if (ends(".js")) return "text/javascript; charset=utf-8";
  if (ends(".css")) return "text/css; charset=utf-8";
  if (ends(".svg")) return "image/svg+xml";
  if (ends(".json") || ends(".map")) return "application/json; charset=utf-8";
  if (ends(".png")) return "image/png";
  if (ends(".woff2")) return "font/woff2";
  return "application/octet-stream";
}

Response file(std::string_view name, std::string bytes) {
  Response response;
  response.type = type_of(name);
  response.body = std::move(bytes);
  response.headers = {{"Content-Security-Policy", page_policy}};
  add_safe_headers(response);
  return response;
}

}  // namespace

Response asset(const std::string& folder, std::string_view path) {
  const std::string name = path == "/" ? "index.html" : std::string(path.substr(1));
  if (!folder.empty()) {
    namespace fs = std::filesystem;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().filename() != name || !entry.is_regular_file(error) || entry.is_symlink(error)) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      return file(name, {std::istreambuf_iterator<char>(in), {}});
    }
  } else {
    const AssetList all = compiled_assets();
    for (std::size_t i = 0; i < all.count; ++i)
      if (all.first[i].name == name) return file(name, std::string(all.first[i].bytes));
    if (all.count == 0 && name == "index.html") return file(name, std::string(without_bundle));
  }
  return error_response(404, "not_found", "there is no such address", path);
}

}  // namespace locarno::serve
