// Golden programs with one token dropped, doubled or swapped with the next: the compiler neither
// crashes nor hangs, and blames the line that was changed.

#pragma once

namespace aqua::golden {

/// Registers the test `mutations.blame_the_changed_line`. Of the environment it takes AQUA_SEED,
/// the number of mutants of each program (AQUA_MUTANTS), and what to print: AQUA_SHOW=missed the
/// mutants that were blamed elsewhere, AQUA_SHOW=several those with several errors.
void registerMutationTest();

} // namespace aqua::golden
