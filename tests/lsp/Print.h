// Messages of the server as the scripts show them: short, and readable in a diff.

#pragma once

#include <string>

#include "llvm/Support/JSON.h"

namespace aqua::lsp_test {

/// JSON with ranges as `line:character-line:character` and positions as `line:character`, broken
/// into lines where it is long. A response is its result or error, another message its method with
/// its parameters.
[[nodiscard]] std::string printMessage(const llvm::json::Value& message);

} // namespace aqua::lsp_test
