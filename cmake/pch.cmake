# A precompiled header for the tests: GoogleTest alone, since what is precompiled is also instantiated anew in every file
# (with JSON and rapidcheck in it a test compiled slower than without). Measured on a test of `settle`, CPU seconds:
# -O3 8.5, -O1 7.0, -O1 with this 4.7. CLI11 for the doors gave 2 of 15 s and was left out.
# Every file still includes what it uses: -DLOCARNO_PCH=OFF builds without it.
option(LOCARNO_PCH "a precompiled header for the tests" ON)

# loc_test_fast(target): compiled at -O1, with the precompiled header. The rooms under test keep their own level.
function(loc_test_fast target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  if(NOT LOCARNO_PCH)
    return()
  endif()
  if(NOT TARGET loc_test_pch)
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/loc_test_pch.cpp CONTENT "// Holds the precompiled header.\n")
    add_library(loc_test_pch OBJECT ${CMAKE_BINARY_DIR}/loc_test_pch.cpp)
    target_compile_options(loc_test_pch PRIVATE $<$<CONFIG:Release>:-O1>)
    target_link_libraries(loc_test_pch PRIVATE GTest::gtest fmt::fmt loc_flags Threads::Threads)
    target_precompile_headers(loc_test_pch PRIVATE <gtest/gtest.h>)
  endif()
  target_precompile_headers(${target} REUSE_FROM loc_test_pch)
endfunction()
