// Where the statements of a module run, from the routing stage to what hints and hovers show
// (spec/08 B6, B12).

#pragma once

#include <optional>
#include <string>

#include "route/PlacesOfLines.h"
#include "syntax/Ast.h"

namespace aqua::ide {

/// Where a statement runs.
struct PlaceNote {
  support::SourceRange statement; // in the module
  std::string peer;               // as the user wrote it, `INIT_PEER_ID` …
  std::vector<std::string> via;
  uint32_t hops = 0;             // messages to get there from what runs before
  std::vector<std::string> path; // peers that they pass
  uint32_t function = 0;         // where the function or closure around it begins
  /// How many `on`s of its function are around it, and where the innermost of them begins.
  uint32_t depth = 0;
  std::optional<uint32_t> on;
  bool dependsOnCaller = false; // `contexts` lists where it runs
  std::vector<std::string> contexts;

  friend bool operator==(const PlaceNote&, const PlaceNote&) = default;
};

/// The way of the particle through an exported function.
struct FunctionRoute {
  support::SourceRange name; // of the function, in the module
  std::vector<std::string> peers;
  uint32_t hops = 0; // messages, as if every loop ran once

  friend bool operator==(const FunctionRoute&, const FunctionRoute&) = default;
};

/// What is known of one module; nothing if its program has errors.
struct Places {
  std::vector<PlaceNote> notes;         // by position
  std::vector<FunctionRoute> functions; // by position

  [[nodiscard]] const PlaceNote* noteAt(support::SourceRange range) const;
  [[nodiscard]] const FunctionRoute* functionAt(support::SourceRange name) const;

  friend bool operator==(const Places&, const Places&) = default;
};

/// What the routes say of a file. `number` is its number in the compilation that was routed, `tree`
/// and `text` are those of any compilation.
[[nodiscard]] Places placesOf(const route::PlacesOfLines& routes, support::FileId number,
                              const ast::File& tree, llvm::StringRef text);

/// The text was edited: what stands behind the edit moves along, what the edit is about is gone.
void moveAlong(Places& places, llvm::StringRef before, llvm::StringRef after);

} // namespace aqua::ide
