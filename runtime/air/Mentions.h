// Which variables an instruction mentions, and how.

#pragma once

#include "Air.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace aqua::air {

/// What an instruction does with a variable that it mentions.
enum class Access : uint8_t {
  Read,
  Write,   // output of a call, target of ap or canon
  Scope,   // of a `new`
  Iterate, // iterator of a fold
};

using VisitMention = llvm::function_ref<void(NameId, Access)>;

/// The mentions of an instruction without those of its children, in document order. `next` mentions
/// none.
void visitMentions(const Instruction& instruction, VisitMention visit);

} // namespace aqua::air
