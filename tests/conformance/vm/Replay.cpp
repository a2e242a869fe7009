#include "Replay.h"

#include <fmt/format.h>

#include <map>

#include "air/Parse.h"
#include "trace/Cid.h"
#include "trace/Data.h"
#include "trace/DataJson.h"
#include "vm/Vm.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::vm::test {

namespace {

std::string replaceAll(std::string text, llvm::StringRef from, llvm::StringRef to) {
  for (size_t at = 0; (at = text.find(from.data(), at, from.size())) != std::string::npos;
       at += to.size())
    text.replace(at, from.size(), to.str());
  return text;
}

template <typename T>
T number(llvm::StringRef text) {
  T value = 0;
  const bool isNumber = llvm::to_integer(text, value);
  assert(isNumber && "records are written by record.mjs");
  return isNumber ? value : T();
}

std::string json(llvm::StringRef text) {
  return value::toJson(value::Value::string(text));
}

std::string shortCid(const std::string& cid) {
  return "~" + cid.substr(9, 6);
}

// ---- the notation of record.mjs

std::string valuesText(const trace::CanonResult& canon) {
  std::vector<std::string> values;
  for (const trace::ValueRecord& element : canon.elements)
    values.push_back(value::toJson(element.value));
  return "[" + llvm::join(values, ",") + "]";
}

std::string callText(const trace::CallState& call) {
  using Kind = trace::CallState::Kind;
  if (call.kind == Kind::SentBy) return fmt::format("sent({})", *call.sender);
  if (call.kind == Kind::Requested) return fmt::format("sent({}:{})", *call.sender, call.number);
  const std::string cid = shortCid(trace::cidOf(*call.result));
  const std::string value = value::toJson(call.result->value);
  switch (call.kind) {
  case Kind::Scalar: return fmt::format("scalar{} {}", cid, value);
  case Kind::Stream: return fmt::format("stream({}){} {}", call.number, cid, value);
  case Kind::Failed: return fmt::format("failed{} {}", cid, value);
  case Kind::Unused: return fmt::format("unused{}", cid);
  case Kind::SentBy:
  case Kind::Requested: break;
  }
  llvm_unreachable("all kinds are listed");
}

std::string stateText(const trace::State& state) {
  if (const auto* call = std::get_if<trace::CallState>(&state)) return callText(*call);
  const auto* canon = std::get_if<trace::CanonState>(&state);
  if (canon && canon->result)
    return fmt::format("canon{} {}", shortCid(trace::cidOf(*canon->result)),
                       valuesText(*canon->result));
  std::string text;
  llvm::raw_string_ostream out(text);
  trace::print(state, out);
  return text;
}

std::string dataText(const DataRef& data) {
  if (!data) return "";
  std::vector<std::string> states;
  for (const trace::State& state : data->trace())
    states.push_back(stateText(state));
  return fmt::format("{}: {}", data->lastRequest(), llvm::join(states, " "));
}

std::string requestText(const CallRequest& request) {
  std::vector<std::string> arguments, tetraplets;
  for (const value::Value& argument : request.arguments)
    arguments.push_back(value::toJson(argument));
  for (const auto& list : request.tetraplets) {
    std::vector<std::string> texts;
    for (const Tetraplet& t : list)
      texts.push_back(fmt::format("[{},{},{},{}]", json(t.peer), json(t.service), json(t.function),
                                  json(t.lens)));
    tetraplets.push_back("[" + llvm::join(texts, ",") + "]");
  }
  return fmt::format("call {} {} {} [{}] [{}]", request.id, json(request.service),
                     json(request.function), llvm::join(arguments, ","),
                     llvm::join(tetraplets, ","));
}

/// The states alone as JSON, as `to_human_readable_data` has them.
std::string traceText(const trace::Data& data) {
  return value::toJson(*trace::toValue(data).field("trace"));
}

// ---- forgeries

/// `INDEX par L R`, `INDEX generation G`, `INDEX request ID`, `INDEX lore K POS BEGIN LENGTH BEGIN
/// LENGTH`, `INDEX scalar`, `INDEX stream G`
void forgeState(trace::State& state, llvm::StringRef what, llvm::ArrayRef<uint32_t> numbers) {
  auto* call = std::get_if<trace::CallState>(&state);
  if (what == "par") {
    state = trace::ParState{numbers[0], numbers[1]};
  } else if (what == "lore") {
    std::get<trace::FoldState>(state).lore[numbers[0]] = {
        numbers[1], {numbers[2], numbers[3]}, {numbers[4], numbers[5]}};
  } else if (what == "request") {
    call->number = numbers[0];
  } else if (what == "scalar") {
    call->kind = trace::CallState::Kind::Scalar;
    call->number = 0;
  } else if (what == "stream") {
    call->kind = trace::CallState::Kind::Stream;
    call->number = numbers[0];
  } else if (call) {
    call->number = numbers[0];
  } else {
    std::get<trace::ApState>(state).generation = numbers[0];
  }
}

/// The lines of forge.mjs, without their mark: those above, and `last ID`.
DataRef forged(const DataRef& data, llvm::ArrayRef<std::string> lines) {
  if (!data || lines.empty()) return data;
  std::vector<trace::State> states(data->trace().begin(), data->trace().end());
  uint32_t lastRequest = data->lastRequest();
  for (const llvm::StringRef line : lines) {
    llvm::SmallVector<llvm::StringRef> words;
    line.split(words, ' ');
    if (words[0] == "last") {
      lastRequest = number<uint32_t>(words[1]);
      continue;
    }
    llvm::SmallVector<uint32_t> numbers;
    for (const llvm::StringRef word : llvm::drop_begin(words, 2))
      numbers.push_back(number<uint32_t>(word));
    forgeState(states[number<size_t>(words[0])], words[1], numbers);
  }
  return std::make_shared<const trace::Data>(std::move(states), lastRequest);
}

// ---- replay

struct Step {
  std::string peer;
  size_t from = 0;   // step whose data arrives, from 1; 0: none
  size_t script = 1; // from 1
  std::map<uint32_t, CallResult> results;
  std::vector<std::string> inputLines;
  std::vector<std::string> forgeries; // what is changed in the data that arrives
  std::optional<size_t> previous; // step whose data the peer has kept, 0: none; absent: its last
  bool trapped = false;           // the real VM has not survived it
};

class Replay {
public:
  Replay(const Sequence& sequence, Transport transport, Observer observer)
      : sequence_(sequence), peers_(sequence.peers), transport_(transport), observer_(observer),
        hasTraces_(llvm::any_of(sequence.lines,
                                [](llvm::StringRef line) { return line.starts_with("trace "); })) {}

  std::vector<std::string> run() {
    std::vector<Step> steps;
    for (const llvm::StringRef line : sequence_.lines) {
      if (line.starts_with("> "))
        steps.push_back(parseStep(line));
      else if (steps.empty())
        addScript(line);
      else if (line.starts_with("< "))
        addResult(steps.back(), line);
      else if (line.starts_with("^ "))
        addForgery(steps.back(), line);
      else if (line == "trap")
        steps.back().trapped = true;
    }
    for (const Step& step : steps)
      invokeStep(step);
    return std::move(lines_);
  }

  /// After run().
  History takeHistory() { return {std::move(scripts_.front()), std::move(outcomes_)}; }

private:
  std::string identified(llvm::StringRef text) const {
    std::string result = text.str();
    for (const auto& [name, id] : peers_)
      result = replaceAll(result, json(name), json(id));
    return replaceAll(std::move(result), "␤", "\n");
  }

  std::string named(std::string text) const {
    for (const auto& [name, id] : peers_)
      text = replaceAll(std::move(text), id, name);
    return text;
  }

  void addScript(llvm::StringRef line) {
    lines_.push_back(line.str());
    texts_.push_back(identified(line));
    scripts_.push_back(air::parseScript(texts_.back()));
  }

  /// `> PEER [@STEP] [script N] [fresh] [prev STEP]`
  static Step parseStep(llvm::StringRef line) {
    Step step;
    step.inputLines.push_back(line.str());
    llvm::SmallVector<llvm::StringRef> words;
    line.split(words, ' ');
    step.peer = words[1].str();
    for (size_t i = 2; i < words.size(); ++i) {
      if (words[i].starts_with("@"))
        step.from = number<size_t>(words[i].drop_front());
      else if (words[i] == "script")
        step.script = number<size_t>(words[++i]);
      else if (words[i] == "fresh")
        step.previous = 0;
      else if (words[i] == "prev")
        step.previous = number<size_t>(words[++i]);
    }
    return step;
  }

  /// `< ID CODE TEXT`
  void addResult(Step& step, llvm::StringRef line) const {
    step.inputLines.push_back(line.str());
    const auto [id, rest] = line.drop_front(2).split(' ');
    const auto [code, text] = rest.split(' ');
    step.results[number<uint32_t>(id)] = {number<int32_t>(code), identified(text)};
  }

  static void addForgery(Step& step, llvm::StringRef line) {
    step.inputLines.push_back(line.str());
    step.forgeries.push_back(line.drop_front(2).str());
  }

  const std::string& idOf(llvm::StringRef name) const {
    return llvm::find_if(peers_, [&](const auto& peer) { return peer.first == name; })->second;
  }

  void invokeStep(const Step& step) {
    lines_.insert(lines_.end(), step.inputLines.begin(), step.inputLines.end());
    const air::ParseResult& parsed = scripts_[step.script - 1];
    DataRef& previous = previous_[step.peer];
    if (step.previous) previous = *step.previous ? outcomes_[*step.previous - 1] : nullptr;
    if (!parsed.script) {
      const std::string text = air::errorText(texts_[step.script - 1], parsed.errors);
      lines_.push_back(replaceAll(named("code 1 " + text), "\n", "\\n"));
      outcomes_.push_back(previous);
      return;
    }
    Input input;
    input.script = &*parsed.script;
    input.previous = previous;
    if (step.from) input.current = forged(outcomes_[step.from - 1], step.forgeries);
    input.previous = transport_(input.previous);
    input.current = transport_(input.current);
    input.params = {peers_.front().second, idOf(step.peer), "p", sequence_.timestamp,
                    sequence_.ttl};
    input.results = step.results;
    const Outcome outcome = invoke(input);
    observer_(*input.script, outcome);
    input.forReports = false;
    const Outcome bare = invoke(input);
    if (linesOf(bare, "") != linesOf(outcome, "") || !bare.waits.empty() || !bare.reached.empty())
      lines_.push_back("another outcome if it is not for reports");
    outcomes_.push_back(outcome.data);
    if (step.trapped && outcome.code >= 20000 && outcome.code < 30000)
      lines_.push_back("trap");
    else
      llvm::append_range(lines_, linesOf(outcome, dataText(previous)));
    previous = outcome.data;
  }

  [[nodiscard]] std::vector<std::string> linesOf(const Outcome& outcome,
                                                 const std::string& before) const {
    std::vector<std::string> lines;
    if (outcome.code != 0)
      lines.push_back(replaceAll(
          named(fmt::format("code {} {}", outcome.code, outcome.errorMessage)), "\n", "\\n"));
    std::vector<std::string> next;
    for (const std::string& peer : outcome.nextPeers)
      next.push_back(named(json(peer)));
    llvm::sort(next);
    if (!next.empty()) lines.push_back("next " + llvm::join(next, " "));
    for (const CallRequest& request : outcome.requests)
      lines.push_back(named(requestText(request)));
    const std::string data = dataText(outcome.data);
    if (data == before) return lines;
    lines.push_back("data " + named(data));
    if (hasTraces_ && outcome.data) lines.push_back("trace " + traceText(*outcome.data));
    return lines;
  }

  const Sequence& sequence_;
  const PeerNames& peers_;
  Transport transport_;
  Observer observer_;
  bool hasTraces_; // states are written as JSON, too
  std::vector<std::string> texts_;
  std::vector<air::ParseResult> scripts_;
  std::map<std::string, DataRef> previous_;
  std::vector<DataRef> outcomes_; // the data of each step
  std::vector<std::string> lines_;
};

} // namespace

std::vector<Sequence> readRecord(llvm::StringRef text) {
  Sequence header; // without a name
  std::vector<Sequence> sequences;
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n', -1, false);
  for (const llvm::StringRef line : lines) {
    if (line.starts_with("peers ")) {
      header = Sequence();
      llvm::SmallVector<llvm::StringRef> pairs;
      line.drop_front(6).split(pairs, ' ');
      for (const llvm::StringRef pair : pairs)
        header.peers.emplace_back(pair.split('=').first.str(), pair.split('=').second.str());
    } else if (line.starts_with("params ")) {
      const auto [timestamp, ttl] = line.drop_front(7).split(' ');
      header.timestamp = number<uint64_t>(timestamp);
      header.ttl = number<uint32_t>(ttl);
    } else if (line.starts_with("== ")) {
      sequences.push_back(header);
      sequences.back().name = line.drop_front(3).str();
    } else if (!sequences.empty()) {
      sequences.back().lines.push_back(line.str());
    }
  }
  return sequences;
}

DataRef directly(const DataRef& data) {
  return data;
}

std::vector<std::string> replay(const Sequence& sequence, Transport transport, Observer observer) {
  return Replay(sequence, transport, observer).run();
}

History historyOf(const Sequence& sequence) {
  Replay replay(sequence, directly, tellNobody);
  (void)replay.run();
  return replay.takeHistory();
}

std::optional<Mismatch> firstMismatch(const Sequence& sequence,
                                      llvm::ArrayRef<std::string> replayed) {
  const std::vector<std::string>& lines = sequence.lines;
  const auto [expected, got] =
      std::mismatch(lines.begin(), lines.end(), replayed.begin(), replayed.end());
  if (expected == lines.end() && got == replayed.end()) return std::nullopt;
  return Mismatch{static_cast<size_t>(expected - lines.begin()),
                  expected == lines.end() ? "(end)" : *expected,
                  got == replayed.end() ? "(end)" : *got};
}

} // namespace aqua::vm::test
