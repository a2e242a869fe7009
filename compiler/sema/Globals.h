// The top-level names of the module that is being checked, and what to say about names that are not
// among them.

#pragma once

#include <array>

#include "Context.h"
#include "Session.h"
#include "Suggest.h"

namespace aqua::sema {

/// Where a name is looked for.
inline constexpr Space typeSpaces[] = {Space::Type};
inline constexpr Space functionSpaces[] = {Space::Function};
inline constexpr Space valueSpaces[] = {Space::Constant, Space::Function};

class Globals {
public:
  Globals(Session& session, const ast::File& file);

  Context context;
  /// What imported modules import without declaring it, arranged as `context` is.
  Context undeclared;

  /// If a path needs an undeclared name, because nothing else has that name, takes it into the
  /// context with a warning: the reference accepts such programs (docs/compatibility.md, 19.1).
  void adopt(llvm::ArrayRef<ast::Name> path);
  /// A number for the names that were adopted so far.
  [[nodiscard]] uint64_t adopted() const { return adopted_; }
  void warnOfUndeclared(SourceRange range, llvm::ArrayRef<Name> path, const Context& picked);

  /// The type or service of that name or path; null if there is none, which is reported.
  [[nodiscard]] const Entity* type(const ast::Path& path);

  /// The constant or else function of that name, or null.
  [[nodiscard]] const Entity* value(Name name) const;

  /// From here on, `item` is what is being defined.
  void startItem(const ast::Item& item) { current_ = &item; }

  /// Reports a name that nothing defines, unless it may come from something that could not be
  /// loaded. `suggestions` come with what only the caller knows.
  template <size_t N>
  void reportUnknown(support::Diag<N> diag, llvm::ArrayRef<Space> spaces, const ast::Name& name,
                     Suggestions suggestions) {
    if (isExplained(spaces, name)) return;
    suggestFrom(context, spaces, "", suggestions);
    suggestions.addTo(session_.report(diag, name.range, name.text));
  }

  /// Considers the names of services.
  void suggestServices(Suggestions& suggestions) const;

  /// Reports that the module `path[0..index)` has no `path[index]`.
  void reportMissingMember(const Context& module, llvm::ArrayRef<ast::Name> path, size_t index,
                           llvm::ArrayRef<Space> spaces);

private:
  const Context* moduleOf(const ast::Path& path);
  [[nodiscard]] bool isDefinedInFile(Name name) const;
  /// Nothing is to be reported, or something better was: the file defines the name further down,
  /// is just defining it, or names may be missing.
  bool isExplained(llvm::ArrayRef<Space> spaces, const ast::Name& name);
  static void suggestFrom(const Context& context, llvm::ArrayRef<Space> spaces,
                          const std::string& prefix, Suggestions& suggestions);

  Session& session_;
  std::array<llvm::DenseMap<Name, const ast::Item*>, allSpaces.size()> definitions_;
  const ast::Item* current_ = nullptr;
  uint64_t adopted_ = 0;
};

/// The name that an item defines, and the space it goes to; no name for header lines.
struct ItemName {
  ast::Name name;
  Space space = Space::Type;
};
[[nodiscard]] ItemName definedName(const ast::Item& item);

} // namespace aqua::sema
