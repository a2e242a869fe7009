// What `aqua run` tells people after a run: the result, the error, or why none came.

#pragma once

#include "driver/CallExpression.h"
#include "network/Network.h"
#include "report/NoAnswer.h"

namespace aqua::cli {

/// Finds the place in the source for instructions of the script.
class SourceMap {
public:
  SourceMap(const support::SourceManager& sources, const std::vector<support::Loc>& origins)
      : sources_(sources), origins_(origins) {}

  /// `file:line:column`, or empty if the instruction stands for nothing in the source.
  [[nodiscard]] std::string place(uint32_t instruction) const;
  /// The line of source, trimmed; empty if there is none.
  [[nodiscard]] std::string line(uint32_t instruction) const;

private:
  [[nodiscard]] const support::Loc* find(uint32_t instruction) const;

  const support::SourceManager& sources_;
  const std::vector<support::Loc>& origins_;
};

/// The results as one JSON line: the value of a single result, an array of several, nothing of
/// none.
[[nodiscard]] std::string resultText(const driver::CallTarget& target,
                                     const network::RunResult& result);

/// The first error that reached the client, or that of a VM, on one line.
[[nodiscard]] std::string errorLine(const network::RunResult& result);

/// The error that reached the client, in words.
void explainError(const network::RunResult& result, llvm::raw_ostream& out);

/// Which values are missing, who should have written them and why they have not, what failed
/// before, and the line to look at.
void explainNoAnswer(const network::RunResult& result, const air::Script& script,
                     const SourceMap& map, const report::NoAnswer& reasons, llvm::raw_ostream& out);

} // namespace aqua::cli
