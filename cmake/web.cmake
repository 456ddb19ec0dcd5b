# The workbench's bundle, compiled into the binary: every file of ${CMAKE_BINARY_DIR}/web, flat. It is made by esbuild before
# this is configured (docs/serve.md); without it the program says so when asked for its page.
set(web_out ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${web_out} ${CMAKE_BINARY_DIR}/web)
file(GLOB web_files CONFIGURE_DEPENDS ${CMAKE_BINARY_DIR}/web/*.html ${CMAKE_BINARY_DIR}/web/*.js ${CMAKE_BINARY_DIR}/web/*.css
     ${CMAKE_BINARY_DIR}/web/*.svg ${CMAKE_BINARY_DIR}/web/*.png ${CMAKE_BINARY_DIR}/web/*.json ${CMAKE_BINARY_DIR}/web/*.txt)
list(SORT web_files)
loc_embed(web ${web_files})
file(CONFIGURE OUTPUT ${web_out}/web_assets.cpp CONTENT [[// Made by cmake/web.cmake: the files of the bundle as they stand, compiled in.
#include "assets.hpp"
asm(".pushsection .rodata\n"
@web_asm@    ".popsection\n");
extern "C" {
@web_externs@}
namespace locarno::serve {
AssetList compiled_assets() {
  static const Asset all[] = {
@web_rows@      {"", ""}};
  return {all, @web_count@};
}
}  // namespace locarno::serve
]] @ONLY)
set_source_files_properties(${web_out}/web_assets.cpp PROPERTIES OBJECT_DEPENDS "${web_files}")
