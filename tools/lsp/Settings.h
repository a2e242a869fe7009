// What the user can choose: the section `aqua` of the client's settings (spec/08 E1).

#pragma once

#include <map>
#include <string>
#include <vector>

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
  std::vector<std::string> select;
  std::vector<std::string> ignore;

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

struct Settings {
  DiagnosticsSettings diagnostics;
  LintSettings lint;
  FormatSettings format;
  CompletionSettings completion;
  InlayHintSettings inlayHints;
};

/// The settings, and what is wrong with them: the place in the section and why. What is wrong keeps
/// its default.
struct ReadSettings {
  Settings settings;
  std::vector<std::string> problems;
};
[[nodiscard]] ReadSettings readSettings(const llvm::json::Value& section);

} // namespace aqua::lsp
