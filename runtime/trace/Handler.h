// The merge of two execution traces into a new one, driven by the instructions of the script as
// they are executed (spec/05 §11, §13).

#pragma once

#include <map>
#include <optional>

#include "Data.h"
#include "Fallible.h"
#include "FoldLore.h"
#include "PositionMap.h"
#include "Slider.h"

namespace aqua::trace {

/// The old trace that a state was taken from. A state found in both counts as a previous one.
enum class Source : uint8_t { Previous, Current };

/// What both old traces say about a call.
struct MetCall {
  const CallState* state = nullptr; // in an old trace; null if neither knows the call
  Source source = Source::Previous;
};

/// What both old traces say about an `ap` into a stream.
struct MetAp {
  uint32_t generation = 0;
  Source source = Source::Previous;
};

/// Which branch of a `par` has just ended.
enum class Branch : uint8_t { Left, Right };

/// Walks over the previous and the current trace and builds the result. The caller reports each
/// instruction that leaves a state, in order of execution, with `…Start` before it appends the
/// state; `par` and `fold` also report their parts. An error means that the data do not belong to
/// this script, and the invocation must end.
class Handler {
public:
  /// Null: an empty trace. Both must outlive the handler.
  Handler(const Data* previous, const Data* current);

  /// Position that the next appended state will have.
  [[nodiscard]] uint32_t position() const { return static_cast<uint32_t>(result_.size()); }
  /// Of the type of any state.
  template <typename T>
  void append(T&& state) {
    result_.emplace_back(std::forward<T>(state));
  }

  // Each of these three consumes a state. No value or null: neither trace knows the instruction.
  Fallible<MetCall, TraceError> callStart();
  Fallible<std::optional<MetAp>, TraceError> apStart();
  Fallible<const CanonState*, TraceError> canonStart();
  /// What callStart() or canonStart() would give, without consuming it. No state: neither trace
  /// knows the instruction, or they have to be looked at more closely.
  [[nodiscard]] MetCall peekCall() const;
  [[nodiscard]] const CanonState* peekCanon() const;
  /// Consumes what was seen.
  void takeCall(const MetCall& met);
  void takeCanon();

  /// Appends the state of a `par`, to be completed when its branches have ended.
  MaybeError parStart() {
    if (enterPar()) return std::nullopt;
    return whyNoPar();
  }
  /// After the branch, whether or not it failed.
  void parBranchEnd(Branch branch);

  /// Appends the state of a fold; `fold` must be new for each execution of a fold.
  MaybeError foldStart(uint32_t fold);
  /// Before the iteration of the element whose state in the result is at `valuePosition`.
  MaybeError iterationStart(uint32_t fold, uint32_t valuePosition);
  /// At the start of `next`.
  void iterationEnd(uint32_t fold);
  /// When the iterator steps back, or cannot advance. An error, if it would leave the first element
  /// once more.
  MaybeError backIterator(uint32_t fold);
  /// After all iterations of one generation.
  void generationEnd(uint32_t fold);
  void foldEnd(uint32_t fold);

  /// Renumbers the stream value that the state at `position` has added. An error, if that state
  /// adds none.
  MaybeError setGeneration(uint32_t position, uint32_t generation);

  [[nodiscard]] std::vector<State> takeResult() { return std::move(result_); }

private:
  /// One old trace.
  struct Side {
    Slider slider;
    PositionMap positions; // of its states in the result

    explicit Side(const Data* data);

    /// The next state if it is a `par` whose branches lie in the window, or an empty one if there
    /// is no state. Else null.
    [[nodiscard]] const ParState* peekPar() const;
  };

  /// Where the branches of a `par` lie in an old trace.
  struct ParWindow {
    ParState sizes;
    uint32_t begin; // of the left branch
    uint32_t rest;  // of the window around both

    /// Both branches lie in the window of the slider.
    ParWindow(const Slider& slider, ParState par)
        : sizes(par), begin(slider.position()), rest(slider.rest()) {}
    void enterRight(Slider& slider) const {
      // AquaVM sets a window as long as the left branch first, which may not be possible.
      if (slider.hasWindow({begin + sizes.left, sizes.left}))
        slider.enter({begin + sizes.left, sizes.right});
      else
        slider.setLengthIfPossible(sizes.right);
    }
    void leave(Slider& slider) const {
      const uint32_t both = sizes.left + sizes.right;
      slider.enter({begin + both, rest - both});
    }
  };
  /// A `par` between its start and its end.
  struct OpenPar {
    uint32_t position; // of its state in the result
    ParWindow previous, current;

    OpenPar(uint32_t at, ParWindow inPrevious, ParWindow inCurrent)
        : position(at), previous(inPrevious), current(inCurrent) {}
  };

  enum class Stage : uint8_t { Before, BeforeDone, After, AfterDone };

  /// An iteration of a generation being walked over.
  struct OpenIteration {
    uint32_t valuePosition = 0;
    uint32_t beforeStart = 0, beforeEnd = 0, afterStart = 0, afterEnd = 0;
    Stage stage = Stage::Before;
    std::optional<ElementWindows> previous, current;
  };

  struct OpenFold {
    uint32_t position = 0; // of its state in the result
    FoldLore previousLore, currentLore;
    Interval previousEnd, currentEnd; // windows behind the fold
    std::vector<OpenIteration> iterations;
    size_t innermost = 0; // number of iterations that are not left yet
    bool unwinding = false;
    FoldState result;
  };

  /// One state of each old trace, or null at the end of its window.
  template <typename T>
  struct Pair {
    const State* previousState;
    const State* currentState;
    const T* previous; // null if that state is of another kind
    const T* current;

    [[nodiscard]] bool isPreviousRight() const { return !previousState || previous; }
    [[nodiscard]] bool isCurrentRight() const { return !currentState || current; }
    [[nodiscard]] bool isRight() const { return isPreviousRight() && isCurrentRight(); }
  };
  template <typename T>
  [[nodiscard]] Pair<T> nextPair();
  template <typename T>
  static TraceError mismatch(const char* expected, const Pair<T>& pair);
  enum class Noted : uint8_t { Previous, Current, Both };
  void note(Noted noted);
  void noteCall(const MetCall& met);

  /// False: what the traces say is not in order, and nothing has happened.
  [[nodiscard]] bool enterPar();
  /// What is not in order then.
  TraceError whyNoPar();
  static Fallible<Interval, TraceError> foldEndWindow(const Slider& slider, const FoldLore& lore);
  OpenFold& openFold(uint32_t fold);
  static void advance(Stage& stage);
  static void close(OpenIteration& iteration, uint32_t size);
  MaybeError startAfter(OpenIteration& iteration);

  Side previous_, current_;
  std::vector<State> result_;
  std::vector<OpenPar> pars_; // the innermost last
  std::map<uint32_t, OpenFold> folds_;
};

// ---- what invocations consist of where loops have many branches: inline

inline MetCall Handler::peekCall() const {
  const State* const previousState = previous_.slider.peek();
  const State* const currentState = current_.slider.peek();
  const auto* const previous = std::get_if<CallState>(previousState);
  const auto* const current = std::get_if<CallState>(currentState);
  if ((previousState && !previous) || (currentState && !current)) return {};
  if (!previous) return {current, Source::Current};
  if (!current || !current->isFinished()) return {previous, Source::Previous};
  if (!previous->isFinished()) return {current, Source::Current};
  const bool areSame = previous->kind == current->kind && previous->result == current->result &&
                       previous->kind != CallState::Kind::Failed;
  return {areSame ? previous : nullptr, Source::Previous};
}

inline void Handler::takeCall(const MetCall& met) {
  // Positions are asked for where values of streams come from.
  if (met.state->kind == CallState::Kind::Stream) noteCall(met);
  previous_.slider.next();
  current_.slider.next();
}

inline const CanonState* Handler::peekCanon() const {
  const State* const previousState = previous_.slider.peek();
  const State* const currentState = current_.slider.peek();
  const auto* const previous = std::get_if<CanonState>(previousState);
  const auto* const current = std::get_if<CanonState>(currentState);
  if ((previousState && !previous) || (currentState && !current)) return nullptr;
  if (!previous) return current;
  if (!current || !current->result) return previous;
  if (!previous->result) return current;
  return previous->result == current->result ? previous : nullptr;
}

inline void Handler::takeCanon() {
  previous_.slider.next();
  current_.slider.next();
}

inline const ParState* Handler::Side::peekPar() const {
  static constexpr ParState none;
  const State* const state = slider.peek();
  if (!state) return slider.position() <= slider.trace().size() ? &none : nullptr;
  const auto* const par = std::get_if<ParState>(state);
  // The state itself is part of the window.
  return par && uint64_t{par->left} + par->right < slider.rest() ? par : nullptr;
}

inline bool Handler::enterPar() {
  const ParState* const previous = previous_.peekPar();
  const ParState* const current = current_.peekPar();
  if (!previous || !current) return false;
  previous_.slider.next();
  current_.slider.next();
  pars_.emplace_back(position(), ParWindow(previous_.slider, *previous),
                     ParWindow(current_.slider, *current));
  append(ParState());
  previous_.slider.narrow(previous->left);
  current_.slider.narrow(current->left);
  return true;
}

inline void Handler::parBranchEnd(Branch branch) {
  const OpenPar& open = pars_.back();
  ParState& par = *std::get_if<ParState>(&result_[open.position]);
  const uint32_t length = position() - open.position - 1;
  if (branch == Branch::Left) {
    par.left = length;
    open.previous.enterRight(previous_.slider);
    open.current.enterRight(current_.slider);
    return;
  }
  par.right = length - par.left;
  open.previous.leave(previous_.slider);
  open.current.leave(current_.slider);
  pars_.pop_back();
}

} // namespace aqua::trace
