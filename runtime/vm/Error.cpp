#include "Error.h"

#include <fmt/format.h>

namespace aqua::vm::errors {

namespace {

std::string json(const value::Value& value) {
  return value::toJson(value);
}

} // namespace

Error localService(int64_t code, llvm::StringRef message) {
  return {10000, fmt::format("Local service error, ret_code is {}, error message is '{}'", code,
                             message.str())};
}

Error matchValuesNotEqual() {
  return {matchValuesNotEqualCode, "compared values do not match"};
}

Error mismatchValuesEqual() {
  return {mismatchValuesEqualCode, "compared values do not mismatch"};
}

Error variableNotFound(air::NameId name, llvm::StringRef text) {
  return {10003,
          fmt::format("variable with name '{}' wasn't defined during script execution", text.str()),
          name};
}

Error foldIteratesOverNonArray(llvm::StringRef expression, const value::Value& value) {
  return {10005, fmt::format("expression '{}' returned non-array value '{}' for fold iterable",
                             expression.str(), json(value))};
}

Error user(const value::Value& object) {
  return {10006, fmt::format("fail with '{}' is used without corresponding xor", json(object))};
}

Error lens(std::string text) {
  return {10007, std::move(text)};
}

Error invalidErrorObject(std::string text) {
  return {10008, std::move(text)};
}

Error clearedByNew(llvm::StringRef name) {
  return {10009, fmt::format("variable with name '{}' was cleared by new and then wasn't set",
                             name.str())};
}

Error lengthOfNonArray(const value::Value& value) {
  return {10010, fmt::format("the length functor could applied only to an array-like value, but "
                             "it's applied to '{}'",
                             json(value))};
}

Error nonStringInTriplet(llvm::StringRef name, const value::Value& value) {
  return {10011, fmt::format("call cannot resolve non-String triplet variable part `{}` with value "
                             "'{}'",
                             name.str(), json(value))};
}

Error unsupportedMapKey(llvm::StringRef map) {
  return {10012, fmt::format("unsupported type for {} map's key", map.str())};
}

Error trace(llvm::StringRef instruction, llvm::StringRef detail) {
  return {20000, fmt::format("on instruction '{}' trace handler encountered an error: {}",
                             instruction.str(), detail.str())};
}

Error generationCompactification(llvm::StringRef detail) {
  return {20001, detail.str()};
}

Error foldStateNotFound(llvm::StringRef iterator) {
  return {20003, fmt::format("fold state not found for this iterable '{}'", iterator.str())};
}

Error iterableShadowing(llvm::StringRef name) {
  return {20004, fmt::format("variable with name '{}' can't be shadowed, shadowing isn't supported "
                             "for iterables",
                             name.str())};
}

Error multipleIterableValues(llvm::StringRef iterator) {
  return {20005,
          fmt::format("multiple iterable values found for iterable name '{}'", iterator.str())};
}

Error callResultNotCorrespondToInstruction(llvm::StringRef value) {
  return {20006, fmt::format("call result value {} doesn't match with corresponding instruction",
                             value.str())};
}

Error shadowingNotAllowed(llvm::StringRef name) {
  return {20007, fmt::format("trying to shadow variable '{}', but shadowing is allowed only inside "
                             "fold blocks",
                             name.str())};
}

Error scalarsStateCorrupted(llvm::StringRef name, uint32_t depth) {
  return {20008, fmt::format("new end block tries to pop up a variable '{}' that wasn't defined at "
                             "depth {}",
                             name.str(), depth)};
}

Error noSuchGeneration(uint32_t generation) {
  return {20011, fmt::format("stream doesn't have generation {}", generation)};
}

Error streamSizeLimit(uint32_t limit) {
  return {20013, fmt::format("stream size goes over the allowed limit of {}", limit)};
}

Error badPair() {
  return {20014, "unsupported kvpair object or map key type"};
}

Error pairWithoutValue() {
  return {20014, "there must be a \"value\" field in kvpair object"};
}

Error canonStreamMap() {
  return {20016, "can not find JValue to produce scalar from"};
}

Error parametersMismatch(llvm::StringRef what, llvm::StringRef expected, llvm::StringRef got) {
  return {20017, fmt::format("{} doesn't match expected parameters: expected {}, got {} ",
                             what.str(), expected.str(), got.str())};
}

Error refused(std::string text) {
  return {20000, std::move(text)};
}

} // namespace aqua::vm::errors
