#include "RunReports.h"

#include "fmt/format.h"

#include "CommonOptions.h"
#include "OutputFiles.h"
#include "vm/Vm.h"

namespace aqua::cli {

std::vector<CLI::Option*> addReportOptions(CLI::App& command, ReportOptions& options) {
  const auto file = [&](const char* name, std::string& target, const char* help) {
    return command.add_option(name, target, help)->type_name("FILE");
  };
  return {
      file("--outcome", options.outcomeFile, "Write everything observable as JSON"),
      file("--trace", options.traceFile, "Write all events as JSON Lines"),
      file("--report", options.reportFile, "Draw the route: .svg, .html, .mmd or .json"),
      command.add_flag("-v,--verbose", options.verbose,
                       "Tell to stderr what happened, a line per event"),
  };
}

ExitCode checkReportOptions(const ReportOptions& options) {
  if (options.reportFile.empty() || report::formatByFileName(options.reportFile))
    return ExitCode::Success;
  complain("the report `" + options.reportFile + "` must end in .svg, .html, .mmd or .json");
  return ExitCode::Usage;
}

ExitCode writeReports(const ReportOptions& options, const network::RunResult& result,
                      const report::Source& source) {
  if (options.verbose) report::printTimeline(result, source, llvm::errs());
  std::vector<OutputFile> files;
  const auto add = [&](const std::string& path, auto print) {
    if (path.empty()) return;
    std::string text;
    llvm::raw_string_ostream out(text);
    print(out);
    if (path == "-")
      llvm::outs() << text;
    else
      files.push_back({path, std::move(text)});
  };
  add(options.outcomeFile,
      [&](llvm::raw_ostream& out) { network::printOutcome(result, vm::readable, out); });
  add(options.traceFile, [&](llvm::raw_ostream& out) { network::printLog(result, out); });
  add(options.reportFile, [&](llvm::raw_ostream& out) {
    report::print(result, *report::formatByFileName(options.reportFile), source, out);
  });
  if (llvm::Error error = writeFiles(files)) {
    complain(llvm::toString(std::move(error)));
    return ExitCode::InputOutput;
  }
  if (!options.reportFile.empty()) {
    const report::Counts counts = report::count(result);
    llvm::errs() << fmt::format(
        "{} messages, {} of them through the client; {} invocations, {} calls, {} ms; route: {}\n",
        counts.messages, counts.clientMessages, counts.invocations, counts.calls, counts.virtualMs,
        options.reportFile);
  }
  return ExitCode::Success;
}

} // namespace aqua::cli
