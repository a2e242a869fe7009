// The pages of docs/diagnostics as tests: each diagnostic has one, its examples are true, and a
// golden test reaches it.

#pragma once

namespace aqua::golden {

/// Registers a test for each row of the table of diagnostics, and one for the folder.
void registerPageTests();

} // namespace aqua::golden
