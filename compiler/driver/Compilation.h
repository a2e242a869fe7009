// The one door to the compiler: files in, any stage out. The command line, the language server and
// the tests all come through here.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "llvm/Support/VirtualFileSystem.h"

#include "emit/EmitAir.h"
#include "flow/Lower.h"
#include "format/Format.h"
#include "lint/Lint.h"
#include "modules/Load.h"
#include "modules/Project.h"
#include "route/PlacesOfLines.h"
#include "sema/Check.h"
#include "support/Diagnostics.h"

namespace aqua::driver {

/// The stages that can be printed (`--emit`), in the order of the flow.
enum class Stage : uint8_t {
#define AQUA_STAGE(Name, text) Name,
#include "Stages.def"
};

[[nodiscard]] llvm::StringRef stageText(Stage stage);
[[nodiscard]] std::optional<Stage> stageByText(llvm::StringRef text);

/// The passes from HIR to AIR, whose results can be printed (`--print-after`).
enum class Pass : uint8_t {
#define AQUA_PASS(Name, text) Name,
#include "Passes.def"
};

[[nodiscard]] std::optional<Pass> passByText(llvm::StringRef text);

/// What the user says. The project file counts where this says nothing.
struct CompileOptions {
  modules::ProjectOptions project;
  modules::ImportOptions imports;
  sema::CheckOptions check;
  flow::LowerOptions lower;
  std::optional<modules::Preset> preset;
};

/// A function of a root module's exports, with the file it comes from.
struct Entry {
  const hir::Module* module = nullptr;
  hir::ExportedFunction function;
};

/// One exported function, compiled.
struct CompiledFunction {
  std::string name;
  emit::AirScript air;
};

/// Loads and checks on construction; lowers on demand. Not thread-safe. Everything it hands out
/// lives as long as it does.
class Compilation {
public:
  Compilation(llvm::ArrayRef<std::string> roots, const CompileOptions& options,
              llvm::vfs::FileSystem& files);
  ~Compilation();
  Compilation(const Compilation&) = delete;
  Compilation& operator=(const Compilation&) = delete;

  /// Those given, completed by the project file.
  [[nodiscard]] const CompileOptions& options() const { return options_; }
  [[nodiscard]] const support::SourceManager& sources() const { return sources_; }
  /// Adds a text that is no module, so that diagnostics can show places in it.
  support::FileId addText(std::string path, std::string text) {
    return sources_.add(std::move(path), std::move(text));
  }
  /// Sorted. Lowering may add to them.
  [[nodiscard]] const support::DiagnosticSink& diagnostics() const { return diags_; }
  [[nodiscard]] support::DiagnosticSink& diagnostics() { return diags_; }
  [[nodiscard]] types::TypeStore& types() { return types_; }
  [[nodiscard]] support::NameTable& names() { return names_; }

  /// The files that the user named, in their order in the graph.
  [[nodiscard]] std::vector<support::FileId> rootFiles() const;

  /// The exports of all root modules, in the order of the files and of their `export` lines.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  /// All modules, dependencies before their dependents, with their trees and (if asked for) symbol
  /// indexes.
  [[nodiscard]] llvm::ArrayRef<sema::CheckedModule> modules() const { return checked_; }
  [[nodiscard]] const modules::LoadedModule& loaded(const sema::CheckedModule& module) const {
    return graph_.modules[static_cast<size_t>(&module - checked_.data())];
  }
  [[nodiscard]] const ast::File& tree(const sema::CheckedModule& module) const {
    return *loaded(module).ast;
  }

  /// Nothing if the program has errors, or the function cannot be lowered (then there is a
  /// diagnostic).
  [[nodiscard]] std::optional<CompiledFunction> compile(const hir::ExportedFunction& function,
                                                        emit::Naming naming = emit::Naming::Full);

  /// Warns of what may not work in the script of a function, whatever it does; reports functions
  /// that cannot be lowered. Nothing if the program has errors.
  void checkScript(const hir::ExportedFunction& function);

  /// Prints a stage of all root modules; the index must have been asked for. Stages after HIR print
  /// nothing for programs with errors.
  void print(Stage stage, llvm::raw_ostream& out);

  /// Prints the tree of each exported function as it is after a pass; nothing for programs with
  /// errors.
  void printAfter(Pass pass, llvm::raw_ostream& out);

  /// Where the statements of the exported functions run; nothing if the program has errors.
  [[nodiscard]] route::PlacesOfLines placesOfLines() const;

  /// What the project file says of the linter. Rules that do not exist are reported.
  [[nodiscard]] lint::Choice projectLintChoice();
  /// What it says of this file alone, in the order in which it counts.
  [[nodiscard]] std::vector<lint::Choice> projectLintChoices(support::FileId file) const;
  /// The layout that the project file wants.
  [[nodiscard]] format::Style projectStyle() const;
  [[nodiscard]] const modules::LintSettings& projectLint() const { return project_.lint; }

  /// The rules for a file.
  using ConfigOf = llvm::function_ref<lint::Config(support::FileId)>;
  /// Runs the linter over the root modules, in their order; `check.wantsIndex` must be set. Where
  /// there are errors, nothing is said about what they may explain.
  [[nodiscard]] lint::Report lint(ConfigOf config, const lint::LintOptions& options = {}) const;
  /// With the same rules for all files.
  [[nodiscard]] std::vector<lint::Finding> lint(const lint::Config& config) const;

private:
  std::optional<flow::Process> lower(const hir::ExportedFunction& function);
  /// Lowers and, in debug builds, verifies.
  std::optional<flow::Process> lowerSoundly(const hir::ExportedFunction& function);
  route::Process routeSoundly(const flow::Process& process);
  /// All exported functions of the root modules that can be lowered, with the tree that each route
  /// borrows from; none if the program has errors. What cannot be lowered is not reported.
  struct RoutedEntry {
    support::Loc function; // its name
    std::unique_ptr<flow::Process> flow;
    route::Process route;
  };
  [[nodiscard]] std::vector<RoutedEntry> routedEntries() const;
  /// With what they bring in, for the linter.
  [[nodiscard]] std::vector<lint::ImportedFiles>
  importedFiles(const modules::LoadedModule& module) const;

  /// The project's words of the linter; `report` is told those that do not exist.
  template <typename Report>
  static lint::Choice choiceOf(const std::vector<modules::LintWord>& select,
                               const std::vector<modules::LintWord>& ignore,
                               const std::vector<std::pair<modules::LintWord, std::string>>& rules,
                               llvm::StringRef field, Report report);

  support::SourceManager sources_;
  support::NameTable names_;
  types::TypeStore types_;
  support::DiagnosticSink diags_;
  modules::Project project_;
  std::string folder_;     // where the command runs; for patterns of paths
  CompileOptions options_; // with what the project file says
  modules::ModuleGraph graph_;
  std::vector<sema::CheckedModule> checked_; // as graph_.modules
  std::vector<Entry> entries_;
};

} // namespace aqua::driver
