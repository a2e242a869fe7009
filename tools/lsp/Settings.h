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

struct Settings {
  DiagnosticsSettings diagnostics;
  LintSettings lint;
  FormatSettings format;
};

/// The settings, and what is wrong with them: the place in the section and why. What is wrong keeps
/// its default.
struct ReadSettings {
  Settings settings;
  std::vector<std::string> problems;
};
[[nodiscard]] ReadSettings readSettings(const llvm::json::Value& section);

} // namespace aqua::lsp
