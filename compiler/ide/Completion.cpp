// First what kind of thing may stand at the cursor (CompletionPlace.h), then all of that kind.

#include "Completion.h"

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include "AutoImport.h"
#include "CompletionPlace.h"
#include "Declarations.h"
#include "FuzzyMatch.h"
#include "ShortForms.h"
#include "Snippets.h"
#include "Tree.h"
#include "lint/Rule.h"
#include "types/Relations.h"

namespace aqua::ide {

namespace {

using sema::SymbolKind;
using types::Type;

/// Which names other modules are asked for.
enum class Wanted : uint8_t { All, Types };

/// The order of items that fit what was typed equally well.
enum class Nearness : uint8_t { Fitting, Local, Module, Import, Word, AutoImport };

constexpr llvm::StringLiteral scalarTypes[] = {"bool", "string", "i8",  "i16", "i32", "i64",
                                               "u8",   "u16",    "u32", "u64", "f32", "f64"};

/// Collects what fits what was typed.
class Completer {
public:
  Completer(const Snapshot& snapshot, Cursor cursor, const CompletionOptions& options)
      : snapshot_(snapshot), module_(*cursor.module), offset_(cursor.offset), options_(options),
        text_(snapshot.source(module_).text()), at_(module_, text_, cursor.offset),
        place_(placeAt(module_, at_)) {
    result_.replaced = at_.word();
  }

  Completion complete() {
    addWords();
    switch (place_.kind) {
    case PlaceKind::Nothing: break;
    case PlaceKind::Comment: addSuppressions(); break;
    case PlaceKind::ImportPath: addPaths(); break;
    case PlaceKind::ImportedNames: addImportedNames(); break;
    case PlaceKind::ExportedNames: addExportedNames(); break;
    case PlaceKind::TopLevel: addDefinitions(); break;
    case PlaceKind::Member: addMembers(); break;
    case PlaceKind::Type: addTypes(); break;
    case PlaceKind::Statement: addStatements(); break;
    case PlaceKind::Value: addValues(expectedType()); break;
    case PlaceKind::Peer: addValues(nullptr); break;
    }
    return finish();
  }

private:
  [[nodiscard]] llvm::StringRef typed() const {
    return text_.slice(result_.replaced.begin, offset_);
  }

  /// `rank`: smaller comes first among equally near ones.
  void add(CompletionItem item, Nearness nearness, uint32_t rank = 0) {
    const std::optional<int> score = fuzzyScore(typed(), item.label);
    if (!score) return;
    if (item.text.empty()) item.text = item.label;
    item.sortKey =
        fmt::format("{:02}{}{:010}{}", *score, static_cast<int>(nearness), rank, item.label);
    result_.items.push_back(std::move(item));
  }

  Completion finish() {
    llvm::stable_sort(result_.items, [](const CompletionItem& a, const CompletionItem& b) {
      return a.sortKey < b.sortKey;
    });
    if (result_.items.size() > options_.limit) {
      result_.items.resize(options_.limit);
      result_.isCut = true;
    }
    return std::move(result_);
  }

  // -- Words

  void addWords() {
    for (const llvm::StringRef keyword : place_.keywords)
      if (place_.kind != PlaceKind::Statement)
        add({keyword.str(), CompletionKind::Keyword}, Nearness::Word);
  }

  void addSnippet(const Snippet& snippet) {
    CompletionItem item{snippet.label.str(), CompletionKind::Snippet};
    item.detail = snippet.detail.str();
    item.snippet = snippet.text.str();
    add(std::move(item), Nearness::Word);
  }

  void addDefinitions() {
    for (const Snippet& snippet : definitionSnippets())
      addSnippet(snippet);
    const bool isHeader = llvm::none_of(module_.ast->items, [&](const ast::Item* item) {
      return definedName(*item) && item->range.end < offset_;
    });
    if (!isHeader) return;
    const bool hasModuleLine = llvm::any_of(
        module_.ast->items, [](const ast::Item* item) { return llvm::isa<ast::ModuleLine>(item); });
    for (const Snippet& snippet : headerSnippets())
      if (!hasModuleLine || snippet.label != "aqua") addSnippet(snippet);
  }

  void addStatements() {
    for (const Snippet& snippet : statementSnippets())
      if (llvm::is_contained(place_.keywords, snippet.label)) addSnippet(snippet);
    for (const UsableName& name : usableNames(module_, text_, at_.word().begin))
      if (!llvm::StringRef(name.text).contains('.')) addName(name, nullptr);
    addAutoImports(Wanted::All);
  }

  // -- Names

  void addName(const UsableName& name, const Type* expected) {
    CompletionItem item = itemOfSymbol(name.text, *name.symbol);
    Nearness nearness = name.isLocal                            ? Nearness::Local
                        : name.symbol->loc.file == module_.file ? Nearness::Module
                                                                : Nearness::Import;
    if (expected && fits(*name.symbol, *expected)) nearness = Nearness::Fitting;
    add(std::move(item), nearness, name.isLocal ? UINT32_MAX - name.definedAt : UINT32_MAX);
  }

  static bool fits(const sema::Symbol& symbol, const Type& expected) {
    if (!symbol.type || isTypeKind(symbol.kind)) return false;
    if (types::isSubtype(symbol.type, &expected)) return true;
    const auto* arrow = llvm::dyn_cast<types::ArrowType>(symbol.type);
    return arrow && arrow->results().size() == 1 &&
           types::isSubtype(arrow->results().front(), &expected);
  }

  [[nodiscard]] CompletionItem itemOfSymbol(const std::string& label,
                                            const sema::Symbol& symbol) const {
    CompletionItem item{label, CompletionKind::Name, symbol.kind, detailText(symbol)};
    item.documentation = documentationOf(snapshot_, symbol);
    if (const auto* arrow = llvm::dyn_cast_or_null<types::ArrowType>(symbol.type))
      item.snippet = callSnippet(label, *arrow);
    const bool isRecord = symbol.kind == SymbolKind::Data || symbol.kind == SymbolKind::Ability;
    const auto* record = llvm::dyn_cast_or_null<types::NamedType>(symbol.type);
    if (isRecord && record && place_.kind == PlaceKind::Value)
      item.snippet = constructionSnippet(label, symbol, *record);
    return item;
  }

  /// `f(${1:a}, ${2:b})`. Behind a name that has its arguments already: nothing but the name.
  [[nodiscard]] std::string callSnippet(const std::string& label,
                                        const types::ArrowType& arrow) const {
    if (hasArguments()) return "";
    std::string text = label + '(';
    llvm::ListSeparator comma;
    for (const auto& [i, parameter] : llvm::enumerate(arrow.parameters())) {
      const std::string name = parameter.label ? parameter.label.str().str() : "value";
      text += fmt::format("{}${{{}:{}}}", llvm::StringRef(comma).str(), i + 1, name);
    }
    return text + ')';
  }

  [[nodiscard]] std::string constructionSnippet(const std::string& label,
                                                const sema::Symbol& symbol,
                                                const types::NamedType& type) const {
    if (hasArguments()) return "";
    std::string text = label + '(';
    llvm::ListSeparator comma;
    for (const auto& [i, field] : llvm::enumerate(fieldsInOrder(snapshot_, &symbol, type))) {
      const std::string name = field.name.str().str();
      text += fmt::format("{}{} = ${{{}:{}}}", llvm::StringRef(comma).str(), name, i + 1, name);
    }
    return text + ')';
  }

  [[nodiscard]] bool hasArguments() const {
    const llvm::StringRef rest = text_.drop_front(at_.word().end).ltrim(" ");
    return rest.starts_with("(") || rest.starts_with("{");
  }

  /// Of the parameter or field that the cursor is in; null if unknown.
  [[nodiscard]] const Type* expectedType() const {
    if (!place_.call) return nullptr;
    if (const types::ArrowType* arrow = place_.call->arrow())
      return place_.call->parameter < arrow->parameters().size()
                 ? arrow->parameters()[place_.call->parameter].type
                 : nullptr;
    if (const types::NamedType* record = place_.call->record())
      for (const types::Field& field : record->fields())
        if (field.name.str() == place_.call->argumentName) return field.type;
    return nullptr;
  }

  void addValues(const Type* expected) {
    for (const UsableName& name : usableNames(module_, text_, at_.word().begin))
      if (!llvm::StringRef(name.text).contains('.')) addName(name, expected);
    addFieldNames();
    if (place_.kind == PlaceKind::Value) {
      add({"true", CompletionKind::Literal}, Nearness::Word);
      add({"false", CompletionKind::Literal}, Nearness::Word);
    }
    addAutoImports(Wanted::All);
  }

  /// `name = ` for the fields that a construction does not have yet.
  void addFieldNames() {
    const types::NamedType* record = place_.call ? place_.call->record() : nullptr;
    const bool isName = at_.previous() && (at_.previous()->kind == syntax::TokenKind::LParen ||
                                           at_.previous()->kind == syntax::TokenKind::Comma);
    if (!record || !isName) return;
    llvm::StringSet<> given;
    for (size_t i = place_.call->bracket; i + 1 < at_.before(); ++i)
      if (at_.tokens()[i + 1].kind == syntax::TokenKind::Assign)
        given.insert(at_.textOf(at_.tokens()[i]));
    const sema::Symbol* owner = ownerOf(snapshot_, module_, *record);
    for (const auto& [i, field] : llvm::enumerate(fieldsInOrder(snapshot_, owner, *record))) {
      if (given.contains(field.name.str())) continue;
      CompletionItem item{field.name.str().str(), CompletionKind::Name, SymbolKind::Field,
                          types::typeText(field.type)};
      item.text = item.label + " = ";
      add(std::move(item), Nearness::Fitting, static_cast<uint32_t>(i));
    }
  }

  void addTypes() {
    for (const UsableName& name : usableNames(module_, text_, at_.word().begin))
      if ((isTypeKind(name.symbol->kind) || name.symbol->kind == SymbolKind::Module) &&
          !llvm::StringRef(name.text).contains('.'))
        addName(name, nullptr);
    for (const llvm::StringRef scalar : scalarTypes)
      add({scalar.str(), CompletionKind::ScalarType}, Nearness::Word);
    if (typed().empty())
      for (const Snippet& snippet : typeSnippets())
        addSnippet(snippet);
    addAutoImports(Wanted::Types);
  }

  void addAutoImports(Wanted wanted) {
    // Without a letter it would be everything there is.
    if (!options_.wantsAutoImports || typed().empty()) return;
    for (ImportableName& name : importableNames(snapshot_, module_)) {
      const bool isType = isTypeKind(name.symbol->kind);
      if (wanted == Wanted::Types && !isType) continue;
      CompletionItem item = itemOfSymbol(name.name, *name.symbol);
      item.description = name.path;
      item.additionalEdits = std::move(name.edits);
      if (!name.qualified.empty()) {
        item.snippet.clear();
        item.text = name.qualified;
      }
      add(std::move(item), Nearness::AutoImport);
    }
  }

  // -- Members

  void addMembers() {
    const Meaning base = meaningBefore(module_, at_, at_.before() - 1);
    if (!base.modulePath.empty()) addModuleMembers(base.modulePath + ".");
    if (!base.type) return;
    if (const auto* named = llvm::dyn_cast<types::NamedType>(base.type))
      for (const auto& [i, field] :
           llvm::enumerate(fieldsInOrder(snapshot_, ownerOf(snapshot_, module_, *named), *named)))
        addMember(field, static_cast<uint32_t>(i));
    const bool isValue = !base.symbol || !isTypeKind(base.symbol->kind);
    if (isValue && base.type->kind() == types::TypeKind::Struct)
      addBuiltIn("copy", "(…)", "copy($1)");
    const auto* collection = llvm::dyn_cast<types::CollectionType>(base.type);
    if (collection) addBuiltIn("length", "u32", "");
    if (!collection || collection->collection() != types::Collection::StreamMap) return;
    const std::string element = types::typeText(collection->element());
    addBuiltIn("get", "(key) -> []" + element, "get($1)");
    addBuiltIn("getStream", "(key) -> *" + element, "getStream($1)");
    addBuiltIn("keys", "() -> []string", "keys()");
    addBuiltIn("keysStream", "() -> *string", "keysStream()");
    addBuiltIn("contains", "(key) -> bool", "contains($1)");
  }

  void addMember(const types::Field& field, uint32_t rank) {
    const auto* arrow = llvm::dyn_cast<types::ArrowType>(field.type);
    CompletionItem item{field.name.str().str(), CompletionKind::Name,
                        arrow ? SymbolKind::Method : SymbolKind::Field,
                        arrow ? signatureText(*arrow) : types::typeText(field.type)};
    if (arrow) item.snippet = callSnippet(item.label, *arrow);
    add(std::move(item), Nearness::Local, rank);
  }

  void addBuiltIn(const std::string& name, const std::string& detail, const std::string& snippet) {
    CompletionItem item{name, CompletionKind::Name, SymbolKind::BuiltIn, detail};
    if (!hasArguments()) item.snippet = snippet;
    add(std::move(item), Nearness::Word);
  }

  void addModuleMembers(const std::string& prefix) {
    for (const sema::TopLevelName& name : module_.index->visible) {
      llvm::StringRef path = name.path;
      if (!path.consume_front(prefix) || path.contains('.')) continue;
      // `declares *` passes on what everybody has, too.
      if (!module_.index->symbols[name.symbol].loc.isValid()) continue;
      add(itemOfSymbol(path.str(), module_.index->symbols[name.symbol]), Nearness::Import);
    }
  }

  // -- Header lines

  /// The module that the line of the cursor imports from; null if it was not found.
  [[nodiscard]] const Module* importedModule() const {
    for (const ImportLink& import : module_.imports)
      if (import.line == place_.line) return snapshot_.module(import.target);
    return nullptr;
  }

  void addImportedNames() {
    const Module* target = importedModule();
    if (!target) return;
    for (const sema::TopLevelName& name : target->index->declared)
      add(listedItem(name.path, target->index->symbols[name.symbol]), Nearness::Import);
  }

  void addExportedNames() {
    const bool isExport = place_.line && llvm::isa<ast::Export>(place_.line);
    for (const sema::TopLevelName& name : module_.index->visible) {
      const sema::Symbol& symbol = module_.index->symbols[name.symbol];
      const bool isUseful = isExport ? symbol.kind == SymbolKind::Function ||
                                           symbol.kind == SymbolKind::Service ||
                                           symbol.kind == SymbolKind::Module
                                     : symbol.loc.isValid();
      const Nearness nearness =
          symbol.loc.file == module_.file ? Nearness::Module : Nearness::Import;
      if (isUseful) add(listedItem(name.path, symbol), nearness);
    }
  }

  /// A name in a list, which is not called.
  [[nodiscard]] CompletionItem listedItem(const std::string& label,
                                          const sema::Symbol& symbol) const {
    CompletionItem item = itemOfSymbol(label, symbol);
    item.snippet.clear();
    return item;
  }

  /// The files that may be imported: those that the workspace knows, but not this one.
  void addPaths() {
    const syntax::Token& string = *at_.string();
    const bool isClosed = !syntax::isUnclosedString(string, text_);
    result_.replaced = {string.begin + 1, string.end - (isClosed ? 1 : 0)};
    if (offset_ < result_.replaced.begin || offset_ > result_.replaced.end) return;
    for (const Module& other : snapshot_.modules) {
      const std::string path = &other == &module_ ? "" : importPath(module_, other);
      if (!path.empty()) add({path, CompletionKind::Path}, Nearness::Import);
    }
  }

  // -- Comments

  void addSuppressions() {
    const support::SourceRange comment = *at_.comment();
    const llvm::StringRef before = text_.slice(comment.begin, offset_);
    const size_t mark = before.find("aqua-lint:");
    if (mark == llvm::StringRef::npos) {
      result_.replaced = {comment.begin + 2, offset_};
      const size_t blanks = before.drop_front(2).find_first_not_of(' ');
      if (blanks != llvm::StringRef::npos)
        result_.replaced.begin += static_cast<uint32_t>(blanks);
      else
        result_.replaced.begin = offset_;
      for (const llvm::StringRef form : {"disable", "disable-file", "expect"})
        add({("aqua-lint: " + form + "=").str(), CompletionKind::Keyword}, Nearness::Word);
      return;
    }
    const size_t begin = before.find_last_of(" =,") + 1;
    result_.replaced = {comment.begin + static_cast<uint32_t>(begin), offset_};
    for (const lint::RuleInfo& rule : lint::allRules()) {
      CompletionItem item{std::string(rule.info.code), CompletionKind::RuleId};
      item.detail = std::string(rule.info.message);
      add(std::move(item), Nearness::Word);
    }
  }

  const Snapshot& snapshot_;
  const Module& module_;
  const uint32_t offset_;
  const CompletionOptions& options_;
  const llvm::StringRef text_;
  const TokensAt at_;
  const Place place_;
  Completion result_;
};

} // namespace

Completion completions(const Snapshot& snapshot, Cursor cursor, const CompletionOptions& options) {
  return Completer(snapshot, cursor, options).complete();
}

} // namespace aqua::ide
