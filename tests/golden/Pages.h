// The pages of docs/diagnostics and docs/lint as tests: each diagnostic and each rule has one, its
// examples are true, and a golden test reaches it.

#pragma once

namespace aqua::golden {

/// Registers a test for each diagnostic and each rule of the linter, and one for each folder.
void registerPageTests();

} // namespace aqua::golden
