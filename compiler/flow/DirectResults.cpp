// A call and the push of its result in one, where nothing else needs the result.

#include "Passes.h"

#include "Rewrite.h"
#include "Usage.h"

namespace aqua::flow {

namespace {

class Joiner {
public:
  explicit Joiner(Process& process) : builder_(process), usage_(process) {}

  const Node* visit(const Node& node) {
    const Node* result =
        withChildren(builder_, node, [this](const Node& child) { return visit(child); });
    const auto* seq = llvm::dyn_cast<Seq>(result);
    return seq ? joined(*seq) : result;
  }

private:
  const Node* joined(const Seq& seq) {
    llvm::SmallVector<const Node*, 8> kept;
    for (const Node* child : seq.children) {
      const Call* direct = kept.empty() ? nullptr : intoStream(*kept.back(), *child);
      if (direct)
        kept.back() = direct;
      else
        kept.push_back(child);
    }
    return kept.size() == seq.children.size() ? &seq : builder_.seq(seq.at, seq.loc, kept);
  }

  /// Null if the two are not what we look for.
  const Call* intoStream(const Node& first, const Node& second) {
    const auto* call = llvm::dyn_cast<Call>(&first);
    const auto* push = llvm::dyn_cast<Push>(&second);
    if (!call || !push || !call->hasOutput || call->at != push->at) return nullptr;
    if (push->value != ProcessBuilder::variable(call->output)) return nullptr;
    if (usage_.reads[call->output.value] != 1 || usage_.isOfPlace[call->output.value])
      return nullptr;
    // Elements of a live loop must appear at its own place (spec/03 §14.3.5).
    const Location* loop = usage_.loopPlaces[push->stream.value];
    if (loop && loop != call->at) return nullptr;
    Call* direct = copyOf(builder_, *call);
    direct->output = push->stream;
    return direct;
  }

  ProcessBuilder builder_;
  Usage usage_;
};

} // namespace

void directResults(LoweredProcess lowered) {
  lowered.process.body = Joiner(lowered.process).visit(*lowered.process.body);
}

} // namespace aqua::flow
