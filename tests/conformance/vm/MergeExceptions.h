// What a script can do that merging does not bear: see the order of the values in streams, which is
// each peer's own affair (spec/04 §12.4), or leave states that others do not expect.

#pragma once

#include "air/Air.h"
#include "vm/Vm.h"

namespace aqua::vm::test {

/// What makes an iteration of a fold over a stream depend on those before it; null if none does.
[[nodiscard]] const char* whyOrderIsSeen(const air::Script& script);

/// Whether a fold adds to the stream that it reads. An invocation that merges such data may miss
/// what the body has added (the gap quirk, spec/05 §12.3); the next one has it again.
[[nodiscard]] bool feedsItself(const air::Script& script);

/// Whether a canon or an `ap` into a map has failed in the invocation. It may have taken its state
/// before, so that what comes instead of it finds none (the replay hazard, spec/04 §16.10).
[[nodiscard]] bool hasLostStates(const air::Script& script, const Outcome& outcome);

/// Whether a call has failed before its service was asked. The particle can be sent for it before
/// the argument is known that is wrong: who knows it finds the state of a call where none belongs.
[[nodiscard]] bool hasWrongArguments(const air::Script& script, const Outcome& outcome);

} // namespace aqua::vm::test
