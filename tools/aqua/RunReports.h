// What is written and told about a run besides its result (docs/reports.md).

#pragma once

#include <string>
#include <vector>

#include "CLI/CLI.hpp"

#include "ExitCode.h"
#include "report/Report.h"

namespace aqua::cli {

struct ReportOptions {
  std::string outcomeFile;
  std::string traceFile;
  std::string reportFile;
  bool verbose = false;

  [[nodiscard]] bool wantsFiles() const {
    return !outcomeFile.empty() || !traceFile.empty() || !reportFile.empty();
  }
  /// Whether a run must be made with its log on.
  [[nodiscard]] bool needsLog() const {
    return verbose || !traceFile.empty() || !reportFile.empty();
  }
};

/// Adds the options, which must outlive the parsing.
std::vector<CLI::Option*> addReportOptions(CLI::App& command, ReportOptions& options);

/// Complains of what can be seen to be wrong before the run.
[[nodiscard]] ExitCode checkReportOptions(const ReportOptions& options);

/// The timeline, and the files that the options ask for.
[[nodiscard]] ExitCode writeReports(const ReportOptions& options, const network::RunResult& result,
                                    const report::Source& source);

} // namespace aqua::cli
