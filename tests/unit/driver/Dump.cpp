#include "Dump.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::driver {

namespace {

std::string placeText(const ide::Snapshot& snapshot, support::Loc loc) {
  if (!loc.isValid()) return "nowhere";
  const ide::Module* module = snapshot.module(loc.file);
  return fmt::format("{}:{}-{}",
                     module ? module->path : snapshot.sources->file(loc.file).path().str(),
                     loc.range.begin, loc.range.end);
}

std::string diagnosticText(const ide::Snapshot& snapshot, const support::Diagnostic& diagnostic) {
  const auto place = [&](support::Loc loc) { return placeText(snapshot, loc); };
  std::string text =
      fmt::format("{} {} {}\n", place(diagnostic.loc), diagnostic.info().code, diagnostic.message);
  for (const support::Label& label : diagnostic.labels)
    text += "  " + place(label.loc) + " " + label.text + "\n";
  for (const std::string& note : diagnostic.notes)
    text += "  " + note + "\n";
  text += "  help " + diagnostic.help + "\n";
  for (const support::Fix& fix : diagnostic.fixes)
    for (const support::TextEdit& edit : fix.edits)
      text += "  " + fix.title + " " + place(edit.loc) + " " + edit.text + "\n";
  return text;
}

std::string symbolText(const ide::Snapshot& snapshot, const sema::Symbol& symbol) {
  return fmt::format("{} {} {} {}\n", sema::kindText(symbol.kind).str(), symbol.name.str().str(),
                     placeText(snapshot, symbol.loc),
                     symbol.type ? types::definitionText(symbol.type) : "");
}

std::string moduleText(const ide::Snapshot& snapshot, const ide::Module& module) {
  std::string text = fmt::format("module {} {}\n", module.path, module.isOwn);
  for (const ide::ImportLink& import : module.imports)
    text += fmt::format("  import {}-{} {}\n", import.path.begin, import.path.end,
                        snapshot.module(import.target)->path);
  const std::vector<sema::Symbol>& symbols = module.index->symbols;
  for (const sema::NameUse& use : module.index->names)
    text += fmt::format("  {}-{} {} {}", use.range.begin, use.range.end, static_cast<int>(use.role),
                        symbolText(snapshot, symbols[use.symbol]));
  for (const auto* list : {&module.index->visible, &module.index->declared})
    for (const sema::TopLevelName& name : *list)
      text += "  " + name.path + " " + symbolText(snapshot, symbols[name.symbol]);
  return text;
}

} // namespace

std::string dump(const ide::Snapshot& snapshot) {
  std::string text;
  for (const ide::Module& module : snapshot.modules)
    text += moduleText(snapshot, module);
  std::vector<std::string> problems; // their order is that of the numbers of files
  for (const support::Diagnostic& diagnostic : snapshot.diagnostics)
    problems.push_back(diagnosticText(snapshot, diagnostic));
  llvm::sort(problems);
  for (const std::string& problem : problems)
    text += problem;
  return text;
}

} // namespace aqua::driver
