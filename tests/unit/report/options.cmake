target_include_directories(unit_report PRIVATE ${CMAKE_SOURCE_DIR}/runtime/report)
