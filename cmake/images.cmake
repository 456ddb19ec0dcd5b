# The world codebook and its compiled terms as bytes (tools/gen_images.cpp), linked into every program that reads. The
# generator links the rooms' files themselves, so that it does not need what it makes.
add_executable(gen_images ${PROJECT_SOURCE_DIR}/tools/gen_images.cpp)
target_include_directories(gen_images PRIVATE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(gen_images PRIVATE $<TARGET_FILE:locarno_read> $<TARGET_FILE:locarno_model> $<TARGET_FILE:locarno_base>
                      tl::expected loc_gmpxx OpenSSL::Crypto tomlplusplus::tomlplusplus nlohmann_json::nlohmann_json fmt::fmt
                      ICU::uc ICU::i18n ZLIB::ZLIB loc_flags)
add_dependencies(gen_images locarno_read locarno_model locarno_base)
set_target_properties(gen_images PROPERTIES LINK_DEPENDS "$<TARGET_FILE:locarno_read>;$<TARGET_FILE:locarno_model>;$<TARGET_FILE:locarno_base>")

set(image_files ${codebook_out}/codebook.image ${codebook_out}/lexicon.image)
add_custom_command(OUTPUT ${image_files} COMMAND gen_images ${image_files} DEPENDS gen_images VERBATIM COMMENT "image of the codebook")
set(image_asm "")
foreach(name codebook lexicon)
  string(APPEND image_asm "    \".global locarno_${name}_image\\n.balign 16\\nlocarno_${name}_image:\\n.incbin \\\"${codebook_out}/${name}.image\\\"\\n\"\n"
                          "    \".global locarno_${name}_image_end\\nlocarno_${name}_image_end:\\n.byte 0\\n\"\n")
endforeach()
file(CONFIGURE OUTPUT ${codebook_out}/images.cpp CONTENT [[// Made by cmake/images.cmake: the images as they stand, compiled in.
asm(".pushsection .rodata\n"
@image_asm@    ".popsection\n");
]] @ONLY)
set_source_files_properties(${codebook_out}/images.cpp PROPERTIES OBJECT_DEPENDS "${image_files}")
add_library(locarno_images OBJECT ${codebook_out}/images.cpp)
target_link_libraries(locarno_read INTERFACE $<TARGET_OBJECTS:locarno_images>)
