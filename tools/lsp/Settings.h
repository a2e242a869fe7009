// What the user can choose: the section `aqua` of the client's settings (spec/08 E1).

#pragma once

#include <map>
#include <string>
#include <vector>

#include "lint/Config.h"
#include "modules/Load.h"
#include "protocol/Json.h"

namespace aqua::lsp {

enum class DiagnosticsRun : uint8_t { OnType, OnSave };

template <>
struct EnumTexts<DiagnosticsRun> {
  static constexpr llvm::StringLiteral texts[] = {"onType", "onSave"};
};

struct DiagnosticsSettings {
  DiagnosticsRun run = DiagnosticsRun::OnType;

  static void members(auto& visit, auto& self) { visit.defaulted("run", self.run); }
};

struct LintSettings {
  bool enable = true;
  std::vector<std::string> select; // as `--select` of the command line
  std::vector<std::string> ignore;

  [[nodiscard]] lint::Choice choice() const { return {select, ignore, {}}; }

  static void members(auto& visit, auto& self) {
    visit.defaulted("enable", self.enable);
    visit.defaulted("select", self.select);
    visit.defaulted("ignore", self.ignore);
  }
};

struct FormatSettings {
  bool enable = true;

  static void members(auto& visit, auto& self) { visit.defaulted("enable", self.enable); }
};

struct CompletionSettings {
  bool autoImport = true;
  bool callSnippets = true;

  static void members(auto& visit, auto& self) {
    visit.defaulted("autoImport", self.autoImport);
    visit.defaulted("callSnippets", self.callSnippets);
  }
};

enum class PeerHints : uint8_t { Off, Changes, Always };

template <>
struct EnumTexts<PeerHints> {
  static constexpr llvm::StringLiteral texts[] = {"off", "changes", "always"};
};

struct InlayHintSettings {
  bool types = true;
  PeerHints peers = PeerHints::Changes;
  bool hops = false;
  bool parameterNames = true;
  bool streamWaits = true;
  bool constants = false;

  static void members(auto& visit, auto& self) {
    visit.defaulted("types", self.types);
    visit.defaulted("peers", self.peers);
    visit.defaulted("hops", self.hops);
    visit.defaulted("parameterNames", self.parameterNames);
    visit.defaulted("streamWaits", self.streamWaits);
    visit.defaulted("constants", self.constants);
  }
};

/// Where imports are found, besides what the project file says: a list of folders, or the folder of
/// importing files → the start of the import → a folder or several.
struct ImportSettings {
  std::vector<std::string> directories;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> map;

  /// Paths are relative to a folder.
  [[nodiscard]] modules::ImportOptions in(llvm::StringRef folder) const;
  friend bool operator==(const ImportSettings&, const ImportSettings&) = default;
};

template <>
struct Codec<ImportSettings> {
  static bool read(const llvm::json::Value& value, ImportSettings& out, llvm::json::Path path);
};

struct HoverSettings {
  bool route = true;

  static void members(auto& visit, auto& self) { visit.defaulted("route", self.route); }
};

struct CodeLensSettings {
  bool references = true;
  bool air = true;
  bool route = true;

  static void members(auto& visit, auto& self) {
    visit.defaulted("references", self.references);
    visit.defaulted("air", self.air);
    visit.defaulted("route", self.route);
  }
};

struct Settings {
  ImportSettings imports;
  DiagnosticsSettings diagnostics;
  LintSettings lint;
  FormatSettings format;
  CompletionSettings completion;
  InlayHintSettings inlayHints;
  HoverSettings hover;
  CodeLensSettings codeLens;

  /// Something that is shown depends on where statements run.
  [[nodiscard]] bool wantsRoutes() const {
    return hover.route || inlayHints.hops || inlayHints.peers != PeerHints::Off;
  }
};

/// The settings, and what is wrong with them: the place in the section and why. What is wrong keeps
/// its default.
struct ReadSettings {
  Settings settings;
  std::vector<std::string> problems;
};
[[nodiscard]] ReadSettings readSettings(const llvm::json::Value& section);

} // namespace aqua::lsp
