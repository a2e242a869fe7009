// Calls. AIR has no procedures: a function is lowered anew at each call, a closure at the place
// where it was defined, with names bound to what the arguments came to, without copies.
//
//   func h(y) -> string: <- Srv.get(y)      x <- h("1")   →   call "srv" "get" ("1") -> x

#include "Lowering.h"

#include "support/Check.h"

namespace aqua::flow {

namespace {

/// Far beyond what people write; protects the stack.
constexpr unsigned maxCallDepth = 256;

llvm::StringRef hintAt(llvm::ArrayRef<llvm::StringRef> hints, size_t i) {
  return i < hints.size() ? hints[i] : llvm::StringRef();
}

} // namespace

const Callable& Lowering::callable(const Callable& callable) {
  return callables_.emplace_back(callable);
}

Lowering::Values Lowering::lowerCall(const hir::CallExpr& call,
                                     llvm::ArrayRef<llvm::StringRef> hints) {
  const llvm::ArrayRef<const types::Type*> expected = call.arrow().results();
  const Value callee = lower(*call.callee);
  Values results;
  if (hasFailed_) return Values(expected.size());
  AQUA_CHECK(callee.kind == Value::Kind::Arrow, "only arrows can be called");
  traced(*callee.arrow, call.loc, [&] {
    llvm::SmallVector<Value, 4> arguments;
    for (const hir::Expr* argument : call.arguments)
      arguments.push_back(lower(*argument));
    if (!hasFailed_) results = lowerCallee(*callee.arrow, arguments, hints, call.loc);
    // What is called may give more, or give streams, where arrays are expected.
    results.resize(expected.size());
    for (size_t i = 0; i < results.size(); ++i)
      results[i] = adapt(results[i], *expected[i], hintAt(hints, i), call.loc);
  });
  results.resize(expected.size());
  return results;
}

Lowering::Values Lowering::lowerCallee(const Callable& callee, llvm::ArrayRef<Value> arguments,
                                       llvm::ArrayRef<llvm::StringRef> hints, Loc loc) {
  // Surplus arguments are evaluated and dropped (spec/02 §18).
  llvm::SmallVector<Value, 4> adapted;
  for (size_t i = 0; i < callee.type->parameters().size() && i < arguments.size(); ++i) {
    const types::Parameter& parameter = callee.type->parameters()[i];
    adapted.push_back(adapt(arguments[i], *parameter.type, parameter.label.str(), loc));
  }
  Values results;
  at(callee.place ? callee.place : here_, [&] {
    results = callee.function ? inlineFunction(callee, adapted, hints, loc)
                              : callOutside(callee, adapted, hints, loc);
  });
  return results;
}

Lowering::Values Lowering::inlineFunction(const Callable& callee, llvm::ArrayRef<Value> arguments,
                                          llvm::ArrayRef<llvm::StringRef> hints, Loc loc) {
  const hir::Function& function = *callee.function;
  if (callDepth_ == maxCallDepth && !hasFailed_) {
    diags_.report(support::diag::InlinedTooDeep, loc, process_.name, maxCallDepth);
    hasFailed_ = true;
  }
  if (callDepth_ == 1) outermostCall_ = loc;
  if (!spend()) return Values(function.returns.size());

  ++callDepth_;
  Frame* const caller = frame_;
  Frame& frame = frames_.emplace_back();
  frame.outer = callee.frame;
  for (const auto& [parameter, argument] : llvm::zip(function.parameters, arguments))
    frame.locals[parameter] = argument;
  frame_ = &frame;

  lower(*function.body);
  Values results;
  for (const auto& [i, value] : llvm::enumerate(function.returns)) {
    const llvm::StringRef hint = hintAt(hints, i);
    results.push_back(adapt(lower(*value, hint), *function.type->results()[i], hint, value->loc));
  }
  frame_ = caller;
  --callDepth_;
  if (callDepth_ == 1) outermostCall_.reset();
  return results;
}

Lowering::Values Lowering::callOutside(const Callable& callee, llvm::ArrayRef<Value> arguments,
                                       llvm::ArrayRef<llvm::StringRef> hints, Loc loc) {
  llvm::SmallVector<Operand, 4> operands;
  for (const Value& argument : arguments)
    operands.push_back(asData(argument, loc));
  auto* call = make<Call>(loc);
  call->service = callee.service;
  call->function = callee.name;
  call->arguments = builder_.copy(llvm::ArrayRef(operands));

  Values results;
  // There is one value at most (spec/03 §4.4).
  const llvm::ArrayRef<const types::Type*> types = callee.type->results();
  if (!types.empty()) {
    const llvm::StringRef hint = hintAt(hints, 0).empty() ? callee.name : hintAt(hints, 0);
    const auto* collection = llvm::dyn_cast<types::CollectionType>(types.front());
    const bool isStream = collection && collection->collection() == types::Collection::Stream;
    call->hasOutput = true;
    call->output = isStream ? openStream(VarKind::Stream, hint, loc) : scalar(hint, loc);
    results.push_back(isStream ? Value::stream(call->output)
                               : Value::data(ProcessBuilder::variable(call->output)));
  }
  emit(call);
  return results;
}

// --------------------------------------------------------------------------------------- Services

Operand Lowering::serviceId(const hir::ServiceBinding& binding) {
  for (const Frame* frame = frame_; frame; frame = frame->outer)
    if (const auto found = frame->serviceIds.find(&binding); found != frame->serviceIds.end())
      return found->second;
  return asServiceId(asData(*binding.id), binding.loc); // the default: a constant
}

Operand Lowering::asServiceId(const Operand& id, Loc loc) {
  const bool isReady = id.kind == Operand::Kind::String || (id.isVariable() && !id.length);
  return isReady ? id : asScalar(id, "id", loc);
}

} // namespace aqua::flow
