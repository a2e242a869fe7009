// What the user says, completed by what the project file says. Private to this folder.

#pragma once

#include "Compilation.h"

namespace aqua::driver {

[[nodiscard]] CompileOptions withProject(CompileOptions options, const modules::Project& project);

} // namespace aqua::driver
