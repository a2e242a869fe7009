// What the tests of the formatter share: formatting in one call, and what a text means.

#pragma once

#include <string>

#include "llvm/Support/raw_ostream.h"

#include "format/Format.h"
#include "syntax/Parse.h"

namespace aqua::format {

inline Result format(llvm::StringRef text, const Request& request = {}) {
  support::DiagnosticSink diagnostics;
  return formatText({1}, text, request, diagnostics);
}

/// The tree without places.
inline std::string treeOf(llvm::StringRef text) {
  support::SourceManager sources;
  support::NameTable names;
  support::DiagnosticSink diagnostics;
  const support::FileId id = sources.add("test.aqua", text.str());
  const support::SourceFile& source = sources.file(id);
  std::string result;
  llvm::raw_string_ostream out(result);
  ast::printTree(syntax::parseFile(id, source.text(), names, diagnostics), source, out);
  return diagnostics.hasErrors() ? "syntax errors" : result;
}

/// All comments in their order, one a line.
inline std::string commentsOf(llvm::StringRef text) {
  std::string result;
  for (const support::SourceRange range : syntax::layOutText(text).comments)
    result += text.slice(range.begin + 2, range.end).trim().str() + "\n";
  return result;
}

} // namespace aqua::format
