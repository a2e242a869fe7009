#include "Streams.h"

namespace aqua::lint {

void StreamFacts::labelWrites(support::Diagnostic& finding, llvm::StringRef text) const {
  for (const Use* write : writes)
    finding.labels.push_back({write->loc, text.str()});
}

std::vector<StreamFacts> streamsOf(const FunctionFacts& function) {
  std::vector<StreamFacts> streams;
  for (const LocalFacts& local : function.locals()) {
    if (local.local->kind != hir::LocalKind::Stream || !local.definition) continue;
    StreamFacts& stream = streams.emplace_back();
    stream.function = &function;
    stream.local = &local;
    for (const Use& use : local.uses)
      if (use.isWrite()) stream.writes.push_back(&use);
    stream.startsEmpty = !llvm::isa<hir::AssignStmt>(local.definition);
    stream.isAllKnown = !local.escapes();
  }
  return streams;
}

} // namespace aqua::lint
