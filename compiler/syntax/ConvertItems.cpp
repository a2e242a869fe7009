#include "Checks.h"
#include "Converter.h"

namespace aqua::syntax {

using T = TokenKind;

ast::Item* Converter::item(const P::ItemContext& context) {
  TreeCursor at(context);
  const Context* rule = at.takeRule();
  if (!rule) return nullptr;
  ast::Item* item = itemOfRule(*rule);
  if (item) item->hasErrors = isSpoiled(item->range);
  return item;
}

ast::Item* Converter::itemOfRule(const Context& context) {
  switch (context.getRuleIndex()) {
  case P::RuleModuleLine: return moduleLine(context);
  case P::RuleImportLine: return importLine(context);
  case P::RuleUseLine: return useLine(context);
  case P::RuleExportLine: return exportLine(context);
  case P::RuleServiceDefinition: return serviceDefinition(context);
  case P::RuleDataDefinition: return dataDefinition(context);
  case P::RuleAbilityDefinition: return abilityDefinition(context);
  case P::RuleAliasDefinition: return aliasDefinition(context);
  case P::RuleConstDefinition: return constDefinition(context);
  case P::RuleFunctionDefinition: return functionDefinition(context);
  default: return nullptr;
  }
}

// ----------------------------------------------------------------------------------------- Header

// 'aqua' path ('declares' ('*' | path (',' path)*))?
ast::Item* Converter::moduleLine(const Context& context) {
  auto* node = make<ast::ModuleLine>(context);
  TreeCursor at(context);
  if (const SyntaxToken* keyword = at.takeToken()) {
    node->keyword = keyword->range();
    node->isDeprecated = keyword->kind() == T::Module;
  }
  node->name = path(at);
  if (!at.take(T::Declares)) return node;
  node->declaresAll = at.take(T::Star) != nullptr;
  llvm::SmallVector<ast::Path> declares;
  while (const auto* declared = at.take<P::PathContext>(P::RulePath)) {
    declares.push_back(pathOf(*declared));
    at.take(T::Comma);
  }
  node->declares = keep(declares);
  return node;
}

// 'import' (selection 'from')? STRING
ast::Item* Converter::importLine(const Context& context) {
  auto* node = make<ast::Import>(context);
  TreeCursor at(context);
  at.take(T::Import);
  node->selection = selection(at);
  at.take(T::From);
  importPath(at, node->path, node->pathRange);
  return node;
}

// 'use' (selection 'from')? STRING ('as' path)?
ast::Item* Converter::useLine(const Context& context) {
  auto* node = make<ast::Use>(context);
  TreeCursor at(context);
  at.take(T::Use);
  node->selection = selection(at);
  at.take(T::From);
  importPath(at, node->path, node->pathRange);
  if (at.take(T::As)) node->alias = path(at);
  return node;
}

// 'export' selection
ast::Item* Converter::exportLine(const Context& context) {
  auto* node = make<ast::Export>(context);
  TreeCursor at(context);
  at.take(T::Export);
  node->selection = selection(at);
  return node;
}

// selected (',' selected)*, selected: path ('as' path)?
llvm::ArrayRef<ast::Selected> Converter::selection(TreeCursor& at) {
  const auto* context = at.take<P::SelectionContext>(P::RuleSelection);
  if (!context) return {};
  llvm::SmallVector<ast::Selected> list;
  TreeCursor inside(*context);
  while (const auto* selected = inside.take<P::SelectedContext>(P::RuleSelected)) {
    TreeCursor parts(*selected);
    ast::Selected& entry = list.emplace_back();
    entry.name = path(parts);
    if (parts.take(T::As)) entry.alias = path(parts);
    inside.take(T::Comma);
  }
  return keep(list);
}

void Converter::importPath(TreeCursor& at, llvm::StringRef& path, SourceRange& range) {
  const SyntaxToken* token = at.take(T::String);
  range = token ? token->range() : at.endOfText();
  if (!token) return;
  path = unquoted(*token);
}

// ------------------------------------------------------------------------------------ Definitions

// 'service' UPPER ('(' value ')')? members
ast::Item* Converter::serviceDefinition(const Context& context) {
  auto* node = make<ast::ServiceDecl>(context);
  TreeCursor at(context);
  at.take(T::Service);
  node->name = typeName(at);
  if (at.take(T::LParen)) {
    node->defaultId = wholeValue(at);
    at.take(T::RParen);
  }
  node->members = members(at, ast::NodeKind::ServiceDecl);
  return node;
}

ast::Item* Converter::dataDefinition(const Context& context) {
  auto* node = make<ast::DataDecl>(context);
  TreeCursor at(context);
  at.take(T::Data);
  node->name = typeName(at);
  node->members = members(at, ast::NodeKind::DataDecl);
  return node;
}

ast::Item* Converter::abilityDefinition(const Context& context) {
  auto* node = make<ast::AbilityDecl>(context);
  TreeCursor at(context);
  at.take(T::Ability);
  node->name = typeName(at);
  node->members = members(at, ast::NodeKind::AbilityDecl);
  return node;
}

// INDENT member* DEDENT
llvm::ArrayRef<ast::Member> Converter::members(TreeCursor& at, ast::NodeKind owner) {
  const auto* context = at.take<P::MembersContext>(P::RuleMembers);
  if (!context) return {};
  llvm::SmallVector<ast::Member> list;
  TreeCursor inside(*context);
  inside.take(T::Indent);
  while (const auto* one = inside.take<P::MemberContext>(P::RuleMember)) {
    ast::Member entry = member(*one);
    entry.hasErrors = isSpoiled(entry.range);
    if (!entry.type && !entry.head) entry.type = make<ast::ErrorType>(entry.range);
    checkMember(entry, owner, problems_);
    list.push_back(entry);
  }
  addLostMember(list, rangeOf(*context));
  return keep(list);
}

/// A line that was skipped as a whole may have been any member: it becomes one without a name.
void Converter::addLostMember(llvm::SmallVectorImpl<ast::Member>& list, SourceRange block) {
  const auto understood = static_cast<size_t>(
      llvm::count_if(list, [](const ast::Member& member) { return member.hasErrors; }));
  if (problems_.spoiledLines(block) <= understood) return;
  ast::Member lost;
  lost.range = {block.end, block.end};
  lost.type = make<ast::ErrorType>(lost.range);
  lost.hasErrors = true;
  list.push_back(lost);
}

// name (':' type | arrowHead)
ast::Member Converter::member(const Context& context) {
  ast::Member entry;
  entry.range = rangeOf(context);
  TreeCursor at(context);
  entry.name = name(at);
  if (at.take(T::Colon)) {
    entry.type = type(at);
  } else if (!at.atEnd()) {
    auto* head = new (arena_) ast::ArrowHead(arrowHead(at));
    entry.head = head;
  }
  return entry;
}

// 'alias' UPPER ':' type
ast::Item* Converter::aliasDefinition(const Context& context) {
  auto* node = make<ast::AliasDecl>(context);
  TreeCursor at(context);
  at.take(T::Alias);
  node->name = typeName(at);
  at.take(T::Colon);
  node->type = type(at);
  return node;
}

// 'const' variable ('=' | '?=') value
ast::Item* Converter::constDefinition(const Context& context) {
  auto* node = make<ast::ConstDecl>(context);
  TreeCursor at(context);
  at.take(T::Const);
  node->name = name(at);
  node->isDefault = at.take(T::DefaultAssign) != nullptr;
  at.take(T::Assign);
  node->value = wholeValue(at);
  checkConstant(*node, problems_);
  return node;
}

// 'func' name arrowHead block
ast::Item* Converter::functionDefinition(const Context& context) {
  auto* node = make<ast::FuncDecl>(context);
  streams_.clear();
  TreeCursor at(context);
  at.take(T::Func);
  node->name = name(at);
  node->head = arrowHead(at);
  node->body = block(at, BodyOf::Function);
  return node;
}

// ------------------------------------------------------------------------------------------ Names

ast::Name Converter::name(const SyntaxToken& token) {
  return {names_.intern(token.text()), token.range()};
}

ast::Name Converter::name(TreeCursor& at) {
  TreeCursor ahead(at);
  const Context* rule = ahead.takeRule();
  if (!rule) return {};
  const size_t index = rule->getRuleIndex();
  if (index != P::RuleName && index != P::RuleVariable && index != P::RuleWord) return {};
  at.takeRule();
  const SyntaxToken* token = TreeCursor(*rule).token();
  return token ? name(*token) : ast::Name{};
}

/// The name of a definition: upper case, unless that was reported.
ast::Name Converter::typeName(TreeCursor& at) {
  const SyntaxToken* word = at.take(T::Upper);
  if (!word) word = at.take(T::Lower);
  return word ? name(*word) : ast::Name{};
}

ast::Path Converter::path(TreeCursor& at) {
  const auto* context = at.take<P::PathContext>(P::RulePath);
  return context ? pathOf(*context) : ast::Path{};
}

// word ('.' word)* or UPPER ('.' UPPER)*
ast::Path Converter::pathOf(const Context& context) {
  llvm::SmallVector<ast::Name> parts;
  TreeCursor at(context);
  while (!at.atEnd()) {
    if (const SyntaxToken* word = at.take(T::Upper))
      parts.push_back(name(*word));
    else if (const SyntaxToken* dot = at.take(T::Dot))
      checkDot(*dot);
    else if (const ast::Name part = name(at))
      parts.push_back(part);
    else
      break;
  }
  if (parts.empty()) return {};
  return {keep(parts), cover(parts.front().range, parts.back().range)};
}

/// No space on either side of '.' (spec/01 §1.6).
void Converter::checkDot(const SyntaxToken& dot) {
  const SourceRange before = tokens_.at(dot.index() - 1).range();
  const SourceRange after = tokens_.at(dot.index() + 1).range();
  if (before.end == dot.range().begin && dot.range().end == after.begin) return;
  if (isSpoiled(dot.range())) return;
  problems_.report(support::diag::SpaceAroundDot, dot.range())
      .fixes.push_back(problems_.fix("remove the space", {before.end, after.begin}, "."));
}

} // namespace aqua::syntax
