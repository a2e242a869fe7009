// How a host answers one call request: what the VM gets, and when.

#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "value/FieldReader.h"
#include "value/Value.h"
#include "vm/Vm.h"

namespace aqua::host {

/// Where a mock stands in its file: the path to it.
using MockPlace = std::shared_ptr<const std::vector<value::PathStep>>;

/// Whether answers are compared with what the program declares.
enum class Typing : uint8_t { Checked, Unchecked };

/// What a call gives back, when, and what else came of it.
struct Answer {
  /// Who answered, in the order in which they are asked (spec/07 §17.5).
  enum class Source : uint8_t {
    Entry,   // the services of the started function: getDataSrv, callbackSrv, errorHandlingSrv
    Mock,    // the scenario
    Builtin, // the profile's own services
    Nobody,  // the profile's unknown-service error
    Fault,   // the scenario, in place of all others
  };

  Source source = Source::Nobody;
  value::Value value;  // the result or, if `code` is not 0, the error value
  int32_t code = 0;    // return code
  uint64_t delay = 0;  // virtual ms on top of the usual delay of a call
  bool never = false;  // no answer will come
  std::string console; // a line that the call printed, without its end
  /// Not empty: the scenario itself is broken (an expression threw), the run must not go on.
  std::string fault;
  /// Why the mock could not answer as it should; the call fails for that reason.
  std::string defect;
  MockPlace mock; // whose answer it is; null: of no mock in a file
  Typing typing = Typing::Checked;

  [[nodiscard]] static Answer result(value::Value value);
  [[nodiscard]] static Answer error(value::Value value, int32_t code = 1);
  [[nodiscard]] static Answer silence();
  [[nodiscard]] static Answer broken(std::string fault);
};

/// The answer as the VM takes it: compact JSON text for results and errors alike (spec/06 §1).
[[nodiscard]] vm::CallResult toCallResult(const Answer& answer);

} // namespace aqua::host
