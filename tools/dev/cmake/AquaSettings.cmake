# Language, warnings and options: everything that is the same for each target of ours.

option(AQUA_TESTS "Build the tests" ON)
option(AQUA_BENCH "Build the benchmarks" OFF)
option(AQUA_FUZZ "Build the libFuzzer targets" OFF)
option(AQUA_COVERAGE "Count executed lines" OFF)
set(AQUA_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Debug)
endif()
# Debug builds are for tests: some optimisation keeps them quick, and asserts stay on.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Most of the time of a small file goes into its headers: several files are compiled as one. The
# coverage preset compiles each alone, so that an include or a name that is missing shows.
option(AQUA_UNITY "Compile several files of a folder at once" ON)
set(CMAKE_UNITY_BUILD ${AQUA_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 10)

# The same binary whatever the path of the checkout.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fdiagnostics-color=auto>)

if(AQUA_SANITIZE)
  add_compile_options(-fsanitize=${AQUA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${AQUA_SANITIZE})
endif()
if(AQUA_COVERAGE)
  # Without optimisation, so that each line that runs is counted.
  add_compile_options(--coverage -O0)
  add_link_options(--coverage)
endif()

set(AQUA_WARNINGS -Wall -Wextra -Wconversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # False alarms of GCC 12: -Wrestrict on "x" + std::string; the others inside std::vector and
  # std::variant when inlined.
  list(APPEND AQUA_WARNINGS -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds
       -Wno-stringop-overflow -Wno-stringop-overread)
endif()
if(AQUA_COVERAGE AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # Not optimised, placement new into LLVM's allocator looks to GCC as if `delete` could follow.
  list(APPEND AQUA_WARNINGS -Wno-mismatched-new-delete)
endif()
if(AQUA_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # A class of one file with members of its unnamed namespace looks to GCC as if it stood in a header.
  list(APPEND AQUA_WARNINGS -Wno-subobject-linkage)
endif()
