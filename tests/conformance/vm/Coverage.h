// What invocations have reached: each instruction with each kind of operand, each form of lens,
// each error. Shows what no input has reached yet.

#pragma once

#include <map>
#include <string>

#include "air/Air.h"
#include "vm/Vm.h"

namespace aqua::vm::test {

/// Counts by place and kind: `call argument` and `float`. A place and kind that can occur but never
/// did is a gap.
class Coverage {
public:
  /// Counts the instructions that were begun, and the errors that were raised.
  void addInvocation(const air::Script& script, const Outcome& outcome);
  /// What the real VM said: `code 10001 message` of a record.
  void addEnd(llvm::StringRef line);

  /// Adds what `write` wrote.
  void read(llvm::StringRef text);
  void write(llvm::raw_ostream& out) const;

  /// The tables, and the gaps. Returns whether each gap has a reason.
  bool report(llvm::raw_ostream& out) const;

private:
  using Counts = std::map<std::string, size_t>; // by kind
  void count(llvm::StringRef place, llvm::StringRef kind) { ++counts_[place.str()][kind.str()]; }
  [[nodiscard]] size_t at(llvm::StringRef place, llvm::StringRef kind) const;

  friend class InstructionCounter;
  std::map<std::string, Counts> counts_; // by place
};

} // namespace aqua::vm::test
