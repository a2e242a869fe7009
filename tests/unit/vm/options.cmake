# Streams and scalars are private to the VM, but worth tests of their own.
target_include_directories(unit_vm PRIVATE ${PROJECT_SOURCE_DIR}/runtime/vm)
