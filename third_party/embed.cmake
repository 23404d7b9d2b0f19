# facet_embed(NAME FILES symbol=path ...)
#
# A static library that holds the files' bytes, and its header "embedded/NAME.h", which declares
# for each file `std::span<const std::byte> facet::embedded::symbol()`. The bytes end with a
# zero that the span does not count, so text can be used as a C string.
function(facet_embed name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FILES")
  set(declarations "")
  set(definitions "")
  set(paths "")
  foreach(entry IN LISTS arg_FILES)
    string(REGEX MATCH "^([a-z0-9_]+)=(.+)$" matched "${entry}")
    if(NOT matched)
      message(FATAL_ERROR "facet_embed(${name}): '${entry}' is not symbol=path")
    endif()
    set(symbol ${CMAKE_MATCH_1})
    file(REAL_PATH "${CMAKE_MATCH_2}" path)
    get_filename_component(file_name "${path}" NAME)
    list(APPEND paths "${path}")
    string(APPEND declarations
      "std::span<const std::byte> ${symbol}();  // ${file_name}\n")
    string(APPEND definitions "
asm(R\"(
.pushsection .rodata
.balign 16
facet_embedded_${name}_${symbol}_begin:
.incbin \"${path}\"
facet_embedded_${name}_${symbol}_end:
.byte 0
.popsection
)\");
extern \"C\" const std::byte facet_embedded_${name}_${symbol}_begin[];
extern \"C\" const std::byte facet_embedded_${name}_${symbol}_end[];
std::span<const std::byte> facet::embedded::${symbol}() {
  return {facet_embedded_${name}_${symbol}_begin, facet_embedded_${name}_${symbol}_end};
}
")
  endforeach()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/${name}")
  file(CONFIGURE OUTPUT "${folder}/embedded/${name}.h" @ONLY CONTENT
    "#pragma once\n\n#include <cstddef>\n#include <span>\n
namespace facet::embedded {\n\n@declarations@\n}  // namespace facet::embedded\n")
  file(CONFIGURE OUTPUT "${folder}/${name}.cpp" @ONLY CONTENT
    "#include \"embedded/${name}.h\"\n@definitions@")
  set_source_files_properties("${folder}/${name}.cpp" PROPERTIES OBJECT_DEPENDS "${paths}")
  add_library(${name} STATIC "${folder}/${name}.cpp")
  target_include_directories(${name} PUBLIC "${folder}")
endfunction()
