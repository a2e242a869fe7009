// fail: raises an error object (spec/04 §10.13).

#include <fmt/format.h>

#include "Machine.h"
#include "air/Print.h"

namespace aqua::vm {

using value::Value;

namespace {

MaybeError checkErrorObject(const Value& object) {
  const auto refuse = [&](const char* before, const std::string& after) {
    return errors::invalidErrorObject(before + value::toJson(object) + after);
  };
  if (!object.isObject())
    return refuse("scalar should have an object type to be converted into error object, but '",
                  "' doesn't have");
  const Value* code = object.field("error_code");
  if (!code) return refuse("scalar '", "' must have field with name 'error_code'");
  const Value* message = object.field("message");
  if (!message) return refuse("scalar '", "' must have field with name 'message'");
  if (code->kind() == value::Kind::UInt) // the real VM traps
    return errors::refused("error_code of an error object is above the range of integers");
  if (code->kind() != value::Kind::Int)
    return refuse("error_code of scalar '", "' must have integer type");
  if (code->asInt() == 0)
    return errors::invalidErrorObject("error code must be non-zero, but it is zero");
  if (!message->isString()) return refuse("message of scalar '", "' must have string type");
  return std::nullopt;
}

} // namespace

void Machine::start(const air::Fail& fail) {
  if (fail.isLiteral)
    return failWith(fail, {Value::object({
                               {"error_code", Value::integer(fail.code)},
                               {"instruction", Value::string(air::headText(context_.script, fail))},
                               {"message", Value::string(fail.message)},
                               {"peer_id", Value::string(input_.params.initPeer)},
                           }),
                           context_.literalTetraplet});
  if (fail.value.kind == air::Operand::Kind::Error) return failWithError(fail);
  auto record = resolve(context_, fail.value);
  if (!record) return raise(fail, std::move(record.error()));
  if (MaybeError error = checkErrorObject(record->value)) return raise(fail, std::move(*error));
  failWith(fail, {std::move(record->value), std::move(record->tetraplet)});
}

void Machine::failWith(const air::Fail& fail, ErrorValue value) {
  Error error = errors::user(value.object);
  context_.errors.setLast(std::move(value));
  complete_ = false;
  raise(fail, std::move(error));
}

/// (fail :error:): the caught error goes on as it was.
void Machine::failWithError(const air::Fail& fail) {
  const ErrorValue value = context_.errors.error();
  if (MaybeError error = checkErrorObject(value.object)) return raise(fail, std::move(*error));
  Error error = context_.errors.caught() ? *context_.errors.caught() : errors::user(value.object);
  context_.errors.setLast(value);
  context_.errors.close();
  complete_ = false;
  raise(fail, std::move(error));
}

} // namespace aqua::vm
