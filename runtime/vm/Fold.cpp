// Folds over arrays, canons and streams, and next (spec/04 §10.9–§10.11, spec/05 §12.3).

#include <algorithm>

#include "Machine.h"

namespace aqua::vm {

namespace {

bool iteratesOverStream(const air::Fold& fold) {
  return fold.iterable.isVariable() &&
         (fold.iterable.variable.kind == air::VariableKind::Stream ||
          fold.iterable.variable.kind == air::VariableKind::StreamMap);
}

} // namespace

void Machine::start(const air::Fold& fold) {
  if (iteratesOverStream(fold))
    startStreamFold(fold);
  else
    startArrayFold(fold);
}

void Machine::resumeFold(const air::Fold& fold) {
  if (iteratesOverStream(fold))
    resumeStreamFold(fold);
  else
    resumeArrayFold(fold);
}

bool Machine::enterFold(Iteration iteration) {
  auto& slot = context_.iterations[iteration.fold->iterator.value];
  if (slot) return false;
  slot.emplace(std::move(iteration));
  context_.scalars.enterFold();
  return true;
}

void Machine::leaveFold(air::NameId iterator) {
  context_.iterations[iterator.value].reset();
  context_.scalars.leaveFold();
}

// ---- arrays and canons

void Machine::startArrayFold(const air::Fold& fold) {
  auto iterable = resolveIterable(context_, fold.iterable);
  if (!iterable) return joinOrRaise(fold, std::move(iterable.error()));
  if (iterable->size() == 0) return;
  if (!enterFold({&fold, std::move(*iterable)}))
    return raise(fold, errors::multipleIterableValues(context_.script.name(fold.iterator)));
  push(fold);
  execute(*fold.body);
}

void Machine::resumeArrayFold(const air::Fold& fold) {
  pop();
  leaveFold(fold.iterator);
}

// ---- streams

void Machine::startStreamFold(const air::Fold& fold) {
  const air::NameId name = fold.iterable.variable.name;
  Stream* stream = context_.streams.find(name, fold.id());
  if (!stream) return waitFor(fold, Wait::Kind::EmptyStream, name);
  const uint32_t traceFold = ++foldCount_;
  if (auto error = trace_.foldStart(traceFold)) return raiseTrace(fold, *error);

  StreamFold& open = streamFolds_.emplace_back();
  open.traceFold = traceFold;
  open.round = stream->after({});
  open.cursor = stream->end();
  open.firstWait = waits_.size();
  if (open.round.values.empty())
    waitFor(fold, Wait::Kind::EmptyStream, name);
  else
    stream->openGeneration();
  push(fold);
  continueStreamFold(fold);
}

void Machine::continueStreamFold(const air::Fold& fold) {
  StreamFold& open = streamFolds_.back();
  if (open.generation == open.round.size() && !open.round.values.empty()) {
    // Values that the round has added are the next round.
    Stream* stream = context_.streams.find(fold.iterable.variable.name, fold.id());
    if (!stream) // lost, see Streams::findOrCreate(); the real VM traps
      return raise(fold, errors::refused("the stream of a fold was replaced"));
    open.round = stream->after(open.cursor);
    open.generation = 0;
    stream->dropEmptyGeneration();
    open.cursor = stream->end();
    stream->openGeneration();
  }
  if (open.round.values.empty()) {
    complete_ = open.anyComplete;
    if (complete_) forgetWaits(fold, open.firstWait);
    trace_.foldEnd(open.traceFold);
    streamFolds_.pop_back();
    return pop();
  }
  const llvm::ArrayRef<StreamValue> generation = open.round[open.generation];
  if (auto error = trace_.iterationStart(open.traceFold, generation.front().position))
    return raiseTrace(fold, *error);
  if (!enterFold({&fold, Iterable::ofStream(generation), 0, open.traceFold}))
    return raise(fold, errors::multipleIterableValues(context_.script.name(fold.iterator)));
  execute(*fold.body);
}

/// A fold that one of its generations completes waits no more, whatever the others said.
void Machine::forgetWaits(const air::Fold& fold, size_t first) {
  const auto begin = waits_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto isOwn = [&](const Wait& wait) { return wait.instruction == fold.id(); };
  waits_.erase(std::remove_if(begin, waits_.end(), isOwn), waits_.end());
}

void Machine::resumeStreamFold(const air::Fold& fold) {
  StreamFold& open = streamFolds_.back();
  leaveFold(fold.iterator);
  error_.reset(); // swallowed: the rest of this generation is not visited
  trace_.generationEnd(open.traceFold);
  open.anyComplete = open.anyComplete || complete_;
  ++open.generation;
  continueStreamFold(fold);
}

// ---- next

void Machine::start(const air::Next& next) {
  std::optional<Iteration>& iteration = context_.iterations[next.iterator.value];
  if (!iteration)
    return raise(next, errors::foldStateNotFound(context_.script.name(next.iterator)));
  if (iteration->traceFold) trace_.iterationEnd(*iteration->traceFold);
  if (iteration->atLast()) return nextExhausted(next, *iteration);

  ++iteration->cursor;
  if (iteration->traceFold)
    if (auto error = trace_.iterationStart(*iteration->traceFold,
                                           iteration->iterable.positionAt(iteration->cursor)))
      return raiseTrace(next, *error);
  context_.scalars.enterIteration();
  push(next);
  execute(*iteration->fold->body);
}

void Machine::nextExhausted(const air::Next& next, Iteration& iteration) {
  if (iteration.traceFold)
    if (auto error = trace_.backIterator(*iteration.traceFold)) return raiseTrace(next, *error);
  if (iteration.fold->last) {
    complete_ = true;
    return execute(*iteration.fold->last);
  }
  if (!iteration.traceFold || iteration.wasExhausted) return;
  iteration.wasExhausted = true;
  const air::NameId name = iteration.fold->iterable.variable.name;
  waitFor(*iteration.fold, Wait::Kind::MoreElements, name);
  if (!input_.forReports) return;
  if (const Stream* stream = context_.streams.find(name, iteration.fold->id()))
    waits_.back().elements = static_cast<uint32_t>(stream->size());
}

void Machine::resumeNext(const air::Next& next) {
  pop();
  context_.scalars.leaveIteration();
  if (error_) return;
  Iteration& iteration = *context_.iterations[next.iterator.value];
  --iteration.cursor;
  if (iteration.traceFold)
    if (auto error = trace_.backIterator(*iteration.traceFold)) raiseTrace(next, *error);
}

} // namespace aqua::vm
