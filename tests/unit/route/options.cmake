# The outline, the places and the ways are tested by themselves.
target_include_directories(unit_route PRIVATE ${PROJECT_SOURCE_DIR}/compiler/route)
target_link_libraries(unit_route PRIVATE aqua::network) # its random numbers
