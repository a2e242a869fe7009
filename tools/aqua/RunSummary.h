// What `aqua run` and `aqua air run` tell people after a run: the result, the error, or why none
// came.

#pragma once

#include "driver/CallExpression.h"
#include "network/Network.h"
#include "report/NoAnswer.h"
#include "report/Report.h"

namespace aqua::cli {

/// Finds the place in the source for instructions of the script.
class SourceMap {
public:
  /// What stands beside a place: its line, or the instruction, for scripts may be one long line.
  enum class Show : uint8_t { Lines, Instructions };

  /// `origins` are the places of the instructions of `script`. All must outlive the map.
  SourceMap(const support::SourceManager& sources, const std::vector<support::Loc>& origins,
            const air::Script& script, Show show)
      : sources_(sources), origins_(origins), script_(script), show_(show) {}

  /// `file:line:column`, or empty if the instruction stands for nothing in the source.
  [[nodiscard]] std::string place(uint32_t instruction) const;
  /// For people: `main.aqua:3:5: x <- S.f()`; the instruction alone if it stands for nothing.
  [[nodiscard]] std::string line(uint32_t instruction) const;

  /// The files that instructions stand for, each once.
  [[nodiscard]] std::vector<report::SourceText> files() const;

private:
  [[nodiscard]] const support::Loc* find(uint32_t instruction) const;

  const support::SourceManager& sources_;
  const std::vector<support::Loc>& origins_;
  const air::Script& script_;
  Show show_;
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
void explainNoAnswer(const network::RunResult& result, const SourceMap& map,
                     const report::NoAnswer& reasons, llvm::raw_ostream& out);

} // namespace aqua::cli
