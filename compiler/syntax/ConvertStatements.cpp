#include "Checks.h"
#include "Converter.h"

namespace aqua::syntax {

using T = TokenKind;

// ----------------------------------------------------------------------------------------- Blocks

ast::Block Converter::block(TreeCursor& at, BodyOf owner) {
  const auto* context = at.take<P::BlockContext>(P::RuleBlock);
  if (context) return blockOf(*context, owner);
  ast::Block missing;
  missing.range = at.endOfText();
  return missing;
}

namespace {

size_t indexOf(const antlr4::Token* token) {
  return token->getTokenIndex();
}

} // namespace

/// INDENT statement* DEDENT. Lines that were skipped, because they could start nothing, become
/// error statements; a block below such a line belongs to it.
ast::Block Converter::blockOf(const P::BlockContext& context, BodyOf owner) {
  llvm::SmallVector<const ast::Stmt*> statements;
  TreeCursor at(context);
  size_t next = indexOf(context.start) + 1; // the first token not covered yet
  const auto addSkipped = [&](size_t until) {
    if (next >= until) return;
    const SourceRange skipped{tokens_.at(next).range().begin, tokens_.at(until - 1).range().end};
    if (!skipped.isEmpty()) statements.push_back(errorStatement(skipped, {}));
  };
  at.take(T::Indent);
  while (const auto* one = at.take<P::StatementContext>(P::RuleStatement)) {
    addSkipped(indexOf(one->start));
    const ast::Stmt* last = statements.empty() ? nullptr : statements.back();
    if (const ast::Stmt* whole = joinWithBlock(last, *one))
      statements.back() = whole;
    else
      statements.push_back(statement(*one, owner));
    next = std::max(next, indexOf(one->stop) + 1);
  }
  if (const SyntaxToken* dedent = at.take(T::Dedent)) addSkipped(dedent->index());
  ast::Block block;
  block.statements = keep(statements);
  const uint32_t colon = static_cast<const SyntaxToken*>(context.start)->range().end;
  block.range = statements.empty() ? SourceRange{colon, colon}
                                   : cover(statements.front()->range, statements.back()->range);
  return block;
}

ast::Stmt* Converter::errorStatement(SourceRange range, const ast::Block& block) {
  auto* node = make<ast::ErrorStmt>(range);
  node->block = block;
  node->hasErrors = true;
  return node;
}

/// A line that was not understood, and the block below it: one statement. Null if they are not
/// that.
const ast::Stmt* Converter::joinWithBlock(const ast::Stmt* line,
                                          const P::StatementContext& context) {
  TreeCursor at(context);
  const auto* inner = at.take<P::BlockContext>(P::RuleBlock);
  const auto* error = llvm::dyn_cast_if_present<ast::ErrorStmt>(line);
  if (!inner || !error || !error->block.statements.empty()) return nullptr;
  const ast::Block block = blockOf(*inner, BodyOf::Function);
  return errorStatement(cover(error->range, block.range), block);
}

ast::Stmt* Converter::statement(const P::StatementContext& context, BodyOf owner) {
  TreeCursor at(context);
  if (const auto* inner = at.take<P::BlockContext>(P::RuleBlock)) {
    // Its head was not understood; it may have been that of a closure.
    const ast::Block block = blockOf(*inner, BodyOf::Function);
    return errorStatement(block.range, block);
  }
  const Context* rule = at.takeRule();
  ast::Stmt* node = rule ? statementOfRule(*rule, owner) : nullptr;
  if (!node) return errorStatement(rangeOf(context), {});
  node->hasErrors = isSpoiled(node->range);
  return node;
}

ast::Stmt* Converter::statementOfRule(const Context& context, BodyOf owner) {
  switch (context.getRuleIndex()) {
  case P::RuleIfStatement: return ifStatement(context);
  case P::RuleElseStatement: return elseStatement(context);
  case P::RuleOtherwiseStatement: return otherwiseStatement(context);
  case P::RuleTryStatement: return tryStatement(context);
  case P::RuleCatchStatement: return catchStatement(context);
  case P::RuleOnStatement: return onStatement(context);
  case P::RuleForStatement: return forStatement(context);
  case P::RuleParseqStatement: return parseqStatement(context);
  case P::RulePrefixedStatement: return prefixedStatement(context);
  case P::RuleJoinStatement: return joinStatement(context);
  case P::RuleReturnStatement: return returnStatement(context, owner);
  case P::RulePushStatement: return pushStatement(context);
  case P::RuleStreamDeclaration: return streamDeclaration(context);
  case P::RuleClosureDefinition: return closureDefinition(context);
  case P::RuleAssignment: return assignment(context);
  case P::RuleServiceIdStatement: return serviceIdStatement(context);
  case P::RuleCallStatement: return callStatement(context);
  default: return nullptr;
  }
}

// ------------------------------------------------------------------------- Statements with a block

// 'if' value block
ast::Stmt* Converter::ifStatement(const Context& context) {
  auto* node = make<ast::IfStmt>(context);
  TreeCursor at(context);
  at.take(T::If);
  node->condition = wholeValue(at);
  node->body = block(at, BodyOf::Statement);
  return node;
}

ast::Stmt* Converter::elseStatement(const Context& context) {
  auto* node = make<ast::ElseStmt>(context);
  TreeCursor at(context);
  if (const SyntaxToken* keyword = at.take(T::Else)) node->keyword = keyword->range();
  node->body = block(at, BodyOf::Statement);
  return node;
}

ast::Stmt* Converter::otherwiseStatement(const Context& context) {
  auto* node = make<ast::OtherwiseStmt>(context);
  TreeCursor at(context);
  if (const SyntaxToken* keyword = at.take(T::Otherwise)) node->keyword = keyword->range();
  node->body = block(at, BodyOf::Statement);
  return node;
}

ast::Stmt* Converter::tryStatement(const Context& context) {
  auto* node = make<ast::TryStmt>(context);
  TreeCursor at(context);
  at.take(T::Try);
  node->body = block(at, BodyOf::Statement);
  return node;
}

// 'catch' name block
ast::Stmt* Converter::catchStatement(const Context& context) {
  auto* node = make<ast::CatchStmt>(context);
  TreeCursor at(context);
  if (const SyntaxToken* keyword = at.take(T::Catch)) node->keyword = keyword->range();
  node->name = name(at);
  node->body = block(at, BodyOf::Statement);
  return node;
}

// 'on' value relay* block
ast::Stmt* Converter::onStatement(const Context& context) {
  auto* node = make<ast::OnStmt>(context);
  TreeCursor at(context);
  at.take(T::On);
  node->peer = wholeValue(at);
  node->via = relays(at);
  node->body = block(at, BodyOf::Statement);
  return node;
}

namespace {

ast::ForMode modeOf(TokenKind kind) {
  if (kind == T::Par) return ast::ForMode::Par;
  return kind == T::Try ? ast::ForMode::Try : ast::ForMode::Rec;
}

} // namespace

// 'for' name (',' name)? '<-' value ('par' | 'try' | 'rec')? block
ast::Stmt* Converter::forStatement(const Context& context) {
  auto* node = make<ast::ForStmt>(context);
  TreeCursor at(context);
  at.take(T::For);
  node->item = name(at);
  if (at.take(T::Comma)) node->value = name(at);
  at.take(T::LeftArrow);
  node->iterable = wholeValue(at);
  if (const SyntaxToken* mode = at.takeToken()) node->mode = modeOf(mode->kind());
  node->body = block(at, BodyOf::Statement);
  return node;
}

// 'parseq' name (',' name)? '<-' value 'on' value relay* block
ast::Stmt* Converter::parseqStatement(const Context& context) {
  auto* node = make<ast::ParSeqStmt>(context);
  TreeCursor at(context);
  at.take(T::ParSeq);
  node->item = name(at);
  if (at.take(T::Comma)) node->value = name(at);
  at.take(T::LeftArrow);
  node->iterable = wholeValue(at);
  at.take(T::On);
  node->peer = wholeValue(at);
  node->via = relays(at);
  node->body = block(at, BodyOf::Statement);
  return node;
}

// relay: 'via' value
llvm::ArrayRef<const ast::Expr*> Converter::relays(TreeCursor& at) {
  llvm::SmallVector<const ast::Expr*> list;
  while (const auto* relay = at.take<P::RelayContext>(P::RuleRelay)) {
    TreeCursor inside(*relay);
    inside.take(T::Via);
    list.push_back(wholeValue(inside));
  }
  return keep(list);
}

// name '=' 'func'? arrowHead block
ast::Stmt* Converter::closureDefinition(const Context& context) {
  auto* node = make<ast::ClosureStmt>(context);
  TreeCursor at(context);
  node->name = name(at);
  at.take(T::Assign);
  node->detached = at.take(T::Func) != nullptr;
  node->head = arrowHead(at);
  node->body = block(at, BodyOf::Function);
  return node;
}

// ------------------------------------------------------------------------------ Simple statements

// ('par' | 'co') statement
ast::Stmt* Converter::prefixedStatement(const Context& context) {
  auto* node = make<ast::PrefixedStmt>(context);
  TreeCursor at(context);
  const SyntaxToken* keyword = at.takeToken();
  if (!keyword) return nullptr;
  node->prefix = keyword->kind() == T::Co ? ast::PrefixKind::Co : ast::PrefixKind::Par;
  node->keyword = keyword->range();
  const auto* inner = at.take<P::StatementContext>(P::RuleStatement);
  node->statement =
      inner ? statement(*inner, BodyOf::Statement) : errorStatement(at.endOfText(), {});
  checkPrefixed(*node, problems_);
  return node;
}

// 'join' value (',' value)*
ast::Stmt* Converter::joinStatement(const Context& context) {
  auto* node = make<ast::JoinStmt>(context);
  TreeCursor at(context);
  at.take(T::Join);
  node->values = wholeValues(at);
  return node;
}

// '<-' value (',' value)*
ast::Stmt* Converter::returnStatement(const Context& context, BodyOf owner) {
  auto* node = make<ast::ReturnStmt>(context);
  TreeCursor at(context);
  const SyntaxToken* arrow = at.take(T::LeftArrow);
  node->values = wholeValues(at);
  if (arrow && owner == BodyOf::Statement && !isSpoiled(node->range))
    problems_.report(support::diag::ReturnInBlock, node->range).help =
        "push the value to a stream here, and return it at the end of the function";
  return node;
}

// name '<<-' value (',' value)?
ast::Stmt* Converter::pushStatement(const Context& context) {
  auto* node = make<ast::PushStmt>(context);
  TreeCursor at(context);
  node->target = name(at);
  at.take(T::Push);
  node->value = wholeValue(at);
  if (!at.take(T::Comma)) return node;
  node->key = node->value;
  node->value = wholeValue(at);
  return node;
}

// name ':' plainType
ast::Stmt* Converter::streamDeclaration(const Context& context) {
  auto* node = make<ast::StreamDeclStmt>(context);
  TreeCursor at(context);
  node->name = name(at);
  at.take(T::Colon);
  node->type = plainType(at);
  if (node->name) streams_.insert(node->name.text);
  return node;
}

// word '=' value
ast::Stmt* Converter::assignment(const Context& context) {
  auto* node = make<ast::AssignStmt>(context);
  TreeCursor at(context);
  node->name = name(at);
  at.take(T::Assign);
  node->value = wholeValue(at);
  checkAssignment(*node, problems_);
  return node;
}

// typeName SPACE value
ast::Stmt* Converter::serviceIdStatement(const Context& context) {
  auto* node = make<ast::ServiceIdStmt>(context);
  TreeCursor at(context);
  if (const auto* service = at.take<P::TypeNameContext>(P::RuleTypeName))
    node->service = pathOf(*service);
  at.take(T::Space);
  node->id = wholeValue(at);
  return node;
}

// (word (',' word)* '<-')? value
ast::Stmt* Converter::callStatement(const Context& context) {
  auto* node = make<ast::CallStmt>(context);
  TreeCursor at(context);
  llvm::SmallVector<ast::Name> results;
  while (const ast::Name result = name(at)) {
    results.push_back(result);
    at.take(T::Comma);
  }
  node->results = keep(results);
  const SyntaxToken* arrow = at.take(T::LeftArrow);
  node->call = wholeValue(at);
  const bool isStream = node->results.size() == 1 && streams_.contains(node->results[0].text);
  checkCallStatement(*node, arrow ? arrow->range() : SourceRange{},
                     isStream ? ArrowTarget::Stream : ArrowTarget::Names, problems_);
  return node;
}

llvm::ArrayRef<const ast::Expr*> Converter::wholeValues(TreeCursor& at) {
  llvm::SmallVector<const ast::Expr*> list;
  do
    list.push_back(wholeValue(at));
  while (at.take(T::Comma));
  return keep(list);
}

} // namespace aqua::syntax
