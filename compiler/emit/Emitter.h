// The state of one emission: the script under construction, its names, and facts about the routed
// tree. Groups are spelled in EmitAir.cpp, steps in EmitSteps.cpp.

#pragma once

#include <optional>

#include "EmitAir.h"
#include "Names.h"

namespace aqua::emit {

using air::Instruction;
using route::Node;
using route::NodeKind;
using support::Loc;

class Emitter {
public:
  using List = llvm::SmallVector<const Instruction*, 8>;

  Emitter(const route::Process& process, Naming naming);

  AirScript emit(Sequences sequences);

private:
  // --------------------------------------------------------------------------------- Operands

  air::Variable variable(flow::VarId id);
  air::Variable fresh(flow::VarKind kind, llvm::StringRef hint);
  air::NameId freshIterator(llvm::StringRef hint);
  air::Lens lens(const flow::Operand& operand);
  air::Operand number(llvm::StringRef text);
  air::Operand operand(const flow::Operand& operand);

  // ------------------------------------------------------------------------------------ Nodes

  /// Null if the node does nothing.
  const Instruction* emit(const Node& node) {
    switch (node.kind()) {
#define AQUA_ROUTE(Kind)                                                                           \
  case NodeKind::Kind: return emitNode(llvm::cast<route::Kind>(node));
#include "route/RouteNodes.def"
    }
    llvm_unreachable("unknown kind of node");
  }

  const Instruction* emitNode(const route::Seq& seq) { return sequence(parts(seq), seq.loc); }
  const Instruction* emitNode(const route::Par& par);
  const Instruction* emitNode(const route::Xor& either);
  const Instruction* emitNode(const route::If& choice);
  const Instruction* emitNode(const route::Choice& choice);
  const Instruction* emitNode(const route::For& loop);
  const Instruction* emitNode(const route::Once& once);
  const Instruction* emitNode(const route::New& scope);
  const Instruction* emitNode(const route::Step& step);
  const Instruction* emitNode(const route::Hop& hop);
  const Instruction* emitNode(const route::Reset& node);
  const Instruction* emitNode(const route::Rethrow& node) {
    return mark(build_.fail(air::ScriptBuilder::constant(air::Operand::Kind::Error)), node.loc);
  }
  const Instruction* emitNode(const route::Null& /*node*/) { return nullptr; }
  const Instruction* emitNode(const route::Never& node) { return mark(build_.never(), node.loc); }

  const Instruction* call(const flow::Call& call);
  const Instruction* gate(const flow::Gate& gate);
  const Instruction* wait(const flow::Wait& wait);
  const Instruction* hop(const air::Operand& peer, Loc loc);

  // ----------------------------------------------------------------------------------- Groups

  List parts(const Node& node);
  const Instruction* sequence(llvm::ArrayRef<const Instruction*> list, Loc loc);
  enum class Comparison : uint8_t { Holds, Fails };
  /// Runs the body if the condition holds (fails), otherwise raises an error.
  const Instruction* compare(const flow::Condition& condition, Comparison comparison,
                             const Instruction* body, Loc loc);
  const Instruction* null(Loc loc) { return mark(build_.null(), loc); }
  const Instruction* orNull(const Instruction* instruction, Loc loc) {
    return instruction ? instruction : null(loc);
  }
  /// Notes what the instruction stands for.
  const Instruction* mark(const Instruction* instruction, Loc loc);

  // ------------------------------------------------------------------------------------ Facts

  void noteReads(const Node& node);

  const route::Process& process_;
  air::ScriptBuilder build_;
  Names names_;
  std::vector<Loc> origins_;               // by Origin - 1
  std::vector<bool> isRead_;               // by VarId
  std::optional<air::Variable> hopStream_; // always empty: a hop freezes it to be on a peer
};

} // namespace aqua::emit
