# Random programs come from the fuzzer.
target_link_libraries(unit_format PRIVATE aqua_fuzz)
