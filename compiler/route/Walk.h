// The walk over the flow tree that places hops, finds the ways of errors and builds the routed tree
// (spec/03 §14.3.3–14.3.5). One class; its parts are in Walk.cpp, Loops.cpp, Parallel.cpp and
// Errors.cpp.

#pragma once

#include <map>
#include <tuple>

#include "Make.h"
#include "Places.h"

namespace aqua::route {

/// Errors that leave a piece of code, seen from the handler that gets them.
struct Failure {
  const Way* way = nullptr; // hops they still have to make to be near the handler; null: none
  bool isElsewhere = false; // some occur elsewhere than exactly on the handler's peer

  [[nodiscard]] bool isPossible() const { return way != nullptr; }
};

/// Routed code without the place where control is after it.
struct Part {
  const Node* node = nullptr;
  Failure failure;
};

struct Code : Part {
  Position end;
};

/// How a node is entered: where control is, what follows the node, and where its errors go
/// (null: nobody handles them).
struct Context {
  Position start;
  const Places* next = nullptr;
  const Path* handler = nullptr;

  [[nodiscard]] Context startingAt(Position position) const { return {position, next, handler}; }
};

class Walk {
public:
  Walk(const Outline& outline, PathTable& paths, PlaceTable& table, const Deliveries& deliveries,
       llvm::BumpPtrAllocator& arena);

  /// The whole body, with its error wrappers; errors arrive near the root.
  const Node* route();
  /// Variables that routing adds to those of the process.
  [[nodiscard]] std::vector<flow::Var> takeNewVars() { return std::move(newVars_); }

private:
  /// A sequence under construction: its parts, and where control is at their end.
  class Line;
  /// A call into a stream whose elements are pushed elsewhere.
  struct SplitCall {
    const flow::Call* call = nullptr;
    const flow::Push* push = nullptr;
  };
  struct LoopCode {
    Code code;
    bool isFree = false; // needs no hops to come back to its head, to leave, or to fail
  };
  /// The body of a loop, and the hops before the loop.
  struct Entered {
    Code code;
    const Node* hops = nullptr;
  };

  Code lower(const flow::Node& node, const Context& context);
  Code lowerAfterWaits(const flow::Node& node, const Context& context);

  // Walk.cpp
  Code lowerSeq(const flow::Seq& seq, const Context& context);
  Code lowerCall(const flow::Call& call, const Context& context);
  Code lowerCanon(const flow::Canon& canon, const Context& context);
  Code lowerGate(const flow::Gate& gate, const Context& context);
  Code lowerWait(const flow::Wait& wait, const Context& context);
  Code lowerLocal(const flow::Node& step, const Context& context);
  Code lowerNew(const flow::New& scope, const Context& context);
  Code lowerTry(const flow::Try& guarded, const Context& context);
  Code lowerTraced(const flow::Traced& traced, const Context& context);
  template <typename Routed, typename Flow>
  Code lowerAlternatives(const Flow& choice, const Context& context);
  VarId newVariable(VarId model, Loc loc);
  const Path* readerBehindRelay(const flow::Node& writer, Position position,
                                const Context& context);
  SplitCall splitCall(const flow::Call& call);
  const Path* anchorOf(const Places* next, const flow::Node& node);
  std::optional<Position> common(llvm::ArrayRef<Position> ends, const Context& context,
                                 const flow::Node& node);
  Position join(llvm::MutableArrayRef<Code> ends, const Context& context, const flow::Node& node);

  // Loops.cpp
  Code lowerLoop(const flow::For& loop, const Context& context);
  Code lowerOneByOne(const flow::For& loop, const Context& context);
  LoopCode lowerSeqLoop(const flow::For& loop, const Context& context);
  LoopCode lowerTryLoop(const flow::For& loop, const Context& context);
  std::optional<Code> attemptBody(const flow::For& loop, const Context& context);
  const Way* entryOf(const flow::For& loop, const Context& context);
  const Node* entryHops(const flow::For& loop, const Way* entry);
  std::optional<Entered> attemptEntered(const flow::For& loop, const Context& context,
                                        const std::optional<Code>& known);
  For* makeLoop(const flow::For& loop);
  Operand iterableOf(const flow::For& loop);
  const flow::Ap* iterableCopy(const flow::For& loop);
  [[nodiscard]] bool isVarying(const flow::For& loop, VarId id) const;

  // Parallel.cpp
  Code lowerPar(const flow::Par& par, const Context& context);
  Code lowerCo(const flow::Co& co, const Context& context);
  Code lowerParLoop(const flow::For& loop, const Context& context);
  Code lowerParSeq(const flow::For& loop, const Context& context);
  struct Continuation;
  Continuation continuationOf(const flow::Par& par, const Context& context);
  Code lowerBranch(const flow::Par& par, size_t index, const Continuation& continuation,
                   const Context& context);
  void endNear(const Path* place, llvm::ArrayRef<const Path*> deliveries, Line& line, Loc loc);
  bool endsNear(const flow::Node& branch, Position start, const Path* place);
  const Node* lowerDetached(const flow::Node& branch, Position start);
  void addReset(const flow::Node& group, Line& line);
  [[nodiscard]] llvm::ArrayRef<const Path*> deliveriesOf(const flow::Node& branch) const;

  // Errors.cpp
  Failure failureAt(Position position, const Path* handler);
  Part inSequence(llvm::ArrayRef<Part> parts, Loc loc);
  Failure agree(llvm::MutableArrayRef<Code> alternatives, Loc loc);
  Part wrapped(const Part& part, Loc loc);
  Part wrappedIfHidden(const Part& part, llvm::function_ref<bool(VarId)> isHidden, Loc loc);
  const Node* saved(const Part& branch, const flow::Node& source, const Path* place);
  const Node* failingTogether(const Part& branch, const flow::Node& source, const Path* scope);

  const Outline& outline_;
  PathTable& paths_;
  PlaceTable& table_;
  const Deliveries& deliveries_;
  PlaceFinder finder_;
  Maker make_;
  std::vector<flow::Var> newVars_;
  llvm::DenseMap<const flow::Call*, SplitCall> splitCalls_;
  llvm::DenseMap<const flow::For*, const flow::Ap*> iterableCopies_;
  using LoopKey = std::tuple<NodeIndex, uint32_t, bool, const Places*, const Path*>;
  std::map<LoopKey, Code> loops_; // attempts enter nested loops many times, in few different ways
};

class Walk::Line {
public:
  Line(Walk& walk, Position start, Loc loc) : walk_(walk), loc_(loc), position_(start) {}

  [[nodiscard]] Position position() const { return position_; }
  void moveTo(Position position) { position_ = position; }
  void add(const Node* node) { parts_.push_back({node, {}}); }
  void add(const Part& part) { parts_.push_back(part); }
  void follow(const Code& code) {
    add(code);
    position_ = code.end;
  }
  void hops(const Way* way) {
    if (!way->isEmpty()) add(walk_.make_.hops(way, loc_));
  }
  /// Brings control exactly to the place.
  void touch(const Path* place);
  /// Brings control near the place.
  void bring(const Path* place);
  [[nodiscard]] Code finish() { return {walk_.inSequence(parts_, loc_), position_}; }

private:
  Walk& walk_;
  Loc loc_;
  Position position_;
  llvm::SmallVector<Part, 8> parts_;
};

} // namespace aqua::route
