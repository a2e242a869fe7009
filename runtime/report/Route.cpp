#include "Route.h"

#include <map>

#include "llvm/ADT/STLExtras.h"

#include "RunFacts.h"
#include "Text.h"

#include <fmt/format.h>

namespace aqua::report {

using network::CallRecord;
using network::LogEvent;
using network::none;

namespace {

/// Walks over the log once.
class RouteMaker {
public:
  RouteMaker(const network::RunResult& result, const Source& source)
      : result_(result), source_(source), lanes_(result.peers.size()),
        waiting_(result.peers.size()) {
    route_.result = &result;
    route_.source = &source;
    route_.counts = count(result);
    if (source.script) facts_.emplace(result, *source.script);
  }

  Route make();

private:
  void makeLanes();
  void addFaults();
  [[nodiscard]] size_t lane(uint32_t peer) const { return lanes_[peer]; }
  [[nodiscard]] std::string placeOf(uint32_t instruction) const;
  [[nodiscard]] bool isJoin(const vm::Wait& wait) const;
  void addJoins(const LogEvent& event);
  void addInvocation(const LogEvent& event);
  void addSend(const LogEvent& event);
  void addCall(const LogEvent& event);
  void addArguments(const CallRecord& call);
  [[nodiscard]] Step describe(const CallRecord& call) const;
  [[nodiscard]] std::string answerText(const CallRecord& call) const;

  const network::RunResult& result_;
  const Source& source_;
  std::optional<RunFacts> facts_; // if the script is known
  std::vector<size_t> lanes_;     // by peer
  /// By peer: the joins that wait there, by instruction, with their steps.
  std::vector<std::map<uint32_t, size_t>> waiting_;
  size_t crashes_ = 0;
  Route route_;
};

/// Only peers that took part: the one that starts, then nodes, then other clients.
void RouteMaker::makeLanes() {
  std::vector<bool> takesPart(result_.peers.size());
  for (const LogEvent& event : result_.log) {
    takesPart[event.peer] = true;
    if (event.to != none) takesPart[event.to] = true;
  }
  for (const network::FaultRecord& fault : result_.outcome.faults)
    takesPart[fault.peer] = true;
  const auto rank = [&](uint32_t peer) {
    const network::PeerResult& one = result_.peers[peer];
    return one.isInit ? 0 : one.kind == network::PeerKind::Node ? 1 : 2;
  };
  std::vector<uint32_t> order;
  for (uint32_t peer = 0; peer < result_.peers.size(); ++peer)
    if (takesPart[peer]) order.push_back(peer);
  llvm::stable_sort(order, [&](uint32_t a, uint32_t b) { return rank(a) < rank(b); });
  for (const uint32_t peer : order) {
    const network::PeerResult& one = result_.peers[peer];
    lanes_[peer] = route_.lanes.size();
    route_.lanes.push_back({one.name, one.id, one.kind, one.isInit});
  }
}

std::string RouteMaker::placeOf(uint32_t instruction) const {
  return source_.place && instruction != none ? source_.place(instruction) : "";
}

/// `for … rec` and parallel loops over streams wait for more by nature: only gates are joins.
bool RouteMaker::isJoin(const vm::Wait& wait) const {
  if (wait.kind == vm::Wait::Kind::Variable) return true;
  if (!source_.script || wait.instruction >= source_.script->size()) return false;
  return isGate(source_.script->instruction(wait.instruction));
}

/// A join is a step when it begins; the invocation that finds it complete ends it.
void RouteMaker::addJoins(const LogEvent& event) {
  auto& waiting = waiting_[event.peer];
  std::map<uint32_t, size_t> now;
  for (const vm::Wait& wait : event.waits) {
    if (!isJoin(wait) || now.contains(wait.instruction)) continue;
    if (const auto known = waiting.find(wait.instruction); known != waiting.end()) {
      now.insert(*known);
      continue;
    }
    Step step;
    step.kind = Step::Kind::Join;
    step.lane = lane(event.peer);
    step.time = event.time;
    step.title = "waits for " + (facts_ ? facts_->waitName(wait) : sourceName(wait.name()));
    step.lines = {"to the end"};
    step.pending = true;
    step.place = placeOf(wait.instruction);
    now.emplace(wait.instruction, route_.steps.size());
    route_.steps.push_back(std::move(step));
  }
  for (const auto& [instruction, index] : waiting) {
    if (now.contains(instruction)) continue;
    Step& step = route_.steps[index];
    step.pending = false;
    step.end = event.time;
    step.lines = {fmt::format("until {} ms", event.time)};
  }
  waiting = std::move(now);
}

void RouteMaker::addInvocation(const LogEvent& event) {
  addJoins(event);
  if (event.code == 0) return;
  Step step;
  step.kind = Step::Kind::Crash;
  step.lane = lane(event.peer);
  step.time = event.time;
  step.title = fmt::format("VM error {}", event.code);
  step.lines = {withNames(result_.outcome.vmErrors[crashes_++].message, result_.names)};
  step.failed = true;
  route_.steps.push_back(std::move(step));
}

void RouteMaker::addSend(const LogEvent& event) {
  Message message;
  message.from = lane(event.peer);
  message.sent = event.time;
  message.bytes = event.bytes;
  message.place = placeOf(event.instruction);
  message.hasLane = event.to != none;
  if (message.hasLane) message.to = lane(event.to);
  if (event.undelivered != none) {
    const network::Undelivered& lost = result_.outcome.undelivered[event.undelivered];
    message.toText = network::receiverText(result_, lost);
    message.obstacle = network::obstacleText(lost.obstacle).str();
    message.isDetour = isDetour(lost.obstacle);
  } else {
    message.toText = result_.peers[event.to].name;
    message.arrival = event.due;
  }
  route_.messages.push_back(std::move(message));
}

/// getDataSrv is asked once per argument; the reader wants them in one place.
void RouteMaker::addArguments(const CallRecord& call) {
  if (call.request.function == "-relay-") return;
  const auto isArguments = [](const Step& step) { return step.kind == Step::Kind::Arguments; };
  auto found = llvm::find_if(route_.steps, isArguments);
  if (found == route_.steps.end()) {
    Step step;
    step.kind = Step::Kind::Arguments;
    step.lane = lane(call.peer);
    step.time = call.time;
    found = route_.steps.insert(route_.steps.end(), std::move(step));
  }
  Step& step = *found;
  step.lines.push_back(
      fmt::format("{} = {}", call.request.function, valueText(call.answer.value, result_.names)));
}

/// What the client got: the message of an error object, or the value.
std::string errorText(const CallRecord& call, const network::PeerNames& names) {
  if (call.request.arguments.empty()) return "";
  const value::Value& error = call.request.arguments.front();
  const value::Value* message = error.field("message");
  if (message && message->isString()) return withNames(message->asString(), names);
  return valueText(error, names);
}

std::string RouteMaker::answerText(const CallRecord& call) const {
  const host::Answer& answer = call.answer;
  if (call.loss != network::AnswerLoss::None)
    return fmt::format("answer lost: {}", network::lossText(call.loss).str());
  if (answer.never || !answer.fault.empty()) return "no answer";
  if (answer.code == 0) return "→ " + valueText(answer.value, result_.names);
  // Error values are texts as a rule: without quotes they read better.
  return "✗ " + (answer.value.isString() ? withNames(answer.value.asString(), result_.names)
                                         : valueText(answer.value, result_.names));
}

Step RouteMaker::describe(const CallRecord& call) const {
  const vm::CallRequest& request = call.request;
  const bool isEntry = call.answer.source == host::Answer::Source::Entry;
  const std::string arguments = argumentsText(request.arguments, result_.names);
  Step step;
  if (isEntry && request.service == "errorHandlingSrv") {
    step.kind = Step::Kind::Error;
    step.title = "error";
    step.lines = {errorText(call, result_.names)};
    step.failed = true;
    return step;
  }
  if (isEntry && request.function == "response") {
    step.kind = Step::Kind::Result;
    step.title = "result";
    step.lines = {arguments};
    return step;
  }
  const bool isBuiltin = call.answer.source == host::Answer::Source::Builtin;
  step.kind = isEntry ? Step::Kind::Callback : isBuiltin ? Step::Kind::Builtin : Step::Kind::Call;
  step.title = isEntry ? fmt::format("{}({})", request.function, arguments)
                       : fmt::format("{}.{}({})", withNames(request.service, result_.names),
                                     request.function, arguments);
  step.pending =
      call.answer.never || !call.answer.fault.empty() || call.loss != network::AnswerLoss::None;
  step.failed = !step.pending && call.answer.code != 0;
  step.delay = call.answer.delay;
  step.lines = {answerText(call)};
  if (call.answer.source == host::Answer::Source::Fault)
    step.lines.push_back("a fault of the scenario");
  return step;
}

void RouteMaker::addCall(const LogEvent& event) {
  const CallRecord& call = result_.outcome.calls[event.call];
  const std::string place = placeOf(event.instruction);
  route_.calls.push_back({&call, lane(event.peer), std::nullopt, place});
  const bool isArgument =
      call.answer.source == host::Answer::Source::Entry && call.request.service == "getDataSrv";
  if (isArgument) return addArguments(call);
  Step step = describe(call);
  step.lane = lane(event.peer);
  step.time = event.time;
  step.place = place;
  step.call = event.call;
  route_.steps.push_back(std::move(step));
}

/// What became of peers; the fate of messages and calls is told where they are shown.
void RouteMaker::addFaults() {
  for (const network::FaultRecord& fault : result_.outcome.faults) {
    if (fault.to != none || fault.call != none) continue;
    Step step;
    step.kind = Step::Kind::Fault;
    step.lane = lane(fault.peer);
    step.time = fault.time;
    step.title = network::faultText(result_, fault);
    route_.steps.push_back(std::move(step));
  }
}

Route RouteMaker::make() {
  makeLanes();
  addFaults();
  for (const LogEvent& event : result_.log) {
    switch (event.kind) {
    case LogEvent::Kind::Invocation: addInvocation(event); break;
    case LogEvent::Kind::Send: addSend(event); break;
    case LogEvent::Kind::Call: addCall(event); break;
    case LogEvent::Kind::Answer: route_.calls[event.call].answered = event.time; break;
    }
  }
  llvm::stable_sort(route_.steps, [](const Step& a, const Step& b) { return a.time < b.time; });
  return std::move(route_);
}

} // namespace

Route makeRoute(const network::RunResult& result, const Source& source) {
  return RouteMaker(result, source).make();
}

std::string anchorOf(const Source& source, llvm::StringRef place) {
  const llvm::StringRef fileAndLine = place.rsplit(':').first;
  const auto [file, line] = fileAndLine.rsplit(':');
  for (const auto& [index, one] : llvm::enumerate(source.files))
    if (one.path == file) return fmt::format("file{}-{}", index + 1, line.str());
  return "";
}

std::string statusLine(const Route& route) {
  const std::string after = fmt::format("after {} ms", route.counts.virtualMs);
  switch (route.result->outcome.status) {
  case network::Status::Quiescent: return "at rest " + after;
  case network::Status::Expired: return "expired " + after;
  case network::Status::Stopped: return "stopped at the answer " + after;
  case network::Status::StepLimit: return "stopped by the step limit " + after;
  case network::Status::TimeLimit: return "stopped by the time limit " + after;
  case network::Status::Aborted: return "aborted " + after;
  }
  llvm_unreachable("all statuses are listed");
}

std::vector<std::pair<std::string, std::string>> countRows(const Route& route) {
  const Counts& counts = route.counts;
  return {{"messages", std::to_string(counts.messages)},
          {"through the client", std::to_string(counts.clientMessages)},
          {"undelivered", std::to_string(counts.undelivered)},
          {"invocations", std::to_string(counts.invocations)},
          {"service calls", std::to_string(counts.calls)},
          {"moved", bytesText(counts.bytes)},
          {"virtual time", fmt::format("{} ms", counts.virtualMs)}};
}

} // namespace aqua::report
