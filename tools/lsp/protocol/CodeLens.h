// Lines above definitions that can be clicked.

#pragma once

#include "Navigation.h"

namespace aqua::lsp {

enum class LensKind : uint8_t { References, Air, Route };

template <>
struct EnumTexts<LensKind> {
  static constexpr llvm::StringLiteral texts[] = {"references", "air", "route"};
};

/// What is needed to make the command of a lens.
struct LensData {
  Uri uri;
  Position position; // of the name
  LensKind kind = LensKind::References;

  static void members(auto& visit, auto& self) {
    visit("uri", self.uri);
    visit("position", self.position);
    visit("kind", self.kind);
  }
};

struct LensCommand {
  std::string title;
  std::string command;
  std::vector<llvm::json::Value> arguments;

  static void members(auto& visit, auto& self) {
    visit("title", self.title);
    visit("command", self.command);
    visit("arguments", self.arguments);
  }
};

struct CodeLens {
  Range range;
  std::optional<LensCommand> command; // when it is resolved
  LensData data;

  static void members(auto& visit, auto& self) {
    visit("range", self.range);
    visit("command", self.command);
    visit("data", self.data);
  }
};

} // namespace aqua::lsp
