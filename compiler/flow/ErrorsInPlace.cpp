// An error that only the first call of its handler reads is read where it stands: nothing has
// changed the register by then.

#include "Passes.h"

#include "Rewrite.h"
#include "Usage.h"

namespace aqua::flow {

namespace {

class ErrorReader {
public:
  explicit ErrorReader(Process& process) : builder_(process), usage_(process) {}

  const Node* visit(const Node& node) {
    const Node* result =
        withChildren(builder_, node, [this](const Node& child) { return visit(child); });
    const auto* attempt = llvm::dyn_cast<Try>(result);
    if (!attempt) return result;
    llvm::SmallVector<const Node*, 2> handlers;
    for (const Node* handler : attempt->handlers)
      handlers.push_back(shortened(*handler));
    if (attempt->handlers == llvm::ArrayRef(handlers)) return attempt;
    Try* copy = copyOf(builder_, *attempt);
    copy->handlers = builder_.copy(llvm::ArrayRef(handlers));
    return copy;
  }

private:
  /// The handler without its copy of the register, or as it was.
  const Node* shortened(const Node& handler) {
    const auto* seq = llvm::dyn_cast<Seq>(&handler);
    if (!seq || seq->children.size() < 2) return &handler;
    const auto* kept = llvm::dyn_cast<Ap>(seq->children[0]);
    const auto* call = llvm::dyn_cast<Call>(seq->children[1]);
    const Operand error = ProcessBuilder::constant(Operand::Kind::Error);
    if (!kept || kept->value != error || !call || call->at != handler.at) return &handler;
    const auto arguments = argumentsWith(*call, kept->target, error);
    if (!arguments) return &handler;
    Call* direct = copyOf(builder_, *call);
    direct->arguments = *arguments;
    llvm::SmallVector<const Node*, 8> children(seq->children.drop_front());
    children.front() = direct;
    return builder_.seq(seq->at, seq->loc, children);
  }

  /// The arguments with the register instead of the variable; nothing if it is read elsewhere.
  std::optional<llvm::ArrayRef<Operand>> argumentsWith(const Call& call, VarId variable,
                                                       const Operand& error) {
    llvm::SmallVector<Operand, 4> arguments(call.arguments);
    unsigned found = 0;
    for (Operand& argument : arguments) {
      if (!argument.isVariable() || argument.variable != variable || argument.length) continue;
      const llvm::ArrayRef<Accessor> lens = argument.lens;
      argument = error;
      argument.lens = lens;
      ++found;
    }
    if (found != usage_.reads[variable.value] || usage_.isOfPlace[variable.value])
      return std::nullopt;
    return builder_.copy(llvm::ArrayRef(arguments));
  }

  ProcessBuilder builder_;
  Usage usage_;
};

} // namespace

void errorsInPlace(LoweredProcess lowered) {
  lowered.process.body = ErrorReader(lowered.process).visit(*lowered.process.body);
}

} // namespace aqua::flow
