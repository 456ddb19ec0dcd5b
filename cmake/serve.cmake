# The server's door: a library, so that tests and the fuzzer reach its parsers. The package ships httplib as a library whose
# classes depend on its flags: they come from pkg-config, and one file includes the header.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
include(cmake/web.cmake)
file(GLOB serve_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/apps/serve/*.cpp)
add_library(locarno_serve STATIC ${serve_sources} ${CMAKE_BINARY_DIR}/generated/web_assets.cpp)
target_include_directories(locarno_serve PUBLIC ${PROJECT_SOURCE_DIR}/apps/serve)
target_link_libraries(locarno_serve PUBLIC locarno_brief PRIVATE PkgConfig::httplib nlohmann_json::nlohmann_json fmt::fmt Threads::Threads loc_flags)

function(loc_serve_tests)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/serve/*_test.cpp)
  add_executable(test_serve ${sources})
  target_link_libraries(test_serve PRIVATE locarno_serve GTest::gtest GTest::gtest_main rapidcheck rapidcheck_gtest
                        nlohmann_json::nlohmann_json fmt::fmt loc_flags Threads::Threads)
  target_include_directories(test_serve PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_definitions(test_serve PRIVATE LOCARNO_API_PAGE="${PROJECT_SOURCE_DIR}/docs/api.md")
  loc_discover(test_serve)
endfunction()
