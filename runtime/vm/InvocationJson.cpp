#include "InvocationJson.h"

#include "air/Print.h"
#include "trace/DataJson.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::vm {
namespace {

using value::FieldReader;
using value::Member;
using value::Value;

Value texts(llvm::ArrayRef<std::string> list) {
  std::vector<Value> items;
  for (const std::string& text : list)
    items.push_back(Value::string(text));
  return Value::array(std::move(items));
}

Value requestValue(const CallRequest& request) {
  std::vector<Value> tetraplets;
  for (const std::vector<Tetraplet>& origins : request.tetraplets) {
    std::vector<Value> list;
    for (const Tetraplet& origin : origins)
      list.push_back(Value::object({
          {"peer_pk", Value::string(origin.peer)},
          {"service_id", Value::string(origin.service)},
          {"function_name", Value::string(origin.function)},
          {"lens", Value::string(origin.lens)},
      }));
    tetraplets.push_back(Value::array(std::move(list)));
  }
  return Value::object({
      {"service_id", Value::string(request.service)},
      {"function_name", Value::string(request.function)},
      {"arguments", Value::array(request.arguments)},
      {"tetraplets", Value::array(std::move(tetraplets))},
  });
}

std::string reasonText(const Wait& wait) {
  switch (wait.kind) {
  case Wait::Kind::Variable: return "`" + wait.name().str() + "` has no value yet";
  case Wait::Kind::CallResult: return "the host has not answered yet";
  case Wait::Kind::RemoteCall: return "it is for the peer " + wait.peerId().str();
  case Wait::Kind::EmptyStream: return "`" + wait.name().str() + "` is empty";
  case Wait::Kind::MoreElements: return "more elements of `" + wait.name().str() + "` may come";
  case Wait::Kind::Never: return "it never completes";
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

void readParams(const Value& value, FieldReader& fields, Params& params) {
  const auto text = [&](llvm::StringRef name, std::string& target) {
    return FieldReader::Field{name, [&](const Value& v) {
                                if (auto read = fields.text(v)) target = std::move(*read);
                              }};
  };
  const auto number = [&](llvm::StringRef name, auto& target, int64_t max) {
    return FieldReader::Field{name, [&fields, &target, max](const Value& v) {
                                using Number = std::remove_reference_t<decltype(target)>;
                                if (const auto read = fields.integer(v, 0, max))
                                  target = static_cast<Number>(*read);
                              }};
  };
  fields.object(value,
                {text("init_peer_id", params.initPeer), text("current_peer_id", params.currentPeer),
                 text("particle_id", params.particleId),
                 number("timestamp", params.timestamp, std::numeric_limits<int64_t>::max()),
                 number("ttl", params.ttl, std::numeric_limits<uint32_t>::max()),
                 number("stream_limit", params.limits.streamSize, maxStreamLimit)});
}

void readResults(const Value& value, FieldReader& fields, std::map<uint32_t, CallResult>& results) {
  fields.map(value, [&](llvm::StringRef id, const Value& answer) {
    uint32_t request = 0;
    if (!llvm::to_integer(id, request)) return fields.reportKey("expected the id of a request");
    CallResult& result = results[request];
    constexpr int64_t min = std::numeric_limits<int32_t>::min();
    constexpr int64_t max = std::numeric_limits<int32_t>::max();
    fields.object(answer,
                  {{"ret_code",
                    [&](const Value& v) {
                      result.code = static_cast<int32_t>(fields.integer(v, min, max).value_or(0));
                    }},
                   {"result", [&](const Value& v) { result.result = value::toJson(v); }},
                   {"text", [&](const Value& v) { result.result = fields.text(v).value_or(""); }}});
    const bool hasOne = (answer.field("result") != nullptr) != (answer.field("text") != nullptr);
    if (answer.isObject() && !hasOne) fields.report("expected either `result` or `text`");
  });
}

void readData(const Value& value, FieldReader& fields, DataRef& data) {
  if (value.isNull()) return;
  if (!value.field("ret_code")) {
    data = trace::readData(value, fields);
    return;
  }
  const auto ignore = [](const Value&) {};
  fields.object(value, {{"data",
                         [&](const Value& v) {
                           if (!v.isNull()) data = trace::readData(v, fields);
                         }},
                        {"ret_code", ignore},
                        {"error_message", ignore},
                        {"next_peers", ignore},
                        {"call_requests", ignore},
                        {"errors", ignore},
                        {"waiting", ignore}});
}

Value toValue(const Outcome& outcome, const air::Script& script) {
  const auto quoted = [&](uint32_t instruction) {
    return Value::string(
        llvm::StringRef(headText(script, script.instruction(instruction))).rtrim());
  };
  std::vector<Member> requests;
  for (const CallRequest& request : outcome.requests)
    requests.emplace_back(std::to_string(request.id), requestValue(request));
  std::vector<Value> waiting;
  for (const Wait& wait : outcome.waits)
    waiting.push_back(Value::object(
        {{"instruction", quoted(wait.instruction)}, {"reason", Value::string(reasonText(wait))}}));
  std::vector<Value> errors;
  for (const Failure& failure : outcome.failures)
    errors.push_back(Value::object({{"instruction", quoted(failure.instruction)},
                                    {"error_code", Value::integer(failure.code)},
                                    {"message", Value::string(failure.message)}}));
  return Value::object({
      {"ret_code", Value::integer(outcome.code)},
      {"error_message", Value::string(outcome.errorMessage)},
      {"next_peers", texts(outcome.nextPeers)},
      {"call_requests", Value::object(std::move(requests))},
      {"data", outcome.data ? trace::toValue(*outcome.data) : Value()},
      {"errors", Value::array(std::move(errors))},
      {"waiting", Value::array(std::move(waiting))},
  });
}

} // namespace aqua::vm
