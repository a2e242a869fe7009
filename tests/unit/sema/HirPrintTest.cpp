// The text of HIR, from trees made by hand: every kind of node, and how symbols are told apart.

#include "gtest/gtest.h"

#include "sema/Hir.h"

namespace aqua::hir {
namespace {

class HirPrint : public testing::Test {
protected:
  HirPrint() {
    module.name = names.intern("Main");
    module.file = {1};
  }

  template <typename T>
  T* make() {
    return new (arena) T();
  }
  template <typename T>
  llvm::ArrayRef<T> list(std::initializer_list<T> items) {
    return llvm::ArrayRef<T>(items.begin(), items.size()).copy(arena);
  }
  llvm::ArrayRef<const Expr*> exprs(std::initializer_list<const Expr*> items) {
    return list<const Expr*>(items);
  }
  const Type* scalar(types::Scalar scalar) { return store.scalar(scalar); }

  const Local* local(const char* name, const Type* type) {
    auto* made = make<Local>();
    made->name = names.intern(name);
    made->type = type;
    return made;
  }
  const Expr* use(const Local* local) {
    auto* ref = make<LocalRef>();
    ref->local = local;
    ref->type = local->type;
    return ref;
  }
  const Expr* literal(ast::LiteralKind kind, const char* text) {
    auto* made = make<LiteralExpr>();
    made->literal = kind;
    made->text = text;
    made->type = string;
    return made;
  }
  const Expr* text(const char* value) { return literal(ast::LiteralKind::String, value); }
  const Expr* number(const char* value) { return literal(ast::LiteralKind::Int, value); }
  const Expr* predefined(Predefined value) {
    auto* made = make<PredefinedExpr>();
    made->value = value;
    return made;
  }
  const CallExpr* call(const Expr* callee, std::initializer_list<const Expr*> arguments) {
    auto* made = make<CallExpr>();
    made->callee = callee;
    made->arguments = exprs(arguments);
    return made;
  }
  const Expr* member(const Expr* base, const char* name) {
    auto* made = make<MemberExpr>();
    made->base = base;
    made->name = names.intern(name);
    return made;
  }
  const Expr* function(const Function* function) {
    auto* made = make<FunctionRef>();
    made->function = function;
    return made;
  }
  const Expr* serviceRef(const ServiceBinding* binding) {
    auto* made = make<ServiceRef>();
    made->binding = binding;
    return made;
  }
  const Service* service(const char* name, uint32_t file = 1) {
    auto* made = make<Service>();
    made->name = names.intern(name);
    made->loc.file = {file};
    const types::Field field{names.intern("get"), store.arrow({}, {string})};
    made->type = store.named(types::TypeKind::Service, made->name, {field});
    return made;
  }
  const ServiceBinding* bound(const Service* service, const char* id) {
    auto* made = make<ServiceBinding>();
    made->service = service;
    made->id = text(id);
    return made;
  }
  const AssignStmt* assign(const Local* local, const Expr* value) {
    auto* made = make<AssignStmt>();
    made->local = local;
    made->value = value;
    return made;
  }
  const Block* block(std::initializer_list<const Stmt*> statements) {
    auto* made = make<Block>();
    made->statements = list<const Stmt*>(statements);
    return made;
  }
  Function* func(const char* name, std::initializer_list<const Local*> parameters,
                 std::initializer_list<const Type*> results) {
    auto* made = make<Function>();
    made->name = names.intern(name);
    made->loc.file = module.file;
    made->parameters = list<const Local*>(parameters);
    llvm::SmallVector<types::Parameter> types;
    for (const Local* parameter : parameters)
      types.push_back({parameter->name, parameter->type});
    made->type = store.arrow(types, results);
    return made;
  }
  std::string printed() {
    std::string result = "\n";
    llvm::raw_string_ostream out(result);
    print(module, out);
    return result;
  }
  /// The statements as they stand in a function `f`.
  std::string body(std::initializer_list<const Stmt*> statements) {
    Function* f = func("f", {}, {});
    f->body = block(statements);
    module.functions = list<const Function*>({f});
    return "\n" + llvm::StringRef(printed()).split("func f()\n").second.str();
  }
  std::string text(const Expr* expr) {
    auto* join = make<JoinStmt>();
    join->values = exprs({expr});
    return llvm::StringRef(body({join})).drop_front(8).rtrim().str();
  }

  llvm::BumpPtrAllocator arena;
  types::TypeStore store;
  support::NameTable names;
  const Type* string = store.scalar(types::Scalar::String);
  const Type* u32 = store.scalar(types::Scalar::U32);
  Module module;
};

TEST_F(HirPrint, ShowsTheSymbolsOfAModuleWithTheirTypes) {
  const Service* srv = service("Srv");
  module.services = list<const Service*>({srv});
  module.exportedServices.push_back({names.intern("Out"), srv, bound(srv, "id")});
  Function* f = func("f", {local("a", string), local("cb", store.arrow({{{}, u32}}, {}))},
                     {u32, store.option(string)});
  f->body = block({});
  f->returns = exprs({number("1"), predefined(Predefined::Nil)});
  module.functions = list<const Function*>({f});
  module.exportedFunctions.push_back({names.intern("g"), f});
  EXPECT_EQ(printed(), R"(
module Main

service Srv
  get: -> string

export func f as g
export service Srv as Out with id "id"

func f(a: string, cb: u32 -> ()) -> u32, ?string
  return 1, nil
)");
}

TEST_F(HirPrint, SaysThatAModuleHasErrors) {
  module.hasErrors = true;
  EXPECT_EQ(printed(), "\nmodule Main (with errors)\n");
}

TEST_F(HirPrint, LocalsOfOneNameAreToldApart) {
  const Local* first = local("x", string);
  const Local* second = local("x", u32);
  EXPECT_EQ(body({assign(first, text("a")), assign(second, number("1")),
                  assign(local("y", string), use(first)), assign(local("z", u32), use(second))}),
            R"(
  x: string = "a"
  x'2: u32 = 1
  y: string = x
  z: u32 = x'2
)");
}

TEST_F(HirPrint, LocalsAreNumberedInEachFunctionAnew) {
  Function* f = func("f", {local("x", string)}, {});
  Function* g = func("g", {local("x", string)}, {});
  module.functions = list<const Function*>({f, g});
  EXPECT_EQ(printed(), R"(
module Main

func f(x: string)

func g(x: string)
)");
}

TEST_F(HirPrint, SymbolsOfOtherFilesCarryTheNumberOfTheirFile) {
  Function* own = func("f", {}, {});
  Function* other = func("f", {}, {});
  other->loc.file = {2};
  EXPECT_EQ(text(call(function(own), {})), "f()");
  EXPECT_EQ(text(call(function(other), {})), "f@2()");
  const ServiceBinding* binding = bound(service("S", 3), "id");
  EXPECT_EQ(text(call(member(serviceRef(binding), "get"), {})), R"(S@3("id").get())");
}

TEST_F(HirPrint, ServicesStandWithTheirBinding) {
  const Service* srv = service("S");
  const ServiceBinding* first = bound(srv, "one");
  const ServiceBinding* second = bound(srv, "two");
  const auto bind = [&](const ServiceBinding* binding) {
    auto* made = make<BindServiceStmt>();
    made->binding = binding;
    return made;
  };
  const auto get = [&](const ServiceBinding* binding) {
    auto* made = make<CallStmt>();
    made->call = call(member(serviceRef(binding), "get"), {});
    return made;
  };
  EXPECT_EQ(body({get(bound(srv, "default")), bind(first), bind(second), get(first), get(second)}),
            R"(
  S("default").get()
  bind S#1 = "one"
  bind S#2 = "two"
  S#1.get()
  S#2.get()
)");
}

TEST_F(HirPrint, Literals) {
  EXPECT_EQ(text(text("a b")), R"("a b")");
  EXPECT_EQ(text(literal(ast::LiteralKind::Float, "-1.5")), "-1.5");
  EXPECT_EQ(text(literal(ast::LiteralKind::Bool, "true")), "true");
  EXPECT_EQ(text(predefined(Predefined::HostPeer)), "HOST_PEER_ID");
  EXPECT_EQ(text(predefined(Predefined::InitPeer)), "INIT_PEER_ID");
  EXPECT_EQ(text(predefined(Predefined::ParticleTtl)), "PARTICLE_TTL");
  EXPECT_EQ(text(predefined(Predefined::ParticleTimestamp)), "PARTICLE_TIMESTAMP");
  EXPECT_EQ(text(predefined(Predefined::LastError)), "LAST_ERROR");
}

TEST_F(HirPrint, AccessorsAndOperators) {
  const Expr* x = use(local("x", store.array(string)));
  auto* index = make<IndexExpr>();
  index->base = x;
  index->index = number("2");
  EXPECT_EQ(text(index), "x[2]");
  auto* length = make<LengthExpr>();
  length->base = x;
  EXPECT_EQ(text(length), "length(x)");
  EXPECT_EQ(text(member(x, "length")), "x.length");
  auto* product = make<BinaryExpr>();
  product->op = ast::BinaryOperator::Mul;
  product->left = x;
  product->right = number("1");
  auto* sum = make<BinaryExpr>();
  sum->left = product;
  sum->right = number("3");
  EXPECT_EQ(text(sum), "((x * 1) + 3)");
  product->isFloat = true;
  EXPECT_EQ(text(product), "(x *. 1)");
  auto* negation = make<NotExpr>();
  negation->operand = x;
  EXPECT_EQ(text(negation), "!x");
}

TEST_F(HirPrint, CollectionsAndRecords) {
  auto* collection = make<CollectionExpr>();
  collection->type = store.option(u32);
  collection->elements = exprs({number("1"), number("2")});
  EXPECT_EQ(text(collection), "?u32[1, 2]");
  auto* record = make<RecordExpr>();
  record->type = store.named(types::TypeKind::Struct, names.intern("Data"), {});
  record->fields =
      list<FieldValue>({{names.intern("b"), number("1")}, {names.intern("a"), number("2")}});
  EXPECT_EQ(text(record), "Data(b = 1, a = 2)");
  auto* copy = make<CopyExpr>();
  copy->base = use(local("x", record->type));
  copy->fields = record->fields;
  EXPECT_EQ(text(copy), "x.copy(b = 1, a = 2)");
}

TEST_F(HirPrint, MethodsOfStreamMaps) {
  auto* call = make<MapCallExpr>();
  call->map = use(local("m", store.streamMap(u32)));
  call->key = text("k");
  const std::pair<MapMethod, const char*> methods[] = {{MapMethod::Get, "get"},
                                                       {MapMethod::GetStream, "getStream"},
                                                       {MapMethod::Keys, "keys"},
                                                       {MapMethod::KeysStream, "keysStream"},
                                                       {MapMethod::Contains, "contains"}};
  for (const auto& [method, name] : methods) {
    call->method = method;
    EXPECT_EQ(text(call), std::string("m.") + name + R"(("k"))");
  }
  call->key = nullptr;
  call->method = MapMethod::Keys;
  EXPECT_EQ(text(call), "m.keys()");
}

TEST_F(HirPrint, ErroneousParts) {
  EXPECT_EQ(text(make<ErrorExpr>()), "<error>");
  EXPECT_EQ(body({make<ErrorStmt>()}), "\n  <error>\n");
  EXPECT_EQ(text(member(nullptr, "x")), "<none>.x");
}

TEST_F(HirPrint, CallsStreamsAndPushes) {
  const Local* stream = local("s", store.stream(string));
  const Local* map = local("m", store.streamMap(u32));
  auto* declare = make<DeclareStreamStmt>();
  declare->local = stream;
  auto* callStmt = make<CallStmt>();
  callStmt->targets = list<ResultTarget>({{local("x", u32), false}, {stream, true}});
  callStmt->call = call(function(func("g", {}, {})), {text("a"), number("1")});
  auto* push = make<PushStmt>();
  push->target = stream;
  push->value = text("v");
  auto* insert = make<PushStmt>();
  insert->target = map;
  insert->key = text("k");
  insert->value = number("1");
  EXPECT_EQ(body({declare, callStmt, push, insert}), R"(
  s: *string
  x: u32, push s <- g("a", 1)
  s <<- "v"
  m <<- "k", 1
)");
}

TEST_F(HirPrint, Closures) {
  auto* define = make<DefineClosureStmt>();
  Function* closure = func("c", {local("x", string)}, {string});
  closure->isClosure = true;
  closure->body = block({make<ErrorStmt>()});
  closure->returns = exprs({use(closure->parameters[0])});
  define->function = closure;
  define->local = local("c", closure->type);
  EXPECT_EQ(body({define}), R"(
  c: string -> string = closure(x: string) -> string
    <error>
    return x
)");
  closure->isDetached = true;
  EXPECT_NE(body({define}).find("= detached closure("), std::string::npos);
}

TEST_F(HirPrint, ConditionsAndHandlers) {
  auto* condition = make<IfStmt>();
  condition->condition = literal(ast::LiteralKind::Bool, "true");
  condition->thenBlock = block({make<ErrorStmt>()});
  auto* both = make<IfStmt>();
  both->condition = condition->condition;
  both->thenBlock = condition->thenBlock;
  both->elseBlock = block({make<ErrorStmt>()});
  auto* guarded = make<TryStmt>();
  guarded->body = block({make<ErrorStmt>()});
  guarded->handlers = list<Handler>(
      {{local("e", u32), block({make<ErrorStmt>()})}, {nullptr, block({make<ErrorStmt>()})}});
  EXPECT_EQ(body({condition, both, guarded}), R"(
  if true
    <error>
  if true
    <error>
  else
    <error>
  try
    <error>
  catch e: u32
    <error>
  otherwise
    <error>
)");
}

TEST_F(HirPrint, Loops) {
  auto* loop = make<ForStmt>();
  loop->item = local("i", string);
  loop->iterable = use(local("xs", store.array(string)));
  loop->body = block({assign(local("y", string), use(loop->item))});
  auto* pairs = make<ForStmt>();
  pairs->item = local("k", string);
  pairs->value = local("v", u32);
  pairs->iterable = use(local("m", store.streamMap(u32)));
  pairs->mode = ast::ForMode::Rec;
  pairs->body = block({});
  auto* parallel = make<ParSeqStmt>();
  parallel->item = local("i", string);
  parallel->iterable = use(local("ys", store.array(string)));
  parallel->peer = use(parallel->item);
  parallel->via = exprs({text("a"), text("b")});
  parallel->body = block({make<ErrorStmt>()});
  EXPECT_EQ(body({loop, pairs, parallel}), R"(
  for i: string <- xs
    y: string = i
  for k: string, v: u32 <- m rec
  parseq i'2: string <- ys on i'2 via "a", "b"
    <error>
)");
  const std::pair<ast::ForMode, const char*> modes[] = {{ast::ForMode::Seq, "xs\n"},
                                                        {ast::ForMode::Par, "xs par\n"},
                                                        {ast::ForMode::Try, "xs try\n"}};
  for (const auto& [mode, end] : modes) {
    loop->mode = mode;
    EXPECT_NE(body({loop}).find(end), std::string::npos) << end;
  }
}

TEST_F(HirPrint, ParallelAndPlacedStatements) {
  auto* par = make<ParStmt>();
  par->branches = list<const Stmt*>({make<ErrorStmt>(), block({make<ErrorStmt>(), block({})})});
  auto* co = make<CoStmt>();
  co->statement = make<ErrorStmt>();
  auto* on = make<OnStmt>();
  on->peer = text("p");
  on->body = block({co});
  auto* join = make<JoinStmt>();
  join->values = exprs({text("a"), text("b")});
  EXPECT_EQ(body({par, on, join}), R"(
  par
    branch
      <error>
    branch
      <error>
      block
  on "p"
    co
      <error>
  join "a", "b"
)");
}

} // namespace
} // namespace aqua::hir
