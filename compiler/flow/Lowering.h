// The state of lowering one exported function and the operations on it. The members are implemented
// by idea: Entry.cpp, Inline.cpp, LowerValue*.cpp, LowerStmt*.cpp, Streams.cpp.

#pragma once

#include <deque>
#include <optional>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Flow.h"
#include "Lower.h"
#include "Mentions.h"
#include "Value.h"

namespace aqua::flow {

/// The loop in which a stream is declared: its scope is inside of it. None: the whole process.
using HomeLoop = std::optional<VarId>; // item of the loop

/// Lowers by walking the HIR once. Steps are appended to the current sequence; a value is what
/// remains of an expression after the steps that it needs were appended.
///
/// After a report nothing more is lowered and values are meaningless: the functions return at once.
class Lowering {
public:
  Lowering(Process& process, const LowerOptions& options, support::DiagnosticSink& diags);

  /// Lowers the function with its wrapper into the process; false if something was reported.
  bool run(const hir::ExportedFunction& exported);

  /// Where each stream and map is declared, by VarId; meaningless for other variables.
  [[nodiscard]] llvm::ArrayRef<HomeLoop> homes() const { return homes_; }

private:
  // -- Entry.cpp: what surrounds an exported function

  Operand hostPeer() const;
  Value fetchParameter(const hir::Local& parameter);
  VarId fetch(llvm::StringRef name, Loc loc);
  void respond(llvm::ArrayRef<Value> results, Loc loc);

  // -- Lowering.cpp: emission and scopes

  /// What `fill` appends, as a sequence of its own.
  const Node* part(Loc loc, llvm::function_ref<void()> fill);
  /// Runs `body` with another place.
  void at(const Location* place, llvm::function_ref<void()> body);
  void emit(const Node* node);
  /// Counts a step or a call; false once there are too many.
  [[nodiscard]] bool spend();
  template <typename T>
  T* make(Loc loc) {
    return builder_.make<T>(here_, loc);
  }
  VarId scalar(llvm::StringRef hint, Loc loc) { return var(VarKind::Scalar, hint, loc); }
  VarId var(VarKind kind, llvm::StringRef hint, Loc loc);
  [[nodiscard]] VarKind kind(VarId id) const { return builder_.var(id).kind; }

  void emitAp(const Operand& value, VarId target, Loc loc);
  void emitPush(const Operand& value, VarId stream, Loc loc);
  void emitInsert(const Operand& key, const Operand& value, VarId map, Loc loc);
  VarId emitCanon(VarId source, VarKind targetKind, llvm::StringRef hint, Loc loc);
  /// The output variable is a new scalar.
  Operand emitCall(llvm::StringRef service, llvm::StringRef function,
                   llvm::ArrayRef<Operand> arguments, llvm::StringRef hint, Loc loc);
  void emitFor(ForMode mode, const Operand& iterable, llvm::StringRef itemHint, Loc loc,
               llvm::function_ref<void(VarId item)> body);

  [[nodiscard]] const Value& lookup(const hir::Local* local) const;
  void bind(const hir::Local* local, const Value& value) { frame_->locals[local] = value; }

  // -- Inline.cpp: calls

  using Values = llvm::SmallVector<Value, 2>;
  /// `hints`: names for results that have none, by position; may be shorter than the results.
  Values lowerCall(const hir::CallExpr& call, llvm::ArrayRef<llvm::StringRef> hints);
  Values lowerCallee(const Callable& callee, llvm::ArrayRef<Value> arguments,
                     llvm::ArrayRef<llvm::StringRef> hints, Loc loc);
  Values inlineFunction(const Callable& callee, llvm::ArrayRef<Value> arguments,
                        llvm::ArrayRef<llvm::StringRef> hints, Loc loc);
  Values callOutside(const Callable& callee, llvm::ArrayRef<Value> arguments,
                     llvm::ArrayRef<llvm::StringRef> hints, Loc loc);
  const Callable& callable(const Callable& callable);
  Operand serviceId(const hir::ServiceBinding& binding);
  Operand asServiceId(const Operand& id, Loc loc);

  // -- Trace.cpp: `--tracing`

  /// Lowers a call, with messages to the client around it.
  void traced(const Callable& callee, Loc loc, llvm::function_ref<void()> lowerIt);
  const Call* traceCall(llvm::StringRef title, const Operand& event, Loc loc);
  const Node* traceEvent(llvm::StringRef title, llvm::StringRef event, Loc loc);
  llvm::ArrayRef<const Call*> traceFailure(llvm::StringRef title, Loc loc);

  // -- Streams.cpp

  /// A sum with its constant part gathered (spec/03 §3.1).
  struct Sum {
    llvm::SmallVector<Operand, 2> terms;
    int64_t constant = 0;
  };

  VarId openStream(VarKind kind, llvm::StringRef hint, Loc loc);
  /// Streams are frozen here and now; data as it is.
  Operand asData(const Value& value, Loc loc);
  Operand asData(const hir::Expr& expr, llvm::StringRef hint = {}) {
    return asData(lower(expr, hint), expr.loc);
  }
  /// Makes a value fit a parameter or result: streams to what is not a stream are frozen.
  Value adapt(const Value& value, const types::Type& type, llvm::StringRef hint, Loc loc);
  VarId streamFromArray(const Operand& array, llvm::StringRef hint, Loc loc);
  /// Waits for the element of a stream; its value, as a lens of the gate's canon.
  Operand streamElement(VarId stream, const hir::Expr& index, Loc loc);

  // -- LowerValue.cpp: names, properties, indexes

  Value lower(const hir::Expr& expr, llvm::StringRef hint = {});
  Value lowerLiteral(const hir::LiteralExpr& literal);
  Value lowerPredefined(hir::Predefined value);
  Value lowerMember(const hir::MemberExpr& member);
  Value lowerIndex(const hir::IndexExpr& index);
  Value lowerElement(const Value& base, const hir::IndexExpr& index);
  /// True if the index waits for the element of a live stream.
  static bool isAwaited(const Value& base, const hir::IndexExpr& index);
  Value lowerLength(const hir::LengthExpr& length);
  /// The operand as a scalar (or item) without lens. Waits and fails here if it does.
  Operand asScalar(const Operand& operand, llvm::StringRef hint, Loc loc);
  /// The operand if reading it cannot fail, otherwise a scalar.
  Operand stable(const Operand& operand, Loc loc);
  Operand withAccessor(const Operand& base, const Accessor& accessor, Loc loc);
  Operand element(const Operand& base, const Operand& index, Loc loc);
  Operand asIterable(const Operand& operand, Loc loc);

  /// Only waits.
  void waitForElement(VarId stream, const hir::Expr& index, Loc loc);
  /// `position`: the index as one operand; needed if it has several terms.
  VarId openGate(VarId stream, const Sum& index, const Operand& position, Loc loc);

  // -- LowerValueOperators.cpp: arithmetic, conditions

  Sum lowerSum(const hir::Expr& expr);
  /// False if the constant part would not fit.
  static bool addConstant(Sum& sum, int64_t value);
  void addTerm(Sum& sum, const Operand& term);
  Operand total(const Sum& sum, llvm::StringRef hint, Loc loc);
  Operand integer(int64_t value);
  Value lowerBinary(const hir::BinaryExpr& binary, llvm::StringRef hint);
  Operand lowerServiceOperator(const hir::BinaryExpr& binary, llvm::StringRef hint);

  /// What a condition comes to: known, or to be tested.
  struct Decision {
    std::optional<bool> known;
    Condition condition;
    bool isTruth = false; // it tests whether a boolean operand, its left side, is (not) true
  };
  Decision decide(const hir::Expr& expr);
  Decision decideEquality(const hir::BinaryExpr& binary);
  Decision decideShortCircuit(const hir::BinaryExpr& binary);
  static Decision negated(Decision decision);
  static Decision isTrue(const Operand& operand);
  /// True if the decision has the value of the left side of its condition.
  static bool isOperand(const Decision& decision);
  /// The decision as a value.
  Operand asBoolean(const Decision& decision, llvm::StringRef hint, Loc loc);
  void store(const Decision& decision, VarId target, Loc loc);

  // -- LowerValueConstructors.cpp: collections, structs, abilities

  Value lowerCollection(const hir::CollectionExpr& collection, llvm::StringRef hint);
  Value lowerStream(const hir::CollectionExpr& literal, llvm::StringRef hint);
  VarId fillStream(llvm::ArrayRef<const hir::Expr*> elements, llvm::StringRef hint, Loc loc);
  Operand lowerArray(const hir::CollectionExpr& array, llvm::StringRef hint);
  Operand lowerOption(const hir::CollectionExpr& option, llvm::StringRef hint);
  Value lowerRecord(const hir::RecordExpr& record, llvm::StringRef hint);
  Value lowerAbility(const hir::RecordExpr& record);
  Operand lowerCopy(const hir::CopyExpr& copy, llvm::StringRef hint);
  using FieldOperand = std::pair<support::Name, Operand>;
  Operand buildObject(llvm::MutableArrayRef<FieldOperand> fields, llvm::StringRef hint, Loc loc);

  // -- LowerValueMaps.cpp: methods of stream maps (spec/03 §16)

  Value lowerMapCall(const hir::MapCallExpr& call, llvm::StringRef hint);
  Operand mapEntry(VarId map, const hir::Expr& key, Loc loc);
  Operand asKey(const Operand& key, Loc loc);
  VarId liveValues(VarId map, const Operand& key, llvm::StringRef hint, Loc loc);
  void pushKeys(const Operand& pairs, ForMode mode, VarId stream, Loc loc);

  // -- LowerStmt.cpp, LowerStmtControl.cpp

  void lower(const hir::Block& block);
  void lower(const hir::Stmt& stmt);
  void lowerStmt(const hir::CallStmt& stmt);
  void lowerStmt(const hir::PushStmt& stmt);
  void lowerStmt(const hir::DeclareStreamStmt& stmt);
  void lowerStmt(const hir::BindServiceStmt& stmt);
  void lowerStmt(const hir::DefineClosureStmt& stmt);
  void lowerStmt(const hir::JoinStmt& stmt);
  void lowerStmt(const hir::OnStmt& stmt);
  void lowerStmt(const hir::IfStmt& stmt);
  void lowerStmt(const hir::TryStmt& stmt);
  void lowerStmt(const hir::ForStmt& stmt);
  void lowerStmt(const hir::ParSeqStmt& stmt);
  void lowerStmt(const hir::ParStmt& stmt);
  void lowerStmt(const hir::CoStmt& stmt);
  void waitFor(const hir::Expr& expr);
  void waitFor(VarId id, const Operand& mention, Loc loc);
  const Location* enterPlace(const hir::Expr& peer, llvm::ArrayRef<const hir::Expr*> via);
  Operand asPeer(const hir::Expr& expr);
  /// What a loop walks over: frozen unless the loop is live; null if there is nothing to walk over.
  std::optional<Operand> lowerIterable(const hir::Expr& expr, ForMode& mode);
  void bindItems(VarId item, const hir::Local& first, const hir::Local* second);

  Process& process_;
  const LowerOptions options_;
  support::DiagnosticSink& diags_;
  ProcessBuilder builder_;

  const Location* here_ = nullptr;
  Frame* frame_ = nullptr;
  llvm::SmallVectorImpl<const Node*>* out_ = nullptr; // sequence under construction
  HomeLoop loop_;
  std::vector<HomeLoop> homes_;                // by VarId
  llvm::DenseMap<uint32_t, uint32_t> lengths_; // of canons, where known
  std::deque<Frame> frames_;
  std::deque<AbilityValue> abilities_;
  std::deque<Callable> callables_;
  unsigned callDepth_ = 0;
  unsigned nesting_ = 0;
  unsigned spent_ = 0;
  const Value meaningless_; // what names stand for after a report
  Loc entryLoc_;
  std::optional<Loc> outermostCall_; // the call in the exported function that is being inlined
  bool hasFailed_ = false;
};

} // namespace aqua::flow
