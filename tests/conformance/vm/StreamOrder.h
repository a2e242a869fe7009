// Whether the order of the values in streams, which is each peer's own affair (spec/04 §12.4), can
// be seen in what a script does: then merging in another order may give other states. And what else
// a script can do that merging does not bear.

#pragma once

#include "air/Air.h"

namespace aqua::vm::test {

/// What makes an iteration of a fold over a stream depend on those before it; null if none does.
[[nodiscard]] const char* whyOrderIsSeen(const air::Script& script);

/// Whether a fold adds to the stream that it reads. An invocation that merges such data may miss
/// what the body has added (the gap quirk, spec/05 §12.3); the next one has it again.
[[nodiscard]] bool feedsItself(const air::Script& script);

/// Whether a canon or an `ap` into a map can take its state and fail then, so that what comes
/// instead of it finds none (the replay hazard, spec/04 §16.10).
[[nodiscard]] bool losesStates(const air::Script& script);

/// Whether the particle can be sent for a call before its arguments are known, which may be wrong
/// then: who knows them finds the state of a call where it has none.
[[nodiscard]] bool sendsBlindly(const air::Script& script);

} // namespace aqua::vm::test
