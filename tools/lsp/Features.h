// The groups of requests: each file of features/ binds its own, and says what the server can do.

#pragma once

#include "Binder.h"

namespace aqua::lsp {

void bindSync(Binder& binder);
void bindWorkspace(Binder& binder);
void bindNavigation(Binder& binder);
void bindInspection(Binder& binder);

} // namespace aqua::lsp
