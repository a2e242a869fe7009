#include "Vm.h"

#include "Machine.h"

namespace aqua::vm {

Outcome invoke(const Input& input) {
  return Machine(input).run();
}

value::Value readable(const DataRef& data) {
  return data ? trace::readable(*data) : trace::readable(trace::Data());
}

size_t dataSize(const DataRef& data) {
  return data ? trace::encodedSize(*data) : 0;
}

} // namespace aqua::vm
