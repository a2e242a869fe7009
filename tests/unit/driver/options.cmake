target_compile_definitions(unit_driver PRIVATE AQUA_REPOSITORY="${PROJECT_SOURCE_DIR}")
