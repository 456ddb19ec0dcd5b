# Files as they stand, compiled in. loc_embed(NAME FILE...) sets in the caller NAME_asm, NAME_externs, NAME_rows (lines of
# {"<NAME_path><file name>", bytes}) and NAME_count, for a template to hold. .incbin, because arrays of hexadecimal numbers
# cost the compiler seconds; the caller's OBJECT_DEPENDS, because the compiler does not see what the assembler reads.
function(loc_embed name)
  set(asm "")
  set(externs "")
  set(rows "")
  set(count 0)
  foreach(file ${ARGN})
    get_filename_component(file_name ${file} NAME)
    set(symbol "locarno_${name}_${count}")
    string(APPEND asm "    \".global ${symbol}\\n${symbol}:\\n.incbin \\\"${file}\\\"\\n\"\n"
                      "    \".global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n\"\n")
    string(APPEND externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "      {\"${${name}_path}${file_name}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    math(EXPR count "${count} + 1")
  endforeach()
  foreach(part asm externs rows count)
    set(${name}_${part} "${${part}}" PARENT_SCOPE)
  endforeach()
endfunction()
