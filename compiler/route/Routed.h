// The routed process: every step has its peer, the hops between them are written down, errors find
// their handlers (spec/03 §14.3). What is left to do is to spell it as AIR. Print it with
// `aqua compile --emit=route`.

#pragma once

#include "flow/Flow.h"

namespace aqua::route {

using flow::Location;
using flow::Operand;
using flow::VarId;
using support::Loc;

enum class NodeKind : uint8_t {
#define AQUA_ROUTE(Kind) Kind,
#include "RouteNodes.def"
};

struct Node {
  [[nodiscard]] NodeKind kind() const { return kind_; }
  Loc loc;

protected:
  explicit Node(NodeKind kind) : kind_(kind) {}

private:
  NodeKind kind_;
};

template <NodeKind K>
struct NodeOf : Node {
  static bool classof(const Node* n) { return n->kind() == K; }

protected:
  NodeOf() : Node(K) {}
};

/// Never directly inside another Seq; may be empty.
struct Seq final : NodeOf<NodeKind::Seq> {
  llvm::ArrayRef<const Node*> children;
};

/// Two or more branches. `carriers[i]`: the continuation may go on from the end of branch i; empty
/// if nothing follows or the par is detached.
struct Par final : NodeOf<NodeKind::Par> {
  llvm::ArrayRef<const Node*> branches;
  llvm::ArrayRef<bool> carriers;
  const Location* errorsAt = nullptr; // where its branches fail together; null: it cannot fail
  bool isDetached = false;            // `co` and deliveries: the second branch is Null
};

struct Xor final : NodeOf<NodeKind::Xor> {
  const Node* left = nullptr;
  const Node* right = nullptr;
  bool isWrapper = false; // only brings an error to its handler and rethrows it
};

struct If final : NodeOf<NodeKind::If> {
  /// A branch that is known not to fail, so that the condition need not be asked twice.
  enum class Safe : uint8_t { Neither, Then, Else };

  flow::Condition condition;
  const Node* thenBranch = nullptr;
  const Node* elseBranch = nullptr;
  Safe safe = Safe::Neither;
};

struct Choice final : NodeOf<NodeKind::Choice> {
  flow::Condition condition;
  const Node* thenBranch = nullptr;
  const Node* elseBranch = nullptr;
};

/// A loop; `exit` runs after the last element if there was one (last instruction of the fold).
struct For final : NodeOf<NodeKind::For> {
  flow::ForMode mode = flow::ForMode::Seq;
  VarId item;
  Operand iterable;
  bool isNonEmpty = false;
  const Node* body = nullptr;
  const Node* exit = nullptr; // Null if there is nothing to do
};

/// Runs the body once if the iterable has an element: the hops that all iterations share.
struct Once final : NodeOf<NodeKind::Once> {
  Operand iterable;
  const Node* body = nullptr;
};

struct New final : NodeOf<NodeKind::New> {
  VarId variable;
  const Node* body = nullptr;
};

/// A leaf of the flow tree. `at` is where control is when it runs: for forcing steps the location
/// whose peer executes it.
struct Step final : NodeOf<NodeKind::Step> {
  const flow::Node* step = nullptr;
  const Location* at = nullptr;
};

/// Visits a peer for the sake of being there. A collection is visited element by element.
struct Hop final : NodeOf<NodeKind::Hop> {
  Operand peer;
  bool isCollection = false;
  bool isReversed = false;      // collection walked backwards
  const Location* at = nullptr; // the location it stands for, if it is one
};

/// Reopens AquaVM's error register after a par whose error may have been swallowed (spec/03
/// §14.3.4).
struct Reset final : NodeOf<NodeKind::Reset> {};
/// (fail :error:)
struct Rethrow final : NodeOf<NodeKind::Rethrow> {};
struct Null final : NodeOf<NodeKind::Null> {};
/// Ends a branch that must not continue from where it is.
struct Never final : NodeOf<NodeKind::Never> {};

/// Borrows variables, locations and leaves from the flow process, which must outlive it.
struct Process {
  const flow::Process* flow = nullptr;
  std::vector<flow::Var> vars; // those of the flow process, then new ones
  const Node* body = nullptr;
  const flow::Call* errorHandler = nullptr;
  std::unique_ptr<llvm::BumpPtrAllocator> arena;
};

/// A step on the way to the routed process. Route: the walk alone.
enum class Pass : uint8_t {
  Route,
  TestOnce,  // finds out which branches of `if` cannot fail (TestOnce.h)
  DropRelay, // does not ask for a relay that nobody goes to (DropRelay.h)
};

/// Sees the process after each pass. Called while the process is routed only.
using PassObserver = llvm::function_ref<void(Pass, const Process&)>;

/// Finds the places of all steps and the way between them (spec/03 §14.3). Total: every flow
/// process has a route. Pure.
[[nodiscard]] Process
routeProcess(const flow::Process& process, PassObserver observe = [](Pass, const Process&) {});

/// Children in document order.
[[nodiscard]] support::Children<Node> children(const Node& node);

void print(const Process& process, llvm::raw_ostream& out);

/// Which of several relays a peer may use that is named with different ones.
enum class Relays : uint8_t {
  AllNamed,   // the program is taken at its word
  FirstNamed, // a client has one relay: the others are mistakes
};

/// A peer behind a relay that something else is to send to, or to get something from.
struct BlockedPeer {
  std::string peer;    // as in the source
  std::string relay;   // its own
  std::string partner; // the other one
  Loc named;           // where the peer is named with its relay
  Loc renamed;         // where it is named with the other one as relay; invalid: nowhere
};

/// A broken invariant in words, and where it shows.
struct Problem {
  Loc loc;
  std::string text;
  std::optional<BlockedPeer> blocked; // if the problem is that nobody can send there
};

/// The invariants I1–I9 of spec/03 §14.3.6; empty if all hold. With Relays::AllNamed that is so for
/// every process.
[[nodiscard]] std::vector<Problem> verify(const Process& process, Relays relays = Relays::AllNamed);

} // namespace aqua::route
