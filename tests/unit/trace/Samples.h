// States for tests, made of short values.

#pragma once

#include <string>

#include "trace/Data.h"

namespace aqua::trace::test {

inline PeerRef peer(const char* name) {
  return value::share(std::string(name));
}

inline TetrapletRef tetraplet(const char* peerName, const char* function = "f") {
  return value::share(Tetraplet{peerName, "s", function, ""});
}

inline ServiceResultRef result(int64_t value, const char* peerName = "A") {
  return value::share(ServiceResult{value::Value::integer(value), {}, tetraplet(peerName)});
}

inline CallState sent(const char* sender) {
  return CallState::sentBy(peer(sender));
}
inline CallState sent(const char* sender, uint32_t request) {
  return CallState::requestedBy(peer(sender), request);
}
inline CallState scalar(int64_t value) {
  return CallState::finished(CallState::Kind::Scalar, result(value));
}
inline CallState unused(int64_t value) {
  return CallState::finished(CallState::Kind::Unused, result(value));
}
inline CallState failed(int64_t value) {
  return CallState::finished(CallState::Kind::Failed, result(value));
}
inline CallState stream(int64_t value, uint32_t generation) {
  return CallState::finished(CallState::Kind::Stream, result(value), generation);
}

inline CanonState canonSent(const char* sender) {
  return {peer(sender), nullptr};
}
inline CanonState canon(std::vector<ValueRecord> elements, const char* peerName = "A") {
  const auto origin = value::share(Tetraplet{peerName, "", "", ""});
  return {nullptr, value::share(CanonResult{origin, std::move(elements)})};
}
inline ValueRecord literal(int64_t value) {
  return {value::Value::integer(value), value::share(Tetraplet{"A", "", "", ""}), {}};
}

/// `par(1,0) sent(A)`: readable in failures.
inline std::string text(llvm::ArrayRef<State> states) {
  std::string all;
  llvm::raw_string_ostream out(all);
  for (const State& state : states) {
    if (&state != states.data()) out << ' ';
    print(state, out);
  }
  return all;
}

} // namespace aqua::trace::test
