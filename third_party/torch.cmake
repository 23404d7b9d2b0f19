# facet::torch: LibTorch as the pip wheel brings it. An imported target of our own, because the
# wheel's CMake files ask for a CUDA toolkit when the wheel was built for CUDA.
set(TORCH_DIR "" CACHE PATH "The torch package of a wheel (2.11 or newer), or an unpacked LibTorch")

function(facet_find_torch)
  set(found "${TORCH_DIR}")
  if(NOT found)
    file(GLOB found "${PROJECT_SOURCE_DIR}/.venv/lib/python3*/site-packages/torch")
    list(APPEND found "")
    list(GET found 0 found)
  endif()
  if(NOT EXISTS "${found}/lib/libtorch_cpu.so")
    message(FATAL_ERROR "LibTorch was not found. `./run` installs it; -DTORCH_DIR=FOLDER names "
      "the torch folder of a Python package that is there already (looked in '${found}').")
  endif()
  message(STATUS "LibTorch: ${found}")

  add_library(facet_torch INTERFACE)
  add_library(facet::torch ALIAS facet_torch)
  target_include_directories(facet_torch SYSTEM INTERFACE
    "${found}/include" "${found}/include/torch/csrc/api/include")
  set(libraries "")
  foreach(name torch torch_cpu torch_cuda c10 c10_cuda)
    if(EXISTS "${found}/lib/lib${name}.so")
      list(APPEND libraries "${found}/lib/lib${name}.so")
    endif()
  endforeach()
  # Nothing calls libtorch_cuda by name; its operators register when it is loaded.
  target_link_libraries(facet_torch INTERFACE
    -Wl,--push-state,--no-as-needed ${libraries} -Wl,--pop-state -Wl,--allow-shlib-undefined
    Threads::Threads)

  # The wheel brings its own OpenMP runtime: our parallel loops must use that one and no other.
  file(GLOB runtime "${found}/lib/libgomp*.so*" "${found}/../torch.libs/libgomp*.so*")
  target_compile_options(facet_torch INTERFACE -fopenmp)
  if(runtime)
    list(GET runtime 0 runtime)
    target_link_libraries(facet_torch INTERFACE "${runtime}")
  else()
    target_link_options(facet_torch INTERFACE -fopenmp)
  endif()
endfunction()

# A target that names facet::torch on its own link line shares one precompiled header: ATen costs
# 13 s a file without it and 3 s with it. LibTorch's own modules would make the header twice as
# large and every file slower, so a file that needs <torch/nn/...> includes that itself.
if(FACET_TORCH)
  facet_find_torch()
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/torch_pch.cpp" CONTENT "")
  add_library(facet_torch_pch STATIC EXCLUDE_FROM_ALL "${PROJECT_BINARY_DIR}/torch_pch.cpp")
  target_link_libraries(facet_torch_pch PRIVATE facet_options facet::torch)
  # Without this option ccache does not keep what a precompiled header took part in.
  target_compile_options(facet_torch_pch PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  target_precompile_headers(facet_torch_pch PRIVATE <ATen/ATen.h>)
endif()

function(facet_precompile_torch target)
  if(FACET_PCH AND "facet::torch" IN_LIST ARGN)
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
    target_precompile_headers(${target} REUSE_FROM facet_torch_pch)
  endif()
endfunction()
