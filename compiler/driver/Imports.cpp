#include "Imports.h"

namespace aqua::driver {

std::vector<sema::ImportedModule>
importsOf(const modules::LoadedModule& module,
          llvm::function_ref<void(sema::ImportedModule&, uint32_t)> complete) {
  std::vector<sema::ImportedModule> imports;
  for (const ast::Item* item : module.ast->items) {
    if (!llvm::isa<ast::Import, ast::Use>(item)) continue;
    sema::ImportedModule imported{item, nullptr};
    for (const modules::Dependency& dependency : module.dependencies)
      if (dependency.line == item) complete(imported, dependency.module);
    imports.push_back(std::move(imported));
  }
  return imports;
}

} // namespace aqua::driver
