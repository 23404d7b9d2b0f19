# facet::glad: the OpenGL 3.3 core loader, generated from the Khronos files that glad brings.
find_program(GLAD_PROGRAM glad)
if(NOT GLAD_PROGRAM)
  message(FATAL_ERROR "glad was not found. Install the package python3-glad, or give the program "
    "with -DGLAD_PROGRAM=FILE.")
endif()
set(folder "${PROJECT_BINARY_DIR}/glad")
add_custom_command(
  OUTPUT "${folder}/src/gl.c" "${folder}/include/glad/gl.h" "${folder}/include/KHR/khrplatform.h"
  COMMAND "${GLAD_PROGRAM}" --quiet --reproducible --api gl:core=3.3 --extensions ""
          --out-path "${folder}" c
  COMMENT "Generating the OpenGL loader" VERBATIM)
add_library(facet_glad STATIC "${folder}/src/gl.c" "${folder}/include/glad/gl.h")
add_library(facet::glad ALIAS facet_glad)
target_include_directories(facet_glad SYSTEM PUBLIC "${folder}/include")
target_link_libraries(facet_glad PUBLIC ${CMAKE_DL_LIBS})
