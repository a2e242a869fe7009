# Streams and scalars are private to the VM, but worth tests of their own.
target_include_directories(unit_vm PRIVATE ${PROJECT_SOURCE_DIR}/runtime/vm)
# The replay of records and the laws of merging are shared with tests/conformance/vm.
target_sources(unit_vm PRIVATE ${PROJECT_SOURCE_DIR}/tests/conformance/vm/Replay.cpp
                               ${PROJECT_SOURCE_DIR}/tests/conformance/vm/MergeLaws.cpp
                               ${PROJECT_SOURCE_DIR}/tests/conformance/vm/MergeExceptions.cpp)
target_include_directories(unit_vm PRIVATE ${PROJECT_SOURCE_DIR}/tests/conformance/vm)
