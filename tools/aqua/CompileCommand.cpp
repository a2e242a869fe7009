// `aqua compile` and `aqua check`: files in, scripts, stages or diagnostics out.

#include <map>
#include <memory>

#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "Commands.h"
#include "CommonOptions.h"
#include "OutputFiles.h"
#include "air/Print.h"
#include "emit/SourceMap.h"

namespace aqua::cli {
namespace {

struct CompileSettings {
  CommonOptions common;
  std::string output = ".";
  std::string target = "air";
  std::string emit;
  std::string printAfter;
  bool pretty = false;
  bool toStdout = false;
  bool sourceMap = false;
};

/// `OUT/<file stem>.<function>.air`
std::string outputPath(const CompileSettings& settings, const driver::Compilation& compilation,
                       const driver::Entry& entry) {
  const llvm::StringRef source = compilation.sources().file(entry.module->file).path();
  llvm::SmallString<128> path(settings.output);
  llvm::sys::path::append(path,
                          llvm::sys::path::stem(source) + "." + entry.function.name.str() + ".air");
  return path.str().str();
}

/// The scripts of all exported functions, with their maps if wanted; empty if one cannot be
/// compiled.
std::vector<OutputFile> compileAll(const CompileSettings& settings,
                                   driver::Compilation& compilation) {
  std::vector<OutputFile> files;
  const air::Layout layout = settings.pretty ? air::Layout::Indented : air::Layout::Compact;
  const emit::Naming naming = settings.pretty ? emit::Naming::Full : emit::Naming::Brief;
  for (const driver::Entry& entry : compilation.entries()) {
    const auto compiled = compilation.compile(entry.function, naming);
    if (!compiled) continue;
    const std::string path = outputPath(settings, compilation, entry);
    air::MappedText text = air::toMappedText(compiled->air.script, layout);
    if (settings.sourceMap)
      files.push_back(
          {path + ".map", emit::sourceMapText(compiled->air, text, llvm::sys::path::filename(path),
                                              compilation.sources())});
    files.push_back({path, std::move(text.text)});
  }
  if (compilation.diagnostics().hasErrors()) files.clear();
  return files;
}

/// Two exports that would be written to one file, or nothing.
std::string findCollision(const std::vector<OutputFile>& files) {
  std::map<std::string, int> count;
  for (const OutputFile& file : files)
    if (++count[file.path] > 1) return file.path;
  return "";
}

ExitCode writeScripts(const CompileSettings& settings, driver::Compilation& compilation) {
  const std::vector<OutputFile> files = compileAll(settings, compilation);
  compilation.diagnostics().sort();
  showDiagnostics(compilation, settings.common);
  const ExitCode exit = verdict(compilation, settings.common);
  if (exit != ExitCode::Success) return exit;
  if (settings.toStdout) {
    for (const OutputFile& file : files) {
      if (files.size() > 1) llvm::outs() << "; " << llvm::sys::path::filename(file.path) << "\n";
      llvm::outs() << file.content;
    }
    return ExitCode::Success;
  }
  if (const std::string path = findCollision(files); !path.empty()) {
    complain("two functions would be written to `" + path +
             "`: compile the files to different folders");
    return ExitCode::Usage;
  }
  if (llvm::Error error = writeFiles(files)) {
    complain(llvm::toString(std::move(error)));
    return ExitCode::InputOutput;
  }
  if (files.empty() && !settings.common.quiet)
    complain("nothing to write: the files export no function");
  return ExitCode::Success;
}

ExitCode runCompile(const CompileSettings& settings) {
  llvm::Expected<driver::CompileOptions> options = compileOptions(settings.common);
  if (!options) {
    complain(llvm::toString(options.takeError()));
    return ExitCode::Usage;
  }
  const std::optional<driver::Stage> stage = driver::stageByText(settings.emit);
  options->check.wantsIndex = stage == driver::Stage::Index;
  const auto files = llvm::vfs::getRealFileSystem();
  driver::Compilation compilation(settings.common.paths, *options, *files);
  if (!stage && settings.printAfter.empty()) return writeScripts(settings, compilation);
  if (stage)
    compilation.print(*stage, llvm::outs());
  else
    compilation.printAfter(*driver::passByText(settings.printAfter), llvm::outs());
  llvm::outs().flush();
  compilation.diagnostics().sort();
  showDiagnostics(compilation, settings.common);
  return verdict(compilation, settings.common);
}

ExitCode runCheck(const CommonOptions& common) {
  llvm::Expected<driver::CompileOptions> options = compileOptions(common);
  if (!options) {
    complain(llvm::toString(options.takeError()));
    return ExitCode::Usage;
  }
  const auto files = llvm::vfs::getRealFileSystem();
  driver::Compilation compilation(common.paths, *options, *files);
  for (const driver::Entry& entry : compilation.entries())
    compilation.checkScript(entry.function);
  compilation.diagnostics().sort();
  showDiagnostics(compilation, common);
  return verdict(compilation, common);
}

} // namespace

void addCompileCommand(CLI::App& app, ExitCode& exit) {
  auto settings = std::make_shared<CompileSettings>();
  CLI::App* command =
      app.add_subcommand("compile", "Compile Aqua files to AIR scripts")->alias("c");
  addCommonOptions(*command, settings->common);
  command->add_option("-o,--output", settings->output, "Folder for the scripts")->type_name("DIR");
  command->add_option("--target", settings->target, "What to write")->check(CLI::IsMember({"air"}));
  std::vector<std::string> stages;
#define AQUA_STAGE(Name, text) stages.push_back(text);
#include "driver/Stages.def"
  CLI::Option* emit =
      command->add_option("--emit", settings->emit, "Print a stage instead of writing files")
          ->check(CLI::IsMember(stages));
  std::vector<std::string> passes;
#define AQUA_PASS(Name, text) passes.push_back(text);
#include "driver/Passes.def"
  command
      ->add_option("--print-after", settings->printAfter,
                   "Print what a pass made of each function instead of writing files")
      ->check(CLI::IsMember(passes))
      ->excludes(emit);
  command->add_flag("--pretty", settings->pretty,
                    "Indent the scripts and name variables as in the source");
  CLI::Option* toStdout = command->add_flag("--stdout", settings->toStdout,
                                            "Print the scripts instead of writing files");
  command
      ->add_flag("--source-map", settings->sourceMap,
                 "Write a map from AIR back to Aqua beside each script, for `aqua air locate`")
      ->excludes(toStdout);
  command->callback([settings, &exit] { exit = runCompile(*settings); });
}

void addCheckCommand(CLI::App& app, ExitCode& exit) {
  auto common = std::make_shared<CommonOptions>();
  CLI::App* command = app.add_subcommand("check", "Check Aqua files without writing anything");
  addCommonOptions(*command, *common);
  command->callback([common, &exit] { exit = runCheck(*common); });
}

} // namespace aqua::cli
