# Random programs come from the fuzzer. What the formatter checks of its results is private to the
# folder, but worth tests of its own: no known text makes it fail.
target_link_libraries(unit_format PRIVATE aqua_fuzz)
target_include_directories(unit_format PRIVATE ${PROJECT_SOURCE_DIR}/compiler/format)
