// What surrounds an exported function (spec/03 §8): its arguments are fetched from the client, the
// results are sent to it, an error that nobody caught is reported to it.
//
//   call "getDataSrv" "x" () -> x     …the function…     call "callbackSrv" "response" (r)

#include "Lower.h"
#include "Lowering.h"
#include "Passes.h"

#include "support/Check.h"

namespace aqua::flow {

namespace {

constexpr llvm::StringLiteral getDataService = "getDataSrv";
constexpr llvm::StringLiteral callbackService = "callbackSrv";
constexpr llvm::StringLiteral relayName = "-relay-";

const Call* errorHandler(ProcessBuilder& builder, const Location* root, Loc loc) {
  auto* call = builder.make<Call>(root, loc);
  call->service = builder.string("errorHandlingSrv");
  call->function = "error";
  // The number is what older clients expect as second argument.
  const Operand arguments[] = {ProcessBuilder::constant(Operand::Kind::Error), builder.number("0")};
  call->arguments = builder.copy(llvm::ArrayRef(arguments));
  return call;
}

} // namespace

Process lowerToFlow(const hir::ExportedFunction& function, const LowerOptions& options,
                    support::DiagnosticSink& diags, PassObserver observe) {
  Process process;
  process.hasRelay = options.hasRelay;
  process.errors = options.errors;
  Lowering lowering(process, options, diags);
  if (!lowering.run(function)) {
    process.body = nullptr;
    return process;
  }
  const LoweredProcess lowered{process, lowering.homes()};
  observe(Pass::Lower, process);
#define AQUA_FLOW_PASS(Name, function, text)                                                       \
  function(lowered);                                                                               \
  observe(Pass::Name, process);
#include "Passes.def"
  return process;
}

bool Lowering::run(const hir::ExportedFunction& exported) {
  const hir::Function& function = *exported.function;
  entryLoc_ = function.loc;
  process_.name = builder_.copy(exported.name.str());

  const Operand init = ProcessBuilder::constant(Operand::Kind::InitPeer);
  llvm::SmallVector<Via, 1> via;
  if (options_.hasRelay) {
    process_.relay = scalar(relayName, function.loc);
    via.push_back({ProcessBuilder::variable(process_.relay)});
  }
  process_.root = builder_.location(nullptr, init, via);
  if (options_.errors != ErrorMode::Unreported)
    process_.errorHandler = errorHandler(builder_, process_.root, function.loc);

  here_ = process_.root;
  process_.body = part(function.loc, [&] {
    if (options_.hasRelay) {
      auto* call = make<Call>(function.loc);
      call->service = builder_.string(getDataService);
      call->function = relayName;
      call->hasOutput = true;
      call->output = process_.relay;
      emit(call);
    }
    llvm::SmallVector<Value, 4> arguments;
    for (const hir::Local* parameter : function.parameters)
      arguments.push_back(fetchParameter(*parameter));
    Callable callee;
    callee.function = &function;
    callee.title = builder_.copy(function.name.str());
    callee.type = function.type;
    Values results;
    traced(callee, function.loc,
           [&] { results = lowerCallee(callee, arguments, {}, function.loc); });
    respond(results, function.loc);
  });
  return !hasFailed_;
}

Operand Lowering::hostPeer() const {
  return options_.hasRelay ? ProcessBuilder::variable(process_.relay)
                           : ProcessBuilder::constant(Operand::Kind::InitPeer);
}

VarId Lowering::fetch(llvm::StringRef name, Loc loc) {
  return emitCall(getDataService, name, {}, name, loc).variable;
}

Value Lowering::fetchParameter(const hir::Local& parameter) {
  const llvm::StringRef name = parameter.name.str();
  // A callback: called at the client, where the process has its root (spec/03 §8.3).
  if (const auto* arrow = llvm::dyn_cast<types::ArrowType>(parameter.type)) {
    Callable callback;
    callback.place = process_.root;
    callback.service = builder_.string(callbackService);
    callback.name = callback.title = builder_.copy(name);
    callback.type = arrow;
    return Value::of(callable(callback));
  }
  AQUA_CHECK(!llvm::isa<types::NamedType>(parameter.type) ||
                 parameter.type->kind() == types::TypeKind::Struct,
             "an exported function takes no abilities or services");
  const Operand data = ProcessBuilder::variable(fetch(name, parameter.loc));
  return adapt(Value::data(data), *parameter.type, name, parameter.loc);
}

void Lowering::respond(llvm::ArrayRef<Value> results, Loc loc) {
  if (results.empty() && !options_.sendsEmptyResponse) return;
  llvm::SmallVector<Operand, 2> arguments;
  for (const Value& result : results)
    arguments.push_back(asData(result, loc));
  auto* call = make<Call>(loc);
  call->service = builder_.string(callbackService);
  call->function = "response";
  call->arguments = builder_.copy(llvm::ArrayRef(arguments));
  emit(call);
}

} // namespace aqua::flow
