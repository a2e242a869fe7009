# aqua_library(NAME DEPENDS target... [LINKS library...] [PRIVATE_LINKS library...]
#              [PRIVATE_HEADERS header...] [FOLDERS folder...])
#
# Makes the library of the folder that calls it: target aqua_<name>, alias aqua::<name>,
# from all *.cpp of the folder (and of FOLDERS in it). Other folders include its public headers as "<name>/Header.h".
#
# Layering is enforced: an include works only if the target is linked (each target exports a folder
# that holds its own public headers and nothing else), and a target can link only what was added
# before it. The runtime never links the compiler; the compiler links only runtime/air and
# runtime/value.

function(aqua_library NAME)
  cmake_parse_arguments(ARG "" "" "DEPENDS;FOLDERS;LINKS;PRIVATE_LINKS;PRIVATE_HEADERS" ${ARGN})
  get_filename_component(COLUMN ${CMAKE_CURRENT_SOURCE_DIR} DIRECTORY)
  get_filename_component(COLUMN ${COLUMN} NAME)
  file(GLOB SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  foreach(FOLDER IN LISTS ARG_FOLDERS)
    file(GLOB MORE CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${FOLDER}/*.cpp)
    list(APPEND SOURCES ${MORE})
  endforeach()
  file(GLOB HEADERS CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h
       ${CMAKE_CURRENT_SOURCE_DIR}/*.def)

  set(TARGET aqua_${NAME})
  set(SCOPE PUBLIC)
  if(SOURCES)
    add_library(${TARGET} STATIC ${SOURCES})
    target_compile_options(${TARGET} PRIVATE ${AQUA_WARNINGS})
  else()
    add_library(${TARGET} INTERFACE)
    set(SCOPE INTERFACE)
  endif()
  add_library(aqua::${NAME} ALIAS ${TARGET})
  set_property(GLOBAL PROPERTY AQUA_COLUMN_${NAME} ${COLUMN})

  set(EXPORTED ${CMAKE_BINARY_DIR}/include/${NAME})
  file(REMOVE_RECURSE ${EXPORTED})
  file(MAKE_DIRECTORY ${EXPORTED}/${NAME})
  foreach(HEADER IN LISTS HEADERS)
    get_filename_component(FILE ${HEADER} NAME)
    if(NOT FILE IN_LIST ARG_PRIVATE_HEADERS)
      file(CREATE_LINK ${HEADER} ${EXPORTED}/${NAME}/${FILE} SYMBOLIC)
    endif()
  endforeach()
  target_include_directories(${TARGET} ${SCOPE} ${EXPORTED})
  if(ARG_FOLDERS)
    target_include_directories(${TARGET} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  endif()

  target_link_libraries(${TARGET} ${SCOPE} aqua_llvm fmt::fmt ${ARG_LINKS})
  if(ARG_PRIVATE_LINKS)
    set(PRIVATE_SCOPE PRIVATE)
    if(NOT SOURCES)
      set(PRIVATE_SCOPE INTERFACE)
    endif()
    target_link_libraries(${TARGET} ${PRIVATE_SCOPE} ${ARG_PRIVATE_LINKS})
  endif()
  foreach(DEPENDENCY IN LISTS ARG_DEPENDS)
    if(NOT TARGET aqua_${DEPENDENCY})
      message(FATAL_ERROR "${NAME} may not use ${DEPENDENCY}: it stands below it")
    endif()
    get_property(OTHER GLOBAL PROPERTY AQUA_COLUMN_${DEPENDENCY})
    if(COLUMN STREQUAL runtime AND OTHER STREQUAL compiler)
      message(FATAL_ERROR "runtime/${NAME} may not use compiler/${DEPENDENCY}")
    endif()
    if(COLUMN STREQUAL compiler AND OTHER STREQUAL runtime
       AND NOT DEPENDENCY MATCHES "^(air|value)$")
      message(FATAL_ERROR "compiler/${NAME} may not use runtime/${DEPENDENCY}")
    endif()
    target_link_libraries(${TARGET} ${SCOPE} aqua::${DEPENDENCY})
  endforeach()
endfunction()
