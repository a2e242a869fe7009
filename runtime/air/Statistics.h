// Figures about a script: what it is made of and whom it calls.

#pragma once

#include <array>
#include <map>

#include "Air.h"
#include "value/Value.h"

namespace aqua::air {

constexpr size_t instructionKindCount = 0
#define AQUA_AIR(Name, keyword) +1
#include "Instructions.def"
    ;

/// Figures of one script.
struct Statistics {
  uint32_t instructions = 0;
  uint32_t depth = 0; // of instructions in each other; a script of one has 1
  size_t bytes = 0;   // in compact layout: what travels
  uint32_t hops = 0;  // canons that only bring the particle to a peer
  std::array<uint32_t, instructionKindCount> byKind{};
  std::map<VariableKind, uint32_t> variables; // different names; iterators count as scalars
  std::map<std::string, uint32_t> calls;      // `"service" "function"`, as written
  std::map<std::string, uint32_t> peers;      // of calls and canons, as written
};

/// Counts in one pass over the script.
[[nodiscard]] Statistics statistics(const Script& script);
/// A table for people.
void print(const Statistics& statistics, llvm::raw_ostream& out);
/// The same as JSON, for programs.
[[nodiscard]] value::Value toValue(const Statistics& statistics);

} // namespace aqua::air
