// Data as JSON and back: what AquaVM's `to_human_readable_data` shows (spec/05 §5.3), completed so
// that nothing is lost. docs/air.md describes it.

#pragma once

#include <memory>

#include "Data.h"
#include "value/FieldReader.h"

namespace aqua::trace {

/// `{"cid_info": {five stores}, "lcid": …, "trace": […]}`. Besides what AquaVM stores there, the
/// value store has the values of calls without output, and finished calls have their `arguments`.
/// Only what the trace refers to is listed.
[[nodiscard]] value::Value toValue(const Data& data);

/// Reads what toValue wrote, or what people made of it: content ids are names, any text will do.
/// Null after a problem, which `fields` reports then.
[[nodiscard]] std::shared_ptr<const Data> readData(const value::Value& value,
                                                   value::FieldReader& fields);

} // namespace aqua::trace
