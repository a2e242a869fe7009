// A VM for tests of scheduling: each peer's invocations have prepared outcomes.

#pragma once

#include <deque>
#include <map>

#include "network/Network.h"

namespace aqua::network {

class FakeVm {
public:
  /// Outcome of the next invocation on the peer with this id for which none is prepared yet.
  vm::Outcome& prepare(const std::string& id) { return prepared_[id].emplace_back(); }

  Machine machine() {
    return {[this](const vm::Input& input) { return invoke(input); },
            [](const vm::DataRef&) { return size_t{100}; }};
  }

  /// Inputs in order of invocation.
  std::vector<vm::Input> inputs;

private:
  vm::Outcome invoke(const vm::Input& input) {
    inputs.push_back(input);
    vm::Outcome outcome;
    auto& queue = prepared_[input.params.currentPeer];
    if (!queue.empty()) {
      outcome = queue.front();
      queue.pop_front();
    }
    if (!outcome.data) outcome.data = newData();
    return outcome;
  }

  /// Only its address matters: the network never looks inside.
  static vm::DataRef newData() {
    const auto holder = std::make_shared<int>(0);
    return {holder, reinterpret_cast<const trace::Data*>(holder.get())};
  }

  std::map<std::string, std::deque<vm::Outcome>> prepared_;
};

/// A call request for prepared outcomes.
inline vm::CallRequest request(uint32_t id, const std::string& service, const std::string& function,
                               std::vector<value::Value> arguments = {}) {
  vm::CallRequest result;
  result.id = id;
  result.service = service;
  result.function = function;
  result.arguments = std::move(arguments);
  return result;
}

} // namespace aqua::network
