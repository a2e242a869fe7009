// A text parsed for a test.

#pragma once

#include <string>

#include "gtest/gtest.h"

#include "syntax/Parse.h"

namespace aqua::syntax {

struct Parsed {
  explicit Parsed(std::string text) : source("test.aqua", std::move(text)) {
    file = parseFile({1}, source.text(), names, diags);
  }

  /// The codes of all diagnostics: "E0101 W0102".
  [[nodiscard]] std::string codes() const {
    std::string all;
    for (const support::Diagnostic& one : diags.all()) {
      if (!all.empty()) all += ' ';
      all += one.info().code;
    }
    return all;
  }

  [[nodiscard]] std::string print() const {
    std::string text;
    llvm::raw_string_ostream out(text);
    ast::print(file, source, out);
    return text;
  }

  support::SourceFile source;
  support::NameTable names;
  support::DiagnosticSink diags;
  ast::File file;
};

/// A function with this body, whose lines are indented by two.
[[nodiscard]] inline std::string inFunction(llvm::StringRef body) {
  return "aqua M\n\nfunc f():\n" + body.str();
}

} // namespace aqua::syntax
