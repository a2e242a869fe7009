// Frames of names, and the bookkeeping that keeps outcomes predictable: who may push to a stream,
// and when it may be read.

#include "Generator.h"

namespace aqua::fuzz {

namespace {

bool opensNames(BlockKind kind) {
  return kind != BlockKind::On && kind != BlockKind::Branch;
}
bool goesOn(BlockKind kind) {
  return kind == BlockKind::Parallel || kind == BlockKind::Branch;
}

} // namespace

Variable& Generator::define(Variable variable) {
  variable.level = frames_.size();
  size_t index = frames_.size() - 1;
  while (!opensNames(frames_[index].kind))
    --index;
  frames_[index].variables.push_back(std::move(variable));
  return frames_[index].variables.back();
}

std::vector<Variable*> Generator::variables() {
  std::vector<Variable*> found;
  for (Frame& frame : frames_)
    for (Variable& variable : frame.variables)
      if (!variable.isPending) found.push_back(&variable);
  return found;
}

/// Closes the innermost frame. What it did to streams of outer frames becomes definite.
void Generator::leave() {
  const Frame closed = frames_.back();
  frames_.pop_back();
  for (Frame& frame : frames_)
    for (Variable& variable : frame.variables) {
      if (variable.level > frames_.size()) {
        if (closed.kind == BlockKind::Branch) variable.isPending = true;
        variable.level = frames_.size();
      } else if (variable.level == frames_.size() && variable.deferred > 0) {
        if (variable.length != unknownLength) variable.length += variable.deferred;
        variable.deferred = 0;
      }
    }
}

bool Generator::isParallel(size_t fromLevel) const {
  for (size_t i = fromLevel; i < frames_.size(); ++i)
    if (goesOn(frames_[i].kind)) return true;
  return false;
}

/// Whether `times` pushes here leave the number of elements known where somebody waits for them.
bool Generator::canPush(const Variable& stream, int times) {
  if (stream.isPending || stream.type->kind != Kind::Stream) return false;
  bool isParallelYet = false;
  for (size_t i = stream.level; i < frames_.size(); ++i) {
    const Frame& frame = frames_[i];
    const bool isUnknown = frame.kind == BlockKind::Maybe || frame.times == unknownLength;
    const bool isLoop = frame.kind == BlockKind::Loop;
    if (isParallelYet && isUnknown) return false;
    if (!goesOn(frame.kind)) {
      if (isParallelYet && isLoop && frame.times == unknownLength) return false;
      continue;
    }
    if (isUnknown || times == unknownLength || stream.isReadInParallel || !stream.isExact ||
        stream.length == unknownLength)
      return false;
    for (size_t outer = stream.level; outer < i; ++outer)
      if (frames_[outer].kind == BlockKind::Loop) return false;
    isParallelYet = true;
  }
  return isParallelYet || stream.outstanding == 0;
}

void Generator::notePush(Variable& stream, int times) {
  int total = times;
  bool isParallelPush = false, isInLoop = false, isKnown = times != unknownLength;
  for (size_t i = stream.level; i < frames_.size(); ++i) {
    const Frame& frame = frames_[i];
    if (goesOn(frame.kind)) isParallelPush = true;
    if (frame.kind == BlockKind::Loop) isInLoop = true;
    if (frame.kind == BlockKind::Maybe || frame.times == unknownLength)
      isKnown = false;
    else
      total *= frame.times;
  }
  if (isParallelPush)
    stream.outstanding += total;
  else if (!isKnown)
    stream.isExact = false; // still at least as many as before
  else if (isInLoop)
    stream.deferred += total;
  else if (stream.length != unknownLength)
    stream.length += total;
}

/// A failure here is reported to whoever handles it, in the same way by both compilers.
bool Generator::canFail() const {
  for (const Frame& frame : frames_)
    if (goesOn(frame.kind) || frame.losesErrors || (isObserved_ && frame.isIf)) return false;
  return true;
}

void Generator::noteRead(const Variable& stream) {
  if (stream.type->kind != Kind::Stream) return;
  for (Variable* variable : variables())
    if (variable->name == stream.name && isParallel(variable->level))
      variable->isReadInParallel = true;
}

Value Generator::use(const Variable& variable) {
  Value value;
  value.tokens = one(Role::VariableUse, variable.name);
  value.type = variable.type;
  value.constant = variable.constant;
  value.length = variable.length;
  value.isStandard = variable.isStandard;
  value.isUnordered = variable.isUnordered;
  value.isPeer = variable.isPeer;
  return value;
}

} // namespace aqua::fuzz
