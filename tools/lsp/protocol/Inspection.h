// Requests of our own (spec/08 B17). Each result says its version in `v`.

#pragma once

#include "Basics.h"

namespace aqua::lsp {

struct SyncResult {
  uint32_t v = 1;

  static void members(auto& visit, auto& self) { visit("v", self.v); }
};

} // namespace aqua::lsp
