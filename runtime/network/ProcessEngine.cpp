#include "ProcessEngine.h"

#include <fmt/format.h>

namespace aqua::network {

using host::ExpressionReply;
using value::Value;

namespace {

constexpr char evaluatorProgram[] = R"js(
let state = {};
class Fail extends Error {}
console.log = console.error;
const evaluate = ({ expression, args, context, fresh }) => {
  if (fresh) state = {};
  const ctx = { ...context, state, fail: (message) => { throw new Fail(message); } };
  const f = new Function("args", "ctx", `"use strict"; return (${expression});`);
  return structuredClone(f(args, ctx)) ?? null;
};
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  let reply;
  try {
    reply = { value: evaluate(JSON.parse(line)) };
  } catch (e) {
    reply = e instanceof Fail ? { failed: e.message } : { broken: String(e?.message ?? e) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
});
)js";

ExpressionReply broken(std::string message) {
  return {ExpressionReply::Kind::Broken, Value(), std::move(message)};
}

ExpressionReply toReply(llvm::StringRef line) {
  const value::ReadResult read = value::parseJson(line);
  if (read.ok) {
    if (const Value* result = read.value.field("value"))
      return {ExpressionReply::Kind::Value, *result, ""};
    if (const Value* failed = read.value.field("failed"); failed && failed->isString())
      return {ExpressionReply::Kind::Failed, Value(), failed->asString().str()};
    if (const Value* reason = read.value.field("broken"); reason && reason->isString())
      return broken(reason->asString().str());
  }
  return broken("the engine gave no proper reply");
}

} // namespace

ExpressionReply ProcessEngine::evaluate(llvm::StringRef expression, const Value& arguments,
                                        const Value& context) {
  using Talk = ChildProcess::Talk;
  if (!process_.isRunning()) {
    std::string reason = process_.start({{command_, "-e", evaluatorProgram}, "", {}});
    if (!reason.empty()) return broken(std::move(reason));
  }
  const Value request = Value::object({{"expression", Value::string(expression)},
                                       {"args", arguments},
                                       {"context", context},
                                       {"fresh", Value::boolean(std::exchange(isFresh_, false))}});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs_);
  std::string line;
  Talk talk = process_.send(value::toJson(request), deadline);
  if (talk == Talk::Done) talk = process_.receive(line, deadline);
  switch (talk) {
  case Talk::Done: return toReply(line);
  case Talk::Late:
    process_.stop(ChildProcess::Patience::None);
    return broken(fmt::format("no answer within {} ms", timeoutMs_));
  case Talk::Ended: return broken(fmt::format("`{}` {}", command_, process_.end()));
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace aqua::network
