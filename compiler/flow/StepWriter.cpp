// Text of operands, places and steps.

#include "StepWriter.h"

#include "llvm/ADT/Twine.h"

namespace aqua::flow {

namespace {

llvm::StringRef sigil(VarKind kind) {
  switch (kind) {
  case VarKind::Scalar:
  case VarKind::Item: return "";
  case VarKind::Stream: return "$";
  case VarKind::StreamMap: return "%";
  case VarKind::Canon: return "#";
  case VarKind::CanonMap: return "#%";
  }
  llvm_unreachable("unknown kind of variable");
}

} // namespace

llvm::StringRef StepWriter::name(VarId id) {
  std::string& known = names_[id.value];
  if (known.empty()) {
    const Var& var = vars_[id.value];
    known = (llvm::Twine(sigil(var.kind)) + var.hint).str();
    const unsigned uses = ++uses_[known];
    if (uses > 1) known += "'" + std::to_string(uses);
  }
  return known;
}

void StepWriter::write(const Operand& operand) {
  switch (operand.kind) {
  case Operand::Kind::String: out_ << '"' << operand.text << '"'; break;
  case Operand::Kind::Number:
  case Operand::Kind::Boolean: out_ << operand.text; break;
  case Operand::Kind::EmptyArray: out_ << "[]"; break;
  case Operand::Kind::InitPeer: out_ << "%init_peer_id%"; break;
  case Operand::Kind::Ttl: out_ << "%ttl%"; break;
  case Operand::Kind::Timestamp: out_ << "%timestamp%"; break;
  case Operand::Kind::Error: out_ << ":error:"; break;
  case Operand::Kind::Variable: out_ << name(operand.variable); break;
  }
  for (const Accessor& accessor : operand.lens) {
    switch (accessor.kind) {
    case Accessor::Kind::Field: out_ << '.' << accessor.field; break;
    case Accessor::Kind::Index: out_ << '[' << accessor.index << ']'; break;
    case Accessor::Kind::Variable: out_ << '[' << name(accessor.variable) << ']'; break;
    }
  }
  if (operand.length) out_ << ".length";
}

void StepWriter::write(const Condition& condition) {
  write(condition.left);
  out_ << (condition.isNegated ? " != " : " == ");
  write(condition.right);
}

void StepWriter::write(const Location& place) {
  write(place.peer);
  for (const Via& via : place.via) {
    out_ << " via ";
    write(via.peer);
    if (via.isCollection) out_ << "...";
  }
}

void StepWriter::writeLoop(VarId item, const Operand& iterable, ForMode mode) {
  out_ << "for " << name(item) << " in ";
  write(iterable);
  switch (mode) {
  case ForMode::Seq: break;
  case ForMode::Par: out_ << " par"; break;
  case ForMode::Try: out_ << " try"; break;
  case ForMode::Rec: out_ << " rec"; break;
  case ForMode::ParSeq: out_ << " parseq"; break;
  }
}

void StepWriter::writeStep(const Node& step) {
  switch (step.kind()) {
  case NodeKind::Call: {
    const auto& call = llvm::cast<Call>(step);
    out_ << "call ";
    write(call.service);
    out_ << " \"" << call.function << "\" (";
    for (const Operand& argument : call.arguments) {
      if (&argument != call.arguments.begin()) out_ << ", ";
      write(argument);
    }
    out_ << ')';
    if (call.hasOutput) writeArrow(call.output);
    return;
  }
  case NodeKind::Canon:
    out_ << "canon " << name(llvm::cast<Canon>(step).source);
    return writeArrow(llvm::cast<Canon>(step).target);
  case NodeKind::Gate: {
    const auto& gate = llvm::cast<Gate>(step);
    out_ << "gate " << name(gate.stream) << " of ";
    write(gate.size);
    return writeArrow(gate.target);
  }
  case NodeKind::Wait: out_ << "wait " << name(llvm::cast<Wait>(step).variable); return;
  case NodeKind::Ap:
    out_ << "ap ";
    write(llvm::cast<Ap>(step).value);
    return writeArrow(llvm::cast<Ap>(step).target);
  case NodeKind::Push:
    out_ << "push ";
    write(llvm::cast<Push>(step).value);
    return writeArrow(llvm::cast<Push>(step).stream);
  case NodeKind::Insert: {
    const auto& insert = llvm::cast<Insert>(step);
    out_ << "insert ";
    write(insert.key);
    out_ << ": ";
    write(insert.value);
    return writeArrow(insert.map);
  }
  case NodeKind::Seq:
  case NodeKind::Par:
  case NodeKind::Co:
  case NodeKind::Try:
  case NodeKind::Traced:
  case NodeKind::If:
  case NodeKind::Choice:
  case NodeKind::For:
  case NodeKind::New: llvm_unreachable("groups are not steps");
  }
}

} // namespace aqua::flow
