// The door to processes that answer calls (spec/07 §17.5, PROCESS). Like the engine of `js` mocks
// they keep state of their own, so runs that use them cannot be copied and replayed.

#pragma once

#include <string>

#include "value/Value.h"

namespace aqua::host {

/// What a process said to a call.
struct ProcessReply {
  enum class Kind : uint8_t {
    Value,  // `value`
    Failed, // the process answered with an error: `value` and `code`
    Broken, // it gave no proper reply: `reason` says why
  };
  Kind kind = Kind::Broken;
  value::Value value;
  int32_t code = 1;
  uint64_t delay = 0; // virtual ms
  std::string reason;
};

/// The processes that answer `process` mocks, by name.
class ServiceProcesses {
public:
  virtual ~ServiceProcesses() = default;

  /// `call` is the request without its `id`, which the implementer adds.
  virtual ProcessReply ask(llvm::StringRef process, const value::Value& call) = 0;
};

} // namespace aqua::host
