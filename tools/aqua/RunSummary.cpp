#include "RunSummary.h"

#include <set>

#include "air/Print.h"
#include "driver/Convert.h"

namespace aqua::cli {

const support::Loc* SourceMap::find(uint32_t instruction) const {
  if (instruction >= origins_.size() || !origins_[instruction].isValid()) return nullptr;
  return &origins_[instruction];
}

std::string SourceMap::place(uint32_t instruction) const {
  const support::Loc* loc = find(instruction);
  if (!loc) return "";
  const support::SourceFile& file = sources_.file(loc->file);
  const support::LineColumn at = file.lineColumn(loc->range.begin);
  return fmt::format("{}:{}:{}", file.path().str(), at.line, at.column);
}

std::string SourceMap::line(uint32_t instruction) const {
  const support::Loc* loc = find(instruction);
  if (!loc) return "";
  const support::SourceFile& file = sources_.file(loc->file);
  return file.line(file.lineColumn(loc->range.begin).line).trim().str();
}

std::string resultText(const driver::CallTarget& target, const network::RunResult& result) {
  const auto types = target.function.function->type->results();
  if (types.empty() || result.outcome.responses.empty()) return "";
  const std::vector<value::Value>& values = result.outcome.responses.front();
  std::vector<value::Value> converted;
  for (size_t i = 0; i < values.size(); ++i)
    converted.push_back(i < types.size() ? driver::fromAir(*types[i], values[i]) : values[i]);
  if (converted.size() == 1) return value::toJson(converted.front());
  return value::toJson(value::Value::array(std::move(converted)));
}

namespace {

/// The text with names of peers in place of their ids.
std::string withNames(const network::RunResult& result, const std::string& text) {
  std::string named = result.names.toNames(text);
  // `{{name}}` is for files; people know their peers by name.
  for (const char* brace : {"{{", "}}"})
    for (size_t at = 0; (at = named.find(brace, at)) != std::string::npos;)
      named.erase(at, 2);
  return named;
}

/// A failed condition is how a script decides; it explains nothing.
bool isDecision(const vm::Failure& failure) {
  constexpr int64_t matchFailed = 10001;
  constexpr int64_t mismatchFailed = 10002;
  return failure.code == matchFailed || failure.code == mismatchFailed;
}

std::string fieldText(const value::Value& object, llvm::StringRef key) {
  const value::Value* field = object.field(key);
  if (!field) return "";
  return field->isString() ? field->asString().str() : value::toJson(*field);
}

/// `waits for …`
std::string waitText(const vm::Wait& wait, const network::RunResult& result) {
  switch (wait.kind) {
  case vm::Wait::Kind::Variable: return fmt::format("waits for the value of `{}`", wait.name);
  case vm::Wait::Kind::CallResult: return "waits for the service's answer";
  case vm::Wait::Kind::RemoteCall:
    return fmt::format("waits for peer `{}`", withNames(result, wait.peer.asString().str()));
  case vm::Wait::Kind::EmptyStream:
    return fmt::format("waits for an element of the stream `{}`", wait.name);
  case vm::Wait::Kind::MoreElements:
    return fmt::format("waits for more elements of the stream `{}`", wait.name);
  case vm::Wait::Kind::Never: return "ends here by design";
  }
  llvm_unreachable("all kinds are listed");
}

void printPlace(uint32_t instruction, const air::Script& script, const SourceMap& map,
                llvm::raw_ostream& out) {
  const std::string place = map.place(instruction);
  if (place.empty())
    out << "(" << air::headText(script, script.instruction(instruction)) << ")";
  else
    out << place << ": " << map.line(instruction);
}

/// What the scenario did to the run.
void printFaults(const network::RunResult& result, llvm::raw_ostream& out) {
  for (const network::FaultRecord& fault : result.outcome.faults)
    out << "  fault at " << fault.time << " ms: " << network::faultText(result, fault) << "\n";
}

} // namespace

std::string errorLine(const network::RunResult& result) {
  if (!result.outcome.errors.empty()) {
    const auto& arguments = result.outcome.errors.front();
    const value::Value& error = arguments.empty() ? value::Value() : arguments.front();
    return "error " + fieldText(error, "error_code") + ": " +
           withNames(result, fieldText(error, "message"));
  }
  const network::VmError& error = result.outcome.vmErrors.front();
  return fmt::format("VM error {} on {}: {}", error.code, result.peers[error.peer].name,
                     withNames(result, error.message));
}

void explainError(const network::RunResult& result, llvm::raw_ostream& out) {
  for (const std::vector<value::Value>& arguments : result.outcome.errors) {
    const value::Value& error = arguments.empty() ? value::Value() : arguments.front();
    out << "aqua: the function failed: " << withNames(result, fieldText(error, "message")) << "\n";
    if (const std::string code = fieldText(error, "error_code"); !code.empty())
      out << "  code " << code << "\n";
    if (const std::string peer = fieldText(error, "peer_id"); !peer.empty())
      out << "  on peer " << withNames(result, peer) << "\n";
    if (const std::string text = fieldText(error, "instruction"); !text.empty())
      out << "  in (" << withNames(result, text) << ")\n";
  }
  for (const network::VmError& error : result.outcome.vmErrors)
    out << "aqua: the VM failed on peer " << result.peers[error.peer].name << " with code "
        << error.code << ": " << withNames(result, error.message) << "\n";
  printFaults(result, out);
}

void explainNoAnswer(const network::RunResult& result, const air::Script& script,
                     const SourceMap& map, llvm::raw_ostream& out) {
  out << "aqua: no answer (" << network::statusText(result.outcome.status) << "): "
      << "here the particle stopped\n";
  for (const network::PeerResult& peer : result.peers) {
    std::set<std::pair<uint32_t, std::string>> shown;
    for (const vm::Wait& wait : peer.waits) {
      // A branch that ends by design, and what peers merely pass on, explains nothing.
      if (wait.kind == vm::Wait::Kind::Never) continue;
      const std::string text = waitText(wait, result);
      if (!shown.insert({wait.instruction, text}).second) continue;
      out << "  on `" << peer.name << "` " << text << "\n    at ";
      printPlace(wait.instruction, script, map, out);
      out << "\n";
    }
    for (const vm::Failure& failure : peer.failures) {
      if (isDecision(failure)) continue;
      out << "  on `" << peer.name << "` failed before: " << withNames(result, failure.message)
          << " (code " << failure.code << ")\n    at ";
      printPlace(failure.instruction, script, map, out);
      out << "\n";
    }
  }
  for (const network::Undelivered& undelivered : result.outcome.undelivered)
    out << "  from `" << result.peers[undelivered.from].name << "` to "
        << network::receiverText(result, undelivered)
        << ": not delivered: " << network::obstacleText(undelivered.obstacle) << "\n";
  printFaults(result, out);
}

} // namespace aqua::cli
