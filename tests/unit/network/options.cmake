target_compile_definitions(unit_network PRIVATE
                           AQUA_ORACLE_CASES="${CMAKE_SOURCE_DIR}/tests/conformance/network")
