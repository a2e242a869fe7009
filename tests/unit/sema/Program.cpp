#include "Program.h"

namespace aqua::sema::test {

const CheckedModule& Program::add(const std::string& path, const std::string& text) {
  const support::FileId file = sources_.add(path, text);
  files_.push_back(syntax::parseFile(file, sources_.file(file).text(), names_, diags_));
  std::vector<ImportedModule> imports;
  for (const ast::Item* item : files_.back().items) {
    llvm::StringRef wanted;
    if (const auto* line = llvm::dyn_cast<ast::Import>(item)) wanted = line->path;
    if (const auto* line = llvm::dyn_cast<ast::Use>(item)) wanted = line->path;
    for (const auto& [name, module] : modules_)
      if (wanted == name) imports.push_back({item, module.interface, module.module.hasErrors});
  }
  modules_.emplace_back(path,
                        checkModule(files_.back(), imports, options_, types_, names_, diags_));
  return modules_.back().second;
}

std::string Program::codes() {
  diags_.sort();
  std::string codes;
  for (const support::Diagnostic& diagnostic : diags_.all()) {
    if (!codes.empty()) codes += ' ';
    codes += diagnostic.info().code;
  }
  return codes;
}

std::string Program::print() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  hir::print(modules_.back().second.module, out);
  return text;
}

std::string codesOf(const std::string& text) {
  Program program;
  program.add(text);
  return program.codes();
}

std::string namesIn(const Context& context) {
  std::string text;
  for (const Context::Entry& entry : context.entries()) {
    const auto add = [&](const std::string& name) {
      if (!text.empty()) text += ", ";
      text += name;
    };
    bool isEntity = false;
    for (const Part& part : entry.parts)
      isEntity |= part.entity != nullptr;
    if (isEntity) add(entry.name.str().str());
    if (entry.module) add(entry.name.str().str() + ".(" + namesIn(*entry.module) + ")");
  }
  return text;
}

} // namespace aqua::sema::test
