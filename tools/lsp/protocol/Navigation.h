// Definitions, references and highlights.

#pragma once

#include <variant>

#include "Basics.h"

namespace aqua::lsp {

/// Links, if the client knows them.
using DefinitionResult = std::variant<std::vector<Location>, std::vector<LocationLink>>;

} // namespace aqua::lsp
