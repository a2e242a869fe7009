// One walk from the leaves up that tells of each node whether an error can leave it.

#include "TestOnce.h"

#include "llvm/ADT/STLExtras.h"

#include "flow/Mentions.h"

namespace aqua::route {

namespace {

class Decider {
public:
  explicit Decider(Process& process) : process_(process) {}

  struct Result {
    const Node* node = nullptr;
    bool canFail = false; // an error can leave it, whether somebody handles it or not
  };

  Result visit(const Node& node) {
    switch (node.kind()) {
    case NodeKind::Seq: {
      const auto [list, failing] = visitAll(llvm::cast<Seq>(node).children);
      return {withList(llvm::cast<Seq>(node), &Seq::children, list), failing > 0};
    }
    case NodeKind::Par: {
      const auto [list, failing] = visitAll(llvm::cast<Par>(node).branches);
      return {withList(llvm::cast<Par>(node), &Par::branches, list), failing == list.size()};
    }
    case NodeKind::Xor: {
      const auto& either = llvm::cast<Xor>(node);
      const Result left = visit(*either.left);
      const Result right = visit(*either.right);
      return {with(either, {{&Xor::left, left.node}, {&Xor::right, right.node}}),
              left.canFail && right.canFail};
    }
    case NodeKind::If: return visitIf(llvm::cast<If>(node));
    case NodeKind::Choice: {
      const auto& choice = llvm::cast<Choice>(node);
      const Result otherwise = visit(*choice.elseBranch);
      return {with(choice, {{&Choice::elseBranch, otherwise.node}}), otherwise.canFail};
    }
    case NodeKind::For: {
      const auto& loop = llvm::cast<For>(node);
      const Result body = visit(*loop.body);
      const Result exit = visit(*loop.exit);
      return {with(loop, {{&For::body, body.node}, {&For::exit, exit.node}}),
              loop.mode == flow::ForMode::Seq && (body.canFail || exit.canFail)};
    }
    case NodeKind::Once: {
      const auto& once = llvm::cast<Once>(node);
      return {with(once, {{&Once::body, visit(*once.body).node}}), false};
    }
    case NodeKind::New: {
      const auto& scope = llvm::cast<New>(node);
      const Result body = visit(*scope.body);
      return {with(scope, {{&New::body, body.node}}), body.canFail};
    }
    case NodeKind::Step: return {&node, flow::canFail(*llvm::cast<Step>(node).step, process_.vars)};
    case NodeKind::Rethrow: return {&node, true};
    case NodeKind::Hop:
    case NodeKind::Reset:
    case NodeKind::Null:
    case NodeKind::Never: return {&node, false};
    }
    llvm_unreachable("unknown kind of node");
  }

private:
  struct Results {
    llvm::SmallVector<const Node*, 8> nodes;
    size_t failing = 0;
  };

  Results visitAll(llvm::ArrayRef<const Node*> nodes) {
    Results results;
    for (const Node* node : nodes) {
      const Result one = visit(*node);
      results.nodes.push_back(one.node);
      results.failing += one.canFail ? 1 : 0;
    }
    return results;
  }

  Result visitIf(const If& choice) {
    const Result then = visit(*choice.thenBranch);
    const Result otherwise = visit(*choice.elseBranch);
    If* copy = copyOf(choice);
    copy->thenBranch = then.node;
    copy->elseBranch = otherwise.node;
    // Errors are not told from failed conditions if nobody brings them to their handlers (spec/03
    // §12).
    const bool isShort = process_.flow->errors != flow::ErrorMode::Routed;
    copy->safe = isShort || !then.canFail ? If::Safe::Then
                 : !otherwise.canFail     ? If::Safe::Else
                                          : If::Safe::Neither;
    return {copy, then.canFail || otherwise.canFail};
  }

  template <typename T>
  T* copyOf(const T& node) {
    return new (*process_.arena) T(node);
  }

  /// The node with other children; itself if they are the same.
  template <typename T>
  const Node* with(const T& node,
                   std::initializer_list<std::pair<const Node * T::*, const Node*>> fields) {
    if (llvm::all_of(fields, [&](const auto& field) { return node.*field.first == field.second; }))
      return &node;
    T* copy = copyOf(node);
    for (const auto& [member, child] : fields)
      copy->*member = child;
    return copy;
  }

  template <typename T>
  const Node* withList(const T& node, llvm::ArrayRef<const Node*> T::* member,
                       llvm::ArrayRef<const Node*> list) {
    if (node.*member == list) return &node;
    T* copy = copyOf(node);
    copy->*member = list.copy(*process_.arena);
    return copy;
  }

  Process& process_;
};

} // namespace

void testOnce(Process& process) {
  process.body = Decider(process).visit(*process.body).node;
}

} // namespace aqua::route
