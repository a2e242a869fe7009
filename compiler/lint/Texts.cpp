#include "Texts.h"

#include "llvm/ADT/Twine.h"

#include "sema/Walk.h"

namespace aqua::lint {

std::string quoted(llvm::StringRef name) {
  return ("`" + name + "`").str();
}

std::string quoted(support::Name name) {
  return quoted(name.str());
}

std::string counted(uint64_t count, llvm::StringRef one, llvm::StringRef many) {
  return std::to_string(count) + " " + (count == 1 ? one : many).str();
}

bool isMeantUnused(support::Name name) {
  return name.str().starts_with("unused");
}

bool makesCalls(const hir::Expr& expr) {
  if (llvm::isa<hir::CallExpr>(expr)) return true;
  bool result = false;
  hir::forEachPart(expr, [&](const hir::Expr& part) { result |= makesCalls(part); });
  return result;
}

bool makesCallsItself(const hir::Stmt& stmt) {
  bool result = false;
  hir::forEachPart(
      stmt, [&](const hir::Expr& expr) { result |= makesCalls(expr); }, [](const hir::Stmt&) {});
  return result;
}

namespace {

void forEachCallIn(const hir::Expr& expr, llvm::function_ref<void(const hir::CallExpr&)> visit) {
  if (const auto* call = llvm::dyn_cast<hir::CallExpr>(&expr)) visit(*call);
  hir::forEachPart(expr, [&](const hir::Expr& part) { forEachCallIn(part, visit); });
}

} // namespace

void forEachCall(const hir::Stmt& stmt, llvm::function_ref<void(const hir::CallExpr&)> visit) {
  hir::forEachPart(
      stmt, [&](const hir::Expr& expr) { forEachCallIn(expr, visit); }, [](const hir::Stmt&) {});
}

bool isTimeout(const hir::CallExpr& call) {
  const auto* method = llvm::dyn_cast<hir::MemberExpr>(call.callee);
  if (!method || method->name.str() != "timeout") return false;
  const auto* service = llvm::dyn_cast<hir::ServiceRef>(method->base);
  const auto* id = service && service->binding
                       ? llvm::dyn_cast_if_present<hir::LiteralExpr>(service->binding->id)
                       : nullptr;
  return id && id->text == "peer";
}

bool isTimeout(const hir::Stmt* stmt) {
  const auto* call = llvm::dyn_cast_if_present<hir::CallStmt>(stmt);
  return call && isTimeout(*call->call);
}

bool isStreamType(const types::Type* type) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(type);
  return collection && (collection->collection() == types::Collection::Stream ||
                        collection->collection() == types::Collection::StreamMap);
}

std::optional<uint64_t> literalIndex(const Use& use) {
  const auto* literal = llvm::dyn_cast_if_present<hir::LiteralExpr>(use.index);
  uint64_t value = 0;
  if (!literal || literal->text.getAsInteger(10, value)) return std::nullopt;
  return value;
}

const hir::Local* localOf(const hir::Expr& expr) {
  const auto* name = llvm::dyn_cast<hir::LocalRef>(&expr);
  return name ? name->local : nullptr;
}

const hir::Expr& iterableOf(const Region& loop) {
  if (const auto* statement = loop.as<hir::ForStmt>()) return *statement->iterable;
  return *loop.as<hir::ParSeqStmt>()->iterable;
}

bool isLengthOf(const hir::Expr& expr, const hir::Expr& value) {
  const auto* length = llvm::dyn_cast<hir::LengthExpr>(&expr);
  return length && isSameValue(*length->base, value);
}

Loc placeOfUse(const Use& use) {
  Loc loc = use.loc;
  if (use.index && use.index->loc.file == loc.file)
    loc.range.end = std::max(loc.range.end, use.index->loc.range.end);
  return loc;
}

Loc headOf(const ModuleFacts& module, const hir::Stmt& stmt) {
  Loc loc = stmt.loc;
  const llvm::StringRef text = module.text(loc.range);
  const size_t line = text.find_first_of("\r\n");
  if (line != llvm::StringRef::npos)
    loc.range.end = loc.range.begin + static_cast<uint32_t>(text.take_front(line).rtrim().size());
  return loc;
}

} // namespace aqua::lint
