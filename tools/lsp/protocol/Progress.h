// How far something is that takes long.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

struct ProgressToken {
  std::string token;

  static void members(auto& visit, auto& self) { visit("token", self.token); }
};

struct WorkDoneProgress {
  std::string kind;                 // `begin`, `report`, `end`
  std::optional<std::string> title; // of `begin`
  std::optional<std::string> message;
  std::optional<uint32_t> percentage;

  static void members(auto& visit, auto& self) {
    visit("kind", self.kind);
    visit("title", self.title);
    visit("message", self.message);
    visit("percentage", self.percentage);
  }
};

struct ProgressParams {
  std::string token;
  WorkDoneProgress value;

  static void members(auto& visit, auto& self) {
    visit("token", self.token);
    visit("value", self.value);
  }
};

} // namespace aqua::lsp
