// The order of work for one module (spec/02 §1): header, definitions from top to bottom, exports.

#include "Check.h"
#include "CheckDecls.h"
#include "CheckExports.h"
#include "CheckHeader.h"
#include "TopLevelNames.h"
#include "Verify.h"
#include "support/Check.h"

namespace aqua::sema {

namespace {

void addExports(hir::Module& module, llvm::ArrayRef<CarriedExport> exports) {
  for (const CarriedExport& exported : exports) {
    const Entity& entity = *exported.entity;
    if (entity.function) {
      module.exportedFunctions.push_back({exported.name, entity.function});
    } else {
      module.exportedServices.push_back({exported.name, entity.service, entity.defaultBinding});
    }
  }
}

/// What importers carry on: not the module's own definitions that it does not declare.
std::vector<CarriedExport> carriedOn(llvm::ArrayRef<CarriedExport> exports, const Context& declared,
                                     support::FileId file) {
  std::vector<CarriedExport> carried;
  for (const CarriedExport& exported : exports) {
    const Space space = exported.entity->function ? Space::Function : Space::Type;
    const bool isOwn = exported.entity->loc.file == file;
    if (!isOwn || declared.find(space, exported.path.back()) == exported.entity)
      carried.push_back(exported);
  }
  return carried;
}

} // namespace

CheckedModule checkModule(const ast::File& file, llvm::ArrayRef<ImportedModule> imports,
                          const CheckOptions& options, types::TypeStore& types,
                          support::NameTable& names, support::DiagnosticSink& diags) {
  CheckedModule result;
  hir::Module& module = result.module;
  module.file = file.id;
  module.arena = std::make_unique<llvm::BumpPtrAllocator>();
  const size_t errorsBefore = diags.errorCount();
  Session session(file.id, types, names, diags, *module.arena);
  if (options.wantsIndex) session.recorder.start(file.id);
  Globals globals(session, file);
  if (file.hasLostItems) {
    session.hasOtherErrors = true;
    globals.context.setIncomplete();
  }

  HeaderChecker header(session, globals);
  header.check(file, imports, options);
  DeclChecker decls(session, globals);
  for (const ast::Item* item : file.items)
    decls.check(*item);
  ExportChecker exporter(session, globals, std::move(header.carried()));

  auto interface = std::make_shared<Interface>();
  const std::vector<CarriedExport> exports = exporter.exports(file);
  interface->declared = exporter.declared(header.moduleLine());
  interface->undeclared = exporter.undeclared(*interface->declared);
  interface->exports = carriedOn(exports, *interface->declared, file.id);
  if (const ast::ModuleLine* line = header.moduleLine()) {
    interface->path = namesOf(line->name);
    interface->pathPlaces = placesOf(line->name, session);
    if (!interface->path.empty()) module.name = session.joined(interface->path);
  }
  addExports(module, exports);

  module.functions = llvm::ArrayRef(decls.functions()).copy(*module.arena);
  module.services = llvm::ArrayRef(decls.services()).copy(*module.arena);
  for (const ast::Item* item : file.items)
    session.hasOtherErrors |= item->hasErrors;
  module.hasErrors = diags.errorCount() != errorsBefore || session.hasOtherErrors;
  interface->hasErrors = module.hasErrors;
  result.index = session.recorder.take();
  if (options.wantsIndex) addTopLevelNames(result.index, globals.context, *interface->declared);
  interface->members = session.recorder.takeMembers();
  result.interface = std::move(interface);
#ifndef NDEBUG
  const std::vector<std::string> problems = hir::verify(module);
  AQUA_CHECK(problems.empty(), problems.empty() ? "" : problems.front().c_str());
#endif
  return result;
}

} // namespace aqua::sema
