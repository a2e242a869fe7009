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
};

enum class DiagColors : uint8_t { Never, Always };

struct RenderOptions {
  DiagFormat format = DiagFormat::Human;
  DiagColors colors = DiagColors::Never; // for Human and Short
};

/// `error`, `warning`, `info`, `hint`
[[nodiscard]] llvm::StringRef severityName(Severity severity);

/// Writes diagnostics one after the other. Every Loc must be of a file of `sources`, or of none.
class DiagnosticPrinter {
public:
  DiagnosticPrinter(const SourceManager& sources, RenderOptions options, llvm::raw_ostream& out)
      : sources_(sources), options_(options), out_(out) {}

  void print(const Diagnostic& diagnostic);

  /// Human: `N errors, M warnings in K files`, or nothing if nothing was printed; K counts the
  /// files that the problems are in. Json: the summary object. Otherwise nothing.
  void printSummary();

private:
  const SourceManager& sources_;
  RenderOptions options_;
  llvm::raw_ostream& out_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
  size_t others_ = 0;
  std::vector<FileId> files_; // with problems; sorted
};

/// All diagnostics in their order, and the summary.
void renderDiagnostics(const DiagnosticSink& diagnostics, const SourceManager& sources,
                       RenderOptions options, llvm::raw_ostream& out);

} // namespace aqua::support
