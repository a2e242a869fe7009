// Arguments of builtins of the JavaScript client: the schema checks and the texts of its errors
// (spec/06 §1.1, §3.1).

#include <fmt/format.h>

#include "BuiltinCall.h"

namespace aqua::host {

using value::Kind;
using value::Value;

namespace {

JsKind kindOf(const Value& value) {
  switch (value.kind()) {
  case Kind::Null: return JsKind::Null;
  case Kind::Bool: return JsKind::Boolean;
  case Kind::Int:
  case Kind::UInt:
  case Kind::Float: return JsKind::Number;
  case Kind::String: return JsKind::String;
  case Kind::Array: return JsKind::Array;
  case Kind::Object: return JsKind::Object;
  }
  llvm_unreachable("all kinds are listed");
}

llvm::StringRef kindName(JsKind kind) {
  switch (kind) {
  case JsKind::Any: return "any";
  case JsKind::Null: return "null";
  case JsKind::Boolean: return "boolean";
  case JsKind::Number: return "number";
  case JsKind::String: return "string";
  case JsKind::Array: return "array";
  case JsKind::Object: return "object";
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

llvm::StringRef jsKindName(const Value& value) {
  return kindName(kindOf(value));
}

bool isJsKind(const Value& value, JsKind kind) {
  return kind == JsKind::Any || kindOf(value) == kind;
}

Answer jsError(const BuiltinCall& call, llvm::StringRef message) {
  return Answer::error(Value::string(fmt::format(R"(("{}" "{}") {})", call.request.service,
                                                 call.request.function, message.str())));
}

Answer jsThrown(const BuiltinCall& call, llvm::StringRef message) {
  return Answer::error(
      Value::string(fmt::format(R"(Service call failed. fnName="{}" serviceId="{}" error: {})",
                                call.request.function, call.request.service, message.str())));
}

Answer jsUnsupported(const BuiltinCall& call) {
  return jsError(call, fmt::format(R"(The JS implementation of Peer does not support "{}.{}")",
                                   call.request.service, call.request.function));
}

std::optional<Answer> jsWrongKind(const BuiltinCall& call, size_t argument, JsKind kind) {
  const Value& value = call.arguments[argument];
  if (isJsKind(value, kind)) return std::nullopt;
  return jsError(call, fmt::format("Argument {} expected to be of type {}, Got {}", argument,
                                   kindName(kind).str(), jsKindName(value).str()));
}

std::optional<Answer> jsMismatch(const BuiltinCall& call, llvm::ArrayRef<JsKind> kinds) {
  if (call.arguments.size() != kinds.size())
    return jsError(
        call, fmt::format("Expected {} argument(s). Got {}", kinds.size(), call.arguments.size()));
  for (size_t i = 0; i < kinds.size(); ++i)
    if (auto problem = jsWrongKind(call, i, kinds[i])) return problem;
  return std::nullopt;
}

std::optional<Answer> jsWrongItem(const BuiltinCall& call, const Value& item, JsKind kind) {
  if (isJsKind(item, kind)) return std::nullopt;
  return jsError(
      call, fmt::format("Expected {}, received {}", kindName(kind).str(), jsKindName(item).str()));
}

std::optional<Answer> jsWrongItems(const BuiltinCall& call, const Value& array, JsKind kind) {
  for (const Value& item : array.items())
    if (auto problem = jsWrongItem(call, item, kind)) return problem;
  return std::nullopt;
}

} // namespace aqua::host
