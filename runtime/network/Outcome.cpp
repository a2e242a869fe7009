#include "Outcome.h"

#include <cmath>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

#include <fmt/format.h>

namespace aqua::network {

using value::Value;

Ending firstEnding(const Outcome& outcome) {
  for (const CallRecord& call : outcome.calls) {
    if (call.answer.source != host::Answer::Source::Entry) continue;
    if (call.request.service == "errorHandlingSrv") return Ending::Error;
    if (call.request.service == "callbackSrv" && call.request.function == "response")
      return Ending::Response;
  }
  return Ending::None;
}

llvm::StringRef statusText(Status status) {
  switch (status) {
  case Status::Quiescent: return "quiescent";
  case Status::Expired: return "expired";
  case Status::Stopped: return "stopped";
  case Status::StepLimit: return "step-limit";
  case Status::TimeLimit: return "time-limit";
  case Status::Aborted: return "aborted";
  }
  llvm_unreachable("all statuses are listed");
}

llvm::StringRef obstacleText(Obstacle obstacle) {
  switch (obstacle) {
  case Obstacle::UnknownPeer: return "unknown peer";
  case Obstacle::NotTheRelay: return "a client can send to its relay only";
  case Obstacle::ForeignClient: return "not the relay of this client";
  case Obstacle::NotLinked: return "no link";
  case Obstacle::Down: return "down";
  case Obstacle::Cut: return "cut";
  case Obstacle::Dropped: return "dropped";
  }
  llvm_unreachable("all obstacles are listed");
}

llvm::StringRef lossText(AnswerLoss loss) {
  switch (loss) {
  case AnswerLoss::None: return "";
  case AnswerLoss::Down: return "the peer was down";
  case AnswerLoss::Forgotten: return "the peer had lost its data";
  }
  llvm_unreachable("all losses are listed");
}

std::string faultText(const RunResult& result, const FaultRecord& fault) {
  const std::string& peer = result.peers[fault.peer].name;
  const std::string hop =
      fault.to == none ? "" : fmt::format("from {} to {}", peer, result.peers[fault.to].name);
  const auto callText = [&] {
    const vm::CallRequest& request = result.outcome.calls[fault.call].request;
    return fmt::format("{}.{} on {}", request.service, request.function, peer);
  };
  switch (fault.kind) {
  case Fault::Kind::Down: return peer + " went down";
  case Fault::Kind::Up: return peer + " came up";
  case Fault::Kind::Forget: return peer + " lost its data";
  case Fault::Kind::Cut: return "no link " + hop;
  case Fault::Kind::Drop: return "dropped " + hop;
  case Fault::Kind::Duplicate: return "sent twice " + hop;
  case Fault::Kind::Slow: return "slowed " + hop;
  case Fault::Kind::Fail: return "failed " + callText();
  case Fault::Kind::Hang: return "no answer of " + callText();
  }
  llvm_unreachable("all kinds are listed");
}

std::string receiverText(const RunResult& result, const Undelivered& undelivered) {
  const auto peer = llvm::find_if(
      result.peers, [&](const PeerResult& one) { return one.id == undelivered.toId; });
  return peer == result.peers.end() ? undelivered.toId : peer->name;
}

namespace {

/// Writes parts of a result as JSON, with names instead of peer ids.
class Writer {
public:
  Writer(const RunResult& result, llvm::raw_ostream& out, unsigned indent)
      : result_(result), json_(out, indent) {}

  void outcome(const ReadData& readData);
  void event(const LogEvent& event);

private:
  void value(llvm::StringRef key, const Value& v) {
    json_.attributeBegin(key);
    item(v);
    json_.attributeEnd();
  }
  void item(const Value& v) {
    json_.rawValue([&](llvm::raw_ostream& out) { value::print(result_.names.toNames(v), out); });
  }
  void wallMs(llvm::StringRef key, double ms) {
    json_.attributeBegin(key);
    json_.rawValue(fmt::format("{}", std::round(ms * 10) / 10));
    json_.attributeEnd();
  }
  void text(llvm::StringRef key, llvm::StringRef s) {
    json_.attribute(key, llvm::json::fixUTF8(result_.names.toNames(s)));
  }
  void peer(llvm::StringRef key, uint32_t index) {
    json_.attribute(key, result_.peers[index].name);
  }
  void argumentLists(llvm::StringRef key, llvm::ArrayRef<std::vector<Value>> lists);
  void call(const CallRecord& call);
  void answer(const CallRecord& call);
  void faults();
  void failures();
  void stats();
  void details(const ReadData& readData);

  const RunResult& result_;
  llvm::json::OStream json_;
};

void Writer::argumentLists(llvm::StringRef key, llvm::ArrayRef<std::vector<Value>> lists) {
  json_.attributeArray(key, [&] {
    for (const auto& list : lists)
      item(Value::array(list));
  });
}

void Writer::answer(const CallRecord& call) {
  const host::Answer& answer = call.answer;
  if (call.loss != AnswerLoss::None) {
    json_.attribute("pending", true);
    json_.attribute("lost", lossText(call.loss));
  } else if (answer.never || !answer.fault.empty())
    json_.attribute("pending", true);
  else
    value(answer.code == 0 ? "result" : "error", answer.value);
}

void Writer::call(const CallRecord& call) {
  json_.object([&] {
    peer("peer", call.peer);
    // The oracle gives these two as they are.
    json_.attribute("service", llvm::json::fixUTF8(call.request.service));
    json_.attribute("func", llvm::json::fixUTF8(call.request.function));
    value("args", Value::array(call.request.arguments));
    if (result_.withTetraplets) value("tetraplets", host::tetrapletsValue(call.request.tetraplets));
    answer(call);
  });
}

void Writer::failures() {
  json_.attributeArray("vmErrors", [&] {
    for (const VmError& error : result_.outcome.vmErrors)
      json_.object([&] {
        peer("peer", error.peer);
        json_.attribute("code", error.code);
        text("message", error.message);
      });
  });
  json_.attributeArray("undelivered", [&] {
    for (const Undelivered& one : result_.outcome.undelivered)
      json_.object([&] {
        peer("from", one.from);
        json_.attribute("to", llvm::json::fixUTF8(receiverText(result_, one)));
        json_.attribute("reason", obstacleText(one.obstacle));
      });
  });
}

/// Absent without faults, as in the oracle's outcome.
void Writer::faults() {
  if (result_.outcome.faults.empty()) return;
  json_.attributeArray("faults", [&] {
    for (const FaultRecord& one : result_.outcome.faults)
      json_.object([&] {
        json_.attribute("time", one.time);
        json_.attribute("do", faultWord(one.kind));
        json_.attribute("fault", one.fault);
        peer(one.to == none ? "peer" : "from", one.peer);
        if (one.to != none) peer("to", one.to);
        if (one.call != none) json_.attribute("call", one.call);
      });
  });
}

void Writer::stats() {
  json_.attributeObject("stats", [&] {
    const Stats& stats = result_.outcome.stats;
    json_.attribute("hops", stats.hops);
    json_.attribute("vmInvocations", stats.vmInvocations);
    json_.attribute("bytesMoved", stats.bytesMoved);
    json_.attribute("maxDataBytes", stats.maxDataBytes);
    json_.attribute("airBytes", stats.airBytes);
    json_.attribute("virtualMs", stats.virtualMs);
    wallMs("vmMs", stats.vmMs);
  });
}

void Writer::details(const ReadData& readData) {
  if (result_.withTrace)
    json_.attributeArray("trace", [&] {
      for (const InvocationRecord& one : result_.outcome.trace)
        json_.object([&] {
          peer("peer", one.peer);
          wallMs("ms", one.wallMs);
          json_.attribute("bytes", static_cast<uint64_t>(one.bytes));
          json_.attribute("retCode", one.code);
        });
    });
  if (result_.withData && readData)
    json_.attributeObject("data", [&] {
      for (const PeerResult& one : result_.peers)
        if (one.data) value(one.name, readData(one.data));
    });
}

void Writer::outcome(const ReadData& readData) {
  const Outcome& outcome = result_.outcome;
  json_.object([&] {
    json_.attribute("status", statusText(outcome.status));
    argumentLists("responses", outcome.responses);
    argumentLists("errors", outcome.errors);
    json_.attributeArray("calls", [&] {
      for (const CallRecord& one : outcome.calls)
        call(one);
    });
    failures();
    faults();
    stats();
    details(readData);
    if (!outcome.fault.empty()) text("fault", outcome.fault);
  });
}

llvm::StringRef kindText(LogEvent::Kind kind) {
  switch (kind) {
  case LogEvent::Kind::Invocation: return "invocation";
  case LogEvent::Kind::Send: return "send";
  case LogEvent::Kind::Call: return "call";
  case LogEvent::Kind::Answer: return "answer";
  }
  llvm_unreachable("all kinds are listed");
}

void Writer::event(const LogEvent& event) {
  const Outcome& outcome = result_.outcome;
  json_.object([&] {
    json_.attribute("event", kindText(event.kind));
    json_.attribute("time", event.time);
    peer("peer", event.peer);
    if (event.cause != none) json_.attribute("cause", event.cause);
    if (event.instruction != none) json_.attribute("instruction", event.instruction);
    switch (event.kind) {
    case LogEvent::Kind::Invocation:
      json_.attribute("code", event.code);
      json_.attribute("bytes", static_cast<uint64_t>(event.bytes));
      break;
    case LogEvent::Kind::Send:
      if (event.undelivered == none) {
        peer("to", event.to);
        json_.attribute("arrival", event.due);
        json_.attribute("bytes", static_cast<uint64_t>(event.bytes));
      } else {
        const Undelivered& one = outcome.undelivered[event.undelivered];
        json_.attribute("to", llvm::json::fixUTF8(receiverText(result_, one)));
        json_.attribute("undelivered", obstacleText(one.obstacle));
      }
      break;
    case LogEvent::Kind::Call: {
      const vm::CallRequest& request = outcome.calls[event.call].request;
      json_.attribute("call", event.call);
      text("service", request.service);
      text("func", request.function);
      value("args", Value::array(request.arguments));
      break;
    }
    case LogEvent::Kind::Answer:
      json_.attribute("call", event.call);
      answer(outcome.calls[event.call]);
      break;
    }
  });
}

} // namespace

void printOutcome(const RunResult& result, const ReadData& readData, llvm::raw_ostream& out) {
  Writer(result, out, 2).outcome(readData);
  out << '\n';
}

void printLog(const RunResult& result, llvm::raw_ostream& out) {
  for (const LogEvent& event : result.log) {
    Writer(result, out, 0).event(event);
    out << '\n';
  }
}

} // namespace aqua::network
