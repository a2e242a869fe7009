# How the findings of the verifiers are shown is tested by itself: no program has them.
target_include_directories(unit_driver PRIVATE ${PROJECT_SOURCE_DIR}/compiler/driver)
target_compile_definitions(unit_driver PRIVATE AQUA_REPOSITORY="${PROJECT_SOURCE_DIR}")
