#include "ModuleFacts.h"

namespace aqua::lint {

ModuleFacts::ModuleFacts(const ModuleInput& input)
    : module(*input.module), ast(*input.ast), index(*input.index), source(*input.source) {
  for (const hir::Function* function : module.functions) {
    FunctionFacts facts(*function);
    if (!facts.hasErrors()) functions.push_back(std::move(facts));
  }
}

support::SourceRange ModuleFacts::wholeLines(support::SourceRange range) const {
  const llvm::StringRef all = source.text();
  const size_t lineStart = all.take_front(range.begin).rfind('\n');
  const size_t lineEnd = all.find('\n', range.end);
  support::SourceRange lines = range;
  lines.begin = lineStart == llvm::StringRef::npos ? 0 : static_cast<uint32_t>(lineStart + 1);
  lines.end = static_cast<uint32_t>(lineEnd == llvm::StringRef::npos ? all.size() : lineEnd + 1);
  return lines;
}

llvm::StringRef ModuleFacts::text(support::SourceRange range) const {
  return source.text().slice(range.begin, range.end);
}

} // namespace aqua::lint
