// The process tree: one exported function with everything inlined, as a small process calculus.
// Names are ids, values are operands that AIR can express, every node knows the location (the stack
// of `on`s) at which it stands; how the particle gets there is decided later, in route. Print it
// with `aqua compile --emit=flow`.
//
// Nodes and locations live in the arena of their Process. Each variable is written by one node,
// apart from streams and maps, and items belong to one loop.

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/raw_ostream.h"

#include "support/Children.h"
#include "support/Name.h"
#include "support/Source.h"

namespace aqua::flow {

using support::Loc;

// -------------------------------------------------------------------------- Variables and operands

enum class VarKind : uint8_t {
  Scalar,
  Item, // of a loop; read like a scalar
  Stream,
  StreamMap,
  Canon,    // frozen stream: a list of values
  CanonMap, // frozen map
};

struct VarId {
  uint32_t value = 0;
  friend bool operator==(VarId, VarId) = default;
  friend auto operator<=>(VarId, VarId) = default;
};

/// `hint` is the name in the source, or a short word for what has none; unique names are chosen
/// when AIR is written.
struct Var {
  VarKind kind = VarKind::Scalar;
  llvm::StringRef hint;
  Loc loc;
};

/// One step of a lens. AIR wants an index to be a number or a plain scalar.
struct Accessor {
  enum class Kind : uint8_t { Field, Index, Variable };
  Kind kind = Kind::Field;
  llvm::StringRef field;
  uint32_t index = 0;
  VarId variable;
  friend bool operator==(const Accessor&, const Accessor&) = default;
};

/// A value as AIR can write it. Compare with ==: same text in the script means equal.
struct Operand {
  enum class Kind : uint8_t {
    String,     // text without quotes
    Number,     // text as written
    Boolean,    // text: true, false
    EmptyArray, // []
    InitPeer,
    Ttl,
    Timestamp,
    Error,    // :error:, with lens
    Variable, // with lens, or with .length
  };
  Kind kind = Kind::EmptyArray;
  llvm::StringRef text;
  VarId variable;
  llvm::ArrayRef<Accessor> lens;
  bool length = false;

  [[nodiscard]] bool isVariable() const { return kind == Kind::Variable; }
  friend bool operator==(const Operand& a, const Operand& b);
};

// -------------------------------------------------------------------------------------- Locations

struct Via {
  Operand peer;
  bool isCollection = false; // passed element by element, backwards on the way back
  friend bool operator==(const Via&, const Via&) = default;
};

/// A place: the innermost `on` and what it stands in (spec/03 §9.2). Interned per process: equal
/// stacks are one object. The root is `on %init_peer_id% via -relay-` (without via if the process
/// has no relay).
struct Location {
  const Location* outer = nullptr; // null for the root
  Operand peer;
  llvm::ArrayRef<Via> via;
  uint32_t depth = 0; // number of enclosing locations
};

// ------------------------------------------------------------------------------------------ Nodes

struct Call;

enum class NodeKind : uint8_t {
#define AQUA_FLOW(Kind) Kind,
#include "FlowNodes.def"
};

struct Node {
  [[nodiscard]] NodeKind kind() const { return kind_; }
  /// Where the node runs; for a group, the location in which the construct stands.
  const Location* at = nullptr;
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

/// One after the other; empty: nothing. Never directly inside another Seq.
struct Seq final : NodeOf<NodeKind::Seq> {
  llvm::ArrayRef<const Node*> children;
};

/// Branches in parallel; done as soon as one of them is. At least two.
struct Par final : NodeOf<NodeKind::Par> {
  llvm::ArrayRef<const Node*> branches;
};

/// Started and left alone (`co`).
struct Co final : NodeOf<NodeKind::Co> {
  const Node* body = nullptr;
};

/// If the body fails the first handler runs, if that fails the second, and so on. At least one
/// handler (an empty Seq swallows the error).
struct Try final : NodeOf<NodeKind::Try> {
  const Node* body = nullptr;
  llvm::ArrayRef<const Node*> handlers;
};

/// A call whose failure is told to the client (`--tracing`): if the body fails, `report` runs at
/// the root, and the error goes on. What the body defines is visible outside.
struct Traced final : NodeOf<NodeKind::Traced> {
  const Node* body = nullptr;
  llvm::ArrayRef<const Call*> report; // no children: they read nothing but the error
};

/// left == right, or left != right. Operands cannot fail: lenses that can were taken to scalars.
struct Condition {
  Operand left, right;
  bool isNegated = false;
};

/// `if`: an error in a branch is an error of the whole, with its identity. What the branches define
/// is not visible outside.
struct If final : NodeOf<NodeKind::If> {
  Condition condition;
  const Node* thenBranch = nullptr;
  const Node* elseBranch = nullptr; // an empty Seq if there is none
};

/// A value chosen by a condition (`&&`, `||`, `!`, `==`): `thenBranch` is one Ap that cannot fail,
/// both branches define the same scalar, which is visible outside.
struct Choice final : NodeOf<NodeKind::Choice> {
  Condition condition;
  const Node* thenBranch = nullptr;
  const Node* elseBranch = nullptr;
};

enum class ForMode : uint8_t {
  Seq,    // one after the other
  Par,    // all at once, detached
  Try,    // until one succeeds
  Rec,    // all at once over a live stream, detached
  ParSeq, // all at once; goes on with the first that is done
};

/// A loop. The iterable is a scalar, canon or `[]` (with lens), or, for Rec, a stream or map.
struct For final : NodeOf<NodeKind::For> {
  ForMode mode = ForMode::Seq;
  VarId item;
  Operand iterable;
  bool isNonEmpty = false; // known to have an element
  const Node* body = nullptr;
};

/// A fresh stream, map or other variable for the body (AIR `new`).
struct New final : NodeOf<NodeKind::New> {
  VarId variable;
  const Node* body = nullptr;
};

/// A service call on the location's peer.
struct Call final : NodeOf<NodeKind::Call> {
  Operand service;
  llvm::StringRef function;
  llvm::ArrayRef<Operand> arguments;
  bool hasOutput = false;
  VarId output; // scalar or stream
};

/// Freezes a stream (into a canon) or a map (into a canon map, or into a scalar: an object) on the
/// location's peer.
struct Canon final : NodeOf<NodeKind::Canon> {
  VarId source, target;
};

/// Waits on the location's peer until the stream has `size` elements; `target` is the canon of
/// them.
struct Gate final : NodeOf<NodeKind::Gate> {
  VarId stream;
  Operand size; // a number or a scalar
  VarId target;
};

/// Waits on the location's peer until a scalar is defined (`join x`).
struct Wait final : NodeOf<NodeKind::Wait> {
  VarId variable;
};

/// Copies a value into a scalar, wherever control is. Waits for its variable; fails if the lens
/// does.
struct Ap final : NodeOf<NodeKind::Ap> {
  Operand value;
  VarId target;
};

/// Adds a value to a stream, wherever control is.
struct Push final : NodeOf<NodeKind::Push> {
  Operand value;
  VarId stream;
};

/// Adds a pair to a map, wherever control is.
struct Insert final : NodeOf<NodeKind::Insert> {
  Operand key, value;
  VarId map;
};

// ---------------------------------------------------------------------------------------- Process

/// What becomes of errors that leave the place where they occur (spec/03 §12).
enum class ErrorMode : uint8_t {
  Routed,     // they are brought to their handlers, in the end to the client
  Unrouted,   // `--no-xor`: handlers run where the error occurs, and may not be reached from there
  Unreported, // `--preset scheduled`: there is no client to report to, either
};

/// One exported function, ready to be routed.
struct Process {
  llvm::StringRef name;  // external name
  std::vector<Var> vars; // by VarId
  const Location* root = nullptr;
  bool hasRelay = true;
  ErrorMode errors = ErrorMode::Routed;
  VarId relay;                // the scalar `-relay-`, if hasRelay
  const Node* body = nullptr; // arguments are fetched, the function runs, the response is sent
  const Call* errorHandler = nullptr; // runs at the root if the body fails; null: unreported
  std::unique_ptr<llvm::BumpPtrAllocator> arena;
};

/// Creates nodes, locations and variables in the arena of a process under construction.
class ProcessBuilder {
public:
  explicit ProcessBuilder(Process& process);

  VarId var(VarKind kind, llvm::StringRef hint, Loc loc);
  [[nodiscard]] const Var& var(VarId id) const { return process_.vars[id.value]; }

  template <typename T>
  T* make(const Location* at, Loc loc) {
    auto* node = new (*process_.arena) T();
    node->at = at;
    node->loc = loc;
    return node;
  }
  /// Flattens nested sequences; a single child is returned as it is.
  const Node* seq(const Location* at, Loc loc, llvm::ArrayRef<const Node*> children);
  /// Interned: the builder knows those that it made, and those that it was told of.
  const Location* location(const Location* outer, Operand peer, llvm::ArrayRef<Via> via);
  void intern(const Location* location);

  llvm::StringRef copy(llvm::StringRef text);
  template <typename T>
  llvm::ArrayRef<T> copy(llvm::ArrayRef<T> list) {
    return list.copy(*process_.arena);
  }

  static Operand constant(Operand::Kind kind);
  Operand string(llvm::StringRef text);
  Operand number(llvm::StringRef text);
  static Operand boolean(bool value);
  static Operand variable(VarId id);
  /// The operand with an accessor appended to its lens.
  Operand with(const Operand& base, const Accessor& accessor);

private:
  Process& process_;
  llvm::DenseMap<unsigned, llvm::SmallVector<const Location*, 1>> locations_; // by hash
};

/// Children in document order.
[[nodiscard]] support::Children<Node> children(const Node& node);
/// True for steps bound to their peer: Call, Canon, Gate, Wait.
[[nodiscard]] bool isForcing(const Node& node);

void print(const Process& process, llvm::raw_ostream& out);

/// A broken invariant in words, and the node that shows it.
struct Problem {
  Loc loc;
  std::string text;
};

/// Empty if the tree is sound: each variable written before it is read in text order, written once,
/// items used inside their loop, locations set, kinds as documented.
[[nodiscard]] std::vector<Problem> verify(const Process& process);

} // namespace aqua::flow
