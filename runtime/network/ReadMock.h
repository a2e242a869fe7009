// Mocks from their JSON form.

#pragma once

#include "host/Mock.h"
#include "value/FieldReader.h"

namespace aqua::network {

/// Reports problems to the reader; the result is unusable then.
[[nodiscard]] host::Mock readMock(value::FieldReader& reader, const value::Value& value);
[[nodiscard]] host::MockFunctions readMockFunctions(value::FieldReader& reader,
                                                    const value::Value& value);
[[nodiscard]] host::MockTable readMockTable(value::FieldReader& reader, const value::Value& value);

} // namespace aqua::network
