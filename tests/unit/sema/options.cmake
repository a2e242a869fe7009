# The context model, scopes and facts are private to sema, but worth tests of their own.
target_include_directories(unit_sema PRIVATE ${PROJECT_SOURCE_DIR}/compiler/sema)
