target_include_directories(unit_emit PRIVATE ${CMAKE_SOURCE_DIR}/compiler/emit)
