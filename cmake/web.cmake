# The workbench's bundle, compiled into the binary: every file of ${CMAKE_BINARY_DIR}/web, flat. It is made by esbuild before
# this is configured (docs/serve.md); without it the program says so when asked for its page.
set(web_out ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${web_out} ${CMAKE_BINARY_DIR}/web)
file(GLOB web_files CONFIGURE_DEPENDS ${CMAKE_BINARY_DIR}/web/*.html ${CMAKE_BINARY_DIR}/web/*.js ${CMAKE_BINARY_DIR}/web/*.css
     ${CMAKE_BINARY_DIR}/web/*.svg ${CMAKE_BINARY_DIR}/web/*.png ${CMAKE_BINARY_DIR}/web/*.json ${CMAKE_BINARY_DIR}/web/*.txt)
list(SORT web_files)
set(web_asm "")
set(web_externs "")
set(web_rows "")
set(web_count 0)
foreach(file ${web_files})
  get_filename_component(web_name ${file} NAME)
  set(symbol "locarno_web_${web_count}")
  string(APPEND web_asm "    \".global ${symbol}\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n\"\n"
                        "    \".global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n\"\n")
  string(APPEND web_externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
  string(APPEND web_rows "      {\"${web_name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
  math(EXPR web_count "${web_count} + 1")
endforeach()
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
