// `aqua lsp --check`: whether the editor features contradict each other in some files.

#include <map>
#include <memory>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "LspCheck.h"

#include "OutputFiles.h"
#include "driver/CheckEditor.h"
#include "modules/FindRoots.h"

namespace aqua::cli {
namespace {

std::string absolutePath(llvm::StringRef path) {
  llvm::SmallString<128> result = path;
  static_cast<void>(llvm::sys::fs::make_absolute(result));
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

/// The files by the folders that they are in: each is a workspace.
std::map<std::string, std::vector<std::string>>
filesByFolder(const LspCheckSettings& settings, llvm::vfs::FileSystem& files, ExitCode& exit) {
  std::map<std::string, std::vector<std::string>> result;
  support::DiagnosticSink diags;
  std::vector<std::string> paths = settings.common.paths;
  if (paths.empty()) paths.emplace_back(".");
  for (const modules::RootFile& root : modules::findRoots(paths, files, diags)) {
    const std::string path = absolutePath(root.path);
    result[llvm::sys::path::parent_path(path).str()].push_back(path);
  }
  if (diags.hasErrors()) {
    for (const support::Diagnostic& diagnostic : diags.all())
      complain(diagnostic.message);
    exit = ExitCode::InputOutput;
  }
  return result;
}

} // namespace

void addLspCheckOptions(CLI::App& command, LspCheckSettings& settings) {
  command.add_flag("--check", settings.isWanted,
                   "Serve nobody: ask every feature at every position of the files; status 1 if "
                   "answers contradict each other");
  command.add_option("--renames", settings.renames,
                     "With --check: renames to try out in each file (default: 3)");
  addCommonOptions(command, settings.common);
  command.get_option("paths")->required(false);
}

ExitCode checkEditorFiles(const LspCheckSettings& settings) {
  llvm::Expected<driver::CompileOptions> options = compileOptions(settings.common);
  if (!options) {
    complain(llvm::toString(options.takeError()));
    return ExitCode::Usage;
  }
  const auto files = llvm::vfs::getRealFileSystem();
  ExitCode exit = ExitCode::Success;
  driver::EditorCheck all;
  for (const auto& [folder, paths] : filesByFolder(settings, *files, exit)) {
    const driver::EditorCheck result =
        driver::checkEditor(folder, *options, files, {paths, settings.renames});
    for (const std::string& contradiction : result.contradictions)
      llvm::outs() << contradiction << '\n';
    if (!result.contradictions.empty()) exit = std::max(exit, ExitCode::SourceErrors);
    all.files += result.files;
    all.counted.positions += result.counted.positions;
    all.counted.questions += result.counted.questions;
  }
  llvm::outs() << all.files << " files, " << all.counted.positions << " positions, "
               << all.counted.questions << " questions\n";
  return exit;
}

} // namespace aqua::cli
