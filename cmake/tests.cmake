# Tests stand beside the code (src/<room>/*_test.cpp) and, where several rooms or data are needed, in tests/<room>/.
# The name of a test suite says its CTest labels: Oracle* also carries `oracle`; Full* is `full`; Soak* is `soak`;
# everything else is `fast` (Oracle* is fast unless it is FullOracle*).
if(NOT LOCARNO_TESTS)
  return()
endif()
find_package(GTest REQUIRED)
find_package(rapidcheck QUIET)
pkg_check_modules(gumbo QUIET IMPORTED_TARGET gumbo)  # a second opinion on HTML, for tests of `read` only
include(GoogleTest)

function(loc_discover target)
  set(common WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} DISCOVERY_TIMEOUT 120)
  gtest_discover_tests(${target} ${common} TEST_FILTER "-Oracle*:Full*:Soak*" TEST_LIST ${target}_fast
                       PROPERTIES LABELS "fast" TIMEOUT 300)
  gtest_discover_tests(${target} ${common} TEST_FILTER "Oracle*" TEST_LIST ${target}_oracle
                       PROPERTIES LABELS "fast" TIMEOUT 300)
  gtest_discover_tests(${target} ${common} TEST_FILTER "FullOracle*" TEST_LIST ${target}_full_oracle
                       PROPERTIES LABELS "full" TIMEOUT 1800)
  gtest_discover_tests(${target} ${common} TEST_FILTER "Full*-FullOracle*" TEST_LIST ${target}_full
                       PROPERTIES LABELS "full" TIMEOUT 1800)
  gtest_discover_tests(${target} ${common} TEST_FILTER "Soak*" TEST_LIST ${target}_soak
                       PROPERTIES LABELS "soak" TIMEOUT 7200)
  # A list of two labels does not survive the discovery's own quoting: it is set afterwards, from the discovered names.
  file(WRITE ${CMAKE_BINARY_DIR}/${target}_labels.cmake "
foreach(test IN LISTS ${target}_oracle)
  set_tests_properties(\"\${test}\" PROPERTIES LABELS \"fast;oracle\")
endforeach()
foreach(test IN LISTS ${target}_full_oracle)
  set_tests_properties(\"\${test}\" PROPERTIES LABELS \"full;oracle\")
endforeach()
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${CMAKE_BINARY_DIR}/${target}_labels.cmake)
endfunction()

function(loc_room_tests room)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${room}/*_test.cpp ${PROJECT_SOURCE_DIR}/tests/${room}/*_test.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(test_${room} ${sources})
  target_include_directories(test_${room} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${room} PRIVATE locarno_${room} ICU::uc ZLIB::ZLIB GTest::gtest GTest::gtest_main rapidcheck rapidcheck_gtest
                        nlohmann_json::nlohmann_json fmt::fmt loc_flags Threads::Threads)
  loc_test_fast(test_${room})
  if(room STREQUAL "read" AND TARGET PkgConfig::gumbo)
    target_link_libraries(test_read PRIVATE PkgConfig::gumbo)
    target_compile_definitions(test_read PRIVATE LOCARNO_HAS_GUMBO=1)
  endif()
  if(room STREQUAL "relate")  # its reports are read before they are related
    target_link_libraries(test_relate PRIVATE locarno_study)
  endif()
  loc_discover(test_${room})
endfunction()

# The binary as a user meets it: tests/system/*_test.cpp run build/.../locarno and look at what it prints and returns.
function(loc_cli_tests)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/system/*_test.cpp)
  if(NOT sources OR NOT TARGET locarno)
    return()
  endif()
  add_executable(test_system ${sources})
  target_include_directories(test_system PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/tests/system ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(test_system PRIVATE LOCARNO_BINARY="$<TARGET_FILE:locarno>")
  target_link_libraries(test_system PRIVATE locarno_brief GTest::gtest GTest::gtest_main nlohmann_json::nlohmann_json
                        fmt::fmt SQLite::SQLite3 loc_flags Threads::Threads)
  loc_test_fast(test_system)
  add_dependencies(test_system locarno)
  loc_discover(test_system)
endfunction()

function(loc_script_tests)
  add_test(NAME rooms COMMAND python3 ${PROJECT_SOURCE_DIR}/tools/check_rooms.py WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(rooms PROPERTIES LABELS fast)
  foreach(check bundle copied glossary packages paths)
    add_test(NAME data.${check} COMMAND python3 ${PROJECT_SOURCE_DIR}/tools/check_data.py ${check})
    set_tests_properties(data.${check} PROPERTIES LABELS fast SKIP_RETURN_CODE 77)
  endforeach()
  if(TARGET locarno)
    add_test(NAME oracle.reading COMMAND sh ${PROJECT_SOURCE_DIR}/tests/relate/oracle_reading.sh $<TARGET_FILE:locarno>
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(oracle.reading PROPERTIES LABELS "fast;oracle" SKIP_RETURN_CODE 77)
    foreach(check commands excerpt)
      add_test(NAME data.${check} COMMAND python3 ${PROJECT_SOURCE_DIR}/tools/check_data.py ${check} $<TARGET_FILE:locarno>)
      set_tests_properties(data.${check} PROPERTIES LABELS fast)
    endforeach()
  endif()
  # The workbench, where ./dev has fetched its parts; skipped (77) elsewhere.
  foreach(check types tests)
    add_test(NAME web.${check} COMMAND sh ${PROJECT_SOURCE_DIR}/tests/web/unit.sh ${check} ${CMAKE_BINARY_DIR})
    set_tests_properties(web.${check} PROPERTIES LABELS fast SKIP_RETURN_CODE 77 TIMEOUT 120)
  endforeach()
  if(TARGET locarno)
    add_test(NAME web.browser COMMAND sh ${PROJECT_SOURCE_DIR}/tests/web/browser.sh $<TARGET_FILE:locarno> ${CMAKE_BINARY_DIR})
    set_tests_properties(web.browser PROPERTIES LABELS full SKIP_RETURN_CODE 77 TIMEOUT 1200)
  endif()
endfunction()
