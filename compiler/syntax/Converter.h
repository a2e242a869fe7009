// ANTLR's trees to our syntax tree. One function for each rule of grammar/AquaParser.g4, in four
// files: ConvertItems, ConvertTypes, ConvertStatements, ConvertExpressions. What the grammar leaves
// to a check ("checked later") and can be seen in the tokens is checked on the way; what can be
// seen in the finished node is in Checks.h.

#pragma once

#include "llvm/ADT/DenseSet.h"

#include "llvm/ADT/SmallVector.h"

#include "AquaParser.h"
#include "Ast.h"
#include "Problems.h"
#include "TreeCursor.h"

namespace aqua::syntax {

class Converter {
public:
  /// The nodes go into `arena`; `tokens` and what they refer to must live until the last call.
  Converter(const TokenArray& tokens, support::NameTable& names, llvm::BumpPtrAllocator& arena,
            Problems& problems)
      : tokens_(tokens), names_(names), arena_(arena), problems_(problems) {}

  /// Null if nothing of the item was understood.
  [[nodiscard]] ast::Item* item(const AquaParser::ItemContext& context);

private:
  using P = AquaParser;
  using Context = antlr4::ParserRuleContext;

  /// Whose body a block is: only that of a function or closure returns.
  enum class BodyOf : uint8_t { Function, Statement };

  // -- ConvertItems.cpp
  ast::Item* moduleLine(const Context& context);
  ast::Item* importLine(const Context& context);
  ast::Item* useLine(const Context& context);
  ast::Item* exportLine(const Context& context);
  ast::Item* serviceDefinition(const Context& context);
  ast::Item* dataDefinition(const Context& context);
  ast::Item* abilityDefinition(const Context& context);
  ast::Item* aliasDefinition(const Context& context);
  ast::Item* constDefinition(const Context& context);
  ast::Item* functionDefinition(const Context& context);
  ast::Item* itemOfRule(const Context& context);
  llvm::ArrayRef<ast::Selected> selection(TreeCursor& at);
  llvm::ArrayRef<ast::Member> members(TreeCursor& at, ast::NodeKind owner);
  ast::Member member(const Context& context);
  void addLostMember(llvm::SmallVectorImpl<ast::Member>& list, SourceRange block);
  void importPath(TreeCursor& at, llvm::StringRef& path, SourceRange& range);

  // -- ConvertTypes.cpp
  const ast::Type* type(TreeCursor& at);
  const ast::Type* plainType(TreeCursor& at);
  const ast::Type* typeOf(const P::TypeContext& context);
  const ast::Type* plainTypeOf(const P::PlainTypeContext& context);
  const ast::Type* resultOf(const P::ResultContext& context);
  const ast::Type* arrowType(const P::ArrowTypeContext& context);
  const ast::NamedType* namedType(const P::TypeNameContext& context);
  llvm::ArrayRef<const ast::NamedType*> abilities(TreeCursor& at);
  llvm::ArrayRef<const ast::Type*> results(TreeCursor& at);
  ast::ArrowHead arrowHead(TreeCursor& at);
  ast::Parameter parameter(const P::ParameterContext& context);
  const ast::Type* missingType(SourceRange range);

  // -- ConvertStatements.cpp
  ast::Block block(TreeCursor& at, BodyOf owner);
  ast::Block blockOf(const P::BlockContext& context, BodyOf owner);
  ast::Stmt* statement(const P::StatementContext& context, BodyOf owner);
  ast::Stmt* statementOfRule(const Context& context, BodyOf owner);
  const ast::Stmt* joinWithBlock(const ast::Stmt* line, const P::StatementContext& context);
  ast::Stmt* errorStatement(SourceRange range, const ast::Block& block);
  ast::Stmt* ifStatement(const Context& context);
  ast::Stmt* elseStatement(const Context& context);
  ast::Stmt* otherwiseStatement(const Context& context);
  ast::Stmt* tryStatement(const Context& context);
  ast::Stmt* catchStatement(const Context& context);
  ast::Stmt* onStatement(const Context& context);
  ast::Stmt* forStatement(const Context& context);
  ast::Stmt* parseqStatement(const Context& context);
  ast::Stmt* prefixedStatement(const Context& context);
  ast::Stmt* joinStatement(const Context& context);
  ast::Stmt* returnStatement(const Context& context, BodyOf owner);
  ast::Stmt* pushStatement(const Context& context);
  ast::Stmt* streamDeclaration(const Context& context);
  ast::Stmt* closureDefinition(const Context& context);
  ast::Stmt* assignment(const Context& context);
  ast::Stmt* serviceIdStatement(const Context& context);
  ast::Stmt* callStatement(const Context& context);
  llvm::ArrayRef<const ast::Expr*> relays(TreeCursor& at);
  llvm::ArrayRef<const ast::Expr*> wholeValues(TreeCursor& at);

  // -- ConvertExpressions.cpp
  /// A value that belongs to a statement or item directly: an error expression if its line has a
  /// syntax error.
  const ast::Expr* wholeValue(TreeCursor& at);
  const ast::Expr* value(TreeCursor& at);
  const ast::Expr* valueOf(const P::ValueContext& context);
  const ast::Expr* operand(const P::OperandContext& context);
  const ast::Expr* primary(const P::PrimaryContext& context);
  const ast::Expr* numberLiteral(const SyntaxToken* minus, const SyntaxToken& number);
  const ast::Expr* collection(TreeCursor& at, const P::PrimaryContext& context);
  const ast::Expr* suffixed(const ast::Expr* base, const P::SuffixContext& context);
  const ast::Expr* memberSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range);
  const ast::Expr* indexSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range);
  const ast::Expr* bangSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range);
  const ast::Expr* callSuffix(const ast::Expr* base, TreeCursor& at, SourceRange range);
  ast::Argument argument(const P::ArgumentContext& context);
  llvm::ArrayRef<const ast::Expr*> values(TreeCursor& at);
  const ast::Expr* missingValue(SourceRange range);

  // -- Names (ConvertItems.cpp)
  ast::Name name(const SyntaxToken& token);
  /// The name in a child of rule `name`, `variable` or `word`; empty if there is none.
  ast::Name name(TreeCursor& at);
  ast::Name typeName(TreeCursor& at);
  ast::Path path(TreeCursor& at);
  ast::Path pathOf(const Context& context);
  void checkDot(const SyntaxToken& dot);

  // -- Helpers
  /// A node with the range of its context.
  template <typename Node>
  Node* make(const Context& context) {
    return make<Node>(rangeOf(context));
  }
  template <typename Node>
  Node* make(SourceRange range) {
    auto* node = new (arena_) Node();
    node->range = range;
    return node;
  }
  template <typename T>
  llvm::ArrayRef<T> keep(const llvm::SmallVectorImpl<T>& list) {
    return llvm::ArrayRef<T>(list).copy(arena_);
  }
  [[nodiscard]] bool isSpoiled(SourceRange range) const { return problems_.isSpoiled(range.begin); }

  /// The streams that the function in work has declared so far, for what is said of `s <- 1`.
  llvm::DenseSet<support::Name> streams_;
  const TokenArray& tokens_;
  support::NameTable& names_;
  llvm::BumpPtrAllocator& arena_;
  Problems& problems_;
};

} // namespace aqua::syntax
