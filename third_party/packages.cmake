# Header-only libraries and the picture codecs, from the system's packages. A folder can be given
# by hand: -DNLOHMANN_JSON_DIR=..., the folder that holds nlohmann/json.hpp, and so on.

function(facet_header_only name variable header package)
  find_path(${variable} ${header} PATH_SUFFIXES ${ARGN})
  if(NOT ${variable})
    message(FATAL_ERROR "${header} was not found. Install the package ${package}, or give its "
      "folder with -D${variable}=FOLDER.")
  endif()
  mark_as_advanced(${variable})
  add_library(facet_${name} INTERFACE)
  add_library(facet::${name} ALIAS facet_${name})
  target_include_directories(facet_${name} SYSTEM INTERFACE "${${variable}}")
endfunction()

facet_header_only(json NLOHMANN_JSON_DIR nlohmann/json.hpp nlohmann-json3-dev)
facet_header_only(xxhash XXHASH_DIR xxhash.h libxxhash-dev)
facet_header_only(stb STB_DIR stb_image.h libstb-dev stb)
if(FACET_TORCH)
  facet_header_only(cli11 CLI11_DIR CLI/CLI.hpp libcli11-dev)
endif()
if(FACET_TESTS)
  facet_header_only(doctest DOCTEST_DIR doctest/doctest.h doctest-dev)
endif()

function(facet_package name variable header package)
  facet_header_only(${name} ${variable}_INCLUDE_DIR ${header} ${package})
  foreach(library IN LISTS ARGN)
    string(TOUPPER ${library} suffix)
    find_library(${variable}_${suffix}_LIBRARY ${library})
    if(NOT ${variable}_${suffix}_LIBRARY)
      message(FATAL_ERROR "The library ${library} was not found. Install the package ${package}, "
        "or give the file with -D${variable}_${suffix}_LIBRARY=FILE.")
    endif()
    mark_as_advanced(${variable}_${suffix}_LIBRARY)
    target_link_libraries(facet_${name} INTERFACE "${${variable}_${suffix}_LIBRARY}")
  endforeach()
endfunction()

facet_package(webp WEBP webp/decode.h libwebp-dev webpmux webpdemux webp)
facet_package(gif GIF gif_lib.h libgif-dev gif)
facet_package(zlib ZLIB zlib.h zlib1g-dev z)
