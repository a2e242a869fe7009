// HIR as text, for `--emit=hir` and golden tests: definitions with their types, uses by names that
// tell symbols apart. Reads like Aqua, but stands for exactly one program:
//
//   func f(s: []string) -> u32
//     x: string = Op("op").identity(?string[s[0]])
//     return length(s)
//
// A second local of one name in a function is `x'2`. What another file defines is `f@2`, with the
// number of the file. A service stands with its default id, or as `S#1` after the statement that
// binds it. Arithmetic is in parentheses; `*.` multiplies floats.

#include "Hir.h"

#include <string>

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

namespace aqua::hir {

namespace {

using llvm::cast;

llvm::StringRef predefinedText(Predefined value) {
  switch (value) {
  case Predefined::HostPeer: return "HOST_PEER_ID";
  case Predefined::InitPeer: return "INIT_PEER_ID";
  case Predefined::ParticleTtl: return "PARTICLE_TTL";
  case Predefined::ParticleTimestamp: return "PARTICLE_TIMESTAMP";
  case Predefined::LastError: return "LAST_ERROR";
  case Predefined::Nil: return "nil";
  }
  llvm_unreachable("all predefined values are listed");
}

llvm::StringRef methodText(MapMethod method) {
  switch (method) {
  case MapMethod::Get: return "get";
  case MapMethod::GetStream: return "getStream";
  case MapMethod::Keys: return "keys";
  case MapMethod::KeysStream: return "keysStream";
  case MapMethod::Contains: return "contains";
  }
  llvm_unreachable("all methods are listed");
}

llvm::StringRef modeText(ast::ForMode mode) {
  switch (mode) {
  case ast::ForMode::Seq: return "";
  case ast::ForMode::Par: return " par";
  case ast::ForMode::Try: return " try";
  case ast::ForMode::Rec: return " rec";
  }
  llvm_unreachable("all modes are listed");
}

class Printer {
public:
  Printer(const Module& module, llvm::raw_ostream& out) : module_(module), out_(out) {}

  void print();

private:
  void service(const Service& service);
  void exports();
  void function(const Function& function);

  // A line, and what is indented below it.
  llvm::raw_ostream& line() { return out_.indent(2 * depth_); }
  void body(const Block* block);
  void nested(const Stmt& statement);
  void returns(const Function& function);

  void statement(const Stmt& statement);
  void call(const CallStmt& statement);
  void push(const PushStmt& statement);
  void bind(const BindServiceStmt& statement);
  void closure(const DefineClosureStmt& statement);
  void conditional(const IfStmt& statement);
  void guarded(const TryStmt& statement);
  void loop(const ForStmt& statement);
  void parallelLoop(const ParSeqStmt& statement);
  void parallel(const ParStmt& statement);

  void expression(const Expr* expression);
  void expressions(llvm::ArrayRef<const Expr*> list);
  void literal(const LiteralExpr& literal);
  void mapCall(const MapCallExpr& call);
  void fields(llvm::ArrayRef<FieldValue> fields);
  void binary(const BinaryExpr& binary);

  // Symbols: where they are defined, and where they are used.
  void define(const Local* local);
  void iterated(const Local* item, const Local* value, const Expr* iterable);
  void peers(const Expr* peer, llvm::ArrayRef<const Expr*> via);
  void parameters(const Function& function);
  void binding(const ServiceBinding* binding);
  [[nodiscard]] std::string symbol(Name name, Loc loc) const;
  [[nodiscard]] std::string label(const Local* local);

  const Module& module_;
  llvm::raw_ostream& out_;
  unsigned depth_ = 0;
  // Of the function that is being printed. Looked up only, never iterated over.
  llvm::DenseMap<const Local*, std::string> labels_;
  llvm::StringMap<unsigned> labelCounts_;
  llvm::DenseMap<const ServiceBinding*, unsigned> bindings_;
};

// ---------------------------------------------------------------------------------------- Modules

void Printer::print() {
  out_ << "module " << module_.name.str() << (module_.hasErrors ? " (with errors)" : "") << '\n';
  for (const Service* own : module_.services)
    service(*own);
  exports();
  for (const Function* own : module_.functions)
    function(*own);
}

void Printer::service(const Service& service) {
  out_ << "\nservice " << symbol(service.name, service.loc) << '\n';
  if (!service.type) return;
  for (const types::Field& field : service.type->fields())
    out_ << "  " << field.name.str() << ": " << types::typeText(field.type) << '\n';
}

void Printer::exports() {
  if (!module_.exportedFunctions.empty() || !module_.exportedServices.empty()) out_ << '\n';
  for (const ExportedFunction& exported : module_.exportedFunctions)
    out_ << "export func " << symbol(exported.function->name, exported.function->loc) << " as "
         << exported.name.str() << '\n';
  for (const ExportedService& exported : module_.exportedServices) {
    out_ << "export service " << symbol(exported.service->name, exported.service->loc) << " as "
         << exported.name.str();
    if (exported.defaultBinding) {
      out_ << " with id ";
      expression(exported.defaultBinding->id);
    }
    out_ << '\n';
  }
}

void Printer::function(const Function& function) {
  labels_.clear();
  labelCounts_.clear();
  bindings_.clear();
  out_ << "\nfunc " << function.name.str();
  parameters(function);
  out_ << '\n';
  body(function.body);
  returns(function);
}

/// `(a: T, b: U) -> R`
void Printer::parameters(const Function& function) {
  out_ << '(';
  llvm::ListSeparator separator;
  for (const Local* parameter : function.parameters) {
    out_ << separator;
    define(parameter);
  }
  out_ << ')';
  if (!function.type || function.type->results().empty()) return;
  out_ << " -> ";
  llvm::ListSeparator resultSeparator;
  for (const Type* result : function.type->results()) {
    const bool isArrow = llvm::isa<ArrowType>(result);
    out_ << resultSeparator << (isArrow ? "(" : "") << types::typeText(result)
         << (isArrow ? ")" : "");
  }
}

void Printer::returns(const Function& function) {
  if (function.returns.empty()) return;
  ++depth_;
  line() << "return ";
  expressions(function.returns);
  out_ << '\n';
  --depth_;
}

// ------------------------------------------------------------------------------------- Statements

void Printer::body(const Block* block) {
  if (!block) return;
  ++depth_;
  for (const Stmt* inner : block->statements)
    statement(*inner);
  --depth_;
}

/// A statement below another one; a block there is only its statements.
void Printer::nested(const Stmt& inner) {
  if (const auto* block = llvm::dyn_cast<Block>(&inner)) return body(block);
  ++depth_;
  statement(inner);
  --depth_;
}

void Printer::statement(const Stmt& statement) {
  switch (statement.kind()) {
  case StmtKind::Error: line() << "<error>\n"; return;
  case StmtKind::Call: return call(cast<CallStmt>(statement));
  case StmtKind::Assign: {
    const auto& assign = cast<AssignStmt>(statement);
    line();
    define(assign.local);
    out_ << " = ";
    expression(assign.value);
    out_ << '\n';
    return;
  }
  case StmtKind::Push: return push(cast<PushStmt>(statement));
  case StmtKind::DeclareStream:
    line();
    define(cast<DeclareStreamStmt>(statement).local);
    out_ << '\n';
    return;
  case StmtKind::BindService: return bind(cast<BindServiceStmt>(statement));
  case StmtKind::DefineClosure: return closure(cast<DefineClosureStmt>(statement));
  case StmtKind::If: return conditional(cast<IfStmt>(statement));
  case StmtKind::Try: return guarded(cast<TryStmt>(statement));
  case StmtKind::For: return loop(cast<ForStmt>(statement));
  case StmtKind::ParSeq: return parallelLoop(cast<ParSeqStmt>(statement));
  case StmtKind::Par: return parallel(cast<ParStmt>(statement));
  case StmtKind::Co: line() << "co\n"; return nested(*cast<CoStmt>(statement).statement);
  case StmtKind::On: {
    const auto& on = cast<OnStmt>(statement);
    line();
    peers(on.peer, on.via);
    out_ << '\n';
    return body(on.body);
  }
  case StmtKind::Join:
    line() << "join ";
    expressions(cast<JoinStmt>(statement).values);
    out_ << '\n';
    return;
  case StmtKind::Block: line() << "block\n"; return body(&cast<Block>(statement));
  }
  llvm_unreachable("all statements are listed");
}

void Printer::call(const CallStmt& statement) {
  line();
  llvm::ListSeparator separator;
  for (const ResultTarget& target : statement.targets) {
    out_ << separator;
    if (target.isPush) {
      out_ << "push " << label(target.local);
    } else {
      define(target.local);
    }
  }
  if (!statement.targets.empty()) out_ << " <- ";
  expression(statement.call);
  out_ << '\n';
}

void Printer::push(const PushStmt& statement) {
  line() << label(statement.target) << " <<- ";
  if (statement.key) {
    expression(statement.key);
    out_ << ", ";
  }
  expression(statement.value);
  out_ << '\n';
}

void Printer::bind(const BindServiceStmt& statement) {
  const auto number = static_cast<unsigned>(bindings_.size() + 1);
  bindings_[statement.binding] = number;
  line() << "bind ";
  binding(statement.binding);
  out_ << " = ";
  expression(statement.binding->id);
  out_ << '\n';
}

void Printer::closure(const DefineClosureStmt& statement) {
  line();
  define(statement.local);
  out_ << " = " << (statement.function->isDetached ? "detached closure" : "closure");
  parameters(*statement.function);
  out_ << '\n';
  body(statement.function->body);
  returns(*statement.function);
}

void Printer::conditional(const IfStmt& statement) {
  line() << "if ";
  expression(statement.condition);
  out_ << '\n';
  body(statement.thenBlock);
  if (!statement.elseBlock) return;
  line() << "else\n";
  body(statement.elseBlock);
}

void Printer::guarded(const TryStmt& statement) {
  line() << "try\n";
  body(statement.body);
  for (const Handler& handler : statement.handlers) {
    line() << (handler.error ? "catch " : "otherwise");
    if (handler.error) define(handler.error);
    out_ << '\n';
    body(handler.body);
  }
}

void Printer::loop(const ForStmt& statement) {
  line() << "for ";
  iterated(statement.item, statement.value, statement.iterable);
  out_ << modeText(statement.mode) << '\n';
  body(statement.body);
}

void Printer::parallelLoop(const ParSeqStmt& statement) {
  line() << "parseq ";
  iterated(statement.item, statement.value, statement.iterable);
  out_ << ' ';
  peers(statement.peer, statement.via);
  out_ << '\n';
  body(statement.body);
}

void Printer::parallel(const ParStmt& statement) {
  line() << "par\n";
  ++depth_;
  for (const Stmt* branch : statement.branches) {
    line() << "branch\n";
    nested(*branch);
  }
  --depth_;
}

/// `item: T <- iterable`. The iterable does not see the item.
void Printer::iterated(const Local* item, const Local* value, const Expr* iterable) {
  define(item);
  if (value) {
    out_ << ", ";
    define(value);
  }
  out_ << " <- ";
  expression(iterable);
}

/// `on peer via a, b`
void Printer::peers(const Expr* peer, llvm::ArrayRef<const Expr*> via) {
  out_ << "on ";
  expression(peer);
  if (via.empty()) return;
  out_ << " via ";
  expressions(via);
}

// ------------------------------------------------------------------------------------ Expressions

void Printer::expression(const Expr* expr) {
  if (!expr) {
    out_ << "<none>";
    return;
  }
  switch (expr->kind()) {
  case ExprKind::Error: out_ << "<error>"; return;
  case ExprKind::Literal: return literal(*cast<LiteralExpr>(expr));
  case ExprKind::Predefined: out_ << predefinedText(cast<PredefinedExpr>(expr)->value); return;
  case ExprKind::LocalRef: out_ << label(cast<LocalRef>(expr)->local); return;
  case ExprKind::FunctionRef: {
    const Function& function = *cast<FunctionRef>(expr)->function;
    out_ << symbol(function.name, function.loc);
    return;
  }
  case ExprKind::ServiceRef: return binding(cast<ServiceRef>(expr)->binding);
  case ExprKind::Member:
    expression(cast<MemberExpr>(expr)->base);
    out_ << '.' << cast<MemberExpr>(expr)->name.str();
    return;
  case ExprKind::Index:
    expression(cast<IndexExpr>(expr)->base);
    out_ << '[';
    expression(cast<IndexExpr>(expr)->index);
    out_ << ']';
    return;
  case ExprKind::Length:
    out_ << "length(";
    expression(cast<LengthExpr>(expr)->base);
    out_ << ')';
    return;
  case ExprKind::Collection:
    out_ << types::typeText(expr->type) << '[';
    expressions(cast<CollectionExpr>(expr)->elements);
    out_ << ']';
    return;
  case ExprKind::Record:
    out_ << types::typeText(expr->type);
    return fields(cast<RecordExpr>(expr)->fields);
  case ExprKind::Copy:
    expression(cast<CopyExpr>(expr)->base);
    out_ << ".copy";
    return fields(cast<CopyExpr>(expr)->fields);
  case ExprKind::Binary: return binary(*cast<BinaryExpr>(expr));
  case ExprKind::Not: out_ << '!'; return expression(cast<NotExpr>(expr)->operand);
  case ExprKind::Call:
    expression(cast<CallExpr>(expr)->callee);
    out_ << '(';
    expressions(cast<CallExpr>(expr)->arguments);
    out_ << ')';
    return;
  case ExprKind::MapCall: return mapCall(*cast<MapCallExpr>(expr));
  }
  llvm_unreachable("all expressions are listed");
}

void Printer::expressions(llvm::ArrayRef<const Expr*> list) {
  llvm::ListSeparator separator;
  for (const Expr* item : list) {
    out_ << separator;
    expression(item);
  }
}

void Printer::literal(const LiteralExpr& literal) {
  switch (literal.literal) {
  case ast::LiteralKind::Bool:
  case ast::LiteralKind::Int:
  case ast::LiteralKind::Float: out_ << literal.text; return;
  case ast::LiteralKind::String: out_ << '"' << literal.text << '"'; return;
  case ast::LiteralKind::InitPeer: out_ << predefinedText(Predefined::InitPeer); return;
  }
  llvm_unreachable("all literals are listed");
}

void Printer::mapCall(const MapCallExpr& call) {
  expression(call.map);
  out_ << '.' << methodText(call.method) << '(';
  if (call.key) expression(call.key);
  out_ << ')';
}

/// `(x = a, y = b)`
void Printer::fields(llvm::ArrayRef<FieldValue> values) {
  out_ << '(';
  llvm::ListSeparator separator;
  for (const FieldValue& field : values) {
    out_ << separator << field.name.str() << " = ";
    expression(field.value);
  }
  out_ << ')';
}

void Printer::binary(const BinaryExpr& binary) {
  out_ << '(';
  expression(binary.left);
  out_ << ' ' << ast::operatorText(binary.op) << (binary.isFloat ? ". " : " ");
  expression(binary.right);
  out_ << ')';
}

// ---------------------------------------------------------------------------------------- Symbols

/// `x: T`
void Printer::define(const Local* local) {
  out_ << label(local) << ": " << types::typeText(local->type);
}

/// `S#1` for one that a statement of this function binds, `S("id")` for a default.
void Printer::binding(const ServiceBinding* binding) {
  out_ << symbol(binding->service->name, binding->service->loc);
  if (const unsigned number = bindings_.lookup(binding)) {
    out_ << '#' << number;
    return;
  }
  out_ << '(';
  expression(binding->id);
  out_ << ')';
}

std::string Printer::symbol(Name name, Loc loc) const {
  if (loc.file == module_.file) return name.str().str();
  return name.str().str() + "@" + std::to_string(loc.file.value);
}

std::string Printer::label(const Local* local) {
  std::string& label = labels_[local];
  if (!label.empty()) return label;
  const unsigned number = ++labelCounts_[local->name.str()];
  label = local->name.str().str();
  if (number > 1) label += "'" + std::to_string(number);
  return label;
}

} // namespace

void print(const Module& module, llvm::raw_ostream& out) {
  Printer(module, out).print();
}

} // namespace aqua::hir
