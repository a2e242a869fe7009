// Mocks from their JSON form.

#pragma once

#include "FieldReader.h"
#include "host/Mock.h"

namespace aqua::network {

/// Reports problems to the reader; the result is unusable then.
[[nodiscard]] host::Mock readMock(FieldReader& reader, const value::Value& value);
[[nodiscard]] host::MockFunctions readMockFunctions(FieldReader& reader, const value::Value& value);
[[nodiscard]] host::MockTable readMockTable(FieldReader& reader, const value::Value& value);

} // namespace aqua::network
