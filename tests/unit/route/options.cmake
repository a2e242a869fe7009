# The outline, the places and the ways are tested by themselves.
target_include_directories(unit_route PRIVATE ${PROJECT_SOURCE_DIR}/compiler/route)
