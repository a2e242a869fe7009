#include "MockCheck.h"

#include "llvm/ADT/STLExtras.h"

#include "driver/Convert.h"
#include "host/Builtins.h"
#include "types/Relations.h"

namespace aqua::cli {
namespace {

using host::Mock;
using support::Diagnostic;
using value::PathStep;
using value::Value;

constexpr char resultWord[] = "result";

/// Which part of the answer is wrong, if it is not all of it.
void noteCulprit(Diagnostic& diagnostic, const std::string& reason) {
  const bool isWhole = llvm::StringRef(reason).starts_with(fmt::format("`{}` ", resultWord));
  if (!isWhole) diagnostic.notes.push_back(reason);
}

/// The type of what a function answers; null if any answer will do.
const types::Type* resultType(const DeclaredFunction& function) {
  const auto results = function.arrow->results();
  return results.size() == 1 ? results.front() : nullptr;
}

/// Why the value can be the answer of none of the functions; empty if it can.
std::string misfit(const Value& value, llvm::ArrayRef<DeclaredFunction> candidates) {
  std::string first;
  for (const DeclaredFunction& candidate : candidates) {
    const types::Type* type = resultType(candidate);
    std::string reason = type ? driver::airMisfit(*type, value, resultWord) : "";
    if (reason.empty()) return "";
    if (first.empty()) first = std::move(reason);
  }
  return first;
}

/// Why a call with these first arguments cannot be; empty if it can.
std::string mismatch(llvm::ArrayRef<Value> arguments, const DeclaredFunction& function) {
  const auto parameters = function.arrow->parameters();
  if (arguments.size() > parameters.size())
    return fmt::format("it has {} parameter{}, the case {} argument{}", parameters.size(),
                       parameters.size() == 1 ? "" : "s", arguments.size(),
                       arguments.size() == 1 ? "" : "s");
  for (const auto& [index, argument] : llvm::enumerate(arguments)) {
    const types::Parameter& parameter = parameters[index];
    const std::string name =
        parameter.label ? parameter.label.str().str() : fmt::format("argument {}", index);
    std::string reason = driver::airMisfit(*parameter.type, argument, name);
    if (!reason.empty()) return reason;
  }
  return "";
}

} // namespace

MockCheck::MockCheck(const driver::Compilation& compilation, const network::Scenario& scenario,
                     const ValueText& text)
    : compilation_(compilation), scenario_(scenario), names_(network::peerNames(scenario)),
      text_(text), declared_(compilation) {}

// ------------------------------------------------------------------------------------ before a run

void MockCheck::checkScenario(const driver::CallTarget& target) {
  for (const hir::Local* local : target.callbacks)
    callbacks_.push_back(
        {nullptr, local->name.str().str(), llvm::cast<types::ArrowType>(local->type), local->loc});
  for (const DeclaredFunction& callback : callbacks_)
    if (const auto mock = scenario_.callbacks.find(callback.name);
        mock != scenario_.callbacks.end())
      checkMock(mock->second, callback);
  checkTable(scenario_.services, {key("services")});
  for (const network::PeerDescription& peer : scenario_.peers)
    checkTable(peer.services, {key("peers"), key(peer.name), key("services")});
}

void MockCheck::checkTable(const host::MockTable& table, const Path& path) {
  for (const auto& [id, functions] : table) {
    if (id == "*") continue;
    if (declared_.withId(id).empty()) {
      checkId(id, table, path / key(id));
      continue;
    }
    for (const auto& [function, mock] : functions)
      if (function != "*") checkFunction(id, function, mock);
  }
}

/// A scenario may serve several programs, so an unknown id is worth a word only if it looks like
/// one of this program that nothing is written for.
void MockCheck::checkId(llvm::StringRef id, const host::MockTable& table, const Path& path) {
  constexpr size_t minLength = 3; // shorter ones all look alike
  const auto similar = value::closest(id, declared_.ids());
  if (!similar || table.contains(*similar) || id.size() < minLength) return;
  Diagnostic& diagnostic =
      findings_.report(support::diag::MockUnknown, text_.locate(path),
                       fmt::format("no service of the program has the id `{}`", id.str()));
  diagnostic.help = fmt::format("did you mean `{}`?", similar->str());
  diagnostic.labels.push_back({declared_.withId(*similar).front()->loc, "this one has that id"});
}

void MockCheck::checkFunction(llvm::StringRef id, llvm::StringRef function, const Mock& mock) {
  const std::vector<DeclaredFunction> candidates = declared_.functions(id, function);
  if (!candidates.empty()) return checkMock(mock, candidates);
  if (mock.typing == host::Typing::Unchecked || host::isBuiltin(id, function)) return;
  const auto services = declared_.withId(id);
  Diagnostic& diagnostic =
      findings_.report(support::diag::MockUnknown, text_.locate(*mock.place),
                       fmt::format("service `{}` has no function `{}`",
                                   services.front()->name.str().str(), function.str()));
  llvm::SmallVector<llvm::StringRef> names;
  for (const hir::Service* service : services)
    for (const types::Field& field : service->type->fields())
      names.push_back(field.name.str());
  if (const auto similar = value::closest(function, names))
    diagnostic.help = fmt::format("did you mean `{}`?", similar->str());
  diagnostic.labels.push_back({services.front()->loc, "declared here"});
}

void MockCheck::checkMock(const Mock& mock, Candidates candidates) {
  // Their number is limited by the depth of JSON.
  if (mock.typing == host::Typing::Unchecked || !mock.place) return;
  switch (mock.kind) {
  case Mock::Kind::Value: {
    const std::string reason = misfit(mock.value, candidates);
    if (reason.empty()) return;
    Diagnostic* diagnostic = reportType(mock.place, "value", candidates.front(),
                                        "answers " + shortJson(names_, mock.value));
    if (diagnostic) noteCulprit(*diagnostic, reason);
    return;
  }
  case Mock::Kind::Echo: return checkEcho(mock, candidates);
  case Mock::Kind::Sequence:
    for (const Mock& item : mock.sequence)
      checkMock(item, candidates);
    return;
  case Mock::Kind::Cases:
    for (const auto& [index, one] : llvm::enumerate(mock.cases))
      checkCase(one, *mock.place / key("cases") / PathStep{"", index}, candidates);
    for (const Mock& otherwise : mock.otherwise)
      checkMock(otherwise, candidates);
    return;
  case Mock::Kind::Error:
  case Mock::Kind::Never:
  case Mock::Kind::Expression:
  case Mock::Kind::Process:
  case Mock::Kind::Print: return;
  }
  llvm_unreachable("all kinds are listed");
}

void MockCheck::checkCase(const host::MockCase& one, const Path& place, Candidates candidates) {
  const std::string reason = mismatch(one.arguments, candidates.front());
  const bool canMatch = llvm::any_of(candidates, [&](const DeclaredFunction& candidate) {
    return mismatch(one.arguments, candidate).empty();
  });
  if (!canMatch) {
    Diagnostic& diagnostic =
        findings_.report(support::diag::MockCase, text_.locate(place / key("args")),
                         candidates.front().text(), names_.toNames(reason));
    diagnostic.labels.push_back({candidates.front().loc, "declared here"});
  }
  checkMock(one.then, candidates);
}

/// An echo of an argument that no call has answers null.
void MockCheck::checkEcho(const Mock& mock, Candidates candidates) {
  const bool isMissing = llvm::all_of(candidates, [&](const DeclaredFunction& candidate) {
    return mock.echo >= candidate.arrow->parameters().size();
  });
  if (isMissing && !misfit(Value(), candidates).empty())
    reportType(mock.place, "echo", candidates.front(),
               fmt::format("answers null: there is no argument {}", mock.echo));
}

Diagnostic* MockCheck::reportType(const host::MockPlace& mock, llvm::StringRef field,
                                  const DeclaredFunction& function, const std::string& answer) {
  if (!reported_.insert(value::pathText(*mock)).second) return nullptr;
  const types::Type* type = resultType(function);
  Diagnostic& diagnostic = findings_.report(
      support::diag::MockType, text_.locate(field.empty() ? *mock : *mock / key(field)),
      function.text(), types::typeText(type), answer);
  diagnostic.labels.push_back({function.loc, "declared here"});
  return &diagnostic;
}

// ------------------------------------------------------------------------------------- after a run

void MockCheck::checkAnswers(const network::RunResult& result,
                             llvm::ArrayRef<support::Loc> origins) {
  for (const network::CallRecord& call : result.outcome.calls) {
    const host::Answer& answer = call.answer;
    if (!answer.mock) continue;
    if (!answer.defect.empty()) reportDefect(call);
    const bool isValue = answer.code == 0 && !answer.never && answer.fault.empty();
    if (isValue && answer.typing == host::Typing::Checked) checkAnswer(result, call, origins);
  }
}

/// Calls through an id that is known only at run time are found by their place.
std::vector<DeclaredFunction> MockCheck::candidatesOf(const vm::CallRequest& request,
                                                      llvm::ArrayRef<support::Loc> origins) const {
  if (request.service == "callbackSrv") {
    const auto callback = llvm::find_if(
        callbacks_, [&](const DeclaredFunction& one) { return one.name == request.function; });
    return callback == callbacks_.end() ? std::vector<DeclaredFunction>() : std::vector{*callback};
  }
  std::vector<DeclaredFunction> byId = declared_.functions(request.service, request.function);
  if (!byId.empty() || request.instruction >= origins.size()) return byId;
  const auto called = declared_.calledAt(origins[request.instruction]);
  return called && called->name == request.function ? std::vector{*called}
                                                    : std::vector<DeclaredFunction>();
}

void MockCheck::checkAnswer(const network::RunResult& result, const network::CallRecord& call,
                            llvm::ArrayRef<support::Loc> origins) {
  const std::vector<DeclaredFunction> candidates = candidatesOf(call.request, origins);
  if (candidates.empty()) return;
  const std::string reason = misfit(call.answer.value, candidates);
  if (reason.empty()) return;
  Diagnostic* diagnostic = reportType(call.answer.mock, "", candidates.front(),
                                      "answered " + shortJson(names_, call.answer.value));
  if (!diagnostic) return;
  noteCulprit(*diagnostic, names_.toNames(reason));
  std::string arguments;
  for (const Value& argument : call.request.arguments)
    arguments += (arguments.empty() ? "" : ", ") + shortJson(names_, argument);
  diagnostic->notes.push_back(fmt::format("on `{}` at {} ms, called with ({})",
                                          result.peers[call.peer].name, call.time, arguments));
}

std::string MockCheck::placed(const host::MockPlace& mock, const std::string& text) const {
  const support::Loc loc = mock ? text_.locate(*mock) : support::Loc{};
  if (!loc.isValid()) return text;
  const support::SourceFile& file = compilation_.sources().file(loc.file);
  const support::LineColumn at = file.lineColumn(loc.range.begin);
  return fmt::format("{}:{}:{}: {}", file.path().str(), at.line, at.column, text);
}

/// Once for each mock and reason.
void MockCheck::reportDefect(const network::CallRecord& call) {
  std::string text = placed(
      call.answer.mock, fmt::format("the mock of `{}.{}` gave no answer: {}", call.request.service,
                                    call.request.function, call.answer.defect));
  if (!llvm::is_contained(defects_, text)) defects_.push_back(std::move(text));
}

std::string MockCheck::faultText(const network::RunResult& result) const {
  const auto broken = llvm::find_if(result.outcome.calls, [](const network::CallRecord& call) {
    return !call.answer.fault.empty();
  });
  const bool isKnown = broken != result.outcome.calls.end();
  return isKnown ? placed(broken->answer.mock, result.outcome.fault) : result.outcome.fault;
}

support::DiagnosticSink MockCheck::takeFindings() {
  findings_.sort();
  return std::exchange(findings_, {});
}

} // namespace aqua::cli
