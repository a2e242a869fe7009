// The walk over a routed process that builds its AIR tree. Private to this folder.

#pragma once

#include <optional>
#include <vector>

#include "EmitAir.h"
#include "Names.h"

namespace aqua::emit {

using Air = const air::Instruction*;

class Emitter {
public:
  explicit Emitter(const route::Process& process);

  [[nodiscard]] AirScript run();

private:
  // Nodes.
  Air emit(const route::Node& node);
  Air emitSeq(const route::Seq& node);
  Air emitPar(const route::Par& node);
  Air emitIf(const route::If& node);
  Air emitChoice(const route::Choice& node);
  Air emitFor(const route::For& node);
  Air emitOnce(const route::Once& node);
  Air emitHop(const route::Hop& node);
  Air emitReset();

  // Steps.
  Air emitStep(const route::Step& node);
  Air emitCall(const flow::Call& call, const route::Location& at);
  Air emitGate(const flow::Gate& gate, const route::Location& at);
  Air emitFirstGate(const flow::Gate& gate, const route::Location& at);

  // Parts.
  Air condition(const flow::Condition& condition, Air holds, Air otherwise);
  Air choose(air::Variable scalar, const air::Operand& value);
  Air hopTo(const air::Operand& peer);
  Air seqOf(llvm::ArrayRef<Air> list);
  air::Operand operand(const flow::Operand& operand);
  air::Lens lens(llvm::ArrayRef<flow::Accessor> accessors);
  air::Operand number(llvm::StringRef text);
  air::Variable variable(flow::VarId id);
  air::Variable freshVariable(air::VariableKind kind, llvm::StringRef hint);
  air::Operand iterable(const flow::Operand& source, Air& before);
  /// The array with one element that decides a fold: frozen once at the start of the script.
  air::Operand oneElement();
  /// Remembers the source of an instruction.
  Air mark(Air instruction);

  const route::Process& process_;
  air::ScriptBuilder air_;
  Names names_;
  std::vector<std::optional<air::Variable>> variables_; // by VarId
  std::optional<air::Variable> one_;
  std::vector<support::Loc> locs_; // by origin
  air::Origin origin_ = 0;         // of what is being emitted
};

/// True if nothing in the tree can raise an error: then an `if` needs no folds to keep errors
/// apart.
[[nodiscard]] bool cannotFail(const route::Node& node);

} // namespace aqua::emit
