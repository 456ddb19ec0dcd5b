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

file(GLOB codebook_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/codebook/*.tsv ${PROJECT_SOURCE_DIR}/codebook/*.toml)
list(SORT codebook_files)
set(codebook_path "codebook/")
loc_embed(codebook ${codebook_files})
configure_file(${PROJECT_SOURCE_DIR}/cmake/codebook_data.cpp.in ${codebook_out}/codebook_data.cpp @ONLY)
set_source_files_properties(${codebook_out}/codebook_data.cpp PROPERTIES OBJECT_DEPENDS "${codebook_files}")
target_sources(locarno_model PRIVATE ${codebook_out}/codebook_data.cpp)

# What a ledger files a reading under beside the codebook: the rules that read it.
file(GLOB reader_sources CONFIGURE_DEPENDS src/read/*.cpp src/read/*.hpp)
list(FILTER reader_sources EXCLUDE REGEX "_test\\.cpp$")
add_custom_command(OUTPUT ${codebook_out}/reader_mark.cpp
                   COMMAND ${CMAKE_COMMAND} -DSOURCES=${PROJECT_SOURCE_DIR}/src/read -DOUT=${codebook_out}/reader_mark.cpp -P ${PROJECT_SOURCE_DIR}/cmake/reader_mark.cmake
                   DEPENDS ${reader_sources} ${PROJECT_SOURCE_DIR}/cmake/reader_mark.cmake VERBATIM COMMENT "the mark of the reader's rules")
target_sources(locarno_study PRIVATE ${codebook_out}/reader_mark.cpp)
