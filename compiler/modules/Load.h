// From file names to parsed modules in dependency order (spec/01 §3–§4). Knows files and import
// strings; what an import brings into scope is decided in sema.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "llvm/Support/VirtualFileSystem.h"

#include "ImportMap.h"
#include "support/Diagnostics.h"
#include "syntax/Ast.h"

namespace aqua::modules {

/// Where imports are looked for, apart from the folder of the importing file (spec/01 §4.2).
struct ImportOptions {
  ImportMap map;                        // consulted before everything below
  std::vector<std::string> directories; // `-I`, in order
  bool nodeModules = true;              // also the npm layout around the root files
  /// The settings could not be read, so what is not found may be their fault: it is not reported.
  bool areIncomplete = false;
};

/// What becomes of folders that have settings of their own, inside of a folder that is a root.
enum class NestedProjects : uint8_t { Included, LeftOut };

/// One import or use line and the module it names.
struct Dependency {
  const ast::Item* line = nullptr; // ast::Import or ast::Use
  uint32_t module = 0;             // index into ModuleGraph::modules
};

struct LoadedModule {
  support::FileId file;
  std::string path; // identity: absolute and normalised, or `aqua-std:/…` for embedded files
  std::shared_ptr<const ast::File> ast; // keeps its text, too
  std::vector<Dependency> dependencies; // resolved lines only
  bool isRoot = false;                  // named by the user, not only imported
  bool isIncomplete = false;            // an import is missing, unreadable or part of a cycle
};

/// Dependencies stand before their dependents.
struct ModuleGraph {
  std::vector<LoadedModule> modules;
};

/// Loads the files or folders named by `roots` and everything they import, each once. Never fails:
/// problems (missing and unreadable files, unresolved imports with the places tried, cycles,
/// syntax) are diagnostics, and the rest is loaded.
[[nodiscard]] ModuleGraph loadModules(llvm::ArrayRef<std::string> roots,
                                      const ImportOptions& options, llvm::vfs::FileSystem& files,
                                      support::SourceManager& sources, support::NameTable& names,
                                      support::DiagnosticSink& diags);

/// Loads again and again, for editors: parses only what has another text than before, and asks the
/// file system only what it has not asked before. Not thread-safe.
class ModuleLoader {
public:
  ModuleLoader(support::SourceManager& sources, support::NameTable& names);
  ~ModuleLoader();
  ModuleLoader(const ModuleLoader&) = delete;
  ModuleLoader& operator=(const ModuleLoader&) = delete;

  /// What to load. Whatever the file system said before is forgotten. `options` and `files` must
  /// live until the next start.
  void start(llvm::ArrayRef<std::string> roots, const ImportOptions& options,
             llvm::vfs::FileSystem& files, NestedProjects nested = NestedProjects::Included);
  /// The text of a file, which counts instead of that in the file system. There must be a file of
  /// this path. The text is valid UTF-8 without byte-order mark.
  void setText(llvm::StringRef path, std::string text);
  /// The file system counts again.
  void dropText(llvm::StringRef path);

  /// Throws all trees away: whatever is loaded is parsed again, with the names of another table.
  void forgetTrees(support::NameTable& names);

  /// As loadModules. A path has the same FileId in all graphs, and one tree as long as its text
  /// stays the same.
  [[nodiscard]] ModuleGraph load(support::DiagnosticSink& diags);

  /// How many files were parsed so far.
  [[nodiscard]] size_t parsedCount() const;

private:
  struct Memory;
  class GraphMaker;
  std::unique_ptr<Memory> memory_;
};

/// A line per module, in the order of the graph, with what its imports mean below.
void print(const ModuleGraph& graph, const support::SourceManager& sources, llvm::raw_ostream& out);

} // namespace aqua::modules
