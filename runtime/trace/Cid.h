// Content ids (spec/05 §6). Nothing here is found by its content id: they are computed only where a
// message quotes one, and by tests.

#pragma once

#include <string>

#include "Record.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::trace {

/// CIDv1, codec JSON, BLAKE3, base32: the id of a text.
[[nodiscard]] std::string cidOfText(llvm::StringRef text);
[[nodiscard]] std::string cidOf(const value::Value& value);
[[nodiscard]] std::string cidOf(const Tetraplet& tetraplet);
/// The argument hash of a call.
[[nodiscard]] std::string cidOfArguments(llvm::ArrayRef<value::Value> arguments);
/// Of a call without output: the id of the value.
[[nodiscard]] std::string cidOf(const ServiceResult& result);
/// Each canon on the way is hashed once.
[[nodiscard]] std::string cidOf(const CanonResult& result);

} // namespace aqua::trace
