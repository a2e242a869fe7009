// `aqua fmt`: files in, the same files in their canonical layout out (spec/08 D6).

#include <map>
#include <memory>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "Commands.h"
#include "CommonOptions.h"
#include "OutputFiles.h"
#include "UnifiedDiff.h"
#include "format/Format.h"
#include "modules/FindRoots.h"
#include "modules/Project.h"
#include "modules/ReadSource.h"
#include "support/Parallel.h"
#include "support/Render.h"

namespace aqua::cli {
namespace {

struct FmtSettings {
  std::vector<std::string> paths;
  bool check = false;
  bool diff = false;
  bool write = false; // the default; the option exists so that it can be said
  bool list = false;
  bool partial = false;
  std::string stdinPath = "<stdin>";
  std::optional<uint32_t> indent;
  std::optional<uint32_t> width;
  std::string range;
  unsigned jobs = 0; // as many as there are cores
};

/// One text to format. `-` has no path.
struct Job {
  std::string path;
  support::FileId file;
  bool hadByteOrderMark = false;
  format::Request request;
  support::DiagnosticSink diags;
  format::Result result;
  [[nodiscard]] bool isStdin() const { return path.empty(); }
  [[nodiscard]] bool isChanged() const { return !result.edits.empty() || hadByteOrderMark; }
};

/// All texts of one command, from reading to writing.
class Formatter {
public:
  explicit Formatter(const FmtSettings& settings) : settings_(settings) {}

  ExitCode run() {
    const std::optional<format::Request> request = readRequest();
    if (!request) return ExitCode::Usage;
    for (const modules::RootFile& root : findFiles())
      addFile(root);
    if (readsStdin()) addStdin();
    if (request->lines && jobs_.size() > 1) fail("`--range` is for one file", ExitCode::Usage);
    for (Job& job : jobs_)
      job.request = withSettings(*request, job);
    if (exit_ == ExitCode::Usage) {
      showDiagnostics();
      return exit_;
    }
    formatAll();
    report();
    return exit_;
  }

private:
  /// The worst that happened counts, and the codes are in that order.
  void fail(ExitCode exit) { exit_ = std::max(exit_, exit); }

  void fail(const std::string& text, ExitCode exit) {
    complain(text);
    fail(exit);
  }

  [[nodiscard]] bool readsStdin() const { return llvm::is_contained(settings_.paths, "-"); }
  [[nodiscard]] bool onlyShows() const { return settings_.check || settings_.diff; }
  [[nodiscard]] const support::SourceFile& sourceOf(const Job& job) const {
    return sources_.file(job.file);
  }

  // -- Reading

  std::optional<format::Request> readRequest() {
    format::Request request;
    if (settings_.partial) request.onErrors = format::OnErrors::FormatTheRest;
    if (settings_.range.empty()) return request;
    const auto [first, last] = llvm::StringRef(settings_.range).split(':');
    format::LineRange lines;
    const bool isRange = !first.getAsInteger(10, lines.first) &&
                         !last.getAsInteger(10, lines.last) && lines.first > 0 &&
                         lines.first <= lines.last;
    if (!isRange) {
      complain("invalid range `" + settings_.range + "`: write it as FIRST:LAST, lines from 1");
      return std::nullopt;
    }
    request.lines = lines;
    return request;
  }

  /// The options count before the project file that is nearest to the text.
  format::Request withSettings(format::Request request, const Job& job) {
    const llvm::StringRef path = job.isStdin() ? llvm::StringRef(settings_.stdinPath) : job.path;
    const modules::LayoutSettings& layout = layoutOf(modules::findProjectFile(path, *files_));
    request.style.indent = settings_.indent.value_or(layout.indent.value_or(request.style.indent));
    request.style.width = settings_.width.value_or(layout.width.value_or(request.style.width));
    return request;
  }

  /// Each project file is read once. Only its errors are shown: the rest is not about layout.
  const modules::LayoutSettings& layoutOf(const std::string& projectFile) {
    const auto [known, isNew] = layouts_.try_emplace(projectFile);
    if (!isNew || projectFile.empty()) return known->second;
    support::DiagnosticSink found;
    const modules::Project project =
        modules::readProject({}, {projectFile, ""}, *files_, sources_, found);
    if (project.hasErrors) exit_ = ExitCode::Usage;
    takeProblems(found);
    return known->second = project.layout;
  }

  /// Other warnings are not about layout.
  void takeProblems(const support::DiagnosticSink& found) {
    for (const support::Diagnostic& diagnostic : found.all())
      if (diagnostic.severity() == support::Severity::Error ||
          diagnostic.info().name == "IdleFormatSwitch")
        diags_.add(diagnostic);
  }

  std::vector<modules::RootFile> findFiles() {
    std::vector<std::string> paths;
    for (const std::string& path : settings_.paths)
      if (path != "-") paths.push_back(path);
    if (settings_.paths.empty()) paths.emplace_back(".");
    return modules::findRoots(paths, *files_, diags_);
  }

  void addFile(const modules::RootFile& root) {
    if (auto source = modules::readSource(*files_, root.path, root.shown, {}, diags_))
      add(root.path, root.shown, std::move(*source));
  }

  void addStdin() {
    const auto buffer = llvm::MemoryBuffer::getSTDIN();
    if (!buffer)
      return fail("cannot read the standard input: " + buffer.getError().message(),
                  ExitCode::InputOutput);
    add("", settings_.stdinPath, modules::decode((*buffer)->getBuffer()));
  }

  void add(const std::string& path, const std::string& shown, modules::SourceText source) {
    const support::FileId file = sources_.add(shown, std::move(source.text));
    if (source.badByte) {
      diags_.report(support::diag::InvalidUtf8, {file, source.badByte->range}, shown,
                    source.badByte->fileOffset);
      return;
    }
    Job job;
    job.path = path;
    job.file = file;
    job.hadByteOrderMark = source.hadByteOrderMark;
    jobs_.push_back(std::move(job));
  }

  // -- Formatting

  void formatAll() {
    support::forEachInParallel(jobs_.size(), settings_.jobs, [&](size_t i) {
      Job& job = jobs_[i];
      job.result = format::formatText(job.file, sourceOf(job).text(), job.request, job.diags);
    });
  }

  // -- Reporting and writing

  void report() {
    std::vector<OutputFile> outputs;
    for (Job& job : jobs_) {
      reportProblems(job);
      if (job.result.outcome == format::Outcome::Fault) continue;
      if (job.isChanged()) reportChange(job, outputs);
      const bool isRefused =
          job.result.outcome == format::Outcome::SyntaxErrors && !settings_.partial;
      if (job.isStdin() && !onlyShows() && !settings_.list && !isRefused)
        llvm::outs() << job.result.text;
    }
    showDiagnostics();
    if (llvm::Error error = writeFiles(outputs))
      fail(llvm::toString(std::move(error)), ExitCode::InputOutput);
  }

  void reportProblems(Job& job) {
    if (job.result.outcome == format::Outcome::Fault)
      fail("internal error: `" + sourceOf(job).path().str() +
               "` would not be the same program after formatting, so it was left alone; please "
               "report it with the file",
           ExitCode::Internal);
    if (job.result.outcome == format::Outcome::SyntaxErrors) fail(ExitCode::SourceErrors);
    takeProblems(job.diags);
  }

  void reportChange(const Job& job, std::vector<OutputFile>& outputs) {
    const support::SourceFile& source = sourceOf(job);
    if (settings_.check || settings_.list) llvm::outs() << source.path() << "\n";
    if (settings_.diff) llvm::outs() << unifiedDiff(source.path(), source.text(), job.result.edits);
    if (onlyShows())
      fail(ExitCode::SourceErrors);
    else if (!job.isStdin())
      outputs.push_back({writtenPath(job.path), job.result.text});
  }

  /// The file that a link leads to: the link stays.
  static std::string writtenPath(const std::string& path) {
    llvm::SmallString<128> real;
    return llvm::sys::fs::real_path(path, real) ? path : real.str().str();
  }

  void showDiagnostics() {
    if (diags_.all().empty()) return;
    llvm::outs().flush();
    for (const support::Diagnostic& diagnostic : diags_.all())
      if (diagnostic.info().code.substr(0, 3) == "E00" && exit_ != ExitCode::Usage)
        fail(ExitCode::InputOutput);
    diags_.sort();
    renderDiagnostics(diags_, sources_, {}, llvm::errs());
  }

  const FmtSettings& settings_;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files_ = llvm::vfs::getRealFileSystem();
  support::SourceManager sources_;
  support::DiagnosticSink diags_;
  std::vector<Job> jobs_;
  std::map<std::string, modules::LayoutSettings> layouts_; // by project file
  ExitCode exit_ = ExitCode::Success;
};

} // namespace

void addFmtCommand(CLI::App& app, ExitCode& exit) {
  auto settings = std::make_shared<FmtSettings>();
  CLI::App* command = app.add_subcommand("fmt", "Format Aqua files");
  command->add_option(
      "paths", settings->paths,
      "Aqua files or folders (default: the current one); `-` is the standard input");
  command->add_flag("--check", settings->check,
                    "Only name the files that would change; status 1 if there are any");
  command->add_flag("--diff", settings->diff,
                    "Only show what would change; status 1 if there is anything");
  command->add_flag("--write", settings->write, "Write the files (the default)");
  command->add_flag("--list", settings->list, "Name the files that are changed");
  command->add_option("--stdin-path", settings->stdinPath, "Name of the standard input in messages")
      ->type_name("NAME");
  command->add_flag("--partial", settings->partial,
                    "Format the definitions without syntax errors in files that have some");
  command->add_option("--indent", settings->indent, "Blanks for each block (default: 4)")
      ->check(CLI::IsMember({2, 4}));
  command->add_option("--width", settings->width, "Columns of a line (default: 100)")
      ->check(CLI::Range(modules::narrowestWidth, modules::widestWidth));
  command->add_option("--range", settings->range, "Format only what meets these lines")
      ->type_name("FIRST:LAST");
  command->add_option("-j,--jobs", settings->jobs, "Files to format at the same time");
  command->callback([settings, &exit] { exit = Formatter(*settings).run(); });
}

} // namespace aqua::cli
