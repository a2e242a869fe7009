// What a program has defined, as far as the generator needs to know: names, types, and the facts
// that make the outcome of a run predictable (lengths, what parallel code may still be doing).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "Types.h"

namespace aqua::fuzz {

constexpr int unknownLength = -1;

struct Variable {
  std::string name;
  const Type* type = nullptr;
  std::optional<int64_t> constant = {}; // known at compile time
  size_t level = 0;                     // how many frames were open where it was defined
  int length = unknownLength;           // of a collection; of a stream: at least so many by now
  int deferred = 0;         // of a stream: elements that an open loop adds in all its iterations
  int outstanding = 0;      // of a stream: elements that parallel code is going to push
  bool isStandard = false;  // all arrays inside have two elements, all options one
  bool isUnordered = false; // the order of elements depends on delays
  bool isPeer = false;      // an id of a peer that nodes can reach, or a collection of them
  bool isPending = false;   // bound by a branch that may still be running
  bool isExact = true;      // a stream: `length` is its length, not only a lower bound
  bool isReadInParallel = false; // a stream: parallel code that reads it must not push to it
};

/// Something that can be called or passed as an arrow.
struct Callable {
  std::vector<std::string> path; // as written, without dots
  const Type* type = nullptr;    // an arrow
  bool mayFail = false;          // for reasons a mock gives
  bool isRemote = false;         // goes to other peers
  bool isMethod = false;         // of a service
  size_t abilities = 0;          // how many leading parameters stand in braces
  std::vector<int> pushes;       // per parameter: how many elements a call pushes
};

enum class BlockKind : uint8_t {
  Body,
  On,       // opens no scope of names
  Branch,   // of `par` or `co`: neither
  Once,     // executed exactly once
  Maybe,    // `if`, `try`: perhaps
  Loop,     // `times` times, one after the other
  Parallel, // `times` times, while the code behind goes on
};

struct Frame {
  BlockKind kind = BlockKind::Body;
  int times = 1;            // of a loop; unknownLength if not known
  bool losesErrors = false; // an `on` whose errors the reference loses (spec/03 §15.3, §15.4)
  bool isIf = false;
  std::vector<Variable> variables = {};
  std::vector<Callable> callables = {};
  std::vector<const Type*> serviceIds = {};
};

} // namespace aqua::fuzz
