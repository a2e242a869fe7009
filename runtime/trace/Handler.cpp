#include "Handler.h"

#include <fmt/format.h>

namespace aqua::trace {

namespace {

TraceError incompatibleStates(const State& previous, const State& current) {
  return {fmt::format("previous and current data have incompatible states: '{}' '{}'",
                      debugText(previous), debugText(current))};
}

TraceError differentState(const State& state, const char* side, const char* expected) {
  return {fmt::format("state from {} `{}` is incompatible with expected {}", side, debugText(state),
                      expected)};
}

llvm::ArrayRef<State> traceOf(const Data* data) {
  return data ? data->trace() : llvm::ArrayRef<State>();
}

/// An iteration that this trace does not know sees nothing of it.
MaybeError enterWindow(Slider& slider, const Interval* window) {
  return window ? slider.setWindow(*window) : slider.setLength(0);
}

} // namespace

Handler::Side::Side(const Data* data) : slider(traceOf(data)), positions(slider.trace().size()) {}

Handler::Handler(const Data* previous, const Data* current)
    : previous_(previous), current_(current) {
  result_.reserve(std::max(traceOf(previous).size(), traceOf(current).size()) + 8);
}

template <typename T>
Handler::Pair<T> Handler::nextPair() {
  const State* previous = previous_.slider.next();
  const State* current = current_.slider.next();
  return {previous, current, std::get_if<T>(previous), std::get_if<T>(current)};
}

/// Of a pair that is not right.
template <typename T>
TraceError Handler::mismatch(const char* expected, const Pair<T>& pair) {
  if (pair.previousState && pair.currentState)
    return incompatibleStates(*pair.previousState, *pair.currentState);
  return pair.isPreviousRight() ? differentState(*pair.currentState, "current", expected)
                                : differentState(*pair.previousState, "previous", expected);
}

void Handler::note(Noted noted) {
  if (noted != Noted::Current)
    previous_.positions.insert(position(), previous_.slider.position() - 1);
  if (noted != Noted::Previous)
    current_.positions.insert(position(), current_.slider.position() - 1);
}

// ---- call (spec/05 §11.2)

namespace {

/// Both executed, both failed, or one of each.
MaybeError checkFinishedCalls(const CallState& previous, const CallState& current) {
  using Kind = CallState::Kind;
  if ((previous.kind == Kind::Failed) != (current.kind == Kind::Failed) ||
      (previous.kind == Kind::Failed && !sameResult(*previous.result, *current.result)))
    return TraceError{fmt::format("previous and current call results are incompatible: '{}' '{}'",
                                  debugPayload(previous), debugPayload(current))};
  if (previous.kind == Kind::Failed) return std::nullopt;
  if (previous.kind != current.kind || !sameResult(*previous.result, *current.result))
    return TraceError{fmt::format("values in call results are not equal: {} != {}",
                                  debugValueText(previous), debugValueText(current))};
  return std::nullopt;
}

} // namespace

Fallible<MetCall, TraceError> Handler::callStart() {
  if (const MetCall met = peekCall(); met.state) {
    takeCall(met);
    return met;
  }
  const auto pair = nextPair<CallState>();
  if (!pair.isRight()) return mismatch("call", pair);
  if (!pair.previous && !pair.current) return MetCall();
  if (MaybeError error = checkFinishedCalls(*pair.previous, *pair.current))
    return std::move(*error);
  note(pair.previous->kind == CallState::Kind::Failed ? Noted::Previous : Noted::Both);
  return MetCall{pair.previous, Source::Previous};
}

/// The state that takeCall() is about to consume.
void Handler::noteCall(const MetCall& met) {
  const State* const other = met.source == Source::Current ? nullptr : current_.slider.peek();
  if (met.source == Source::Previous)
    previous_.positions.insert(position(), previous_.slider.position());
  if (met.source == Source::Current || (other && std::get_if<CallState>(other)->isFinished()))
    current_.positions.insert(position(), current_.slider.position());
}

// ---- ap (spec/05 §11.3)

Fallible<std::optional<MetAp>, TraceError> Handler::apStart() {
  const auto pair = nextPair<ApState>();
  if (!pair.isRight()) return mismatch("ap", pair);
  const ApState* const previous = pair.previous;
  const ApState* const current = pair.current;
  if (!previous && !current) return std::optional<MetAp>();

  note(!previous ? Noted::Current : !current ? Noted::Previous : Noted::Both);
  if (previous) return std::optional(MetAp{previous->generation, Source::Previous});
  return std::optional(MetAp{current->generation, Source::Current});
}

// ---- canon (spec/05 §11.4)

Fallible<const CanonState*, TraceError> Handler::canonStart() {
  if (const CanonState* seen = peekCanon()) {
    takeCanon();
    return seen;
  }
  const auto pair = nextPair<CanonState>();
  if (!pair.isRight()) return mismatch("canon", pair);
  if (!pair.previous) return pair.previous;
  if (!sameResult(*pair.previous->result, *pair.current->result))
    return TraceError{fmt::format("canon results {} {} points to incompatible execution states",
                                  debugPayload(*pair.previous), debugPayload(*pair.current))};
  return pair.previous;
}

// ---- par (spec/05 §11.5)

namespace {

/// Why the states of the branch, and of what is before it, do not lie in the window.
MaybeError parError(const Slider& slider, ParState par, Branch branch) {
  const uint64_t length = uint64_t{par.left} + (branch == Branch::Left ? 0 : par.right);
  if (length > UINT32_MAX)
    return TraceError{fmt::format("overflow is occurred while calculating the entire len occupied "
                                  "by executed states corresponded to current par: '{}'",
                                  debugPayload(par))};
  if (slider.position() + length > UINT32_MAX)
    return TraceError{fmt::format("overflow is occurred while calculating the new position of a "
                                  "previous slider for resolved par {} and current position {}'",
                                  debugPayload(par), slider.position())};
  if (branch == Branch::Right && length > slider.rest())
    return TraceError{fmt::format("underflow is occurred while calculating the new position of a "
                                  "current slider for resolved par {} and current subtrace len "
                                  "{}'",
                                  debugPayload(par), slider.rest())};
  return std::nullopt;
}

} // namespace

TraceError Handler::whyNoPar() {
  const auto pair = nextPair<ParState>();
  if (!pair.isRight()) return mismatch("par", pair);
  const ParState previous = pair.previous ? *pair.previous : ParState();
  const ParState current = pair.current ? *pair.current : ParState();
  for (const Branch branch : {Branch::Left, Branch::Right}) {
    if (MaybeError error = parError(previous_.slider, previous, branch)) return *error;
    if (MaybeError error = parError(current_.slider, current, branch)) return *error;
  }
  // Both fit, so one of the traces has come to a place behind its end.
  if (MaybeError error = previous_.slider.setLength(previous.left)) return *error;
  return *current_.slider.setLength(current.left);
}

// ---- fold (spec/05 §11.6)

Fallible<Interval, TraceError> Handler::foldEndWindow(const Slider& slider, const FoldLore& lore) {
  const uint64_t end = uint64_t{slider.position()} + lore.totalLength();
  if (end > UINT32_MAX)
    return TraceError{fmt::format("overflow is occurred while calculating the new position of a "
                                  "current slider for resolved fold {} and current position {}'",
                                  lore.debugText(), slider.position())};
  // The real text also says position where it means the length.
  if (lore.totalLength() > slider.rest())
    return TraceError{fmt::format("underflow is occurred while calculating the new position of a "
                                  "current slider for resolved fold {} and current subtrace len "
                                  "{}'",
                                  lore.debugText(), slider.position())};
  return Interval{static_cast<uint32_t>(end), slider.rest() - lore.totalLength()};
}

MaybeError Handler::foldStart(uint32_t fold) {
  const auto pair = nextPair<FoldState>();
  if (!pair.isRight()) return mismatch("fold", pair);
  OpenFold open;
  open.position = position();
  append(FoldState());
  if (pair.previous) {
    auto lore = FoldLore::resolve(*pair.previous, previous_.slider.trace());
    if (!lore) return std::move(lore.error());
    open.previousLore = std::move(*lore);
  }
  if (pair.current) {
    auto lore = FoldLore::resolve(*pair.current, current_.slider.trace());
    if (!lore) return std::move(lore.error());
    open.currentLore = std::move(*lore);
  }
  auto previousEnd = foldEndWindow(previous_.slider, open.previousLore);
  if (!previousEnd) return std::move(previousEnd.error());
  auto currentEnd = foldEndWindow(current_.slider, open.currentLore);
  if (!currentEnd) return std::move(currentEnd.error());
  open.previousEnd = *previousEnd;
  open.currentEnd = *currentEnd;
  folds_.emplace(fold, std::move(open));
  return std::nullopt;
}

Handler::OpenFold& Handler::openFold(uint32_t fold) {
  const auto found = folds_.find(fold);
  assert(found != folds_.end() && "foldStart comes first, foldEnd last");
  return found->second;
}

void Handler::advance(Stage& stage) {
  if (stage != Stage::AfterDone) stage = static_cast<Stage>(static_cast<uint8_t>(stage) + 1);
}

MaybeError Handler::iterationStart(uint32_t fold, uint32_t valuePosition) {
  OpenFold& open = openFold(fold);
  const auto take = [&](FoldLore& lore, const PositionMap& positions) {
    const auto old = positions.oldPosition(valuePosition);
    return old ? lore.take(*old) : std::nullopt;
  };
  OpenIteration iteration;
  iteration.valuePosition = valuePosition;
  iteration.beforeStart = position();
  iteration.previous = take(open.previousLore, previous_.positions);
  iteration.current = take(open.currentLore, current_.positions);
  open.iterations.push_back(iteration);
  ++open.innermost;
  const auto before = [](const auto& windows) { return windows ? &windows->before : nullptr; };
  if (auto error = enterWindow(previous_.slider, before(iteration.previous))) return error;
  return enterWindow(current_.slider, before(iteration.current));
}

void Handler::iterationEnd(uint32_t fold) {
  OpenFold& open = openFold(fold);
  OpenIteration& iteration = open.iterations[open.innermost - 1];
  iteration.beforeEnd = position();
  advance(iteration.stage);
}

MaybeError Handler::startAfter(OpenIteration& iteration) {
  iteration.afterStart = position();
  advance(iteration.stage);
  const auto after = [](const auto& windows) { return windows ? &windows->after : nullptr; };
  if (auto error = enterWindow(previous_.slider, after(iteration.previous))) return error;
  return enterWindow(current_.slider, after(iteration.current));
}

MaybeError Handler::backIterator(uint32_t fold) {
  OpenFold& open = openFold(fold);
  OpenIteration& iteration = open.iterations[open.innermost - 1];
  if (!open.unwinding) {
    if (iteration.stage == Stage::Before) {
      iteration.beforeEnd = position();
      advance(iteration.stage);
    }
    open.unwinding = true;
    return startAfter(iteration);
  }
  iteration.afterEnd = position();
  advance(iteration.stage);
  if (open.innermost == 1) // the real VM traps
    return TraceError{"the iterator of a stream fold steps back behind its first element"};
  --open.innermost;
  return startAfter(open.iterations[open.innermost - 1]);
}

void Handler::close(OpenIteration& iteration, uint32_t size) {
  switch (iteration.stage) {
  case Stage::Before: iteration.beforeEnd = size; [[fallthrough]];
  case Stage::BeforeDone: iteration.afterStart = size; [[fallthrough]];
  case Stage::After: iteration.afterEnd = size; [[fallthrough]];
  case Stage::AfterDone: return;
  }
}

void Handler::generationEnd(uint32_t fold) {
  OpenFold& open = openFold(fold);
  for (OpenIteration& iteration : open.iterations) {
    close(iteration, position());
    open.result.lore.push_back(
        {iteration.valuePosition,
         {iteration.beforeStart, iteration.beforeEnd - iteration.beforeStart},
         {iteration.afterStart, iteration.afterEnd - iteration.afterStart}});
  }
  open.iterations.clear();
  open.innermost = 0;
  open.unwinding = false;
}

void Handler::foldEnd(uint32_t fold) {
  const auto found = folds_.find(fold);
  OpenFold& open = found->second;
  result_[open.position] = std::move(open.result);
  previous_.slider.setWindowIfPossible(open.previousEnd);
  current_.slider.setWindowIfPossible(open.currentEnd);
  folds_.erase(found);
}

// ---- streams (spec/05 §12.4)

MaybeError Handler::setGeneration(uint32_t position, uint32_t generation) {
  if (position >= result_.size())
    return TraceError{
        fmt::format("trying to change generation of an invalid trace position {}", position)};
  State& state = result_[position];
  if (auto* ap = std::get_if<ApState>(&state)) {
    ap->generation = generation;
    return std::nullopt;
  }
  auto* call = std::get_if<CallState>(&state);
  if (call && call->kind == CallState::Kind::Stream) {
    call->number = generation;
    return std::nullopt;
  }
  return TraceError{fmt::format("trying to change generation of a state {} on {} position, the "
                                "state doesn't contain generation",
                                debugText(state), position)};
}

} // namespace aqua::trace
