// What goes wrong in a scenario (spec/07 §17.5, FAULT), as plain data.

#pragma once

#include <optional>
#include <string>

#include "value/Value.h"

namespace aqua::network {

/// Stands for every peer, service or function.
inline constexpr llvm::StringLiteral anyName = "*";

/// Which fields count depends on the kind; the others keep their defaults.
struct Fault {
  enum class Kind : uint8_t {
    Down,      // from `at` on nothing reaches `peer`, neither particles nor answers
    Up,        // ends Down, and `down: true` of the peer
    Forget,    // `peer` loses its data; answers to calls that it made before find nobody
    Cut,       // nothing is sent over the link
    Drop,      // what is sent over the link vanishes
    Duplicate, // what is sent over the link arrives twice
    Slow,      // hops over the link take `ms` more
    Fail,      // calls fail with `error` and `code`
    Hang,      // calls are never answered
  };

  Kind kind = Kind::Down;
  std::string peer = anyName.str(); // name
  std::string from = anyName.str(); // names: the directed link
  std::string to = anyName.str();
  uint64_t at = 0;               // virtual ms
  std::optional<uint64_t> until; // the first ms at which it is over
  double rate = 1;               // of the hops that it strikes
  uint64_t ms = 0;
  std::string service = anyName.str();
  std::string function = anyName.str();
  std::optional<uint64_t> nth; // 1-based, counted over all peers that match; none: all
  value::Value error;
  int32_t code = 1;
};

/// As written in scenario files: `down`.
[[nodiscard]] llvm::StringRef faultWord(Fault::Kind kind);

} // namespace aqua::network
