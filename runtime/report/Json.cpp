// The report for programs.

#include "llvm/Support/JSON.h"
#include "llvm/ADT/STLExtras.h"

#include "Formats.h"
#include "NoAnswer.h"
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
  void joins();
  void noAnswer();
  void missing(const MissingValue& value);
  void producer(const Producer& producer);
  /// As place(), for an instruction.
  void placeOf(llvm::StringRef key, uint32_t instruction) {
    const auto& find = route_.source->place;
    const std::string text = find && instruction != network::none ? find(instruction) : "";
    if (!text.empty()) json_.attribute(key, llvm::json::fixUTF8(text));
  }

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

void Writer::joins() {
  json_.attributeArray("joins", [&] {
    for (const Step& step : route_.steps) {
      if (step.kind != Step::Kind::Join) continue;
      json_.object([&] {
        json_.attribute("peer", llvm::json::fixUTF8(route_.lanes[step.lane].name));
        json_.attribute("what", llvm::json::fixUTF8(step.title));
        json_.attribute("begin", step.time);
        if (step.end) json_.attribute("end", *step.end);
        place(step.place);
      });
    }
  });
}

void Writer::producer(const Producer& producer) {
  json_.object([&] {
    std::string peers = producer.peer;
    llvm::erase(peers, '`');
    if (!peers.empty()) json_.attribute("peer", llvm::json::fixUTF8(peers));
    placeOf("place", producer.instruction);
    json_.attribute("why", whyWord(producer.why));
    if (!producer.detail.empty()) json_.attribute("detail", llvm::json::fixUTF8(producer.detail));
    if (producer.times > 0) json_.attribute("times", producer.times);
    placeOf("cause", producer.cause);
    if (producer.because.empty()) return;
    json_.attributeArray("because", [&] {
      for (const size_t index : producer.because)
        json_.value(static_cast<uint64_t>(index));
    });
  });
}

void Writer::missing(const MissingValue& value) {
  json_.object([&] {
    json_.attribute("name", llvm::json::fixUTF8(valueName(value)));
    if (value.kind == MissingValue::Kind::Stream) json_.attribute("has", value.has);
    if (value.needs) json_.attribute("needs", *value.needs);
    json_.attributeArray("waiting", [&] {
      for (const uint32_t peer : value.peers)
        json_.value(llvm::json::fixUTF8(route_.result->peers[peer].name));
    });
    placeOf("place", value.at);
    json_.attributeArray("writers", [&] {
      for (const Producer& one : value.producers)
        producer(one);
    });
  });
}

void Writer::noAnswer() {
  const NoAnswer* reasons = route_.source->noAnswer;
  if (!reasons) return;
  json_.attributeObject("noAnswer", [&] {
    json_.attributeArray("values", [&] {
      for (const MissingValue& value : reasons->values)
        missing(value);
    });
    json_.attributeArray("failures", [&] {
      for (const PastFailure& failure : reasons->failures)
        json_.object([&] {
          json_.attribute("code", failure.code);
          json_.attribute("message",
                          llvm::json::fixUTF8(withNames(failure.message, route_.result->names)));
          json_.attribute("times", static_cast<uint64_t>(failure.times));
          placeOf("place", failure.instruction);
        });
    });
    placeOf("lookAt", reasons->lookAt);
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
    joins();
    faults();
    noAnswer();
  });
}

} // namespace

void printJson(const Route& route, llvm::raw_ostream& out) {
  Writer(route, out).write();
  out << '\n';
}

} // namespace aqua::report
