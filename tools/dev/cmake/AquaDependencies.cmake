# The libraries of others. Their headers are system headers: our warnings are for our code.

find_package(LLVM REQUIRED CONFIG HINTS /usr/lib/llvm-19 /usr/lib/llvm-20 /usr/lib/llvm-18)
if(LLVM_VERSION_MAJOR LESS 18)
  message(FATAL_ERROR "LLVM 18 or newer is needed, found ${LLVM_VERSION} (Debian: llvm-19-dev)")
endif()
add_library(aqua_llvm INTERFACE)
target_include_directories(aqua_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(aqua_llvm INTERFACE ${LLVM_DEFINITIONS_LIST})
# Static: the shared libLLVM costs 10 ms at each start.
target_link_libraries(aqua_llvm INTERFACE LLVMSupport)

find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)

find_library(SODIUM_LIBRARY sodium REQUIRED)
find_path(SODIUM_INCLUDE sodium.h REQUIRED)
add_library(aqua_sodium INTERFACE)
target_include_directories(aqua_sodium SYSTEM INTERFACE ${SODIUM_INCLUDE})
target_link_libraries(aqua_sodium INTERFACE ${SODIUM_LIBRARY})

find_program(ANTLR4 antlr4 REQUIRED)
find_path(ANTLR4_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)
find_library(ANTLR4_LIBRARY libantlr4-runtime.a REQUIRED)

if(AQUA_TESTS)
  find_package(GTest REQUIRED)
endif()
if(AQUA_BENCH)
  find_package(benchmark REQUIRED)
endif()
