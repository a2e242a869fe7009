// One node per function; see HirBuilder.h.

#include "HirBuilder.h"

#include "llvm/Support/raw_ostream.h"

namespace aqua::flow {

using types::Collection;
using types::Scalar;

HirBuilder::HirBuilder()
    : string(types.scalar(Scalar::String)), u32(types.scalar(Scalar::U32)),
      boolean(types.scalar(Scalar::Bool)), strings(types.array(string)) {}

// ------------------------------------------------------------------------------ Types and symbols

const types::ArrowType* HirBuilder::arrow(List<Type> parameters, List<Type> results) {
  llvm::SmallVector<types::Parameter, 4> list;
  for (Type type : parameters)
    list.push_back({names_.intern("arg" + std::to_string(list.size())), type});
  return types.arrow(list, llvm::ArrayRef<Type>(results));
}

const types::NamedType* HirBuilder::named(types::TypeKind kind, llvm::StringRef name,
                                          List<std::pair<const char*, Type>> fields) {
  llvm::SmallVector<types::Field, 4> list;
  for (const auto& [field, type] : fields)
    list.push_back({names_.intern(field), type});
  return types.named(kind, names_.intern(name), list);
}

HirBuilder::Local HirBuilder::local(hir::LocalKind kind, llvm::StringRef name, Type type) {
  auto* result = make<hir::Local>();
  result->kind = kind;
  result->name = names_.intern(name);
  result->type = type;
  return result;
}

HirBuilder::Local HirBuilder::parameter(llvm::StringRef name, Type type) {
  return local(hir::LocalKind::Parameter, name, type);
}

HirBuilder::Local HirBuilder::variable(llvm::StringRef name, Type type) {
  return local(hir::LocalKind::Variable, name, type);
}

HirBuilder::Local HirBuilder::item(llvm::StringRef name, Type type) {
  return local(hir::LocalKind::Item, name, type);
}

HirBuilder::Local HirBuilder::stream(llvm::StringRef name, Type element) {
  return local(hir::LocalKind::Stream, name, types.stream(element));
}

const hir::ServiceBinding* HirBuilder::service(llvm::StringRef id, const types::NamedType* type) {
  auto* service = make<hir::Service>();
  service->name = type->name();
  service->type = type;
  auto* binding = make<hir::ServiceBinding>();
  binding->service = service;
  binding->id = text(id);
  return binding;
}

const hir::ServiceBinding* HirBuilder::bindingOf(const hir::ServiceBinding* other, Expr id) {
  auto* binding = make<hir::ServiceBinding>();
  binding->service = other->service;
  binding->id = id;
  return binding;
}

hir::Function* HirBuilder::function(llvm::StringRef name, List<Local> parameters,
                                    List<Type> results, List<Stmt> body, List<Expr> returns) {
  auto* result = make<hir::Function>();
  result->name = names_.intern(name);
  llvm::SmallVector<types::Parameter, 4> list;
  for (Local parameter : parameters)
    list.push_back({parameter->name, parameter->type});
  result->type = types.arrow(list, llvm::ArrayRef<Type>(results));
  result->parameters = copy(parameters);
  result->body = block(body);
  result->returns = copy(returns);
  return result;
}

// ------------------------------------------------------------------------------------ Expressions

HirBuilder::Expr HirBuilder::number(llvm::StringRef value, ast::LiteralKind kind) {
  auto* result = make<hir::LiteralExpr>(u32);
  result->literal = kind;
  result->text = value.copy(arena_);
  return result;
}

HirBuilder::Expr HirBuilder::text(llvm::StringRef value) {
  auto* result = make<hir::LiteralExpr>(string);
  result->literal = ast::LiteralKind::String;
  result->text = value.copy(arena_);
  return result;
}

HirBuilder::Expr HirBuilder::integer(int64_t value) {
  return number(std::to_string(value), ast::LiteralKind::Int);
}

HirBuilder::Expr HirBuilder::truth(bool value) {
  auto* result = make<hir::LiteralExpr>(boolean);
  result->literal = ast::LiteralKind::Bool;
  result->text = value ? "true" : "false";
  return result;
}

HirBuilder::Expr HirBuilder::predefined(hir::Predefined value, Type type) {
  auto* result = make<hir::PredefinedExpr>(type);
  result->value = value;
  return result;
}

HirBuilder::Expr HirBuilder::ref(Local local) {
  auto* result = make<hir::LocalRef>(local->type);
  result->local = local;
  return result;
}

HirBuilder::Expr HirBuilder::ref(const hir::Function* function) {
  auto* result = make<hir::FunctionRef>(function->type);
  result->function = function;
  return result;
}

HirBuilder::Expr HirBuilder::member(Expr base, llvm::StringRef name, Type type) {
  auto* result = make<hir::MemberExpr>(type);
  result->base = base;
  result->name = names_.intern(name);
  return result;
}

HirBuilder::Expr HirBuilder::method(const hir::ServiceBinding* service, llvm::StringRef name) {
  const types::NamedType* type = service->service->type;
  auto* base = make<hir::ServiceRef>(type);
  base->binding = service;
  return member(base, name, type->field(names_.intern(name)));
}

HirBuilder::Expr HirBuilder::index(Expr base, Expr position) {
  auto* result = make<hir::IndexExpr>(llvm::cast<types::CollectionType>(base->type)->element());
  result->base = base;
  result->index = position;
  return result;
}

HirBuilder::Expr HirBuilder::length(Expr base) {
  auto* result = make<hir::LengthExpr>(u32);
  result->base = base;
  return result;
}

HirBuilder::Expr HirBuilder::binary(ast::BinaryOperator op, Expr left, Expr right) {
  auto* result = make<hir::BinaryExpr>(op < ast::BinaryOperator::Add ? boolean : u32);
  result->op = op;
  result->left = left;
  result->right = right;
  return result;
}

HirBuilder::Expr HirBuilder::negation(Expr operand) {
  auto* result = make<hir::NotExpr>(boolean);
  result->operand = operand;
  return result;
}

HirBuilder::Expr HirBuilder::collection(Collection kind, Type element, List<Expr> elements) {
  auto* result = make<hir::CollectionExpr>(types.collection(kind, element));
  result->collection = kind;
  result->elements = copy(elements);
  return result;
}

llvm::ArrayRef<hir::FieldValue> HirBuilder::copyFields(List<std::pair<const char*, Expr>> fields) {
  llvm::SmallVector<hir::FieldValue, 4> list;
  for (const auto& [name, value] : fields)
    list.push_back({names_.intern(name), value});
  return llvm::ArrayRef(list).copy(arena_);
}

HirBuilder::Expr HirBuilder::record(const types::NamedType* type,
                                    List<std::pair<const char*, Expr>> fields) {
  auto* result = make<hir::RecordExpr>(type);
  result->fields = copyFields(fields);
  return result;
}

HirBuilder::Expr HirBuilder::copy(Expr base, List<std::pair<const char*, Expr>> fields) {
  auto* result = make<hir::CopyExpr>(base->type);
  result->base = base;
  result->fields = copyFields(fields);
  return result;
}

HirBuilder::Expr HirBuilder::mapCall(hir::MapMethod method, Local map, Expr key, Type type) {
  auto* result = make<hir::MapCallExpr>(type);
  result->method = method;
  result->map = ref(map);
  result->key = key;
  return result;
}

const hir::CallExpr* HirBuilder::call(Expr callee, List<Expr> arguments) {
  const auto& type = *llvm::cast<types::ArrowType>(callee->type);
  auto* result = make<hir::CallExpr>(type.results().empty() ? types.error() : type.results()[0]);
  result->callee = callee;
  result->arguments = copy(arguments);
  return result;
}

// ------------------------------------------------------------------------------------- Statements

const hir::Block* HirBuilder::block(List<Stmt> statements) {
  auto* result = make<hir::Block>();
  result->statements = copy(statements);
  return result;
}

HirBuilder::Stmt HirBuilder::assign(Local local, Expr value) {
  auto* result = make<hir::AssignStmt>();
  result->local = local;
  result->value = value;
  return result;
}

HirBuilder::Stmt HirBuilder::run(Expr call) {
  return receive({}, call);
}

HirBuilder::Stmt HirBuilder::receive(List<hir::ResultTarget> targets, Expr call) {
  auto* result = make<hir::CallStmt>();
  result->targets = copy(targets);
  result->call = llvm::cast<hir::CallExpr>(call);
  return result;
}

HirBuilder::Stmt HirBuilder::push(Local stream, Expr value) {
  return insert(stream, nullptr, value);
}

HirBuilder::Stmt HirBuilder::insert(Local map, Expr key, Expr value) {
  auto* result = make<hir::PushStmt>();
  result->target = map;
  result->key = key;
  result->value = value;
  return result;
}

HirBuilder::Stmt HirBuilder::declare(Local stream) {
  auto* result = make<hir::DeclareStreamStmt>();
  result->local = stream;
  return result;
}

HirBuilder::Stmt HirBuilder::bind(const hir::ServiceBinding* binding) {
  auto* result = make<hir::BindServiceStmt>();
  result->binding = binding;
  return result;
}

HirBuilder::Stmt HirBuilder::closure(Local local, hir::Function* function) {
  function->isClosure = true;
  auto* result = make<hir::DefineClosureStmt>();
  result->local = local;
  result->function = function;
  return result;
}

HirBuilder::Stmt HirBuilder::branch(Expr condition, List<Stmt> thenBlock,
                                    const hir::Block* elseBlock) {
  auto* result = make<hir::IfStmt>();
  result->condition = condition;
  result->thenBlock = block(thenBlock);
  result->elseBlock = elseBlock;
  return result;
}

HirBuilder::Stmt HirBuilder::attempt(List<Stmt> body, List<hir::Handler> handlers) {
  auto* result = make<hir::TryStmt>();
  result->body = block(body);
  result->handlers = copy(handlers);
  return result;
}

HirBuilder::Stmt HirBuilder::loop(Local item, Expr iterable, ast::ForMode mode, List<Stmt> body) {
  auto* result = make<hir::ForStmt>();
  result->item = item;
  result->iterable = iterable;
  result->mode = mode;
  result->body = block(body);
  return result;
}

HirBuilder::Stmt HirBuilder::pairLoop(Local key, Local value, Expr map, List<Stmt> body) {
  auto* result = make<hir::ForStmt>();
  result->item = key;
  result->value = value;
  result->iterable = map;
  result->body = block(body);
  return result;
}

HirBuilder::Stmt HirBuilder::parSeq(Local item, Expr iterable, Expr peer, List<Stmt> body) {
  auto* result = make<hir::ParSeqStmt>();
  result->item = item;
  result->iterable = iterable;
  result->peer = peer;
  result->body = block(body);
  return result;
}

HirBuilder::Stmt HirBuilder::par(List<Stmt> branches) {
  auto* result = make<hir::ParStmt>();
  result->branches = copy(branches);
  return result;
}

HirBuilder::Stmt HirBuilder::co(Stmt statement) {
  auto* result = make<hir::CoStmt>();
  result->statement = statement;
  return result;
}

HirBuilder::Stmt HirBuilder::on(Expr peer, List<Expr> via, List<Stmt> body) {
  auto* result = make<hir::OnStmt>();
  result->peer = peer;
  result->via = copy(via);
  result->body = block(body);
  return result;
}

HirBuilder::Stmt HirBuilder::join(List<Expr> values) {
  auto* result = make<hir::JoinStmt>();
  result->values = copy(values);
  return result;
}

// ---------------------------------------------------------------------------------------- Lowering

std::string HirBuilder::lower(const hir::Function* function, LowerOptions options) {
  support::DiagnosticSink diags;
  const Process process = lowerToFlow({function->name, function}, options, diags);
  std::string out;
  llvm::raw_string_ostream stream(out);
  for (const support::Diagnostic& diagnostic : diags.all())
    stream << diagnostic.info().code << '\n';
  if (!process.body) return out;
  for (const Problem& problem : verify(process))
    stream << "unsound: " << problem.text << '\n';
  std::string printed;
  llvm::raw_string_ostream printer(printed);
  print(process, printer);
  llvm::SmallVector<llvm::StringRef, 32> lines;
  llvm::StringRef(printed).split(lines, '\n', -1, false);
  for (llvm::StringRef line : llvm::ArrayRef(lines).drop_front().drop_back(2))
    if (!line.contains("\"-relay-\" ()")) stream << line.drop_front(2) << '\n';
  return out;
}

} // namespace aqua::flow
