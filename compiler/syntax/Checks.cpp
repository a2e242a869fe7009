#include "Checks.h"

#include "llvm/ADT/StringExtras.h"

namespace aqua::syntax {
namespace {

namespace diag = support::diag;
using llvm::dyn_cast;
using llvm::isa;

const ast::Expr& withoutParens(const ast::Expr& expr) {
  const ast::Expr* inner = &expr;
  while (const auto* paren = dyn_cast<ast::ParenExpr>(inner))
    inner = paren->inner;
  return *inner;
}

/// The last name of `f`, `a.b.f`; empty for everything else.
ast::Name lastName(const ast::Expr& expr) {
  if (const auto* name = dyn_cast<ast::NameExpr>(&expr)) return name->name;
  if (const auto* member = dyn_cast<ast::MemberExpr>(&expr)) return member->name;
  return {};
}

bool isTypeName(ast::Name name) {
  return llvm::isUpper(name.text.str().front());
}

bool hasNamedArgument(const ast::CallExpr& call) {
  return llvm::any_of(call.arguments, [](const ast::Argument& a) { return bool(a.name); });
}

bool isCopy(const ast::CallExpr& call) {
  const auto* member = dyn_cast<ast::MemberExpr>(call.callee);
  return member && member->name.text.str() == "copy" && hasNamedArgument(call);
}

bool isConstruction(const ast::CallExpr& call) {
  const ast::Name name = lastName(*call.callee);
  return name && isTypeName(name);
}

/// What an expression is, for a message.
llvm::StringRef describe(const ast::Expr& value) {
  const ast::Expr& expr = withoutParens(value);
  if (const auto* call = dyn_cast<ast::CallExpr>(&expr)) {
    if (isConstruction(*call)) return "a construction";
    return isCopy(*call) ? "a copy" : "a function call";
  }
  if (isa<ast::LiteralExpr>(expr)) return "a literal";
  if (isa<ast::CollectionExpr>(expr)) return "a collection";
  if (isa<ast::NameExpr>(expr)) return "a name";
  if (isa<ast::MemberExpr>(expr)) return "a field";
  if (isa<ast::IndexExpr, ast::BangExpr>(expr)) return "an element";
  return "an expression";
}

llvm::StringRef describe(const ast::Stmt& statement) {
  static constexpr std::pair<ast::NodeKind, llvm::StringLiteral> words[] = {
      {ast::NodeKind::IfStmt, "`if`"},
      {ast::NodeKind::ElseStmt, "`else`"},
      {ast::NodeKind::TryStmt, "`try`"},
      {ast::NodeKind::CatchStmt, "`catch`"},
      {ast::NodeKind::OtherwiseStmt, "`otherwise`"},
      {ast::NodeKind::ParSeqStmt, "`parseq`"},
      {ast::NodeKind::PrefixedStmt, "another `par` or `co`"},
      {ast::NodeKind::ReturnStmt, "a return statement"},
      {ast::NodeKind::PushStmt, "a push"},
      {ast::NodeKind::StreamDeclStmt, "a declaration"},
      {ast::NodeKind::ClosureStmt, "a closure"},
      {ast::NodeKind::AssignStmt, "an assignment"},
      {ast::NodeKind::ServiceIdStmt, "a service id"},
  };
  for (const auto& [kind, text] : words)
    if (kind == statement.kind()) return text;
  return "this";
}

/// Whether a construction or copy is one that checkCall accepts.
bool hasFields(const ast::CallExpr& call) {
  return !call.arguments.empty() && call.abilities.empty() &&
         llvm::all_of(call.arguments, [](const ast::Argument& argument) {
           return argument.name || isa<ast::NameExpr>(*argument.value);
         });
}

bool isError(const ast::Expr& expr) {
  return isa<ast::ErrorExpr>(withoutParens(expr));
}

// ------------------------------------------------------------------------------------------ Calls

/// `P(x = 1, y)`, `p.copy(x = 1)`: every argument is a field, or a variable of its name.
void checkFields(const ast::CallExpr& call, llvm::StringRef what, Problems& problems) {
  for (const ast::Argument& argument : call.arguments) {
    if (argument.name || isa<ast::NameExpr>(*argument.value) || isError(*argument.value)) continue;
    support::Diagnostic& problem = problems.report(diag::UnnamedField, argument.range, what);
    problem.help = "write `field = value`, or a variable that has the name of the field";
    if (call.arguments.size() == 1 && isa<ast::LiteralExpr>(*argument.value))
      problem.help = "the id of a service is set with a space instead of the parentheses";
    return;
  }
}

void checkConstruction(const ast::CallExpr& call, ast::Name type, Problems& problems) {
  if (!call.abilities.empty()) {
    const SourceRange range = cover(call.abilities.front()->range, call.abilities.back()->range);
    problems.report(diag::AbilitiesInConstruction, range, type.text);
    return;
  }
  if (call.arguments.empty()) {
    problems.report(diag::EmptyConstruction, call.range, type.text).help =
        "the name of a function starts with a lower-case letter";
    return;
  }
  checkFields(call, "`" + type.text.str().str() + "`", problems);
}

} // namespace

void checkCall(const ast::CallExpr& call, Problems& problems) {
  const ast::Expr& callee = *call.callee;
  if (isError(callee) || problems.isSpoiled(call.range.begin)) return;
  const ast::Name name = lastName(callee);
  if (!name) {
    if (!isa<ast::MemberExpr>(callee)) // `x.(…)` has lost its name
      problems.report(diag::NotCallable, callee.range,
                      isa<ast::ParenExpr>(callee) ? "a value in parentheses" : describe(callee));
    return;
  }
  if (isTypeName(name)) return checkConstruction(call, name, problems);
  if (isCopy(call)) return checkFields(call, "a copy", problems);
  for (const ast::Argument& argument : call.arguments) {
    if (!argument.name) continue;
    problems.report(diag::NamedArgument, argument.name.range, name.text).help =
        "only the fields of data and abilities are given by name";
    return;
  }
}

namespace {

/// `x == 1` alone in its line: probably to be an assignment.
void offerAssignment(support::Diagnostic& problem, const ast::Expr& expr,
                     const Problems& problems) {
  const auto* binary = dyn_cast<ast::BinaryExpr>(&expr);
  if (!binary || binary->op != ast::BinaryOperator::Eq || !isa<ast::NameExpr>(*binary->left))
    return;
  problem.fixes.push_back(problems.fix("assign with `=`", binary->operatorRange, "="));
}

/// `foo` alone in its line: probably to be called.
void offerCall(support::Diagnostic& problem, const ast::Expr& expr, const Problems& problems) {
  const ast::Name name = lastName(expr);
  if (!name || isTypeName(name)) return;
  problem.fixes.push_back(
      problems.fix("call `" + name.text.str().str() + "`", {expr.range.end, expr.range.end}, "()"));
}

/// `Service.method`
bool isMethod(const ast::Expr& expr) {
  const auto* member = dyn_cast<ast::MemberExpr>(&expr);
  const auto* base = member ? dyn_cast<ast::NameExpr>(member->base) : nullptr;
  return base && base->name && isTypeName(base->name) && member->name && !isTypeName(member->name);
}

/// `join`, `par` or `co` alone in its line, which is a name for the parser: what it needs.
llvm::StringRef helpForLoneKeyword(const ast::Expr& expr) {
  const auto* name = dyn_cast<ast::NameExpr>(&expr);
  const llvm::StringRef word = name ? name->name.text.str() : "";
  if (word == "join") return "`join` is followed by what it waits for, in the same line";
  if (word == "par" || word == "co")
    return "the statement that runs in parallel follows in the same line";
  return "";
}

} // namespace

void checkCallStatement(const ast::CallStmt& statement, SourceRange arrow, ArrowTarget target,
                        Problems& problems) {
  const ast::Expr& value = withoutParens(*statement.call);
  const auto* call = dyn_cast<ast::CallExpr>(&value);
  if (call && !isConstruction(*call) && !isCopy(*call)) return;
  if (call && !hasFields(*call)) return; // reported already
  if (isError(value) || problems.isSpoiled(statement.range.begin)) return;
  support::Diagnostic& problem =
      problems.report(diag::ExpectedCall, statement.call->range, describe(value));
  if (target == ArrowTarget::Stream) {
    problem.help = "`<<-` pushes a value into a stream, `<-` takes the results of a call";
    problem.fixes.push_back(problems.fix("push with `<<-`", arrow, "<<-"));
  } else if (isMethod(value)) {
    offerCall(problem, value, problems);
  } else if (const llvm::StringRef help = helpForLoneKeyword(value);
             arrow.isEmpty() && !help.empty()) {
    problem.help = help.str();
  } else if (arrow.isEmpty()) {
    offerCall(problem, value, problems);
    offerAssignment(problem, value, problems);
  } else if (statement.results.size() == 1) {
    problem.help = "`<-` takes the results of a call, `=` gives a name to a value";
    problem.fixes.push_back(problems.fix("assign with `=`", arrow, "="));
  }
}

// ---------------------------------------------------------------------------------------- Indexes

namespace {

bool isNegativeLiteral(const ast::Expr& expr) {
  const auto* literal = dyn_cast<ast::LiteralExpr>(&expr);
  return literal && literal->literal == ast::LiteralKind::Int && literal->text.starts_with("-");
}

} // namespace

void checkIndex(const ast::IndexExpr& index, Problems& problems) {
  if (!isNegativeLiteral(withoutParens(*index.index))) return;
  if (problems.isSpoiled(index.range.begin)) return;
  problems.report(diag::NegativeIndex, index.index->range);
}

void checkNegativeIndex(const ast::Expr& left, SourceRange minus, const ast::Expr& right,
                        Problems& problems) {
  const auto* bang = dyn_cast<ast::BangExpr>(&left);
  const auto* number = dyn_cast<ast::LiteralExpr>(&right);
  if (!bang || bang->hasDigits || !number || number->literal != ast::LiteralKind::Int) return;
  if (left.range.end != minus.begin || minus.end != right.range.begin) return;
  if (problems.isSpoiled(minus.begin)) return;
  problems.report(diag::NegativeIndex, cover(minus, right.range)).help =
      "a subtraction is written with spaces: `! - " + number->text.str() + "`";
}

// ---------------------------------------------------------------------- Statements and definitions

void checkAssignment(const ast::AssignStmt& assignment, Problems& problems) {
  const auto* collection = dyn_cast<ast::CollectionExpr>(&withoutParens(*assignment.value));
  if (!collection || !collection->elements.empty()) return;
  if (problems.isSpoiled(assignment.range.begin)) return;
  support::Diagnostic& problem =
      problems.report(diag::EmptyCollectionAssigned, assignment.value->range);
  problem.help = collection->collection == ast::CollectionKind::Stream
                     ? "an empty stream is declared by its type: `name: *T`"
                     : "write `[]` in the place where it is used, or `nil`";
}

void checkPrefixed(const ast::PrefixedStmt& prefixed, Problems& problems) {
  if (isa<ast::OnStmt, ast::ForStmt, ast::JoinStmt, ast::CallStmt, ast::ErrorStmt>(
          *prefixed.statement))
    return;
  if (problems.isSpoiled(prefixed.range.begin)) return;
  const llvm::StringRef keyword = prefixed.prefix == ast::PrefixKind::Par ? "par" : "co";
  problems.report(diag::BadPrefix, prefixed.keyword, keyword, describe(*prefixed.statement)).help =
      "only `on`, `for`, `join` and calls run in parallel: put this into a block or a function";
}

namespace {

/// `MAX_SIZE` for `maxSize`
std::string upperCase(llvm::StringRef name) {
  std::string result;
  bool afterLower = false;
  for (const char c : name) {
    if (llvm::isUpper(c) && afterLower) result += '_';
    afterLower = llvm::isLower(c) || llvm::isDigit(c);
    result += llvm::toUpper(c);
  }
  return result;
}

/// A literal, a name, or a name in a module.
bool isConstantForm(const ast::Expr& value) {
  const ast::Expr* expr = &withoutParens(value);
  while (const auto* member = dyn_cast<ast::MemberExpr>(expr))
    expr = member->base;
  return isa<ast::LiteralExpr>(*expr) ? expr == &withoutParens(value)
                                      : isa<ast::NameExpr>(*expr) || isError(*expr);
}

} // namespace

void checkConstant(const ast::ConstDecl& constant, Problems& problems) {
  if (problems.isSpoiled(constant.range.begin)) return;
  const llvm::StringRef name = constant.name.text.str();
  if (llvm::any_of(name, llvm::isLower))
    problems.report(diag::ConstantCase, constant.name.range, name).help =
        "call it `" + upperCase(name) + "`";
  if (!isConstantForm(*constant.value))
    problems.report(diag::ConstantForm, constant.value->range, name, describe(*constant.value));
}

void checkMember(const ast::Member& member, ast::NodeKind owner, Problems& problems) {
  const bool isMethod = member.head || isa<ast::ArrowType>(*member.type);
  if (member.type && isa<ast::ErrorType>(*member.type)) return;
  if (problems.isSpoiled(member.range.begin)) return;
  if (owner == ast::NodeKind::ServiceDecl && !isMethod) {
    problems.report(diag::FieldInService, member.range, member.name.text).help =
        "a method is written `" + member.name.text.str().str() + "(parameter: T) -> R`";
  } else if (owner == ast::NodeKind::DataDecl && isMethod) {
    problems.report(diag::MethodInData, member.range, member.name.text).help =
        "methods belong into an `ability` or a `service`";
  }
}

} // namespace aqua::syntax
