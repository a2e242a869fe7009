// The interpreter of one invocation (spec/04 §9–§11, spec/05 §13): an explicit stack of frames
// instead of recursion, because scripts and folds can be deeper than the native stack.

#pragma once

#include "Context.h"
#include "Resolve.h"

namespace aqua::vm {

/// Executes one script once. Each instruction kind has a `start`, which either ends the instruction
/// or pushes a frame and names the child to execute; `resume` of the frame is called when the child
/// has ended. An instruction ends by leaving `error_` empty or set; it is incomplete if `complete_`
/// is false then.
class Machine {
public:
  explicit Machine(const Input& input);
  Outcome run();

private:
  // ---- frames: compound instructions whose child is being executed

  struct Frame {
    const air::Instruction* instruction = nullptr;
    // Of a par or xor: the branch that is being executed.
    trace::Branch branch = trace::Branch::Left;
    // Of a par, about its left branch.
    bool leftFailed = false;
    bool leftComplete = false;
  };
  /// What else belongs to the frame of a fold over a stream.
  struct StreamFold {
    uint32_t traceFold = 0;
    Stream::Cursor cursor;
    Stream::Generations round; // what to iterate over before looking for more
    size_t generation = 0;     // of the round
    bool anyComplete = false;
    size_t firstWait = 0; // number of waits when it began
  };

  // ---- the loop (Machine.cpp)

  void execute(const air::Instruction& instruction) { next_ = &instruction; }
  void push(const air::Instruction& instruction) {
    if (LLVM_UNLIKELY(frames_.size() == depthLimit)) failTooDeep();
    Frame frame;
    frame.instruction = &instruction;
    frames_.push_back(frame);
  }
  /// Frames on the stack. A real VM traps far earlier, when its native stack ends.
  static constexpr size_t depthLimit = 100'000;
  LLVM_ATTRIBUTE_NOINLINE void failTooDeep();
  /// Executes it at once if it can have no children. False: it can, and nothing has happened.
  [[nodiscard]] bool executeLeaf(const air::Instruction& instruction);
  void startNext();
  void resumeTop();
  /// Ends the frame and leaves its child's result as it is.
  void pop() { frames_.pop_back(); }

  /// Ends the instruction with an error. `tetraplet`: of the call, once it is resolved.
  void raise(const air::Instruction& instruction, Error error,
             const trace::TetrapletRef& tetraplet = nullptr);
  void addFailure(const air::Instruction& instruction, const Error& error);
  void raiseTrace(const air::Instruction& instruction, const trace::TraceError& error);
  /// Whether the invocation ends here.
  [[nodiscard]] bool isRefused() const { return error_ && !error_->isCatchable(); }
  /// Ends the instruction incomplete.
  void wait(const air::Instruction& instruction, Wait::Kind kind,
            const value::Value& subject = {}) {
    complete_ = false;
    if (input_.forReports) waits_.push_back({kind, instruction.id(), 0, subject});
  }
  void waitFor(const air::Instruction& instruction, Wait::Kind kind, air::NameId name);
  /// The same: for a call or canon of another peer.
  void waitForPeer(const air::Instruction& instruction, const HeldName& peer);
  /// Waits if a variable is missing, else raises.
  void joinOrRaise(const air::Instruction& instruction, Error error,
                   const trace::TetrapletRef& tetraplet = nullptr);

  Outcome finish();
  Outcome refuse(Error error);

  [[nodiscard]] bool isHere(const HeldName& peer) const { return peer.text == *currentPeer_; }
  /// Of a string. Quick if it is asked of the same value again and again.
  [[nodiscard]] bool isHere(const value::Value& peer);

  // ---- control (Control.cpp)

  void start(const air::Seq& seq);
  void resumeSeq(const air::Seq& seq);
  void start(const air::Par& par);
  void resumePar(Frame& frame);
  void startBranch(const air::Instruction& branch);
  void start(const air::Xor& instruction);
  void resumeXor(Frame& frame);
  void start(const air::Match& match);
  void start(const air::Mismatch& mismatch);
  /// Both operands; nothing if the instruction has ended already.
  template <air::InstructionKind K>
  std::optional<bool> compare(const air::Comparison<K>& comparison);
  void start(const air::New& instruction);
  void resumeNew(const air::New& instruction);
  MaybeError closeScope(const air::New& instruction);
  void start(const air::Never& never);
  void start(const air::Null&) {}

  // ---- call (Call.cpp)

  struct CallRun; // a call with its operands resolved
  void start(const air::Call& call);
  [[nodiscard]] bool replayAtOnce(const air::Call& call);
  MaybeError resolveTriplet(CallRun& run) const;
  MaybeError resolveArguments(CallRun& run) const;
  void takeCallState(CallRun& run);
  void requestOrForward(CallRun& run, const trace::CallState* sentBefore);
  void replayExecuted(CallRun& run, const trace::MetCall& met);
  void replayFailed(CallRun& run, const trace::CallState& state);
  void takeResult(CallRun& run, const CallResult& result);
  void failCall(CallRun& run, int64_t code, const std::string& message);
  MaybeError checkOutput(const air::Call& call) const;
  MaybeError verifyCall(const CallRun& run, const trace::ServiceResult& stored) const;
  /// Sets the output of a finished call and appends its state. `source`: of a state that was met.
  void setOutput(const air::Call& call, const trace::CallState& state,
                 std::optional<trace::Source> source);

  // ---- ap (Ap.cpp)

  void start(const air::Ap& ap);
  void start(const air::ApMap& ap);
  /// Adds to the stream with the generation of an old state, or as a new value, and appends the
  /// state.
  void addByAp(const air::Instruction& instruction, air::NameId stream,
               const std::optional<trace::MetAp>& met, trace::ValueRecord record);
  /// 20007 if the variable must not be written.
  MaybeError write(air::NameId name, Content&& content);

  // ---- canon (Canon.cpp)

  void start(const air::Canon& canon);
  [[nodiscard]] bool replayAtOnce(const air::Canon& canon);
  [[nodiscard]] bool isForgotten(const air::Canon& canon) const;
  void canonUnmet(const air::Canon& canon);
  void canonSent(const air::Canon& canon, const trace::CanonState& state);
  void replayCanon(const air::Canon& canon, const trace::CanonState& state);
  void takeSnapshot(const air::Canon& canon, const HeldName& peer);
  void setCanon(const air::Canon& canon, trace::CanonResultRef result);

  // ---- folds (Fold.cpp)

  void start(const air::Fold& fold);
  void startArrayFold(const air::Fold& fold);
  void resumeFold(const air::Fold& fold);
  void resumeArrayFold(const air::Fold& fold);
  void startStreamFold(const air::Fold& fold);
  void resumeStreamFold(const air::Fold& fold);
  void forgetWaits(const air::Fold& fold, size_t first);
  /// Executes the body for the next generation, or ends the fold. Requires its frame on
  /// top.
  void continueStreamFold(const air::Fold& fold);
  /// False, if the iterator is taken.
  [[nodiscard]] bool enterFold(Iteration iteration);
  void leaveFold(air::NameId iterator);
  void start(const air::Next& next);
  void nextExhausted(const air::Next& next, Iteration& iteration);
  void resumeNext(const air::Next& next);

  // ---- fail (Fail.cpp)

  void start(const air::Fail& fail);
  void failWithError(const air::Fail& fail);
  void failWith(const air::Fail& fail, ErrorValue value);

  const Input& input_;
  Context context_;
  trace::Handler trace_;
  trace::PeerRef currentPeer_;
  std::optional<value::TextDigest> hereDigest_; // of currentPeer_, once it is needed

  const air::Instruction* next_ = nullptr; // to be started; null: the last one has ended
  llvm::SmallVector<Frame, 16> frames_;
  std::vector<StreamFold> streamFolds_; // the innermost last
  bool complete_ = true;                // of the last executed subgraph
  std::optional<Error> error_;          // of the instruction that has ended last

  std::map<uint32_t, const CallResult*> results_; // not consumed yet
  uint32_t lastRequest_ = 0;
  uint32_t foldCount_ = 0;
  std::vector<CallRequest> requests_;
  std::vector<std::string> nextPeers_;
  std::vector<Wait> waits_;
  std::vector<Failure> failures_;
  llvm::DenseMap<uint32_t, size_t> lastFailure_; // by instruction: the index
  std::vector<uint8_t> reached_;                 // by instruction: 1 or 0
};

} // namespace aqua::vm
