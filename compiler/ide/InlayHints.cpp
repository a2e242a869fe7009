#include "InlayHints.h"

#include <map>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Declarations.h"
#include "ShortForms.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

using support::SourceRange;

class Hinter {
public:
  Hinter(const Snapshot& snapshot, const Module& module, SourceRange range,
         const HintOptions& options)
      : snapshot_(snapshot), module_(module), text_(snapshot.source(module).text()), range_(range),
        options_(options) {}

  std::vector<InlayHint> hints(llvm::ArrayRef<PlaceNote> places) {
    for (const ast::Item* item : module_.ast->items)
      if (item->range.begin <= range_.end && range_.begin <= item->range.end)
        forEachNode(*item, [&](const ast::Node& node) { addOf(node); });
    if (options_.peers != HintChoice::Off || options_.hops) addPlaces(places);
    llvm::erase_if(hints_, [&](const InlayHint& hint) { return !touches(range_, hint.offset); });
    llvm::stable_sort(hints_,
                      [](const InlayHint& a, const InlayHint& b) { return a.offset < b.offset; });
    return std::move(hints_);
  }

private:
  void addOf(const ast::Node& node) {
    if (options_.types) addTypes(node);
    if (const auto* call = llvm::dyn_cast<ast::CallExpr>(&node); call && options_.parameters)
      addParameters(*call);
    if (options_.waits) addWaits(node);
    if (const auto* name = llvm::dyn_cast<ast::NameExpr>(&node); name && options_.constants)
      addConstant(*name);
    if (options_.arms) addArms(node);
  }

  // -- Types

  void addTypes(const ast::Node& node) {
    if (const auto* call = llvm::dyn_cast<ast::CallStmt>(&node))
      for (const ast::Name& result : call->results)
        addType(result);
    if (const auto* assign = llvm::dyn_cast<ast::AssignStmt>(&node);
        assign && !isObvious(assign->value))
      addType(assign->name);
    if (const auto* loop = llvm::dyn_cast<ast::ForStmt>(&node)) {
      addType(loop->item);
      addType(loop->value);
    }
    if (const auto* loop = llvm::dyn_cast<ast::ParSeqStmt>(&node)) {
      addType(loop->item);
      addType(loop->value);
    }
  }

  /// A literal, or a construction, which names its type.
  [[nodiscard]] bool isObvious(const ast::Expr* value) const {
    if (!value || llvm::isa<ast::LiteralExpr, ast::ErrorExpr>(value)) return true;
    const auto* call = llvm::dyn_cast<ast::CallExpr>(value);
    if (!call || !call->callee) return false;
    const NameAt callee = nameAt({&module_, call->callee->range.end});
    return callee.use && isTypeKind(callee.symbol->kind);
  }

  void addType(const ast::Name& name) {
    const NameAt at = name ? nameAt({&module_, name.range.end}) : NameAt();
    const bool isNew = at.use && at.use->range == name.range &&
                       at.use->role == sema::NameRole::Definition && at.symbol->type;
    if (!isNew || at.symbol->type->kind() == types::TypeKind::Error) return;
    const std::string type = types::typeText(at.symbol->type);
    if (llvm::isa<types::LiteralType>(at.symbol->type)) return;
    // A part of it is an error, and what is wrong is said elsewhere.
    if (llvm::StringRef(type).contains("<error>")) return;
    InlayHint hint{name.range.end, HintKind::Type, ": " + type, "", std::nullopt, ""};
    const types::Type* element = at.symbol->type;
    while (const auto* collection = llvm::dyn_cast<types::CollectionType>(element))
      element = collection->element();
    if (const auto* named = llvm::dyn_cast<types::NamedType>(element))
      if (const sema::Symbol* owner = ownerOf(snapshot_, module_, *named)) {
        if (owner->loc.isValid()) hint.target = owner->loc;
        hint.tooltip = declarationText(snapshot_, *owner);
      }
    hints_.push_back(std::move(hint));
  }

  // -- Calls

  void addParameters(const ast::CallExpr& call) {
    const auto* arrow =
        call.callee ? llvm::dyn_cast_or_null<types::ArrowType>(typeOf(*call.callee, *module_.index))
                    : nullptr;
    if (!arrow) return;
    const size_t offset = call.abilities.size();
    for (const auto& [i, argument] : llvm::enumerate(call.arguments)) {
      if (i + offset >= arrow->parameters().size()) return;
      const types::Parameter& parameter = arrow->parameters()[i + offset];
      if (!parameter.label || argument.name ||
          !llvm::isa_and_nonnull<ast::LiteralExpr>(argument.value))
        continue;
      hints_.push_back({argument.range.begin, HintKind::Parameter,
                        parameter.label.str().str() + ":", types::typeText(parameter.type),
                        std::nullopt, ""});
    }
  }

  void addConstant(const ast::NameExpr& name) {
    const NameAt at = nameAt({&module_, name.range.begin});
    if (!at.use || at.use->range != name.range || at.symbol->kind != sema::SymbolKind::Constant ||
        at.symbol->loc.file == module_.file)
      return;
    const auto* constant = llvm::dyn_cast_or_null<ast::ConstDecl>(itemOf(snapshot_, *at.symbol));
    if (!constant || !constant->value) return;
    const llvm::StringRef value =
        snapshot_.sources->file(at.symbol->loc.file)
            .text()
            .slice(constant->value->range.begin, constant->value->range.end);
    hints_.push_back(
        {name.range.end, HintKind::Constant, (" = " + value).str(), "", at.symbol->loc, ""});
  }

  // -- Waiting

  /// `join s[2]` and `s[2]` wait for three values.
  void addWaits(const ast::Node& node) {
    const auto* index = llvm::dyn_cast<ast::IndexExpr>(&node);
    if (!index || !index->base) return;
    const auto* literal = llvm::dyn_cast_or_null<ast::LiteralExpr>(index->index);
    const auto* type =
        llvm::dyn_cast_or_null<types::CollectionType>(typeOf(*index->base, *module_.index));
    uint64_t number = 0;
    const bool isStream = type && type->collection() == types::Collection::Stream;
    if (!isStream || !literal || literal->text.getAsInteger(10, number) || number == UINT64_MAX)
      return;
    hints_.push_back(
        {index->range.end, HintKind::Wait,
         "waits for " + std::to_string(number + 1) + (number == 0 ? " value" : " values"), "",
         std::nullopt, ""});
  }

  /// At the first of parallel statements: how many there are.
  void addArms(const ast::Node& node) {
    const ast::Block* block = blockOf(node);
    if (!block) return;
    const auto isArm = [](const ast::Stmt* stmt) {
      const auto* prefixed = llvm::dyn_cast<ast::PrefixedStmt>(stmt);
      return prefixed && prefixed->prefix == ast::PrefixKind::Par;
    };
    for (size_t i = 1; i < block->statements.size(); ++i) {
      if (!isArm(block->statements[i]) || isArm(block->statements[i - 1])) continue;
      size_t end = i;
      while (end < block->statements.size() && isArm(block->statements[end]))
        ++end;
      const auto* first = llvm::cast<ast::PrefixedStmt>(block->statements[i]);
      hints_.push_back({first->keyword.end, HintKind::Arms, "∥ " + std::to_string(end - i + 1), "",
                        std::nullopt, ""});
    }
  }

  // -- Places

  [[nodiscard]] uint32_t lineEnd(uint32_t offset) const {
    const size_t end = std::min(text_.find('\n', offset), text_.size());
    return std::max(offset, static_cast<uint32_t>(text_.take_front(end).rtrim().size()));
  }

  static std::string placeText(const PlaceNote& note) {
    if (note.dependsOnCaller) return "depends on caller";
    return "on " + shortened(note.peer) +
           (note.via.empty() ? "" : " via " + llvm::join(note.via, ", "));
  }

  /// Of the id of a peer only both ends.
  static std::string shortened(llvm::StringRef peer) {
    constexpr size_t shown = 12;
    if (!peer.starts_with("\"") || peer.size() < 2 * shown) return peer.str();
    return (peer.take_front(6) + "…" + peer.take_back(5)).str();
  }

  /// At the ends of the lines; once for each. A function or closure begins where it is called.
  void addPlaces(llvm::ArrayRef<PlaceNote> places) {
    std::map<uint32_t, const PlaceNote*> lastOf; // by function
    uint32_t lastEnd = UINT32_MAX;
    for (const PlaceNote& note : places) {
      const PlaceNote*& last = lastOf[note.function];
      const uint32_t end = lineEnd(note.statement.begin);
      if (end != lastEnd) addPlace(note, last, end);
      last = &note;
      lastEnd = end;
    }
  }

  void addPlace(const PlaceNote& note, const PlaceNote* last, uint32_t end) {
    const bool isChange =
        last ? placeText(note) != placeText(*last) : note.depth > 0 || note.contexts.size() > 1;
    const bool isShown =
        options_.peers == HintChoice::Always || (options_.peers == HintChoice::Changes && isChange);
    if (isShown) {
      const bool isBack = last && note.depth < last->depth;
      hints_.push_back({end, HintKind::Peer, (isBack ? "⟵ back " : "⟶ ") + placeText(note),
                        llvm::join(note.contexts, "\n"), std::nullopt, ""});
    }
    if (!options_.hops || note.hops == 0) return;
    const bool isEntered = note.on && (!last || last->on != note.on);
    const std::string tooltip = note.path.empty() ? "" : "by way of " + llvm::join(note.path, ", ");
    hints_.push_back({isEntered ? lineEnd(*note.on) : end, HintKind::Hops,
                      "+" + std::to_string(note.hops) + (note.hops == 1 ? " hop" : " hops"),
                      tooltip, std::nullopt, ""});
  }

  const Snapshot& snapshot_;
  const Module& module_;
  const llvm::StringRef text_;
  const SourceRange range_;
  const HintOptions& options_;
  std::vector<InlayHint> hints_;
};

} // namespace

std::vector<InlayHint> inlayHints(const Snapshot& snapshot, const Module& module, SourceRange range,
                                  llvm::ArrayRef<PlaceNote> places, const HintOptions& options) {
  return Hinter(snapshot, module, range, options).hints(places);
}

} // namespace aqua::ide
