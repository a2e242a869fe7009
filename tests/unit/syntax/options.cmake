# Scanner, layout and parser are private to the folder, but worth tests of their own; the generated
# lexer is the definition of the scanner.
target_include_directories(unit_syntax PRIVATE ${PROJECT_SOURCE_DIR}/compiler/syntax)
target_link_libraries(unit_syntax PRIVATE aqua_generated_parser aqua_generated_lexer)
target_compile_definitions(unit_syntax PRIVATE
                           AQUA_GOLDEN_DATA="${PROJECT_SOURCE_DIR}/tests/golden/syntax")
