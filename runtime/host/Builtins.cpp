#include "Builtins.h"

#include "BuiltinCall.h"
#include "JsJson.h"

namespace aqua::host {

using value::Value;

namespace {

constexpr BuiltinHandler handlerOf(const Builtin& builtin, Profile profile) {
  return profile == Profile::Js ? builtin.js : builtin.nox;
}

BuiltinHandler findBuiltin(llvm::StringRef service, llvm::StringRef function, Profile profile) {
  for (const auto table : {opBuiltins(), mathBuiltins(), arrayBuiltins(), jsonBuiltins(),
                           peerBuiltins(), sigBuiltins(), nodeBuiltins(), marineBuiltins()})
    for (const Builtin& builtin : table)
      if (builtin.service == service && builtin.function == function)
        return handlerOf(builtin, profile);
  return nullptr;
}

} // namespace

std::optional<Answer> callBuiltin(const PeerSpec& peer, PeerState& state,
                                  const vm::CallRequest& request, const Surroundings& around) {
  const bool isJs = peer.profile == Profile::Js;
  // A js peer signs under its own id, too (spec/06 §10.1).
  const bool isOwnId = isJs && request.service == peer.id;
  const BuiltinHandler handler =
      findBuiltin(isOwnId ? "sig" : request.service, request.function, peer.profile);
  if (!handler) return std::nullopt;

  std::vector<Value> arguments = request.arguments;
  if (isJs)
    for (Value& argument : arguments)
      argument = throughJs(argument);
  Answer answer = handler({peer, state, request, around, arguments});
  answer.source = Answer::Source::Builtin;
  return answer;
}

bool isBuiltin(llvm::StringRef service, llvm::StringRef function) {
  return findBuiltin(service, function, Profile::Js) ||
         findBuiltin(service, function, Profile::Nox);
}

Answer textResult(llvm::StringRef text) {
  return Answer::result(Value::string(text));
}

Answer truthResult(bool truth) {
  return Answer::result(Value::boolean(truth));
}

Answer integerResult(int64_t integer) {
  return Answer::result(Value::integer(integer));
}

Answer arrayResult(std::vector<Value> items) {
  return Answer::result(Value::array(std::move(items)));
}

Value bytesValue(llvm::ArrayRef<uint8_t> bytes) {
  std::vector<Value> items;
  for (const uint8_t byte : bytes)
    items.push_back(Value::integer(byte));
  return Value::array(std::move(items));
}

Value stringsValue(llvm::ArrayRef<std::string> strings) {
  std::vector<Value> items;
  for (const std::string& string : strings)
    items.push_back(Value::string(string));
  return Value::array(std::move(items));
}

} // namespace aqua::host
