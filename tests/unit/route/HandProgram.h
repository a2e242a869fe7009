// Programs written by hand, in the statements of random ones:
//   Routed r(seq(on("p1", get("x")), get("y", "x")), {"y"});
// Peers: nodes p1 … p4, the client c2 behind r2, lists ps and qs of nodes, a list rs of relays.

#pragma once

#include "Mutation.h"
#include "RandomProgram.h"

namespace aqua::test::hand {

template <typename... Ops>
OpPtr group(Op::Kind kind, Ops... children) {
  auto op = std::make_unique<Op>();
  op->kind = kind;
  (op->children.push_back(std::move(children)), ...);
  return op;
}
template <typename... Ops>
OpPtr seq(Ops... children) {
  return group(Op::Kind::Seq, std::move(children)...);
}
template <typename... Ops>
OpPtr par(Ops... branches) {
  return group(Op::Kind::Par, std::move(branches)...);
}

/// A service call at the place where it stands.
OpPtr get(std::string output, std::string argument = "\"a\"");
OpPtr on(std::string peer, OpPtr body);
OpPtr onVia(std::string peer, std::string relay, OpPtr body);
OpPtr co(OpPtr body);
/// body, handler
OpPtr attempt(OpPtr body, OpPtr handler);
OpPtr choose(std::string condition, OpPtr thenBranch, OpPtr elseBranch);
OpPtr loop(std::string iterable, std::string item, OpPtr body);
OpPtr copy(std::string value, std::string output);
OpPtr push(std::string value, std::string stream);
OpPtr gate(std::string stream, unsigned size);

/// The problems, one a line.
std::string problemsText(const std::vector<route::Problem>& problems);

/// A program with its route.
class Routed {
public:
  explicit Routed(OpPtr body, std::vector<std::string> result = {"\"none\""},
                  std::vector<std::string> streams = {});

  [[nodiscard]] const route::Process& process() const { return process_; }
  [[nodiscard]] std::string print() const;
  /// What the verifier says of the sound tree.
  [[nodiscard]] std::string problems() const;
  /// The same after the damage; `text` and `ordinal` choose among those of the kind.
  [[nodiscard]] std::string problemsAfter(Mutation mutation, llvm::StringRef text = "",
                                          unsigned ordinal = 0) const;
  /// After the first hop over `peer` has been led over a variable instead.
  [[nodiscard]] std::string problemsAfterLeading(llvm::StringRef peer,
                                                 llvm::StringRef variable) const;

private:
  [[nodiscard]] const Mutant* find(Mutation mutation, llvm::StringRef text, unsigned ordinal) const;

  RandomProgram program_;
  flow::Process flow_;
  route::Process process_;
  std::vector<Mutant> mutants_;
};

} // namespace aqua::test::hand
