// The errors of an invocation: codes and texts of AquaVM (spec/04 §11). One function for each.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "air/Air.h"
#include "trace/Fallible.h"
#include "value/Value.h"

namespace aqua::vm {

/// An error of AquaVM (spec/04 §11).
struct Error {
  int64_t code = 0;
  std::string message;
  /// Set iff a variable is not defined (10003): many instructions then wait instead of failing.
  std::optional<air::NameId> missing = {};

  /// `xor` catches it, `par` and folds over streams may swallow it.
  [[nodiscard]] bool isCatchable() const { return code < 20000; }
};

/// A result, or the error that came instead.
template <typename T>
using Fallible = trace::Fallible<T, Error>;
/// Nothing: all is well.
using MaybeError = std::optional<Error>;

namespace errors {

// ---- catchable

Error localService(int64_t code, llvm::StringRef message);
Error matchValuesNotEqual();
Error mismatchValuesEqual();
Error variableNotFound(air::NameId name, llvm::StringRef text);
Error foldIteratesOverNonArray(llvm::StringRef expression, const value::Value& value);
Error user(const value::Value& object);
/// `text` says what is wrong (spec/04 §8).
Error lens(std::string text);
/// `text` says what is wrong (spec/04 §10.13).
Error invalidErrorObject(std::string text);
Error clearedByNew(llvm::StringRef name);
Error lengthOfNonArray(const value::Value& value);
Error nonStringInTriplet(llvm::StringRef name, const value::Value& value);
Error unsupportedMapKey(llvm::StringRef map);

// ---- uncatchable

Error trace(llvm::StringRef instruction, llvm::StringRef detail);
Error generationCompactification(llvm::StringRef detail);
Error foldStateNotFound(llvm::StringRef iterator);
Error iterableShadowing(llvm::StringRef name);
Error multipleIterableValues(llvm::StringRef iterator);
Error callResultNotCorrespondToInstruction(llvm::StringRef value);
Error shadowingNotAllowed(llvm::StringRef name);
Error scalarsStateCorrupted(llvm::StringRef name, uint32_t depth);
Error noSuchGeneration(uint32_t generation);
Error streamSizeLimit(uint32_t limit);
/// A pair of a canon map that is none.
Error badPair();
Error pairWithoutValue();
Error canonStreamMap();
/// `what` is the name of the parameter, the others are its renderings.
Error parametersMismatch(llvm::StringRef what, llvm::StringRef expected, llvm::StringRef got);
/// What makes the real VM trap, and the bounds of ours: code 20000.
Error refused(std::string text);

} // namespace errors

constexpr int64_t matchValuesNotEqualCode = 10001;
constexpr int64_t mismatchValuesEqualCode = 10002;
constexpr int64_t unprocessedCallResultCode = 30000;

} // namespace aqua::vm
