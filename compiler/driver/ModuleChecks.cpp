// In the order of the graph, so that everything that a module imports is up to date.

#include "ModuleChecks.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

#include "Imports.h"
#include "support/Check.h"

namespace aqua::driver {

using modules::LoadedModule;
using modules::ModuleGraph;
using support::FileId;
using support::Loc;

const sema::SymbolIndex& ModuleChecks::index(FileId file) const {
  return modules_.at(file)->index;
}

ModuleChecks::Module& ModuleChecks::moduleOf(const LoadedModule& loaded) {
  std::unique_ptr<Module>& module = modules_[loaded.file];
  if (!module) {
    module = std::make_unique<Module>();
    module->file = loaded.file;
  }
  return *module;
}

void ModuleChecks::update(const ModuleGraph& graph, const CheckContext& context) {
  dropMissing(graph);
  for (const auto& entry : modules_)
    entry.second->hasMoved = false;
  for (const auto& [i, loaded] : llvm::enumerate(graph.modules)) {
    updateModule(graph, loaded, context);
    if (context.progress) context.progress(i + 1, graph.modules.size());
  }
  for (const auto& entry : modules_)
    for (const auto& [symbol, loc] : entry.second->foreign)
      if (texts_.at(loc.file.value).module->hasMoved)
        entry.second->index.symbols[symbol].loc = current(loc);
}

/// Whoever knew a module that is gone is checked again.
void ModuleChecks::dropMissing(const ModuleGraph& graph) {
  llvm::DenseSet<uint32_t> present;
  for (const LoadedModule& loaded : graph.modules)
    present.insert(loaded.file.value);
  std::erase_if(modules_, [&](const auto& entry) {
    if (present.contains(entry.first.value)) return false;
    texts_.erase(entry.second->text.number.value);
    texts_.erase(entry.second->knownText.number.value);
    return true;
  });
}

void ModuleChecks::updateModule(const ModuleGraph& graph, const LoadedModule& loaded,
                                const CheckContext& context) {
  Module& module = moduleOf(loaded);
  std::vector<uint64_t> shown = {context.optionsNumber};
  bool importsHaveErrors = false;
  const std::vector<sema::ImportedModule> imports =
      importsOf(loaded, [&](sema::ImportedModule& imported, uint32_t index) {
        const Module& target = *modules_.at(graph.modules[index].file);
        imported.interface = target.known.interface;
        imported.hasErrors = target.hasErrors();
        importsHaveErrors |= target.hasErrors();
        const auto* const line = llvm::find(loaded.ast->items, imported.line);
        shown.push_back(static_cast<uint64_t>(line - loaded.ast->items.begin()));
        shown.push_back(target.interfaceNumber);
      });
  const uint64_t environment = sema::hashOf(shown);

  const bool isChecked =
      module.ast == loaded.ast && module.environment == environment &&
      (module.importsHaveErrors == importsHaveErrors || !module.mindsImportErrors);
  module.importsHaveErrors = importsHaveErrors;
  if (isChecked) return;
  module.hasMoved = module.ast != loaded.ast;
  module.ast = loaded.ast;
  module.environment = environment;
  if (context.isTooLarge(sources_.file(module.file)))
    skip(module);
  else
    check(module, imports, context);
}

void ModuleChecks::check(Module& module, llvm::ArrayRef<sema::ImportedModule> imports,
                         const CheckContext& context) {
  support::DiagnosticSink problems;
  sema::Recheck again;
  again.file = newNumber();
  again.text = sources_.file(module.file).text();
  again.environment = module.environment;
  again.bodies = &module.bodies;
  sema::CheckedModule checked =
      sema::recheckModule(*module.ast, imports, context.options, types_, names_, problems, again);
  ++modulesChecked_;
  bodiesChecked_ += again.bodiesChecked;
  module.hasOwnErrors = again.hasOwnErrors;
  module.mindsImportErrors = again.mindsImportErrors;
  module.problems = problems.all();
  setText(module, {again.file, again.shape});
  sema::SymbolIndex index = std::move(checked.index);
  if (module.interfaceNumber == 0 || module.fingerprint != again.fingerprint)
    setKnown(module, std::move(checked), again.fingerprint);
  takeIndex(module, std::move(index));
}

/// Nothing is known of the names of a module that is too large.
void ModuleChecks::skip(Module& module) {
  const support::SourceFile& source = sources_.file(module.file);
  support::DiagnosticSink problems;
  problems.report(support::diag::FileNotChecked, {module.file, {}}, source.path());
  module.problems = problems.all();
  module.hasOwnErrors = false;
  module.mindsImportErrors = false;
  module.bodies = {};
  setText(module, {newNumber(), std::make_shared<const sema::Shape>()});
  setKnown(module, {}, 0);
  takeIndex(module, {});
}

void ModuleChecks::setText(Module& module, Text text) {
  if (module.text.number != module.knownText.number) texts_.erase(module.text.number.value);
  texts_[text.number.value] = {&module, text.shape};
  module.text = std::move(text);
}

void ModuleChecks::setKnown(Module& module, sema::CheckedModule checked, uint64_t fingerprint) {
  if (module.knownText.number != module.text.number) texts_.erase(module.knownText.number.value);
  module.knownText = module.text;
  module.knownAst = module.ast;
  module.known = std::move(checked);
  module.fingerprint = fingerprint;
  module.interfaceNumber = ++lastInterface_;
}

void ModuleChecks::takeIndex(Module& module, sema::SymbolIndex index) {
  module.index = std::move(index);
  module.index.file = module.file;
  module.foreign.clear();
  for (const auto [number, symbol] : llvm::enumerate(module.index.symbols)) {
    if (!symbol.loc.isValid()) continue;
    if (symbol.loc.file != module.text.number)
      module.foreign.emplace_back(static_cast<uint32_t>(number), symbol.loc);
    symbol.loc = current(symbol.loc);
  }
}

/// Where a place of a check is now. Places that name their file are current.
Loc ModuleChecks::current(Loc loc) const {
  if (loc.file.value <= uint32_t{1} << 31U) return loc;
  const Place& place = texts_.at(loc.file.value);
  return {place.module->file, sema::movedRange(loc.range, *place.shape, *place.module->text.shape)};
}

void ModuleChecks::addProblems(support::DiagnosticSink& diags) const {
  const auto now = [this](Loc loc) { return current(loc); };
  for (const auto& entry : modules_)
    for (const support::Diagnostic& problem : entry.second->problems)
      diags.add(support::withPlaces(problem, now));
}

} // namespace aqua::driver
