#include "CallExpression.h"

#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"

#include "syntax/Parse.h"
#include "types/Relations.h"

namespace aqua::driver {
namespace {

template <typename T>
T* make(llvm::BumpPtrAllocator& arena) {
  return new (arena) T();
}

/// Builds the function `<name>Run` around one call.
class CallBuilder {
public:
  CallBuilder(Compilation& compilation, const hir::Function& callee)
      : compilation_(compilation), callee_(callee) {
    target_.arena = std::make_unique<llvm::BumpPtrAllocator>();
  }

  CallResult build(llvm::ArrayRef<ast::Argument> arguments);

private:
  const hir::Expr* argument(const ast::Expr& value, const hir::Local& parameter);
  const hir::Expr* literal(const ast::LiteralExpr& value);
  const hir::Expr* array(const ast::CollectionExpr& value);
  const hir::Expr* variable(support::Name name, const hir::Local& parameter);
  const hir::Expr* reference(const hir::Local& local);
  const hir::Expr* fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
    return nullptr;
  }
  hir::Local* local(hir::LocalKind kind, support::Name name, const types::Type* type);
  const hir::Function* wrap(llvm::ArrayRef<const hir::Expr*> arguments);

  Compilation& compilation_;
  const hir::Function& callee_;
  CallTarget target_;
  std::vector<hir::Local*> variables_;
  std::string error_;
};

const hir::Expr* CallBuilder::literal(const ast::LiteralExpr& value) {
  auto* expr = make<hir::LiteralExpr>(*target_.arena);
  expr->literal = value.literal;
  expr->text = value.text.copy(*target_.arena);
  switch (value.literal) {
  case ast::LiteralKind::Bool:
    expr->type = compilation_.types().literal(types::Literal::Bool);
    return expr;
  case ast::LiteralKind::Int:
    expr->type = compilation_.types().literal(
        value.text.starts_with("-") ? types::Literal::Signed : types::Literal::Unsigned);
    return expr;
  case ast::LiteralKind::Float:
    expr->type = compilation_.types().literal(types::Literal::Float);
    return expr;
  case ast::LiteralKind::String:
    expr->type = compilation_.types().literal(types::Literal::String);
    return expr;
  case ast::LiteralKind::InitPeer: {
    auto* peer = make<hir::PredefinedExpr>(*target_.arena);
    peer->value = hir::Predefined::InitPeer;
    peer->type = compilation_.types().scalar(types::Scalar::String);
    return peer;
  }
  }
  llvm_unreachable("all kinds are listed");
}

const hir::Expr* CallBuilder::array(const ast::CollectionExpr& value) {
  types::TypeStore& store = compilation_.types();
  if (value.elements.empty()) {
    auto* nil = make<hir::PredefinedExpr>(*target_.arena);
    nil->value = hir::Predefined::Nil;
    nil->type = store.option(store.bottom());
    return nil;
  }
  std::vector<const hir::Expr*> elements;
  for (const ast::Expr* element : value.elements) {
    const auto* item = llvm::dyn_cast<ast::LiteralExpr>(element);
    if (!item) return fail("array elements of the call can only be numbers, strings or booleans");
    elements.push_back(literal(*item));
    const bool sameKind =
        item->literal == llvm::cast<ast::LiteralExpr>(value.elements.front())->literal;
    if (!sameKind) return fail("an array in the call must contain elements of the same type");
  }
  auto* expr = make<hir::CollectionExpr>(*target_.arena);
  expr->collection = types::Collection::Array;
  expr->elements = llvm::ArrayRef(elements).copy(*target_.arena);
  // A negative number among others makes the element signed.
  const types::Type* element = elements.front()->type;
  for (const hir::Expr* e : elements)
    if (types::isSubtype(element, e->type)) element = e->type;
  expr->type = store.array(element);
  return expr;
}

hir::Local* CallBuilder::local(hir::LocalKind kind, support::Name name, const types::Type* type) {
  auto* made = make<hir::Local>(*target_.arena);
  made->kind = kind;
  made->name = name;
  made->type = type;
  return made;
}

const hir::Expr* CallBuilder::reference(const hir::Local& to) {
  auto* expr = make<hir::LocalRef>(*target_.arena);
  expr->local = &to;
  expr->type = to.type;
  return expr;
}

/// Diagnostics about the variable lead to the parameter that it is for.
const hir::Expr* CallBuilder::variable(support::Name name, const hir::Local& parameter) {
  for (const hir::Local* known : variables_)
    if (known->name == name) return reference(*known);
  hir::Local* made = local(hir::LocalKind::Parameter, name, parameter.type);
  made->loc = parameter.loc;
  variables_.push_back(made);
  const bool isCallback = llvm::isa<types::ArrowType>(parameter.type);
  (isCallback ? target_.callbacks : target_.data).push_back(made);
  return reference(*made);
}

const hir::Expr* CallBuilder::argument(const ast::Expr& value, const hir::Local& parameter) {
  if (const auto* name = llvm::dyn_cast<ast::NameExpr>(&value))
    return variable(name->name.text, parameter);
  if (const auto* item = llvm::dyn_cast<ast::LiteralExpr>(&value)) return literal(*item);
  if (const auto* collection = llvm::dyn_cast<ast::CollectionExpr>(&value))
    if (collection->collection == ast::CollectionKind::Array) return array(*collection);
  if (llvm::isa<ast::CallExpr>(value)) return fail("function calls as arguments are not supported");
  return fail(
      "unsupported argument: only literals, arrays of literals and variables can be passed");
}

const hir::Function* CallBuilder::wrap(llvm::ArrayRef<const hir::Expr*> arguments) {
  llvm::BumpPtrAllocator& arena = *target_.arena;
  auto* callee = make<hir::FunctionRef>(arena);
  callee->function = &callee_;
  callee->type = callee_.type;
  auto* call = make<hir::CallExpr>(arena);
  call->callee = callee;
  call->arguments = arguments.copy(arena);
  call->loc = callee_.loc;
  const llvm::ArrayRef<const types::Type*> results = callee_.type->results();
  call->type = results.empty() ? compilation_.types().bottom() : results.front();

  std::vector<hir::ResultTarget> targets;
  std::vector<const hir::Expr*> returns;
  for (size_t i = 0; i < results.size(); ++i) {
    const hir::Local* result =
        local(hir::LocalKind::Variable, compilation_.names().intern(fmt::format("result{}", i)),
              results[i]);
    targets.push_back({result, false});
    returns.push_back(reference(*result));
  }
  auto* statement = make<hir::CallStmt>(arena);
  statement->targets = llvm::ArrayRef(targets).copy(arena);
  statement->call = call;
  statement->loc = callee_.loc;
  auto* body = make<hir::Block>(arena);
  body->statements = llvm::ArrayRef<const hir::Stmt*>(statement).copy(arena);
  body->loc = callee_.loc;

  std::vector<types::Parameter> parameters;
  std::vector<const hir::Local*> locals;
  for (const hir::Local* parameter : variables_) {
    parameters.push_back({parameter->name, parameter->type});
    locals.push_back(parameter);
  }
  auto* function = make<hir::Function>(arena);
  function->name = compilation_.names().intern((callee_.name.str() + "Run").str());
  function->type = compilation_.types().arrow(parameters, results);
  function->parameters = llvm::ArrayRef(locals).copy(arena);
  function->body = body;
  function->returns = llvm::ArrayRef(returns).copy(arena);
  function->loc = callee_.loc;
  return function;
}

/// The first integer in the literal that is out of range where it stands; null if there is none.
const hir::LiteralExpr* misfit(const hir::Expr& value, const types::Type& expected) {
  if (const auto* literal = llvm::dyn_cast<hir::LiteralExpr>(&value))
    return literal->literal == ast::LiteralKind::Int &&
                   !types::integerFits(literal->text, &expected)
               ? literal
               : nullptr;
  const auto* array = llvm::dyn_cast<hir::CollectionExpr>(&value);
  const auto* collection = llvm::dyn_cast<types::CollectionType>(&expected);
  if (!array || !collection) return nullptr;
  for (const hir::Expr* element : array->elements)
    if (const hir::LiteralExpr* found = misfit(*element, *collection->element())) return found;
  return nullptr;
}

CallResult CallBuilder::build(llvm::ArrayRef<ast::Argument> arguments) {
  const llvm::ArrayRef<types::Parameter> parameters = callee_.type->parameters();
  if (arguments.size() != parameters.size())
    return {std::nullopt,
            fmt::format("`{}` takes {} argument{}, the call has {}", callee_.name.str().str(),
                        parameters.size(), parameters.size() == 1 ? "" : "s", arguments.size())};
  std::vector<const hir::Expr*> values;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const hir::Expr* value = argument(*arguments[i].value, *callee_.parameters[i]);
    if (!value) return {std::nullopt, error_};
    if (!types::isSubtype(value->type, parameters[i].type))
      return {std::nullopt,
              fmt::format("argument {} of `{}` must be of type `{}`, not `{}`", i + 1,
                          callee_.name.str().str(), types::typeText(parameters[i].type),
                          types::typeText(value->type))};
    if (const hir::LiteralExpr* integer = misfit(*value, *parameters[i].type))
      return {std::nullopt, fmt::format("argument {} of `{}` must be of type `{}`, which cannot "
                                        "hold {}",
                                        i + 1, callee_.name.str().str(),
                                        types::typeText(parameters[i].type), integer->text.str())};
    values.push_back(value);
  }
  target_.function.function = wrap(values);
  target_.function.name = target_.function.function->name;
  return {std::move(target_), ""};
}

const hir::ExportedFunction* findEntry(const Compilation& compilation, llvm::StringRef name) {
  for (const Entry& entry : compilation.entries())
    if (entry.function.name.str() == name) return &entry.function;
  return nullptr;
}

std::string unknownFunction(const Compilation& compilation, llvm::StringRef name) {
  std::string known;
  for (const Entry& entry : compilation.entries())
    known += (known.empty() ? "`" : ", `") + entry.function.name.str().str() + "`";
  const std::string hint = known.empty() ? "the file exports no function; add `export " +
                                               name.str() + "` under its first line"
                                         : "exported are " + known;
  return fmt::format("there is no exported function `{}`: {}", name.str(), hint);
}

CallResult wholeFunction(const hir::ExportedFunction& entry) {
  CallTarget target;
  target.function = entry;
  for (const hir::Local* parameter : entry.function->parameters) {
    const bool isCallback = llvm::isa<types::ArrowType>(parameter->type);
    (isCallback ? target.callbacks : target.data).push_back(parameter);
  }
  return {std::move(target), ""};
}

} // namespace

CallResult resolveCall(Compilation& compilation, llvm::StringRef text) {
  text = text.trim();
  const bool isName =
      !text.empty() && llvm::all_of(text, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (isName) {
    if (const hir::ExportedFunction* entry = findEntry(compilation, text))
      return wholeFunction(*entry);
    return {std::nullopt, unknownFunction(compilation, text)};
  }
  // The call is a statement of Aqua, so the parser of Aqua reads it.
  const std::string source = ("aqua Call\nfunc call():\n  " + text + "\n").str();
  support::DiagnosticSink problems;
  const ast::File file = syntax::parseFile({}, source, compilation.names(), problems);
  const auto* function =
      file.items.size() == 2 ? llvm::dyn_cast<ast::FuncDecl>(file.items[1]) : nullptr;
  const bool isStatement =
      function && !problems.hasErrors() && function->body.statements.size() == 1;
  const auto* statement =
      isStatement ? llvm::dyn_cast<ast::CallStmt>(function->body.statements[0]) : nullptr;
  if (!statement || !statement->results.empty())
    return {std::nullopt,
            fmt::format("`{}` is not a call: write it as `name(arg, …)`{}", text.str(),
                        problems.all().empty() ? "" : " (" + problems.all().front().message + ")")};
  const auto* call = llvm::dyn_cast<ast::CallExpr>(statement->call);
  const auto* callee = call ? llvm::dyn_cast<ast::NameExpr>(call->callee) : nullptr;
  if (!callee || !call->abilities.empty())
    return {std::nullopt, fmt::format("`{}` is not a call of an exported function", text.str())};
  const hir::ExportedFunction* entry = findEntry(compilation, callee->name.text.str());
  if (!entry) return {std::nullopt, unknownFunction(compilation, callee->name.text.str())};
  return CallBuilder(compilation, *entry->function).build(call->arguments);
}

} // namespace aqua::driver
