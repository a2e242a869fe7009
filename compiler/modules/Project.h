// The settings of a project: `aqua.yaml`, `fluence.yaml`, `--import-map` (spec/07 §17.6, §10).

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "llvm/Support/VirtualFileSystem.h"

#include "ImportMap.h"
#include "support/Diagnostics.h"
#include "value/Value.h"

namespace aqua::modules {

/// The settings of a project lie beside its programs under this name.
inline constexpr llvm::StringLiteral projectFileName = "aqua.yaml";

/// Which files to read.
struct ProjectOptions {
  std::string file;          // `--config`; empty: the nearest one of the roots
  std::string importMapFile; // `--import-map`; its imports replace those of the project file
};

/// A constant for all modules: a boolean, number, or string without quotes in it.
struct ProjectConstant {
  std::string name;
  value::Value value;
};

/// A named choice of options (`--preset`).
enum class Preset : uint8_t {
  Default,
  Scheduled, // scripts that no client waits for: no relay, and nobody to report errors to
};
[[nodiscard]] llvm::ArrayRef<llvm::StringRef> presetNames(); // by value of the enum

/// A word in a settings file and where it stands.
struct LintWord {
  std::string text;
  support::Loc loc;
};

/// `lint.per-path`: what is different for some files.
struct PathLintSettings {
  std::vector<std::string> patterns; // absolute; see matchesPath
  std::vector<LintWord> select, ignore;
  std::vector<std::pair<LintWord, std::string>> rules;
};

/// `lint:` (spec/08 C3). Which rules exist is not known here.
struct LintSettings {
  std::optional<std::vector<LintWord>> select, ignore;
  std::vector<std::pair<LintWord, std::string>> rules;  // rule and level
  std::optional<std::vector<PathLintSettings>> perPath; // later ones win
  std::optional<bool> requiresReasons;
  std::optional<bool> failsOnWarnings;
};

/// `fmt.indent`, `fmt.width`: what `aqua fmt` goes by (spec/08 D1.6).
struct LayoutSettings {
  std::optional<uint32_t> indent; // 2 or 4
  std::optional<uint32_t> width;
};

/// `run:` what `aqua run` goes by if its options say nothing else.
struct RunDefaults {
  std::optional<std::string> scenario; // a path as it is shown
  std::optional<uint64_t> timeoutMs;
  std::optional<uint32_t> ttl; // ms
};

/// The columns that a line may be told to have.
inline constexpr uint32_t narrowestWidth = 20;
inline constexpr uint32_t widestWidth = 1000;

/// What the files say, as far as it has an effect. Without any file: nothing.
struct Project {
  std::vector<std::string> directories; // places of imports after those of `-I`; absolute
  ImportMap imports;
  std::optional<bool> nodeModules;
  std::vector<ProjectConstant> constants;
  std::optional<bool> noRelay;
  std::optional<bool> noXor;
  std::optional<bool> emptyResponse;
  std::optional<bool> tracing;
  std::optional<Preset> preset;
  LintSettings lint;
  LayoutSettings layout;
  RunDefaults run;
  bool hasErrors = false;
};

/// Finds and reads the files. Problems are diagnostics at their place in the file; the rest counts.
[[nodiscard]] Project readProject(llvm::ArrayRef<std::string> roots, const ProjectOptions& options,
                                  llvm::vfs::FileSystem& files, support::SourceManager& sources,
                                  support::DiagnosticSink& diags);

/// True if a pattern names the file, or a folder around it. `*` and `?` stand for parts of a name,
/// `**` for any number of folders. Both absolute.
[[nodiscard]] bool matchesPath(llvm::StringRef pattern, llvm::StringRef file);

/// The project file that counts for a file or folder; empty if there is none.
[[nodiscard]] std::string findProjectFile(llvm::StringRef root, llvm::vfs::FileSystem& files);

} // namespace aqua::modules
