# The window's libraries, compiled from the source archive of the Python package imgui-bundle.
set(IMGUI_BUNDLE_DIR "${FACET_CACHE_DIR}/imgui_bundle-1.93.0" CACHE PATH
  "The unpacked source archive of imgui-bundle 1.93.0")
set(external "${IMGUI_BUNDLE_DIR}/external")
if(NOT EXISTS "${external}")
  message(FATAL_ERROR "The source archive of imgui-bundle is not unpacked in "
    "${IMGUI_BUNDLE_DIR}. `./run` fetches it; -DFACET_WINDOW=OFF builds without a window.")
endif()

function(facet_third_party name)
  add_library(facet_${name} STATIC ${ARGN})
  add_library(facet::${name} ALIAS facet_${name})
  target_compile_options(facet_${name} PRIVATE -w)
endfunction()

# GLFW, for X11. Its null platform, for drawing with no display, is always part of it.
set(GLFW_BUILD_DOCS OFF CACHE INTERNAL "")
set(GLFW_BUILD_TESTS OFF CACHE INTERNAL "")
set(GLFW_BUILD_EXAMPLES OFF CACHE INTERNAL "")
set(GLFW_BUILD_WAYLAND OFF CACHE INTERNAL "")
set(GLFW_BUILD_X11 ON CACHE INTERNAL "")
set(GLFW_INSTALL OFF CACHE INTERNAL "")
set(GLFW_LIBRARY_TYPE STATIC CACHE INTERNAL "")
add_subdirectory("${external}/glfw/glfw" "${PROJECT_BINARY_DIR}/glfw" EXCLUDE_FROM_ALL SYSTEM)
add_library(facet_glfw INTERFACE)
add_library(facet::glfw ALIAS facet_glfw)
target_link_libraries(facet_glfw INTERFACE glfw)
target_compile_definitions(facet_glfw INTERFACE GLFW_INCLUDE_NONE)

# Dear ImGui, docking branch, with its GLFW and OpenGL backends on our loader. The hooks of the
# test engine are compiled in, so that tests drive the very code that ships; the engine itself is
# linked into tests only, and imgui_test_hooks.cpp stands in for it elsewhere.
set(imgui "${external}/hello_imgui/hello_imgui/external/imgui")
facet_third_party(imgui
  ${imgui}/imgui.cpp ${imgui}/imgui_draw.cpp ${imgui}/imgui_tables.cpp ${imgui}/imgui_widgets.cpp
  ${imgui}/misc/cpp/imgui_stdlib.cpp
  ${imgui}/backends/imgui_impl_glfw.cpp ${imgui}/backends/imgui_impl_opengl3.cpp
  imgui_test_hooks.cpp)
target_include_directories(facet_imgui SYSTEM PUBLIC
  ${imgui} ${imgui}/misc/cpp ${imgui}/backends)
target_compile_definitions(facet_imgui PUBLIC
  IMGUI_ENABLE_TEST_ENGINE IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS)
set_source_files_properties(${imgui}/backends/imgui_impl_opengl3.cpp PROPERTIES
  COMPILE_OPTIONS "-DIMGUI_IMPL_OPENGL_LOADER_CUSTOM;-include;glad/gl.h")
target_link_libraries(facet_imgui PUBLIC facet::glfw PRIVATE facet::glad)

# ImPlot, as its author publishes it. It plots these three types only: all ten take three times
# as long to compile.
set(implot "${external}/imgui_test_engine/imgui_test_engine/imgui_test_suite/thirdparty/implot")
facet_third_party(implot ${implot}/implot.cpp ${implot}/implot_items.cpp)
target_include_directories(facet_implot SYSTEM PUBLIC ${implot})
target_compile_definitions(facet_implot PUBLIC
  "IMPLOT_CUSTOM_NUMERIC_TYPES=(float)(double)(ImS32)")
target_link_libraries(facet_implot PUBLIC facet::imgui)

if(FACET_TESTS)
  set(engine "${external}/imgui_test_engine/imgui_test_engine")
  facet_third_party(imgui_test_engine EXCLUDE_FROM_ALL
    ${engine}/imgui_test_engine/imgui_capture_tool.cpp
    ${engine}/imgui_test_engine/imgui_te_context.cpp
    ${engine}/imgui_test_engine/imgui_te_coroutine.cpp
    ${engine}/imgui_test_engine/imgui_te_engine.cpp
    ${engine}/imgui_test_engine/imgui_te_exporters.cpp
    ${engine}/imgui_test_engine/imgui_te_perftool.cpp
    ${engine}/imgui_test_engine/imgui_te_ui.cpp
    ${engine}/imgui_test_engine/imgui_te_utils.cpp)
  target_include_directories(facet_imgui_test_engine SYSTEM PUBLIC ${engine} ${engine}/imgui_test_engine)
  target_compile_definitions(facet_imgui_test_engine PUBLIC
    IMGUI_TEST_ENGINE_ENABLE_COROUTINE_STDTHREAD_IMPL=1 IMGUI_TEST_ENGINE_ENABLE_IMPLOT=0)
  target_link_libraries(facet_imgui_test_engine PUBLIC facet::imgui Threads::Threads)
endif()

add_library(facet_portable_file_dialogs INTERFACE)
add_library(facet::portable_file_dialogs ALIAS facet_portable_file_dialogs)
target_include_directories(facet_portable_file_dialogs SYSTEM INTERFACE
  "${external}/portable_file_dialogs/portable_file_dialogs")

# Fonts in the program itself: "embedded/facet_fonts.h".
set(fonts "${IMGUI_BUNDLE_DIR}/bindings/imgui_bundle/assets/fonts")
facet_embed(facet_fonts FILES
  roboto_regular=${fonts}/Roboto/Roboto-Regular.ttf
  roboto_bold=${fonts}/Roboto/Roboto-Bold.ttf
  inconsolata_medium=${fonts}/Inconsolata-Medium.ttf
  font_awesome_solid=${fonts}/Font_Awesome_6_Free-Solid-900.otf)
add_library(facet::fonts ALIAS facet_fonts)
