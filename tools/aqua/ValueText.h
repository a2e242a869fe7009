// A text of values that the user wrote, a scenario or an option, as a source of the compilation: so
// diagnostics can show where a part of it stands.

#pragma once

#include "driver/Compilation.h"
#include "network/Scenario.h"

namespace aqua::cli {

class ValueText {
public:
  using Path = std::vector<value::PathStep>;

  /// No text: nothing has a place.
  ValueText() = default;
  /// `title` is a path, or the option that the text comes from. Peers have their names in the text.
  ValueText(driver::Compilation& compilation, const network::PeerNames& names, std::string title,
            std::string text);

  /// The place of a part of the text, given as the values have it, with peer ids. The whole file if
  /// it cannot be found.
  [[nodiscard]] support::Loc locate(const Path& path) const;
  /// The place of its name: the last step must be a key.
  [[nodiscard]] support::Loc locateKey(const Path& path) const;

private:
  [[nodiscard]] llvm::StringRef text() const;

  const driver::Compilation* compilation_ = nullptr;
  const network::PeerNames* names_ = nullptr;
  support::FileId file_;
};

/// A step into the member of that name.
[[nodiscard]] value::PathStep key(llvm::StringRef name);
[[nodiscard]] ValueText::Path operator/(ValueText::Path path, value::PathStep step);

/// The JSON text, with names of peers, cut where it gets long.
[[nodiscard]] std::string shortJson(const network::PeerNames& names, const value::Value& value);

} // namespace aqua::cli
