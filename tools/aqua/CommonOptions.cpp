#include "CommonOptions.h"
#include "DiagnosticPages.h"

#include <algorithm>

#include <fmt/format.h>

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace aqua::cli {
namespace {

constexpr std::pair<const char*, support::DiagFormat> formats[] = {
    {"human", support::DiagFormat::Human}, {"short", support::DiagFormat::Short},
    {"json", support::DiagFormat::Json},   {"github", support::DiagFormat::GitHub},
    {"sarif", support::DiagFormat::Sarif}, {"junit", support::DiagFormat::JUnit},
};

support::DiagFormat formatOf(const CommonOptions& options) {
  for (const auto& [name, format] : formats)
    if (options.format == name) return format;
  return support::DiagFormat::Human;
}

bool isMachineFormat(support::DiagFormat format) {
  return format != support::DiagFormat::Human && format != support::DiagFormat::Short;
}

/// The page of docs/ about a code; empty if there is none.
llvm::StringRef pageOf(llvm::StringRef code) {
  for (const DiagnosticPage& page : diagnosticPages())
    if (page.code == code) return page.text;
  return {};
}

bool wantsColor(const CommonOptions& options) {
  if (options.color != "auto") return options.color == "always";
  return !llvm::sys::Process::GetEnv("NO_COLOR") && llvm::sys::Process::StandardErrIsDisplayed();
}

/// `NAME=VALUE`, with or without spaces and `?` before the `=` (spec/07 §17.2).
llvm::Expected<sema::InjectedConstant> parseConstant(llvm::StringRef text) {
  auto [name, value] = text.split('=');
  name = name.rtrim().rtrim('?').trim();
  value = value.trim();
  const bool isName = !name.empty() && name.front() >= 'A' && name.front() <= 'Z' &&
                      std::all_of(name.begin(), name.end(), [](char c) {
                        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
                      });
  if (!text.contains('=') || !isName)
    return llvm::createStringError("invalid constant `" + text +
                                   "`: write it as NAME=VALUE, with an upper-case name");
  sema::InjectedConstant constant;
  constant.name = name.str();
  constant.text = value.str();
  int64_t integer = 0;
  double number = 0;
  if (value == "true" || value == "false") {
    constant.literal = ast::LiteralKind::Bool;
  } else if (!value.getAsInteger(10, integer)) {
    constant.literal = ast::LiteralKind::Int;
  } else if (value.contains('.') && !value.getAsDouble(number) &&
             value.find_first_not_of("-.0123456789") == llvm::StringRef::npos) {
    constant.literal = ast::LiteralKind::Float;
  } else {
    constant.literal = ast::LiteralKind::String;
    if (value.size() >= 2 && value.starts_with("\"") && value.ends_with("\""))
      constant.text = value.drop_front().drop_back().str();
    if (constant.text.find('"') != std::string::npos)
      return llvm::createStringError("invalid constant `" + text +
                                     "`: a string cannot contain a double quote");
  }
  return constant;
}

} // namespace

void addCommonOptions(CLI::App& command, CommonOptions& options) {
  command.add_option("paths", options.paths, "Aqua files or folders")->required();
  command.add_option("-I,-m,--import", options.importFolders, "Folder to search for imports")
      ->allow_extra_args(false)
      ->type_name("DIR");
  command.add_option("--import-map", options.importMap, "JSON file with places of imports")
      ->type_name("FILE");
  command
      .add_option("--config", options.projectFile,
                  "Project file (default: the nearest aqua.yaml or fluence.yaml)")
      ->type_name("FILE");
  command.add_flag("--no-node-modules", options.noNodeModules,
                   "Do not look for imports in node_modules");
  command.add_option("-c,--const", options.constants, "Set a constant in every module")
      ->allow_extra_args(false)
      ->type_name("NAME=VALUE");
  command.add_flag("--no-relay", options.noRelay, "The init peer is no client behind a relay");
  command.add_flag("--no-xor", options.noXor, "Do not bring errors back from other peers");
  command.add_flag("--empty-response", options.emptyResponse,
                   "Respond also from functions without results");
  command.add_flag("--tracing", options.tracing, "Tell the client when calls begin and end");
  command
      .add_option("--preset", options.preset, "Options for a purpose; scheduled: no client waits")
      ->check(CLI::IsMember(
          std::vector<std::string>(modules::presetNames().begin(), modules::presetNames().end())));
  command.add_flag("--deny-warnings,--werror", options.denyWarnings, "Warnings fail the command");
  command.add_flag("-q,--quiet", options.quiet, "No warnings and no summary");
  command.add_option("--format", options.format, "How diagnostics are printed")
      ->check(CLI::IsMember({"human", "short", "json", "github", "sarif", "junit"}));
  command.add_option("--color", options.color, "When to use colours")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

llvm::Expected<driver::CompileOptions> compileOptions(const CommonOptions& options) {
  driver::CompileOptions result;
  result.project = {options.projectFile, options.importMap};
  result.imports.directories = options.importFolders;
  result.imports.nodeModules = !options.noNodeModules;
  result.lower.hasRelay = !options.noRelay;
  if (options.noXor) result.lower.errors = flow::ErrorMode::Unrouted;
  result.lower.sendsEmptyResponse = options.emptyResponse;
  if (options.tracing) result.lower.tracing = flow::Tracing::Calls;
  if (const auto* name = llvm::find(modules::presetNames(), options.preset);
      name != modules::presetNames().end())
    result.preset = static_cast<modules::Preset>(name - modules::presetNames().begin());
  for (const std::string& text : options.constants) {
    llvm::Expected<sema::InjectedConstant> constant = parseConstant(text);
    if (!constant) return constant.takeError();
    result.check.constants.push_back(std::move(*constant));
  }
  return result;
}

void showDiagnostics(const support::DiagnosticSink& diagnostics,
                     const driver::Compilation& compilation, const CommonOptions& options) {
  support::RenderOptions render;
  render.format = formatOf(options);
  const bool isDocument =
      render.format == support::DiagFormat::Sarif || render.format == support::DiagFormat::JUnit;
  if (isDocument) render.format = support::DiagFormat::Short;
  if (wantsColor(options)) render.colors = support::DiagColors::Always;
  support::DiagnosticPrinter printer(compilation.sources(), render,
                                     isMachineFormat(render.format) ? llvm::outs() : llvm::errs());
  for (const support::Diagnostic& diagnostic : diagnostics.all())
    printer.print(diagnostic);
}

void showDiagnostics(const driver::Compilation& compilation, const CommonOptions& options) {
  support::RenderOptions render;
  render.format = formatOf(options);
  render.version = AQUA_VERSION;
  render.pageOf = pageOf;
  for (const support::FileId file : compilation.rootFiles())
    render.files.push_back(file);
  if (wantsColor(options)) render.colors = support::DiagColors::Always;
  support::DiagnosticPrinter printer(compilation.sources(), render,
                                     isMachineFormat(render.format) ? llvm::outs() : llvm::errs());
  for (const support::Diagnostic& diagnostic : compilation.diagnostics().all())
    if (!options.quiet || diagnostic.severity() == support::Severity::Error)
      printer.print(diagnostic);
  printer.printSummary();
}

ExitCode verdict(const driver::Compilation& compilation, const CommonOptions& options) {
  bool hasProblems = false;
  for (const support::Diagnostic& diagnostic : compilation.diagnostics().all()) {
    const support::DiagInfo& info = diagnostic.info();
    // E001x: settings; the other E00xx: files.
    if (info.code.substr(0, 4) == "E001") return ExitCode::Usage;
    if (info.name == "InternalError") return ExitCode::Internal;
    if (diagnostic.severity() == support::Severity::Error && info.code.substr(0, 3) == "E00")
      return ExitCode::InputOutput;
    if (diagnostic.severity() == support::Severity::Error ||
        (diagnostic.severity() == support::Severity::Warning && options.denyWarnings))
      hasProblems = true;
  }
  return hasProblems ? ExitCode::SourceErrors : ExitCode::Success;
}

std::string timeProblem(const std::string& text) {
  int64_t ms = 0;
  const bool isNumber = !llvm::StringRef(text).getAsInteger(10, ms) && ms >= 0;
  return isNumber ? "" : fmt::format("`{}` is no time in milliseconds", text);
}

void complain(llvm::StringRef text) {
  llvm::errs() << "aqua: " << text << "\n";
}

} // namespace aqua::cli
