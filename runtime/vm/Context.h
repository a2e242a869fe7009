// The state of an invocation that values are read from.

#pragma once

#include "ErrorState.h"
#include "Iteration.h"
#include "Scalars.h"
#include "Streams.h"
#include "Vm.h"

namespace aqua::vm {

struct Context {
  const air::Script& script;
  const Params& params;
  trace::TetrapletRef literalTetraplet; // (init peer, "", "", "")
  ErrorState errors;
  Scalars scalars;
  std::vector<std::unique_ptr<Iteration>> iterations; // by name of the iterator
  Streams streams;

  Context(const air::Script& script, const Params& params);

  /// A scalar or the current element of an iterator.
  [[nodiscard]] Fallible<trace::ValueRecord> readScalar(air::NameId name) const;
  /// A canon or canon map.
  [[nodiscard]] Fallible<trace::CanonResultRef> readCanon(air::NameId name) const;
  [[nodiscard]] trace::ValueRecord literal(value::Value value) const;
};

} // namespace aqua::vm
