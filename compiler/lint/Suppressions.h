// Comments that silence rules (spec/08 C4): `-- aqua-lint: disable=ID because …`.

#pragma once

#include <string>
#include <vector>

#include "ModuleFacts.h"
#include "support/Diagnostics.h"

namespace aqua::lint {

/// One comment, and the part of the file that it covers.
struct Suppression {
  support::SourceRange comment;
  support::SourceRange covered;
  std::vector<std::string> names; // rules and groups
  std::string reason;
  bool isExpectation = false; // it is wrong if it covers nothing
  bool isUsed = false;
};

/// In the order of the text.
[[nodiscard]] std::vector<Suppression> findSuppressions(const ast::File& file,
                                                        const support::SourceFile& source);

/// The first one that covers the finding and names its rule or its group; marked as used.
[[nodiscard]] const Suppression* suppressing(const support::Diagnostic& finding,
                                             std::vector<Suppression>& suppressions);

} // namespace aqua::lint
