// Instructions that decide what is executed: seq, par, xor, match, mismatch, new, never
// (spec/04 §10.1–§10.5, §10.12).

#include "Machine.h"

namespace aqua::vm {

// ---- seq

void Machine::start(const air::Seq& seq) {
  complete_ = true;
  if (!executeLeaf(*seq.left)) {
    push(seq);
    return execute(*seq.left);
  }
  if (!error_ && complete_) execute(*seq.right);
}

void Machine::resumeSeq(const air::Seq& seq) {
  pop();
  // The right branch takes the place of the seq: long scripts are right-nested.
  if (!error_ && complete_) execute(*seq.right);
}

// ---- par

void Machine::start(const air::Par& par) {
  if (auto error = trace_.parStart()) return raiseTrace(par, *error);
  push(par);
  startBranch(*par.left);
}

/// A branch that is a bare `next` counts as incomplete, so that a parallel fold waits for one of
/// its bodies.
void Machine::startBranch(const air::Instruction& branch) {
  complete_ = !llvm::isa<air::Next>(branch);
  execute(branch);
  // At once, but for what begins with a branch again.
  if (!llvm::isa<air::Par>(branch)) startNext();
}

void Machine::resumePar(Frame& frame) {
  trace_.parBranchEnd(frame.branch);
  if (frame.branch == trace::Branch::Left) {
    frame.leftFailed = error_.has_value();
    frame.leftComplete = complete_ && !frame.leftFailed;
    frame.branch = trace::Branch::Right;
    error_.reset();
    return startBranch(*llvm::cast<air::Par>(frame.instruction)->right);
  }
  const bool rightFailed = error_.has_value();
  complete_ = frame.leftComplete || (complete_ && !rightFailed);
  const bool bothFailed = frame.leftFailed && rightFailed;
  pop();
  if (bothFailed) return;
  error_.reset();
  context_.errors.allowLast();
}

// ---- xor

void Machine::start(const air::Xor& instruction) {
  complete_ = true;
  const bool hasEnded = executeLeaf(*instruction.left);
  if (hasEnded && !error_) return;
  push(instruction);
  if (!hasEnded) execute(*instruction.left);
}

void Machine::resumeXor(Frame& frame) {
  if (frame.branch == trace::Branch::Right) {
    context_.errors.leaveHandler(error_ ? ErrorState::HandlerEnd::Failed
                                        : ErrorState::HandlerEnd::Fine);
    return pop();
  }
  if (!error_) return pop();
  complete_ = true;
  context_.errors.enterHandler(std::move(*error_));
  error_.reset();
  frame.branch = trace::Branch::Right;
  execute(*llvm::cast<air::Xor>(frame.instruction)->right);
}

// ---- match, mismatch

template <air::InstructionKind K>
std::optional<bool> Machine::compare(const air::Comparison<K>& comparison) {
  const auto leftInteger = context_.peekInteger(comparison.left);
  const auto rightInteger = leftInteger ? context_.peekInteger(comparison.right) : std::nullopt;
  if (rightInteger) return *leftInteger == *rightInteger;
  auto left = resolveValue(context_, comparison.left);
  if (!left) {
    joinOrRaise(comparison, std::move(left.error()));
    return std::nullopt;
  }
  auto right = resolveValue(context_, comparison.right);
  if (!right) {
    joinOrRaise(comparison, std::move(right.error()));
    return std::nullopt;
  }
  return **left == **right;
}

void Machine::start(const air::Match& match) {
  const auto equal = compare(match);
  if (!equal) return;
  if (!*equal) return raise(match, errors::matchValuesNotEqual());
  execute(*match.body);
}

void Machine::start(const air::Mismatch& mismatch) {
  const auto equal = compare(mismatch);
  if (!equal) return;
  if (*equal) return raise(mismatch, errors::mismatchValuesEqual());
  execute(*mismatch.body);
}

// ---- new

namespace {

bool isStream(const air::Variable& variable) {
  return variable.kind == air::VariableKind::Stream ||
         variable.kind == air::VariableKind::StreamMap;
}

} // namespace

void Machine::start(const air::New& instruction) {
  const air::NameId name = instruction.variable.name;
  if (isStream(instruction.variable))
    context_.streams.open(name, instruction);
  else
    context_.scalars.open(name);
  push(instruction);
  execute(*instruction.body);
}

MaybeError Machine::closeScope(const air::New& instruction) {
  const air::NameId name = instruction.variable.name;
  if (isStream(instruction.variable)) return context_.streams.close(name, trace_);
  if (context_.scalars.close(name)) return std::nullopt;
  return errors::scalarsStateCorrupted(context_.script.name(name), context_.scalars.depth());
}

void Machine::resumeNew(const air::New& instruction) {
  pop();
  MaybeError error = closeScope(instruction);
  if (error && !error_) raise(instruction, std::move(*error));
}

// ---- never

void Machine::start(const air::Never& never) {
  wait(never, Wait::Kind::Never);
}

} // namespace aqua::vm
