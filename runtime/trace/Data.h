// The mutable part of a particle as an immutable object: what travels between peers.

#pragma once

#include <cstdint>
#include <vector>

#include "State.h"
#include "llvm/ADT/ArrayRef.h"

namespace aqua::trace {

/// A trace and the number of the last call request made on the peer that keeps this data.
class Data {
public:
  Data() = default;
  Data(std::vector<State> trace, uint32_t lastRequest)
      : trace_(std::move(trace)), lastRequest_(lastRequest) {}
  ~Data();
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  [[nodiscard]] llvm::ArrayRef<State> trace() const { return trace_; }
  [[nodiscard]] uint32_t lastRequest() const { return lastRequest_; }

  friend bool operator==(const Data& a, const Data& b) {
    return a.lastRequest_ == b.lastRequest_ && a.trace_ == b.trace_;
  }

private:
  std::vector<State> trace_;
  uint32_t lastRequest_ = 0;
};

/// One line, states separated by blanks, each as print(State) shows it.
void print(const Data& data, llvm::raw_ostream& out);
/// `{"lcid": …, "trace": [readable states]}`.
[[nodiscard]] value::Value readable(const Data& data);
/// About the number of bytes of AquaVM's encoding (spec/05 §8): states, and each record once.
[[nodiscard]] size_t encodedSize(const Data& data);

} // namespace aqua::trace
