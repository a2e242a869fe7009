# Scripts are run on our VM, and compared with those of a naive router.
foreach(PART IN ITEMS RandomProgram RandomLoops RandomStreams FlowOfProgram NaiveScript Mutation)
  target_sources(unit_emit PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/route/${PART}.cpp)
endforeach()
target_link_libraries(unit_emit PRIVATE aqua::network aqua::vm)
target_include_directories(unit_emit PRIVATE ${PROJECT_SOURCE_DIR}/compiler/emit)
