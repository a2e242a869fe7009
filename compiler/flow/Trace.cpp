// Messages to the client when a call begins and ends, or fails (`--tracing`, spec/03 §12):
//
//   x <- h("1")  →  co { call "tracingSrv" "tracingEvent" ("h", "enter") }
//                   traced { …h…   co { call "tracingSrv" "tracingEvent" ("h", "exit") } }

#include "Lowering.h"

namespace aqua::flow {

const Call* Lowering::traceCall(llvm::StringRef title, const Operand& event, Loc loc) {
  auto* call = builder_.make<Call>(process_.root, loc);
  call->service = builder_.string("tracingSrv");
  call->function = "tracingEvent";
  const Operand arguments[] = {builder_.string(title), event};
  call->arguments = builder_.copy(llvm::ArrayRef(arguments));
  return call;
}

/// Nobody waits until the client has heard of it.
const Node* Lowering::traceEvent(llvm::StringRef title, llvm::StringRef event, Loc loc) {
  auto* co = make<Co>(loc);
  co->body = traceCall(title, builder_.string(event), loc);
  return co;
}

llvm::ArrayRef<const Call*> Lowering::traceFailure(llvm::StringRef title, Loc loc) {
  auto* concat = builder_.make<Call>(process_.root, loc);
  concat->service = builder_.string("op");
  concat->function = "concat_strings";
  Accessor message;
  message.field = "message";
  const Operand arguments[] = {
      builder_.string("exit with error: "),
      builder_.with(ProcessBuilder::constant(Operand::Kind::Error), message)};
  concat->arguments = builder_.copy(llvm::ArrayRef(arguments));
  concat->hasOutput = true;
  concat->output = scalar("failure", loc);
  const Call* report[] = {concat, traceCall(title, ProcessBuilder::variable(concat->output), loc)};
  return builder_.copy(llvm::ArrayRef(report));
}

void Lowering::traced(const Callable& callee, Loc loc, llvm::function_ref<void()> lowerIt) {
  if (options_.tracing == Tracing::Off) return lowerIt();
  const Node* body = part(loc, lowerIt);
  // What comes to nothing is no call.
  if (isNothing(*body)) return;
  emit(traceEvent(callee.title, "enter", loc));
  body = builder_.seq(here_, loc, {body, traceEvent(callee.title, "exit", loc)});
  // Without ways of errors there is none to the client.
  if (options_.errors != ErrorMode::Routed) return emit(body);
  auto* node = make<Traced>(loc);
  node->body = body;
  node->report = traceFailure(callee.title, loc);
  emit(node);
}

} // namespace aqua::flow
