// Which rules of the linter run where: the user's choice over the project file. The command line
// and the editor agree because both ask here.

#pragma once

#include "Compilation.h"

namespace aqua::driver {

/// The user's choice comes before the project file, and what that says of some files before what it
/// says of all.
class LintRules {
public:
  /// An error names what does not exist in the user's choice. What does not exist in the project
  /// file is reported to the compilation.
  [[nodiscard]] static llvm::Expected<LintRules> from(Compilation& compilation,
                                                      lint::Choice choice);

  /// Those of files of which the project file says nothing of their own.
  [[nodiscard]] const lint::Config& forAll() const { return config_; }
  [[nodiscard]] lint::Config of(const Compilation& compilation, support::FileId file) const;

  /// Runs them; `options` are completed by the project file.
  [[nodiscard]] lint::Report run(const Compilation& compilation,
                                 lint::LintOptions options = {}) const;

private:
  lint::Choice choice_;
  lint::Config config_;
};

} // namespace aqua::driver
