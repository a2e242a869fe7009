// Faults from their JSON form.

#pragma once

#include "Fault.h"
#include "value/FieldReader.h"
#include "llvm/ADT/ArrayRef.h"

namespace aqua::network {

/// The item at which the reader stands; `peers` are all names of the scenario. Reports problems to
/// the reader; the result is unusable then.
[[nodiscard]] Fault readFault(value::FieldReader& reader, const value::Value& value,
                              llvm::ArrayRef<std::string> peers);

/// Says that there is no such peer, and which one may be meant.
[[nodiscard]] std::string noPeerText(llvm::StringRef name, llvm::ArrayRef<std::string> peers);

} // namespace aqua::network
