target_link_libraries(unit_ide PRIVATE aqua::driver)
