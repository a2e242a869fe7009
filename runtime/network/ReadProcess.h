// Processes of a scenario from their JSON form.

#pragma once

#include "Scenario.h"
#include "value/FieldReader.h"

namespace aqua::network {

/// Reports problems to the reader; the result is unusable then.
[[nodiscard]] ProcessDescription readProcess(value::FieldReader& reader, const value::Value& value);

/// Reports `process` mocks that name none of the scenario's processes.
void checkProcessMocks(value::FieldReader& reader, const Scenario& scenario);

} // namespace aqua::network
