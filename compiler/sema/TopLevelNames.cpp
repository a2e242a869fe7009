#include "TopLevelNames.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::sema {

namespace {

/// Modules in modules: deeper ones are not listed.
constexpr unsigned maxDepth = 8;

class Lister {
public:
  explicit Lister(SymbolIndex& index) : index_(index) {
    for (const auto& [i, symbol] : llvm::enumerate(index.symbols))
      known_.try_emplace(keyOf(symbol), static_cast<uint32_t>(i));
  }

  void list(const Context& context, const std::string& prefix, unsigned depth,
            std::vector<TopLevelName>& names) {
    for (const Context::Entry& entry : context.entries())
      for (const Space space : allSpaces)
        if (const Entity* entity = entry.part(space).entity; entity && isKnown(*entity))
          add(prefix + entry.name.str().str(),
              {entity->symbol, entity->name, entity->loc, entity->type}, names);
    for (const Context::Entry& entry : context.entries()) {
      if (!entry.module) continue;
      const std::string path = prefix + entry.name.str().str();
      add(path, {SymbolKind::Module, entry.name, entry.modulePlace, nullptr}, names);
      if (depth < maxDepth) list(*entry.module, path + '.', depth + 1, names);
    }
  }

private:
  using Key = std::pair<uint64_t, Name>;

  static bool isKnown(const Entity& entity) {
    return entity.kind != EntityKind::Unknown || entity.loc.isValid();
  }

  /// A symbol is known by its place; one without a place by its kind and name.
  static Key keyOf(const Symbol& symbol) {
    return symbol.loc.isValid()
               ? Key(uint64_t{symbol.loc.file.value} << 32U | symbol.loc.range.begin, Name())
               : Key(static_cast<uint64_t>(symbol.kind), symbol.name);
  }

  void add(std::string path, const Symbol& symbol, std::vector<TopLevelName>& names) {
    const auto [place, isNew] =
        known_.try_emplace(keyOf(symbol), static_cast<uint32_t>(index_.symbols.size()));
    if (isNew) index_.symbols.push_back(symbol);
    if (!names.empty() && names.back().path == path && names.back().symbol == place->second) return;
    names.push_back({std::move(path), place->second});
  }

  SymbolIndex& index_;
  llvm::DenseMap<Key, uint32_t> known_;
};

} // namespace

void addTopLevelNames(SymbolIndex& index, const Context& visible, const Context& declared) {
  Lister lister(index);
  lister.list(visible, "", 0, index.visible);
  lister.list(declared, "", 0, index.declared);
  // What `declares *` passes on of what everybody has.
  llvm::erase_if(index.declared, [&](const TopLevelName& name) {
    return !index.symbols[name.symbol].loc.isValid();
  });
}

} // namespace aqua::sema
