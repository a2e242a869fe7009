#include "Mock.h"

#include <algorithm>

#include <fmt/format.h>

namespace aqua::host {

using value::Value;

namespace {

template <typename Map>
auto* lookup(Map& map, llvm::StringRef key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

/// A program could nest them as deep as its file allows; evaluation resolves them without
/// recursion.
const Mock* resolve(const Mock& mock, const MockCall& call, Typing& typing) {
  const Mock* current = &mock;
  while (true) {
    if (current->typing == Typing::Unchecked) typing = Typing::Unchecked;
    if (current->kind == Mock::Kind::Sequence) {
      const size_t last = current->sequence.size() - 1;
      current = &current->sequence[std::min<size_t>(call.count, last)];
    } else if (current->kind == Mock::Kind::Cases) {
      const auto& arguments = call.request->arguments;
      const auto matches = [&](const MockCase& one) {
        return one.arguments.size() <= arguments.size() &&
               std::equal(one.arguments.begin(), one.arguments.end(), arguments.begin());
      };
      const auto found = std::find_if(current->cases.begin(), current->cases.end(), matches);
      if (found != current->cases.end())
        current = &found->then;
      else if (!current->otherwise.empty())
        current = &current->otherwise.front();
      else
        return nullptr;
    } else {
      return current;
    }
  }
}

std::string argumentsText(const vm::CallRequest& request) {
  std::string text;
  for (const Value& argument : request.arguments)
    text += (text.empty() ? "" : ", ") + value::toJson(argument);
  return text;
}

Answer evaluateExpression(const Mock& mock, const MockCall& call, ExpressionEngine* engine) {
  const vm::CallRequest& request = *call.request;
  const std::string what =
      fmt::format("mock of {}/{}.{}: ", call.peerName.str(), request.service, request.function);
  if (!engine) return Answer::broken(what + "a `js` mock needs an external engine");
  const Value context = Value::object({{"n", Value::integer(call.count)},
                                       {"peer", Value::string(call.peerName)},
                                       {"peerId", Value::string(call.peerId)},
                                       {"init", Value::string(call.particle->initPeer)},
                                       {"tetraplets", tetrapletsValue(request.tetraplets)}});
  ExpressionReply reply =
      engine->evaluate(mock.expression, Value::array(request.arguments), context);
  switch (reply.kind) {
  case ExpressionReply::Kind::Value: return Answer::result(std::move(reply.value));
  case ExpressionReply::Kind::Failed: return Answer::error(Value::string(reply.message));
  case ExpressionReply::Kind::Broken: return Answer::broken(what + reply.message);
  }
  llvm_unreachable("all kinds are listed");
}

/// What a process is told (spec/07 §17.5).
Value processRequest(const MockCall& call) {
  const vm::CallRequest& request = *call.request;
  const Particle& particle = *call.particle;
  return Value::object(
      {{"peer", Value::string(call.peerName)},
       {"peerId", Value::string(call.peerId)},
       {"service", Value::string(request.service)},
       {"function", Value::string(request.function)},
       {"args", Value::array(request.arguments)},
       {"tetraplets", tetrapletsValue(request.tetraplets)},
       {"particle", Value::object({{"id", Value::string(particle.id)},
                                   {"initPeerId", Value::string(particle.initPeer)},
                                   {"timestamp", Value::unsignedInteger(particle.timestamp)},
                                   {"ttl", Value::integer(particle.ttl)}})}});
}

Answer askProcess(const Mock& mock, const MockCall& call, ServiceProcesses* processes) {
  if (!processes)
    return Answer::broken(fmt::format("mock of {}/{}.{}: processes are not allowed here",
                                      call.peerName.str(), call.request->service,
                                      call.request->function));
  ProcessReply reply = processes->ask(mock.process, processRequest(call));
  Answer answer;
  switch (reply.kind) {
  case ProcessReply::Kind::Value: answer = Answer::result(std::move(reply.value)); break;
  case ProcessReply::Kind::Failed:
    answer = Answer::error(std::move(reply.value), reply.code);
    break;
  case ProcessReply::Kind::Broken:
    answer = Answer::error(Value::string(reply.reason));
    answer.defect = std::move(reply.reason);
    break;
  }
  answer.delay = reply.delay;
  return answer;
}

Answer evaluateSimple(const Mock& mock, const MockCall& call, const MockHelpers& helpers) {
  const vm::CallRequest& request = *call.request;
  switch (mock.kind) {
  case Mock::Kind::Value: return Answer::result(mock.value);
  case Mock::Kind::Echo:
    return Answer::result(mock.echo < request.arguments.size() ? request.arguments[mock.echo]
                                                               : Value());
  case Mock::Kind::Error: return Answer::error(mock.value, mock.code);
  case Mock::Kind::Never: return Answer::silence();
  case Mock::Kind::Expression: return evaluateExpression(mock, call, helpers.engine);
  case Mock::Kind::Process: return askProcess(mock, call, helpers.processes);
  case Mock::Kind::Print: {
    Answer answer = Answer::result(Value());
    answer.console = fmt::format("{}({})", request.function, argumentsText(request));
    return answer;
  }
  case Mock::Kind::Sequence:
  case Mock::Kind::Cases: break;
  }
  llvm_unreachable("sequences and cases are resolved before");
}

} // namespace

const Mock* findMock(const MockTable& table, llvm::StringRef service, llvm::StringRef function) {
  if (const MockFunctions* functions = lookup(table, service)) {
    if (const Mock* mock = lookup(*functions, function)) return mock;
    if (const Mock* mock = lookup(*functions, "*")) return mock;
  }
  const MockFunctions* any = lookup(table, "*");
  return any ? lookup(*any, "*") : nullptr;
}

Answer evaluateMock(const Mock& mock, const MockCall& call, const MockHelpers& helpers) {
  Typing typing = Typing::Checked;
  const Mock* resolved = resolve(mock, call, typing);
  Answer answer;
  if (resolved) {
    answer = evaluateSimple(*resolved, call, helpers);
    answer.delay += resolved->delay;
    answer.mock = resolved->place;
    answer.typing = typing;
  } else {
    const vm::CallRequest& request = *call.request;
    answer = Answer::error(Value::string(fmt::format("no case for {}.{}({})", request.service,
                                                     request.function, argumentsText(request))));
  }
  answer.source = Answer::Source::Mock;
  return answer;
}

Value tetrapletsValue(llvm::ArrayRef<std::vector<vm::Tetraplet>> tetraplets) {
  std::vector<Value> lists;
  for (const auto& list : tetraplets) {
    std::vector<Value> items;
    for (const vm::Tetraplet& tetraplet : list)
      items.push_back(Value::object({{"peer_pk", Value::string(tetraplet.peer)},
                                     {"service_id", Value::string(tetraplet.service)},
                                     {"function_name", Value::string(tetraplet.function)},
                                     {"lens", Value::string(tetraplet.lens)}}));
    lists.push_back(Value::array(std::move(items)));
  }
  return Value::array(std::move(lists));
}

} // namespace aqua::host
