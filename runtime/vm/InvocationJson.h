// The input and the outcome of an invocation as JSON: the outcome of one is input of the next
// (docs/air.md).

#pragma once

#include "Vm.h"
#include "value/FieldReader.h"

namespace aqua::vm {

// Each of these reports problems to `fields`; what could not be read stays as it was.

/// `{"init_peer_id", "current_peer_id", "particle_id", "timestamp", "ttl"}`, all optional.
void readParams(const value::Value& value, value::FieldReader& fields, Params& params);
/// `{"1": {"ret_code": 0, "result": any JSON}}`, or `"text"` instead of `result`: what the host
/// sends, JSON or not.
void readResults(const value::Value& value, value::FieldReader& fields,
                 std::map<uint32_t, CallResult>& results);
/// The data, or an outcome with its data. `null` is no data.
void readData(const value::Value& value, value::FieldReader& fields, DataRef& data);

/// The outcome with the fields that docs/air.md describes.
[[nodiscard]] value::Value toValue(const Outcome& outcome, const air::Script& script);

} // namespace aqua::vm
