# Warnings for everyone; -Werror only in the CI preset (a newer compiler must not break a user's build).
option(LOCARNO_WERROR "warnings are errors" OFF)
add_library(loc_flags INTERFACE)
target_compile_options(loc_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion
                       -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<BOOL:${LOCARNO_WERROR}>:-Werror>)
# -Wrestrict has known false alarms on std::string in g++ 12 (GCC bug 105329).
# Clang counts the steps of what is worked out while compiling: a table of 65 536 character classes needs more than its default.
target_compile_options(loc_flags INTERFACE $<$<CXX_COMPILER_ID:Clang>:-fconstexpr-steps=40000000>)
# Only the system libraries' own assertions and ours; -O level comes from the preset's build type.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release" OR LOCARNO_SANITIZE)
  target_compile_definitions(loc_flags INTERFACE LOC_ASSERTIONS=1 _GLIBCXX_ASSERTIONS=1)
endif()
if(LOCARNO_SANITIZE)
  add_compile_options(-fsanitize=${LOCARNO_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${LOCARNO_SANITIZE})
endif()
