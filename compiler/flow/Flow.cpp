// Building blocks of the process tree: operands, locations, sequences, and generic questions about
// nodes.

#include "Flow.h"

#include "llvm/ADT/Hashing.h"

#include "support/Check.h"

namespace aqua::flow {

bool operator==(const Operand& a, const Operand& b) {
  return a.kind == b.kind && a.text == b.text && a.variable == b.variable && a.lens == b.lens &&
         a.length == b.length;
}

// ---------------------------------------------------------------------------------------- Builder

ProcessBuilder::ProcessBuilder(Process& process) : process_(process) {
  if (!process_.arena) process_.arena = std::make_unique<llvm::BumpPtrAllocator>();
}

VarId ProcessBuilder::var(VarKind kind, llvm::StringRef hint, Loc loc) {
  process_.vars.push_back({kind, copy(hint), loc});
  return {static_cast<uint32_t>(process_.vars.size() - 1)};
}

const Node* ProcessBuilder::seq(const Location* at, Loc loc, llvm::ArrayRef<const Node*> children) {
  llvm::SmallVector<const Node*, 8> flat;
  for (const Node* child : children) {
    if (const auto* inner = llvm::dyn_cast<Seq>(child))
      flat.append(inner->children.begin(), inner->children.end());
    else
      flat.push_back(child);
  }
  if (flat.size() == 1) return flat.front();
  auto* seq = make<Seq>(at, loc);
  seq->children = copy(llvm::ArrayRef(flat));
  return seq;
}

namespace {

/// Of what tells most locations apart.
unsigned hashOf(const Location* outer, const Operand& peer) {
  return static_cast<unsigned>(
      llvm::hash_combine(outer, static_cast<unsigned>(peer.kind), peer.text, peer.variable.value));
}

} // namespace

void ProcessBuilder::intern(const Location* location) {
  locations_[hashOf(location->outer, location->peer)].push_back(location);
}

const Location* ProcessBuilder::location(const Location* outer, Operand peer,
                                         llvm::ArrayRef<Via> via) {
  for (const Location* known : locations_.lookup(hashOf(outer, peer)))
    if (known->outer == outer && known->peer == peer && known->via == via) return known;
  auto* location = new (*process_.arena) Location();
  location->outer = outer;
  location->peer = peer;
  location->via = copy(via);
  location->depth = outer ? outer->depth + 1 : 0;
  intern(location);
  return location;
}

llvm::StringRef ProcessBuilder::copy(llvm::StringRef text) {
  return text.empty() ? llvm::StringRef() : text.copy(*process_.arena);
}

Operand ProcessBuilder::constant(Operand::Kind kind) {
  Operand result;
  result.kind = kind;
  return result;
}

Operand ProcessBuilder::string(llvm::StringRef text) {
  Operand result = constant(Operand::Kind::String);
  result.text = copy(text);
  return result;
}

Operand ProcessBuilder::number(llvm::StringRef text) {
  Operand result = constant(Operand::Kind::Number);
  result.text = copy(text);
  return result;
}

Operand ProcessBuilder::boolean(bool value) {
  Operand result = constant(Operand::Kind::Boolean);
  result.text = value ? "true" : "false";
  return result;
}

Operand ProcessBuilder::variable(VarId id) {
  Operand result = constant(Operand::Kind::Variable);
  result.variable = id;
  return result;
}

Operand ProcessBuilder::with(const Operand& base, const Accessor& accessor) {
  AQUA_CHECK(base.isVariable() || base.kind == Operand::Kind::Error, "a constant has no lens");
  AQUA_CHECK(!base.length, "nothing follows .length");
  llvm::SmallVector<Accessor, 4> lens(base.lens.begin(), base.lens.end());
  lens.push_back(accessor);
  Operand result = base;
  result.lens = copy(llvm::ArrayRef(lens));
  return result;
}

// -------------------------------------------------------------------------------------- Questions

support::Children<Node> children(const Node& node) {
  using Children = support::Children<Node>;
  switch (node.kind()) {
  case NodeKind::Seq: return Children::of(llvm::cast<Seq>(node).children);
  case NodeKind::Par: return Children::of(llvm::cast<Par>(node).branches);
  case NodeKind::Co: return {llvm::cast<Co>(node).body};
  case NodeKind::Try: return {llvm::cast<Try>(node).body, llvm::cast<Try>(node).handlers};
  case NodeKind::Traced: return {llvm::cast<Traced>(node).body};
  case NodeKind::If: return {llvm::cast<If>(node).thenBranch, llvm::cast<If>(node).elseBranch};
  case NodeKind::Choice:
    return {llvm::cast<Choice>(node).thenBranch, llvm::cast<Choice>(node).elseBranch};
  case NodeKind::For: return {llvm::cast<For>(node).body};
  case NodeKind::New: return {llvm::cast<New>(node).body};
  case NodeKind::Call:
  case NodeKind::Canon:
  case NodeKind::Gate:
  case NodeKind::Wait:
  case NodeKind::Ap:
  case NodeKind::Push:
  case NodeKind::Insert: return {};
  }
  llvm_unreachable("unknown kind of node");
}

bool isForcing(const Node& node) {
  return llvm::isa<Call, Canon, Gate, Wait>(node);
}

} // namespace aqua::flow
