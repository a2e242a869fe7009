// Compares the answers of a scenario with the types that the program declares: those that are
// written in the file before the run, the others when they were given (spec/07 §17.5).

#pragma once

#include <set>

#include "DeclaredServices.h"
#include "ValueText.h"
#include "driver/CallExpression.h"
#include "network/Network.h"

namespace aqua::cli {

/// The places of diagnostics are in the scenario, with labels in the program.
class MockCheck {
public:
  /// The program must have no errors; all must outlive the check. `text` is that of the scenario.
  MockCheck(const driver::Compilation& compilation, const network::Scenario& scenario,
            const ValueText& text);

  /// What is written in the scenario: the services, and the callbacks of the call.
  void checkScenario(const driver::CallTarget& target);
  /// The answers that were given during a run. `origins` are the places of the instructions.
  void checkAnswers(const network::RunResult& result, llvm::ArrayRef<support::Loc> origins);

  /// Why a run was aborted, with the place of the mock that broke it.
  [[nodiscard]] std::string faultText(const network::RunResult& result) const;
  /// What was found since it was asked last, sorted.
  [[nodiscard]] support::DiagnosticSink takeFindings();
  /// The mocks that could not answer as they should, each with its place and the reason.
  [[nodiscard]] const std::vector<std::string>& defects() const { return defects_; }

private:
  using Path = ValueText::Path;
  using Candidates = llvm::ArrayRef<DeclaredFunction>;

  void checkTable(const host::MockTable& table, const Path& path);
  void checkId(llvm::StringRef id, const host::MockTable& table, const Path& path);
  void checkFunction(llvm::StringRef id, llvm::StringRef function, const host::Mock& mock);
  /// A mock in place of one of these functions, which are several if several services have one id.
  void checkMock(const host::Mock& mock, Candidates candidates);
  void checkCase(const host::MockCase& one, const Path& place, Candidates candidates);
  void checkEcho(const host::Mock& mock, Candidates candidates);
  void checkAnswer(const network::RunResult& result, const network::CallRecord& call,
                   llvm::ArrayRef<support::Loc> origins);
  /// The text behind `FILE:LINE:COLUMN: ` of a mock, if its place is known.
  [[nodiscard]] std::string placed(const host::MockPlace& mock, const std::string& text) const;
  void reportDefect(const network::CallRecord& call);
  [[nodiscard]] std::vector<DeclaredFunction>
  candidatesOf(const vm::CallRequest& request, llvm::ArrayRef<support::Loc> origins) const;

  /// Once for each mock. Null: it was reported already.
  support::Diagnostic* reportType(const host::MockPlace& mock, llvm::StringRef field,
                                  const DeclaredFunction& function, const std::string& answer);

  const driver::Compilation& compilation_;
  const network::Scenario& scenario_;
  network::PeerNames names_;
  const ValueText& text_;
  DeclaredServices declared_;
  std::vector<DeclaredFunction> callbacks_;
  support::DiagnosticSink findings_;
  std::set<std::string> reported_; // paths of mocks
  std::vector<std::string> defects_;
};

} // namespace aqua::cli
