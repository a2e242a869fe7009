// The passes over a lowered process. Each has one idea and leaves a sound tree; Passes.def has
// their order. See them work with `aqua compile --print-after=PASS`.

#pragma once

#include <optional>

#include "llvm/ADT/ArrayRef.h"

#include "Flow.h"

namespace aqua::flow {

/// What lowering hands to the passes.
struct LoweredProcess {
  Process& process;
  /// By VarId: the item of the loop that declares a stream or map, whose scope is inside of it.
  llvm::ArrayRef<std::optional<VarId>> homes;
};

/// `if` with a known condition becomes the branch that is taken (spec/03 §14.4).
///   if true == true: call A   else: call B     →   call A
void foldConditions(LoweredProcess lowered);

/// What dominating code has computed already is used again: scalars from lenses, gates (spec/03
/// §14.4).
///   ap x.f -> a   ap x.f -> b   call "srv" "get" (a, b)   →   ap x.f -> a   call "srv" "get" (a,
///   a) gate s of 3 -> #s   gate s of 2 -> #t   ap #t.[1] -> x   →   gate s of 3 -> #s   ap #s.[1]
///   -> x
void shareValues(LoweredProcess lowered);

/// Steps whose result nobody uses and that have no other effect go, and groups that are empty
/// without them (spec/03 §14.4).
///   push "a" -> $array   canon $array -> #array   (#array unused)   →   nothing
void dropUnused(LoweredProcess lowered);

/// The copy of the error register goes where only the first call of the handler reads it (spec/03
/// §14.6).
///   ap :error: -> e   call "srv" "run" (e.message)   →   call "srv" "run" (:error:.message)
void errorsInPlace(LoweredProcess lowered);

/// Calls write into streams themselves (spec/03 §14.2).
///   call "srv" "get" () -> x   push x -> $s   →   call "srv" "get" () -> $s
void directResults(LoweredProcess lowered);

/// Each stream and map gets a New around all its mentions, as small as possible, inside the loop
/// that declares it and outside of loops in it (spec/03 §7.2).
///   push x -> $s   call "srv" "run" ()   canon $s -> #s   →   new $s: (these three)
void restrictStreams(LoweredProcess lowered);

/// Answers of several peers that the next step awaits behind a relay are awaited on the relay, and
/// travel on together (spec/03 §14.3.8).
///   for p in ps par: (call p …) -> $s   gate s of 3 at INIT   →   the same, gate s of 3 at -relay-
///   par { call p -> x } { call q -> y }   call INIT (x, y)    →   par …   wait x, wait y at
///   -relay-   call INIT (x, y)
void meetAtRelay(LoweredProcess lowered);

} // namespace aqua::flow
