// Services `json`, `debug`, `run-console` and `tracingSrv` (spec/06 §7, §8).

#include <fmt/format.h>

#include "BuiltinCall.h"
#include "JsJson.h"
#include "JsParseError.h"

namespace aqua::host {

using value::Member;
using value::Value;

namespace {

Answer objectResult(std::vector<Member> members) {
  return Answer::result(Value::object(std::move(members)));
}

// ---- js: objects

/// Appends key, value, key, value …
std::optional<Answer> jsPairs(const BuiltinCall& call, llvm::ArrayRef<Value> flat,
                              std::vector<Member>& members) {
  for (size_t i = 0; i + 1 < flat.size(); i += 2) {
    if (auto problem = jsWrongItem(call, flat[i], JsKind::String)) return problem;
    members.emplace_back(flat[i].asString().str(), flat[i + 1]);
  }
  return std::nullopt;
}

Answer jsObj(const BuiltinCall& call) {
  const size_t count = call.arguments.size();
  if (count % 2 != 0)
    return jsError(call, fmt::format("Expected even number of argument(s). Got {}", count));
  std::vector<Member> members;
  if (auto problem = jsPairs(call, call.arguments, members)) return *problem;
  return objectResult(std::move(members));
}

Answer jsPut(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Object, JsKind::String, JsKind::Any}))
    return *problem;
  std::vector<Member> members = call.arguments[0].members().vec();
  members.emplace_back(call.arguments[1].asString().str(), call.arguments[2]);
  return objectResult(std::move(members));
}

Answer jsPuts(const BuiltinCall& call) {
  const size_t count = call.arguments.size();
  if (count < 3)
    return jsError(call, fmt::format("Expected more than 3 argument(s). Got {}", count));
  if (count % 2 == 0) return jsError(call, "Argument count must be odd.");
  if (auto problem = jsWrongKind(call, 0, JsKind::Object)) return *problem;
  std::vector<Member> members = call.arguments[0].members().vec();
  if (auto problem = jsPairs(call, call.arguments.drop_front(), members)) return *problem;
  return objectResult(std::move(members));
}

/// Appends pairs `[key, value]`.
std::optional<Answer> jsPairList(const BuiltinCall& call, const Value& pairs,
                                 std::vector<Member>& members) {
  for (const Value& pair : pairs.items()) {
    if (auto problem = jsWrongItem(call, pair, JsKind::Array)) return problem;
    if (pair.items().size() != 2)
      return jsError(call, fmt::format("Expected 2 argument(s). Got {}", pair.items().size()));
    if (auto problem = jsPairs(call, pair.items(), members)) return problem;
  }
  return std::nullopt;
}

Answer jsObjPairs(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array})) return *problem;
  std::vector<Member> members;
  if (auto problem = jsPairList(call, call.arguments[0], members)) return *problem;
  return objectResult(std::move(members));
}

Answer jsPutsPairs(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Object, JsKind::Array})) return *problem;
  std::vector<Member> members = call.arguments[0].members().vec();
  if (auto problem = jsPairList(call, call.arguments[1], members)) return *problem;
  return objectResult(std::move(members));
}

// ---- nox: objects

std::optional<Answer> noxPairs(llvm::ArrayRef<Value> flat, std::vector<Member>& members) {
  for (; !flat.empty(); flat = flat.drop_front(2)) {
    if (flat.size() == 1)
      return noxError("Expected odd number of arguments, got even. No value for key '" +
                      value::toJson(flat[0]) + "'");
    if (!flat[0].isString())
      return noxError("All keys must be of type string. Key of the following pair is of invalid "
                      "type: (" +
                      value::toJson(flat[0]) + ", " + value::toJson(flat[1]) + ")");
    members.emplace_back(flat[0].asString().str(), flat[1]);
  }
  return std::nullopt;
}

Answer noxObj(const BuiltinCall& call) {
  std::vector<Member> members;
  if (auto problem = noxPairs(call.arguments, members)) return *problem;
  return objectResult(std::move(members));
}

Answer noxPut(const BuiltinCall& call) {
  NoxArguments arguments(call);
  JsonObject object;
  std::string key;
  Value value;
  if (!arguments.next("object", object) || !arguments.next("key", key) ||
      !arguments.next("value", value))
    return arguments.error();
  object.members.emplace_back(std::move(key), std::move(value));
  return objectResult(std::move(object.members));
}

Answer noxPuts(const BuiltinCall& call) {
  NoxArguments arguments(call);
  JsonObject object;
  if (!arguments.next("object", object)) return arguments.error();
  if (auto problem = noxPairs(arguments.rest(), object.members)) return *problem;
  return objectResult(std::move(object.members));
}

std::optional<Answer> noxPairList(NoxArguments& arguments, std::vector<Member>& members) {
  std::vector<std::vector<Value>> pairs;
  if (!arguments.next("pairs", pairs)) return arguments.error();
  for (const std::vector<Value>& pair : pairs)
    if (auto problem = noxPairs(pair, members)) return problem;
  return std::nullopt;
}

Answer noxObjPairs(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::vector<Member> members;
  if (auto problem = noxPairList(arguments, members)) return *problem;
  return objectResult(std::move(members));
}

Answer noxPutsPairs(const BuiltinCall& call) {
  NoxArguments arguments(call);
  Value object;
  if (!arguments.next("object", object)) return arguments.error();
  if (!object.isObject()) return noxError("expected json object, got " + value::toJson(object));
  std::vector<Member> members = object.members().vec();
  if (auto problem = noxPairList(arguments, members)) return *problem;
  return objectResult(std::move(members));
}

// ---- texts

Answer jsParse(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::String})) return *problem;
  const llvm::StringRef text = call.arguments[0].asString();
  value::ReadResult result = value::parseJson(text, value::Floats::Exact);
  if (result.ok) return Answer::result(throughJs(result.value));
  const std::string message = jsParseError(text);
  // JavaScript reads some texts that AquaVM would refuse as an answer: they fail here already.
  return jsError(call, message.empty() ? value::aquaVmErrorText(text, result.error) : message);
}

Answer noxParse(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string text;
  if (!arguments.next("json", text)) return arguments.error();
  value::ReadResult result = value::parseJson(text);
  if (result.ok) return Answer::result(std::move(result.value));
  return noxWrapped("error parsing json " + text, value::aquaVmErrorText(text, result.error));
}

// Real js peers take objects only (spec/06 §13: any value).
Answer jsStringify(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Any})) return *problem;
  return textResult(toJsJson(call.arguments[0], 0));
}

Answer noxStringify(const BuiltinCall& call) {
  NoxArguments arguments(call);
  Value value;
  if (!arguments.next("value", value)) return arguments.error();
  return textResult(value::toJson(value));
}

/// What `debug.stringify` shows: the only argument, or all of them.
Value shown(const BuiltinCall& call) {
  if (call.arguments.empty()) return Value::string("<empty argument list>");
  return call.arguments.size() == 1 ? call.arguments[0] : Value::array(call.arguments.vec());
}

Answer jsDebug(const BuiltinCall& call) {
  return textResult(toJsJson(shown(call), 4));
}

Answer noxDebug(const BuiltinCall& call) {
  return textResult(value::toJson(shown(call)));
}

// ---- output, handed to the caller as data

Answer withConsole(Answer answer, std::string line) {
  answer.console = std::move(line);
  return answer;
}

/// Strings bare, all else as compact JSON (spec/06 §13).
std::string consoleText(const Value& value) {
  return value.isString() ? value.asString().str() : value::toJson(value);
}

std::string consoleLine(const BuiltinCall& call) {
  std::string line;
  for (const Value& argument : call.arguments) {
    if (&argument != call.arguments.begin()) line += ' ';
    line += consoleText(argument);
  }
  return line;
}

Answer jsPrint(const BuiltinCall& call) {
  return withConsole(objectResult({}), consoleLine(call));
}

// Nodes let only their owner print; in a simulation everybody may.
Answer noxPrint(const BuiltinCall& call) {
  return withConsole(noxUnit(), consoleLine(call));
}

// Has no schema: takes whatever comes.
Answer jsTrace(const BuiltinCall& call) {
  const auto text = [&](size_t argument) {
    return argument < call.arguments.size() ? consoleText(call.arguments[argument]) : "undefined";
  };
  return withConsole(Answer::result(Value()),
                     fmt::format("[{}] ({}) {}", call.around.particle->id, text(0), text(1)));
}

constexpr Builtin jsonTable[] = {
    {"json", "obj", jsObj, noxObj},
    {"json", "put", jsPut, noxPut},
    {"json", "puts", jsPuts, noxPuts},
    {"json", "obj_pairs", jsObjPairs, noxObjPairs},
    {"json", "puts_pairs", jsPutsPairs, noxPutsPairs},
    {"json", "parse", jsParse, noxParse},
    {"json", "stringify", jsStringify, noxStringify},
    {"debug", "stringify", jsDebug, noxDebug},
    {"run-console", "print", jsPrint, noxPrint},
    {"tracingSrv", "tracingEvent", jsTrace, nullptr},
};

} // namespace

llvm::ArrayRef<Builtin> jsonBuiltins() {
  return jsonTable;
}

} // namespace aqua::host
