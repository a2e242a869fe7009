// The report for programs.

#include "llvm/Support/JSON.h"

#include "Formats.h"
#include "Text.h"

namespace aqua::report {

namespace {

class Writer {
public:
  Writer(const Route& route, llvm::raw_ostream& out) : route_(route), json_(out, 2) {}

  void write();

private:
  void value(llvm::StringRef key, const value::Value& v) {
    json_.attributeBegin(key);
    json_.rawValue(
        [&](llvm::raw_ostream& out) { value::print(route_.result->names.toNames(v), out); });
    json_.attributeEnd();
  }
  void place(const std::string& text) {
    if (!text.empty()) json_.attribute("place", llvm::json::fixUTF8(text));
  }
  void counts();
  void peer(const Lane& lane);
  void message(const Message& message);
  void call(const CallFact& call);
  void faults();

  const Route& route_;
  llvm::json::OStream json_;
};

llvm::StringRef sourceText(host::Answer::Source source) {
  switch (source) {
  case host::Answer::Source::Entry: return "entry";
  case host::Answer::Source::Mock: return "mock";
  case host::Answer::Source::Builtin: return "builtin";
  case host::Answer::Source::Nobody: return "nobody";
  case host::Answer::Source::Fault: return "fault";
  }
  llvm_unreachable("all sources are listed");
}

void Writer::counts() {
  const Counts& counts = route_.counts;
  json_.attributeObject("counts", [&] {
    json_.attribute("messages", counts.messages);
    json_.attribute("clientMessages", counts.clientMessages);
    json_.attribute("undelivered", counts.undelivered);
    json_.attribute("invocations", counts.invocations);
    json_.attribute("calls", counts.calls);
    json_.attribute("bytes", counts.bytes);
    json_.attribute("virtualMs", counts.virtualMs);
  });
}

void Writer::peer(const Lane& lane) {
  json_.object([&] {
    json_.attribute("name", llvm::json::fixUTF8(lane.name));
    json_.attribute("id", llvm::json::fixUTF8(lane.id));
    json_.attribute("kind", lane.kind == network::PeerKind::Client ? "client" : "node");
    if (lane.isInit) json_.attribute("init", true);
  });
}

void Writer::message(const Message& message) {
  json_.object([&] {
    json_.attribute("from", llvm::json::fixUTF8(route_.lanes[message.from].name));
    json_.attribute("to", llvm::json::fixUTF8(message.toText));
    json_.attribute("sent", message.sent);
    if (message.isLost())
      json_.attribute("undelivered", message.obstacle);
    else
      json_.attribute("arrival", message.arrival);
    json_.attribute("bytes", message.bytes);
    place(message.place);
  });
}

void Writer::call(const CallFact& call) {
  const vm::CallRequest& request = call.record->request;
  const host::Answer& answer = call.record->answer;
  json_.object([&] {
    json_.attribute("peer", llvm::json::fixUTF8(route_.lanes[call.lane].name));
    json_.attribute("service", llvm::json::fixUTF8(route_.result->names.toNames(request.service)));
    json_.attribute("func", llvm::json::fixUTF8(request.function));
    value("args", value::Value::array(request.arguments));
    const network::AnswerLoss loss = call.record->loss;
    if (loss != network::AnswerLoss::None)
      json_.attribute("lost", network::lossText(loss));
    else if (!answer.never && answer.fault.empty())
      value(answer.code == 0 ? "result" : "error", answer.value);
    json_.attribute("source", sourceText(answer.source));
    json_.attribute("requested", call.record->time);
    if (call.answered) json_.attribute("answered", *call.answered);
    place(call.place);
  });
}

void Writer::faults() {
  const auto& faults = route_.result->outcome.faults;
  if (faults.empty()) return;
  json_.attributeArray("faults", [&] {
    for (const network::FaultRecord& one : faults)
      json_.object([&] {
        json_.attribute("time", one.time);
        json_.attribute("do", network::faultWord(one.kind));
        json_.attribute("what", llvm::json::fixUTF8(network::faultText(*route_.result, one)));
      });
  });
}

void Writer::write() {
  json_.object([&] {
    json_.attribute("status", network::statusText(route_.result->outcome.status));
    counts();
    json_.attributeArray("peers", [&] {
      for (const Lane& lane : route_.lanes)
        peer(lane);
    });
    json_.attributeArray("messages", [&] {
      for (const Message& one : route_.messages)
        message(one);
    });
    json_.attributeArray("calls", [&] {
      for (const CallFact& one : route_.calls)
        call(one);
    });
    faults();
  });
}

} // namespace

void printJson(const Route& route, llvm::raw_ostream& out) {
  Writer(route, out).write();
  out << '\n';
}

} // namespace aqua::report
