// The checked modules of a workspace, from one edit to the next: what a change cannot have an
// effect on is not checked again (spec/08 B3). Private to this folder.
//
// A module is checked again if its text is another one or its imports show something else. If what
// it shows itself stays the same (Recheck::fingerprint), its importers go on with what they know of
// it. So they hold places in a text that is gone: every check gives its text a number of its own,
// which stands in places instead of the file's, and `current` finds the place where it is now.

#pragma once

#include <map>
#include <memory>
#include <vector>

#include "llvm/ADT/DenseMap.h"

#include "modules/Load.h"
#include "sema/BodyMemory.h"
#include "sema/Check.h"
#include "support/Diagnostics.h"

namespace aqua::driver {

/// What is to be known about all modules.
struct CheckContext {
  const sema::CheckOptions& options;
  uint64_t optionsNumber = 0; // another one if the options are others
  /// Files that are too large to be checked.
  llvm::function_ref<bool(const support::SourceFile&)> isTooLarge;
  /// Told how many modules were looked at, and how many there are; may be null.
  llvm::function_ref<void(size_t done, size_t all)> progress;
};

class ModuleChecks {
public:
  ModuleChecks(const support::SourceManager& sources, support::NameTable& names,
               types::TypeStore& types)
      : sources_(sources), names_(names), types_(types) {}

  /// Checks what has to be checked. The graph must live until the next update.
  void update(const modules::ModuleGraph& graph, const CheckContext& context);

  /// Of a module of the graph, with places as they are now.
  [[nodiscard]] const sema::SymbolIndex& index(support::FileId file) const;
  /// Problems of all modules.
  void addProblems(support::DiagnosticSink& diags) const;

  [[nodiscard]] uint64_t modulesChecked() const { return modulesChecked_; }
  [[nodiscard]] uint64_t bodiesChecked() const { return bodiesChecked_; }

private:
  /// A text of a module that places can be in.
  struct Text {
    support::FileId number; // in places
    std::shared_ptr<const sema::Shape> shape;
  };
  struct Module {
    support::FileId file;
    std::shared_ptr<const ast::File> ast; // that was checked
    uint64_t environment = 0;
    bool importsHaveErrors = false;
    bool mindsImportErrors = false;
    bool hasOwnErrors = false;
    sema::BodyMemory bodies;
    Text text;

    // What importers know:
    Text knownText;
    std::shared_ptr<const ast::File> knownAst; // which it refers to
    sema::CheckedModule known;
    uint64_t fingerprint = 0;
    uint64_t interfaceNumber = 0; // 0: none

    std::vector<support::Diagnostic> problems;              // places are those of the check
    sema::SymbolIndex index;                                // places are current
    std::vector<std::pair<uint32_t, support::Loc>> foreign; // symbols of other modules: their
                                                            // places as they were checked
    bool hasMoved = false;                                  // the places in it, by this update

    [[nodiscard]] bool hasErrors() const { return hasOwnErrors || importsHaveErrors; }
  };

  Module& moduleOf(const modules::LoadedModule& loaded);
  void dropMissing(const modules::ModuleGraph& graph);
  void updateModule(const modules::ModuleGraph& graph, const modules::LoadedModule& loaded,
                    const CheckContext& context);
  void check(Module& module, llvm::ArrayRef<sema::ImportedModule> imports,
             const CheckContext& context);
  void skip(Module& module);
  void setText(Module& module, Text text);
  void setKnown(Module& module, sema::CheckedModule checked, uint64_t fingerprint);
  void takeIndex(Module& module, sema::SymbolIndex index);
  [[nodiscard]] support::Loc current(support::Loc loc) const;
  [[nodiscard]] support::FileId newNumber() { return {++lastNumber_}; }

  const support::SourceManager& sources_;
  support::NameTable& names_;
  types::TypeStore& types_;
  std::map<support::FileId, std::unique_ptr<Module>> modules_;
  struct Place {
    const Module* module = nullptr;
    std::shared_ptr<const sema::Shape> shape;
  };
  llvm::DenseMap<uint32_t, Place> texts_; // by number: the texts that places may be in
  /// Far from the numbers of files.
  uint32_t lastNumber_ = uint32_t{1} << 31U;
  uint64_t lastInterface_ = 0;
  uint64_t modulesChecked_ = 0;
  uint64_t bodiesChecked_ = 0;
};

} // namespace aqua::driver
