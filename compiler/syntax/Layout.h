// The pass between scanner and parser: lines, blocks, and words by position (spec/01 §10.2, §11).
//
//  1. Logical lines (LogicalLines.h) become physical: line ends that mean nothing are gone.
//  2. Words (LineWords.h) become keywords or names; what is nested too deeply is cut out.
//  3. Blocks. The ':' at the end of a block line becomes Indent, the end of the block Dedent; every
//     other line ends in NewLine. Indent and Dedent balance, whatever the text.
//
// Linear in the number of tokens, also for text that is all errors.

#pragma once

#include "Problems.h"
#include "Tokens.h"

namespace aqua::syntax {

/// What the parser reads; `raw` must stem from `text`. Never fails: lines in which a problem was
/// found are spoiled in `problems`. The last token is the end of the file.
[[nodiscard]] std::vector<Token> layOut(llvm::StringRef text, const std::vector<Token>& raw,
                                        Problems& problems);

} // namespace aqua::syntax
