#include "Hover.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Declarations.h"
#include "Keywords.h"
#include "ShortForms.h"
#include "Tree.h"
#include "lint/Rule.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;

/// Everything about one cursor.
class Hoverer {
public:
  Hoverer(const Snapshot& snapshot, Cursor cursor, const Places& places)
      : snapshot_(snapshot), module_(*cursor.module), cursor_(cursor), places_(places),
        text_(snapshot.source(module_).text()), path_(nodesAt(*module_.ast, cursor.offset)) {}

  std::optional<Hover> hover() {
    if (std::optional<Hover> found = ofComment()) return found;
    if (std::optional<Hover> found = ofName()) return found;
    if (std::optional<Hover> found = ofImportPath()) return found;
    if (std::optional<Hover> found = ofLiteral()) return found;
    return ofKeyword();
  }

private:
  [[nodiscard]] std::string written(support::SourceRange range) const {
    return text_.slice(range.begin, range.end).str();
  }
  [[nodiscard]] std::string quoted(support::SourceRange range) const {
    return '`' + written(range) + '`';
  }

  // -- Names

  std::optional<Hover> ofName() {
    const auto [use, symbol] = nameAt(cursor_);
    if (!use) return std::nullopt;
    Hover hover{
        use->range, declarationText(snapshot_, *symbol), documentationOf(snapshot_, *symbol), {}};
    addExpandedType(*symbol, hover);
    addOrigin(*symbol, hover);
    addBinding(*symbol, hover);
    addRoute(*use, *symbol, hover);
    return hover;
  }

  /// Of a function the way of the particle, of a call where it runs.
  void addRoute(const sema::NameUse& use, const sema::Symbol& symbol, Hover& hover) const {
    if (symbol.loc.file == module_.file)
      if (const FunctionRoute* route = places_.functionAt(symbol.loc.range)) {
        hover.facts.push_back("runs on: " + quotedList(route->peers, " → ") + "; " +
                              hopsText(route->hops) + " if every loop runs once");
        return;
      }
    if (symbol.kind != SymbolKind::Method) return;
    for (const ast::Node* node : llvm::reverse(path_)) {
      const auto* call = llvm::dyn_cast<ast::CallExpr>(node);
      if (!call || !call->callee || !touches(call->callee->range, use.range.begin)) continue;
      if (const PlaceNote* note = places_.noteAt(call->range))
        hover.facts.push_back(placeText(*note));
      return;
    }
  }

  static std::string quotedList(llvm::ArrayRef<std::string> names, llvm::StringRef separator) {
    std::string text;
    for (const std::string& name : names)
      text += (text.empty() ? "" : separator.str()) + '`' + name + '`';
    return text;
  }

  static std::string hopsText(uint32_t hops) {
    return std::to_string(hops) + (hops == 1 ? " hop" : " hops");
  }

  static std::string placeText(const PlaceNote& note) {
    if (note.dependsOnCaller)
      return "runs where the function is called: " + quotedList(note.contexts, ", ");
    std::string text = "runs on `" + note.peer + "`";
    if (note.hops == 0) return text;
    text += ", " + hopsText(note.hops) + " from what runs before";
    if (!note.path.empty()) text += ", by way of " + quotedList(note.path, ", ");
    return text;
  }

  /// The members of the type of a value, one level deep.
  void addExpandedType(const sema::Symbol& symbol, Hover& hover) const {
    const types::Type* type = symbol.type;
    while (const auto* collection = llvm::dyn_cast_or_null<types::CollectionType>(type))
      type = collection->element();
    const auto* named = llvm::dyn_cast_or_null<types::NamedType>(type);
    const bool isDefinition = symbol.kind == SymbolKind::Data ||
                              symbol.kind == SymbolKind::Ability ||
                              symbol.kind == SymbolKind::Service;
    if (!named || isDefinition) return;
    if (const sema::Symbol* owner = ownerOf(snapshot_, module_, *named))
      hover.code += "\n\n" + declarationText(snapshot_, *owner);
  }

  void addOrigin(const sema::Symbol& symbol, Hover& hover) const {
    if (!symbol.loc.isValid()) {
      hover.facts.emplace_back("provided by the compiler");
      return;
    }
    if (symbol.loc.file == module_.file) return;
    const Module* home = snapshot_.module(symbol.loc.file);
    if (!home) return;
    const std::string name = moduleName(*home);
    hover.facts.push_back("defined in " + (name.empty() ? "" : "module `" + name + "`, ") + "`" +
                          snapshot_.source(*home).path().str() + "`");
  }

  /// How a name inside a function gets its value.
  void addBinding(const sema::Symbol& symbol, Hover& hover) const {
    if (symbol.loc.file != module_.file) return;
    if (symbol.kind == SymbolKind::Stream) {
      hover.facts.emplace_back(
          "stream: values arrive in any order, each peer sees those that reached it");
      addPushes(symbol, hover);
      return;
    }
    const std::vector<const ast::Node*> path = nodesAt(*module_.ast, symbol.loc.range.end);
    for (const ast::Node* node : llvm::reverse(path)) {
      const auto* stmt = llvm::dyn_cast<ast::Stmt>(node);
      if (!stmt) continue;
      if (symbol.kind == SymbolKind::Parameter) return;
      if (const auto* call = llvm::dyn_cast<ast::CallStmt>(stmt); call && call->call)
        hover.facts.push_back("result of " + quoted(call->call->range));
      if (const auto* loop = llvm::dyn_cast<ast::ForStmt>(stmt); loop && loop->iterable)
        hover.facts.push_back("item of " + quoted(loop->iterable->range));
      if (const auto* loop = llvm::dyn_cast<ast::ParSeqStmt>(stmt); loop && loop->iterable)
        hover.facts.push_back("item of " + quoted(loop->iterable->range));
      if (symbol.kind == SymbolKind::Error)
        hover.facts.emplace_back("the error that was caught: `message`, `error_code`, `peer_id`, "
                                 "`instruction`");
      return;
    }
  }

  void addPushes(const sema::Symbol& symbol, Hover& hover) const {
    size_t writes = 0;
    for (const sema::NameUse& use : module_.index->names)
      writes +=
          use.role == sema::NameRole::Write && isSame(module_.index->symbols[use.symbol], symbol);
    hover.facts.push_back("written to at " + std::to_string(writes) +
                          (writes == 1 ? " place" : " places"));
  }

  // -- Other things

  std::optional<Hover> ofImportPath() const {
    for (const ImportLink& import : module_.imports)
      if (touches(import.path, cursor_.offset)) {
        const Module* target = snapshot_.module(import.target);
        if (!target) return std::nullopt;
        Hover hover{import.path, "", "", {}};
        if (const std::string name = moduleName(*target); !name.empty())
          hover.code = "aqua " + name;
        hover.facts.push_back("`" + target->path + "`");
        hover.facts.push_back(std::to_string(target->index->declared.size()) +
                              " names can be imported");
        return hover;
      }
    return std::nullopt;
  }

  std::optional<Hover> ofLiteral() const {
    if (path_.empty()) return std::nullopt;
    const auto* literal = llvm::dyn_cast<ast::LiteralExpr>(path_.back());
    if (!literal || literal->range.isEmpty()) return std::nullopt;
    Hover hover{literal->range, written(literal->range), "", {}};
    switch (literal->literal) {
    case ast::LiteralKind::Bool: hover.facts.emplace_back("`bool`"); break;
    case ast::LiteralKind::Int: hover.facts.push_back(fittingIntegers(literal->text)); break;
    case ast::LiteralKind::Float: hover.facts.emplace_back("fits `f32`, `f64`"); break;
    case ast::LiteralKind::String:
      hover.facts.push_back("`string` of " + std::to_string(literal->text.size()) + " bytes");
      break;
    case ast::LiteralKind::InitPeer:
      hover.facts.emplace_back("the peer that starts the particle; now written `INIT_PEER_ID`");
      break;
    }
    return hover;
  }

  /// The integer types that a literal fits.
  static std::string fittingIntegers(llvm::StringRef text) {
    llvm::SmallVector<std::string, 12> types;
    const bool isNegative = text.consume_front("-");
    uint64_t value = 0;
    const bool isSmall = !text.getAsInteger(10, value);
    for (const unsigned bits : {8U, 16U, 32U, 64U}) {
      const bool fitsUnsigned = bits == 64 || value >> bits == 0;
      if (isSmall && !isNegative && fitsUnsigned)
        types.push_back("`u" + std::to_string(bits) + "`");
    }
    for (const unsigned bits : {8U, 16U, 32U, 64U}) {
      const uint64_t limit = uint64_t{1} << (bits - 1);
      if (isSmall && (value < limit || (isNegative && value == limit)))
        types.push_back("`i" + std::to_string(bits) + "`");
    }
    return types.empty() ? "fits no integer type" : "fits " + llvm::join(types, ", ");
  }

  std::optional<Hover> ofKeyword() const {
    const KeywordGroup group = keywordGroupAt(cursor_, text_);
    if (group.ranges.empty()) return ofWait();
    for (const ast::Node* node : llvm::reverse(path_)) {
      if (const auto* on = llvm::dyn_cast<ast::OnStmt>(node); on && on->peer)
        return Hover{group.origin, "", "", {placeText(on->peer, on->via)}};
      if (const auto* loop = llvm::dyn_cast<ast::ParSeqStmt>(node); loop && loop->peer)
        return Hover{group.origin, "", "", {placeText(loop->peer, loop->via)}};
      if (const auto* join = llvm::dyn_cast<ast::JoinStmt>(node))
        return ofJoin(group.origin, *join);
      if (llvm::isa<ast::Stmt>(node)) return std::nullopt;
    }
    return std::nullopt;
  }

  std::string placeText(const ast::Expr* peer, llvm::ArrayRef<const ast::Expr*> via) const {
    std::string text = "runs on " + quoted(peer->range);
    llvm::ListSeparator then(", then ");
    if (!via.empty()) text += ", reached through ";
    for (const ast::Expr* relay : via)
      if (relay) {
        text += llvm::StringRef(then);
        text += quoted(relay->range);
      }
    return text;
  }

  std::optional<Hover> ofJoin(support::SourceRange origin, const ast::JoinStmt& join) const {
    Hover hover{origin, "", "", {}};
    for (const ast::Expr* value : join.values)
      hover.facts.push_back(waitText(*value));
    return hover;
  }

  /// What an expression waits for, as the words of a sentence.
  std::string waitText(const ast::Expr& value) const {
    if (const auto* index = llvm::dyn_cast<ast::IndexExpr>(&value); index && index->base) {
      uint64_t number = 0;
      const auto* literal = llvm::dyn_cast_or_null<ast::LiteralExpr>(index->index);
      if (literal && !literal->text.getAsInteger(10, number))
        return "waits until at least " + std::to_string(number + 1) + " values are in " +
               quoted(index->base->range) + " on this peer";
      if (index->index)
        return "waits until more than " + quoted(index->index->range) + " values are in " +
               quoted(index->base->range) + " on this peer";
    }
    if (const auto* bang = llvm::dyn_cast<ast::BangExpr>(&value); bang && bang->base)
      return "waits until a value is in " + quoted(bang->base->range) + " on this peer";
    return "waits until " + quoted(value.range) + " is known on this peer";
  }

  /// Behind the value of `x[i]` and `x!`, if `x` is a stream.
  std::optional<Hover> ofWait() const {
    for (const ast::Node* node : llvm::reverse(path_)) {
      const ast::Expr* base = nullptr;
      if (const auto* index = llvm::dyn_cast<ast::IndexExpr>(node)) base = index->base;
      if (const auto* bang = llvm::dyn_cast<ast::BangExpr>(node)) base = bang->base;
      if (!base) continue;
      const auto* type =
          llvm::dyn_cast_or_null<types::CollectionType>(typeOf(*base, *module_.index));
      if (type && type->collection() == types::Collection::Stream)
        return Hover{node->range, "", "", {waitText(*llvm::cast<ast::Expr>(node))}};
    }
    return std::nullopt;
  }

  /// On the id of a rule in `-- aqua-lint: …`.
  std::optional<Hover> ofComment() const {
    const auto comment = llvm::find_if(module_.ast->comments, [&](const ast::Comment& c) {
      return touches(c.range, cursor_.offset);
    });
    if (comment == module_.ast->comments.end()) return std::nullopt;
    const llvm::StringRef words = text_.slice(comment->range.begin, comment->range.end);
    if (!words.contains("aqua-lint:")) return std::nullopt;
    const auto isPart = [&](uint32_t offset) {
      return llvm::isAlpha(text_[offset]) || text_[offset] == '-';
    };
    uint32_t begin = cursor_.offset, end = cursor_.offset;
    while (begin > comment->range.begin && isPart(begin - 1))
      --begin;
    while (end < comment->range.end && isPart(end))
      ++end;
    const std::optional<lint::RuleId> rule = lint::ruleByName(text_.slice(begin, end));
    if (!rule) return std::nullopt;
    return Hover{{begin, end}, "", "", {std::string(lint::ruleInfo(*rule).info.message)}};
  }

  const Snapshot& snapshot_;
  const Module& module_;
  const Cursor cursor_;
  const Places& places_;
  const llvm::StringRef text_;
  const std::vector<const ast::Node*> path_;
};

} // namespace

std::optional<Hover> hover(const Snapshot& snapshot, Cursor cursor, const Places& places) {
  return Hoverer(snapshot, cursor, places).hover();
}

} // namespace aqua::ide
