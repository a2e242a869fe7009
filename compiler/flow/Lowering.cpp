// Emission: the sequence under construction, variables, and one function per kind of step.

#include "Lowering.h"

#include "support/Check.h"

namespace aqua::flow {

namespace {

/// Scripts travel in every particle; beyond this size (some megabytes of AIR) no network runs them,
/// and inlining can grow exponentially. Calls count, too: functions without steps grow as fast.
constexpr unsigned maxSteps = 100000;

/// Of groups in groups; protects the stack here and in everything that reads the script.
constexpr unsigned maxNesting = 500;

} // namespace

Lowering::Lowering(Process& process, const LowerOptions& options, support::DiagnosticSink& diags)
    : process_(process), options_(options), diags_(diags), builder_(process) {}

// ---------------------------------------------------------------------------------------- Scopes

const Node* Lowering::part(Loc loc, llvm::function_ref<void()> fill) {
  llvm::SmallVector<const Node*, 8> steps;
  auto* const enclosing = out_;
  out_ = &steps;
  if (nesting_ == maxNesting && !hasFailed_) {
    diags_.report(support::diag::InlinedTooDeep, loc, process_.name, maxNesting);
    hasFailed_ = true;
  }
  ++nesting_;
  if (!hasFailed_) fill();
  --nesting_;
  out_ = enclosing;
  return builder_.seq(here_, loc, steps);
}

void Lowering::at(const Location* place, llvm::function_ref<void()> body) {
  const Location* const before = here_;
  here_ = place;
  body();
  here_ = before;
}

const Value& Lowering::lookup(const hir::Local* local) const {
  for (const Frame* frame = frame_; frame; frame = frame->outer)
    if (const auto found = frame->locals.find(local); found != frame->locals.end())
      return found->second;
  AQUA_CHECK(hasFailed_, "a name is used before it has a value");
  return meaningless_;
}

// --------------------------------------------------------------------------------------- Emission

bool Lowering::spend() {
  if (hasFailed_) return false;
  if (++spent_ <= maxSteps) return true;
  auto& diagnostic =
      diags_.report(support::diag::ScriptTooLarge, entryLoc_, process_.name, maxSteps);
  if (outermostCall_)
    diagnostic.labels.push_back({*outermostCall_, "the limit is reached in here"});
  hasFailed_ = true;
  return false;
}

void Lowering::emit(const Node* node) {
  if (spend()) out_->push_back(node);
}

VarId Lowering::var(VarKind kind, llvm::StringRef hint, Loc loc) {
  homes_.emplace_back();
  return builder_.var(kind, hint, loc);
}

void Lowering::emitAp(const Operand& value, VarId target, Loc loc) {
  auto* ap = make<Ap>(loc);
  ap->value = value;
  ap->target = target;
  emit(ap);
}

void Lowering::emitPush(const Operand& value, VarId stream, Loc loc) {
  auto* push = make<Push>(loc);
  push->value = value;
  push->stream = stream;
  emit(push);
}

void Lowering::emitInsert(const Operand& key, const Operand& value, VarId map, Loc loc) {
  auto* insert = make<Insert>(loc);
  insert->key = key;
  insert->value = value;
  insert->map = map;
  emit(insert);
}

VarId Lowering::emitCanon(VarId source, VarKind targetKind, llvm::StringRef hint, Loc loc) {
  auto* canon = make<Canon>(loc);
  canon->source = source;
  canon->target = var(targetKind, hint, loc);
  emit(canon);
  return canon->target;
}

Operand Lowering::emitCall(llvm::StringRef service, llvm::StringRef function,
                           llvm::ArrayRef<Operand> arguments, llvm::StringRef hint, Loc loc) {
  auto* call = make<Call>(loc);
  call->service = builder_.string(service);
  call->function = builder_.copy(function);
  call->arguments = builder_.copy(arguments);
  call->hasOutput = true;
  call->output = scalar(hint.empty() ? function : hint, loc);
  emit(call);
  return ProcessBuilder::variable(call->output);
}

void Lowering::emitFor(ForMode mode, const Operand& iterable, llvm::StringRef itemHint, Loc loc,
                       llvm::function_ref<void(VarId item)> body) {
  auto* loop = make<For>(loc);
  loop->mode = mode;
  loop->item = var(VarKind::Item, itemHint, loc);
  loop->iterable = iterable;
  if (iterable.isVariable() && iterable.lens.empty())
    loop->isNonEmpty = lengths_.lookup(iterable.variable.value) > 0;
  const HomeLoop enclosing = loop_;
  loop_ = loop->item;
  loop->body = part(loc, [&] { body(loop->item); });
  loop_ = enclosing;
  emit(loop);
}

} // namespace aqua::flow
