// Checks small programs for tests: texts in, HIR, interfaces and codes of diagnostics out.

#pragma once

#include <deque>
#include <string>
#include <vector>

#include "Interface.h"
#include "syntax/Parse.h"

namespace aqua::sema::test {

/// Modules that import each other by the names they were added under.
class Program {
public:
  explicit Program(CheckOptions options = {}) : options_(std::move(options)) {}

  /// Checks one more module; what it imports must have been added before, or counts as missing.
  const CheckedModule& add(const std::string& path, const std::string& text);
  /// Adds a module of which only the text is known to the test.
  const CheckedModule& add(const std::string& text) { return add("main", text); }

  [[nodiscard]] const support::DiagnosticSink& diagnostics() const { return diags_; }
  /// "E0301 W0501": the codes of all diagnostics by position.
  [[nodiscard]] std::string codes();
  [[nodiscard]] support::NameTable& names() { return names_; }
  [[nodiscard]] types::TypeStore& types() { return types_; }
  /// The last module that was added, as `--emit=hir` shows it.
  [[nodiscard]] std::string print() const;

private:
  CheckOptions options_;
  support::SourceManager sources_;
  support::NameTable names_;
  types::TypeStore types_;
  support::DiagnosticSink diags_;
  std::deque<ast::File> files_;
  std::deque<std::pair<std::string, CheckedModule>> modules_;
};

/// The codes for one module, and "crash" if the verifier finds something in it.
[[nodiscard]] std::string codesOf(const std::string& text);

/// "a, b.c": entities and modules of a context, in order.
[[nodiscard]] std::string namesIn(const Context& context);

} // namespace aqua::sema::test
