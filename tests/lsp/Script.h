// A conversation with the language server in a file: what the client says, and below it what the
// server answers (README.md).

#pragma once

#include <map>
#include <string>

#include "llvm/Support/Error.h"

namespace aqua::lsp_test {

struct Script {
  std::map<std::string, std::string> files; // on the disk, by absolute path
  std::string head;         // of the script file: everything before the conversation
  std::string conversation; // with the answers that were recorded
};

/// Splits a script file.
[[nodiscard]] Script parseScript(const std::string& text);

/// Plays what the client says. The conversation with the answers of now.
[[nodiscard]] std::string play(const Script& script);

} // namespace aqua::lsp_test
