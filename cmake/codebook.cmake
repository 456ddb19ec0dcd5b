# The data that is compiled in: the fold table (from OpenCC's Traditional -> Simplified characters), the names of
# states (from ICU) and codebook/*.
set(codebook_out ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${codebook_out})

add_executable(gen_fold ${PROJECT_SOURCE_DIR}/tools/gen_fold.cpp)
target_link_libraries(gen_fold PRIVATE PkgConfig::opencc ICU::uc)
add_custom_command(OUTPUT ${codebook_out}/fold_table.cpp
                   COMMAND gen_fold ${codebook_out}/fold_table.cpp
                   DEPENDS gen_fold VERBATIM COMMENT "fold table from OpenCC")
target_sources(locarno_base PRIVATE ${codebook_out}/fold_table.cpp)

add_executable(gen_states ${PROJECT_SOURCE_DIR}/tools/gen_states.cpp)
target_link_libraries(gen_states PRIVATE ICU::uc ICU::i18n)
add_custom_command(OUTPUT ${codebook_out}/state_rows.cpp
                   COMMAND gen_states ${codebook_out}/state_rows.cpp
                   DEPENDS gen_states VERBATIM COMMENT "names of states from ICU")
target_sources(locarno_model PRIVATE ${codebook_out}/state_rows.cpp)

# .incbin, because arrays of hexadecimal numbers cost the compiler seconds; OBJECT_DEPENDS, because the compiler does not
# see what the assembler reads.
file(GLOB codebook_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/codebook/*.tsv ${PROJECT_SOURCE_DIR}/codebook/*.toml)
list(SORT codebook_files)
set(codebook_asm "")
set(codebook_externs "")
set(codebook_rows "")
set(codebook_index 0)
foreach(file ${codebook_files})
  get_filename_component(codebook_name ${file} NAME)
  set(symbol "locarno_codebook_${codebook_index}")
  string(APPEND codebook_asm "    \".global ${symbol}\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n\"\n"
                             "    \".global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n\"\n")
  string(APPEND codebook_externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
  string(APPEND codebook_rows "      {\"codebook/${codebook_name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
  math(EXPR codebook_index "${codebook_index} + 1")
endforeach()
configure_file(${PROJECT_SOURCE_DIR}/cmake/codebook_data.cpp.in ${codebook_out}/codebook_data.cpp @ONLY)
set_source_files_properties(${codebook_out}/codebook_data.cpp PROPERTIES OBJECT_DEPENDS "${codebook_files}")
target_sources(locarno_model PRIVATE ${codebook_out}/codebook_data.cpp)
