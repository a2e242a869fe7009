// One project file from its text to what it says (spec/07 §17.6). Private to this folder.

#pragma once

#include "ImportSettings.h"
#include "Project.h"

namespace aqua::modules {

/// As written; what is not written is empty.
struct ProjectFile {
  std::optional<std::string> extends; // absolute
  std::optional<ImportSettings> imports;
  std::optional<bool> nodeModules;
  std::map<std::string, value::Value> constants;
  std::optional<bool> noRelay;
  std::optional<bool> noXor;
  std::optional<bool> emptyResponse;
  std::optional<bool> tracing;
  std::optional<Preset> preset;
  LintSettings lint;
  LayoutSettings layout;
  RunDefaults run; // its scenario absolute

  /// What a file says that extends this one.
  void overrideWith(ProjectFile other);
};

/// A file of ours must be right; what is wrong in a foreign one is a warning, and it is ignored.
enum class ConfigOwner : uint8_t { Ours, Foreign };

/// A text with its values, ready to report problems at their places.
class ConfigText {
public:
  /// Reads a file; nothing, and reported, if it cannot be read or is no YAML text.
  [[nodiscard]] static std::optional<ConfigText> read(const std::string& path, ConfigOwner owner,
                                                      support::Loc usedAt,
                                                      llvm::vfs::FileSystem& files,
                                                      support::SourceManager& sources,
                                                      support::DiagnosticSink& diags);

  [[nodiscard]] const value::Value& root() const { return root_; }
  /// The place of a field or of its key.
  [[nodiscard]] support::Loc place(const value::FieldProblem& field) const;
  void report(const value::FieldReader& reader, support::DiagnosticSink& diags) const;

private:
  ConfigText(support::FileId file, llvm::StringRef text, ConfigOwner owner)
      : file_(file), text_(text), owner_(owner) {}

  support::FileId file_;
  llvm::StringRef text_;
  ConfigOwner owner_;
  value::Value root_;
};

/// Reads `aqua.yaml`; `folder` is where it stands. Reports what is wrong and what has no effect.
[[nodiscard]] ProjectFile readProjectFile(const ConfigText& text, const std::string& folder,
                                          support::DiagnosticSink& diags);

/// The `aquaImports` of a `fluence.yaml`. The file is not ours: what is wrong in it is a warning.
[[nodiscard]] ProjectFile readFluenceFile(const ConfigText& text, const std::string& folder,
                                          support::DiagnosticSink& diags);

} // namespace aqua::modules
