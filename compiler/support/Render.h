// Diagnostics as text: for people, for scripts, for machines (spec/07 §17.4).

#pragma once

#include <vector>

#include "llvm/Support/raw_ostream.h"

#include "Diagnostics.h"

namespace aqua::support {

enum class DiagFormat : uint8_t {
  Human,  // message, source excerpt with carets and labels, notes, help; a summary at the end
  Short,  // `file:line:col: error[E0123]: message`, one line each
  Json,   // JSON Lines; the last object is a summary
  GitHub, // workflow commands that GitHub shows as annotations
  Sarif,  // SARIF 2.1.0, one document
  JUnit,  // JUnit XML, one document: a suite for each file
};

enum class DiagColors : uint8_t { Never, Always };

struct RenderOptions {
  DiagFormat format = DiagFormat::Human;
  DiagColors colors = DiagColors::Never;                     // for Human and Short
  std::string version;                                       // of aqua; for Sarif
  llvm::StringRef (*pageOf)(llvm::StringRef code) = nullptr; // Markdown about a code; for Sarif
  std::vector<FileId> files;                                 // that were looked at; for JUnit
};

/// `error`, `warning`, `info`, `hint`
[[nodiscard]] llvm::StringRef severityName(Severity severity);

/// Writes diagnostics one after the other. Every Loc must be of a file of `sources`, or of none.
/// Formats that are one document are written by printSummary: until then the diagnostics must live.
class DiagnosticPrinter {
public:
  DiagnosticPrinter(const SourceManager& sources, RenderOptions options, llvm::raw_ostream& out)
      : sources_(sources), options_(std::move(options)), out_(out) {}

  void print(const Diagnostic& diagnostic);

  /// Human: `N errors, M warnings in K files`, or nothing if nothing was printed; K counts the
  /// files that the problems are in. Json: the summary object. Sarif, JUnit: the document.
  /// Otherwise nothing.
  void printSummary();

private:
  const SourceManager& sources_;
  RenderOptions options_;
  llvm::raw_ostream& out_;
  std::vector<const Diagnostic*> collected_; // for one document
  size_t errors_ = 0;
  size_t warnings_ = 0;
  size_t others_ = 0;
  std::vector<FileId> files_; // with problems; sorted
};

/// All diagnostics in their order, and the summary.
void renderDiagnostics(const DiagnosticSink& diagnostics, const SourceManager& sources,
                       RenderOptions options, llvm::raw_ostream& out);

} // namespace aqua::support
