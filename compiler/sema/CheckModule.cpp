// The order of work for one module (spec/02 §1): header, definitions from top to bottom, exports.

#include "BodyMemory.h"
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

CheckedModule check(const ast::File& file, llvm::ArrayRef<ImportedModule> imports,
                    const CheckOptions& options, Session& session,
                    std::unique_ptr<llvm::BumpPtrAllocator> arena) {
  CheckedModule result;
  hir::Module& module = result.module;
  module.file = session.file;
  module.arena = std::move(arena);
  if (options.wantsIndex) session.recorder.start(session.file);
  Globals globals(session, file);
  if (file.hasLostItems) {
    session.hasOtherErrors = true;
    globals.context.setIncomplete();
  }

  HeaderChecker header(session, globals);
  header.check(file, imports, options);
  DeclChecker decls(session, globals);
  for (const auto [number, item] : llvm::enumerate(file.items)) {
    if (session.bodies) session.bodies->startItem(number, *item);
    decls.check(*item);
  }
  ExportChecker exporter(session, globals, std::move(header.carried()));

  auto interface = std::make_shared<Interface>();
  const std::vector<CarriedExport> exports = exporter.exports(file);
  interface->declared = exporter.declared(header.moduleLine());
  interface->undeclared = exporter.undeclared(*interface->declared);
  interface->exports = carriedOn(exports, *interface->declared, session.file);
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
  result.index = session.recorder.take();
  if (options.wantsIndex) addTopLevelNames(result.index, globals.context, *interface->declared);
  interface->members = session.recorder.takeMembers();
  result.interface = std::move(interface);
  if (session.bodies) session.bodies->finish(globals);
  return result;
}

} // namespace

CheckedModule recheckModule(const ast::File& file, llvm::ArrayRef<ImportedModule> imports,
                            const CheckOptions& options, types::TypeStore& types,
                            support::NameTable& names, support::DiagnosticSink& diags,
                            Recheck& again) {
  again.shape = std::make_shared<const Shape>(shapeOf(file, again.text));
  again.bodies->start(again.environment, again.file, again.text, again.shape);
  const size_t errorsBefore = diags.errorCount();
  auto arena = std::make_unique<llvm::BumpPtrAllocator>();
  Session session(again.file, types, names, diags, *arena);
  session.bodies = again.bodies;
  CheckedModule result = check(file, imports, options, session, std::move(arena));
  again.fingerprint = again.bodies->fingerprint();
  again.bodiesChecked = again.bodies->checkedCount();
  again.hasOwnErrors = diags.errorCount() != errorsBefore || session.hasOtherErrors;
  again.mindsImportErrors = session.mindsImportErrors;
  result.module.hasErrors = again.hasOwnErrors || session.importsHaveErrors;
  return result;
}

CheckedModule checkModule(const ast::File& file, llvm::ArrayRef<ImportedModule> imports,
                          const CheckOptions& options, types::TypeStore& types,
                          support::NameTable& names, support::DiagnosticSink& diags) {
  const size_t errorsBefore = diags.errorCount();
  auto arena = std::make_unique<llvm::BumpPtrAllocator>();
  Session session(file.id, types, names, diags, *arena);
  CheckedModule result = check(file, imports, options, session, std::move(arena));
  result.module.hasErrors =
      diags.errorCount() != errorsBefore || session.hasOtherErrors || session.importsHaveErrors;
#ifndef NDEBUG
  const std::vector<std::string> problems = hir::verify(result.module);
  AQUA_CHECK(problems.empty(), problems.empty() ? "" : problems.front().c_str());
#endif
  return result;
}

} // namespace aqua::sema
