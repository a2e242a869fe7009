// Single statements (spec/02 §12).

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include "CheckBody.h"
#include "Words.h"

namespace aqua::sema {

using types::CollectionType;

namespace {

/// "it is not used", "none is used", "only 1 is used"
std::string usedText(size_t results, size_t used) {
  if (results == 1) return "it is not used";
  return used == 0 ? "none is used" : "only " + countIs(used) + " used";
}

llvm::StringRef textOf(hir::MapMethod method) {
  switch (method) {
  case hir::MapMethod::Get: return "get";
  case hir::MapMethod::GetStream: return "getStream";
  case hir::MapMethod::Keys: return "keys";
  case hir::MapMethod::KeysStream: return "keysStream";
  case hir::MapMethod::Contains: return "contains";
  }
  llvm_unreachable("all methods are listed");
}

/// Whether the parser lets the value stand as a statement; if not, it has said so.
bool isCallForParser(const ast::Expr& value) {
  const auto* call = llvm::dyn_cast<ast::CallExpr>(&stripParens(value));
  if (!call) return false;
  if (const auto* name = llvm::dyn_cast<ast::NameExpr>(call->callee))
    return name->name && !llvm::isUpper(name->name.text.str().front());
  const auto* member = llvm::dyn_cast<ast::MemberExpr>(call->callee);
  if (!member || !member->name || llvm::isUpper(member->name.text.str().front())) return false;
  return member->name.text.str() != "copy" ||
         llvm::none_of(call->arguments,
                       [](const ast::Argument& argument) { return bool(argument.name); });
}

} // namespace

const hir::Stmt* BodyChecker::statement(const ast::Stmt& source, const ast::Block& block) {
  if (source.hasErrors) session_.hasOtherErrors = true;
  isInBrokenLine_ = source.hasErrors;
  return llvm::TypeSwitch<const ast::Stmt*, const hir::Stmt*>(&source)
      .Case([&](const ast::ErrorStmt* stmt) { return brokenStatement(*stmt); })
      .Case([&](const ast::OnStmt* stmt) { return on(*stmt); })
      .Case([&](const ast::ForStmt* stmt) { return loop(*stmt); })
      .Case([&](const ast::ParSeqStmt* stmt) { return parSeq(*stmt); })
      .Case([&](const ast::PrefixedStmt* stmt) { return prefixed(*stmt); })
      .Case([&](const ast::JoinStmt* stmt) { return join(*stmt); })
      .Case([&](const ast::ReturnStmt* stmt) {
        returnStatement(*stmt, block);
        return nullptr;
      })
      .Case([&](const ast::PushStmt* stmt) { return push(*stmt); })
      .Case([&](const ast::StreamDeclStmt* stmt) { return streamDeclaration(*stmt); })
      .Case([&](const ast::ClosureStmt* stmt) { return closure(*stmt); })
      .Case([&](const ast::AssignStmt* stmt) { return assign(*stmt); })
      .Case([&](const ast::ServiceIdStmt* stmt) { return serviceId(*stmt); })
      .Case([&](const ast::CallStmt* stmt) { return call(*stmt); });
}

/// Names that the line would have defined are missing from here on.
const hir::Stmt* BodyChecker::brokenStatement(const ast::ErrorStmt& source) {
  session_.hasOtherErrors = true;
  scope_.setIncomplete();
  static_cast<void>(scopedBlock(source.block));
  return session_.make<hir::ErrorStmt>(source.range);
}

/// `par X`, `co X`; the result is the HIR of X for `par`.
const hir::Stmt* BodyChecker::prefixed(const ast::PrefixedStmt& source) {
  const bool isPar = source.prefix == ast::PrefixKind::Par;
  const ast::Stmt* inner = source.statement;
  if (!inner) {
    session_.hasOtherErrors = true;
    return session_.make<hir::ErrorStmt>(source.range);
  }
  const size_t firstLocal = locals_.size();
  if (!llvm::isa<ast::OnStmt, ast::ForStmt, ast::JoinStmt, ast::CallStmt, ast::ErrorStmt>(inner)) {
    session_.hasOtherErrors = true; // reported by the parser
    if (!llvm::isa<ast::ElseStmt, ast::CatchStmt, ast::OtherwiseStmt, ast::PrefixedStmt>(inner))
      return block({llvm::ArrayRef(inner), inner->range});
    return session_.make<hir::ErrorStmt>(source.range);
  }
  const hir::Stmt* stmt = statement(*inner, ast::Block());
  if (isPar) return stmt;
  markParallel(firstLocal);
  auto* detached = session_.make<hir::CoStmt>(source.range);
  detached->statement = stmt;
  return detached;
}

const hir::Stmt* BodyChecker::call(const ast::CallStmt& source) {
  if (source.hasErrors) scope_.setIncomplete();
  if (source.results.empty() && !isCallForParser(*source.call)) return strayValue(source);
  const hir::Expr* value = exprs_.valueOrCall(source.call);
  const auto* call = llvm::dyn_cast<hir::CallExpr>(value);
  if (!call) return noCall(source, *value);

  if (source.results.size() == 1) {
    const hir::Local* target = scope_.find(source.results.front().text);
    if (target && types::isStreamMap(target->type)) return insertResults(source, *call, *target);
  }
  if (!source.hasErrors) checkResultCount(source, *call);
  const llvm::ArrayRef<const Type*> results = call->arrow().results();
  llvm::SmallVector<hir::ResultTarget, 2> targets;
  for (size_t i = 0; i < source.results.size(); ++i)
    targets.push_back(
        resultTarget(source.results[i], i < results.size() ? results[i] : session_.types.error()));
  auto* stmt = session_.make<hir::CallStmt>(source.range);
  stmt->targets = session_.copy(targets);
  stmt->call = call;
  return stmt;
}

void BodyChecker::checkResultCount(const ast::CallStmt& source, const hir::CallExpr& call) {
  const size_t results = call.arrow().results().size();
  const size_t used = source.results.size();
  if (used > results) {
    const ast::Name& surplus = source.results[results];
    auto& diagnostic = session_.report(
        support::diag::SurplusResult, surplus.range, calleeText(*call.callee),
        results == 0 ? std::string("nothing") : countOf(results, "value"), surplus.text);
    const uint32_t begin =
        results == 0 ? surplus.range.begin : source.results[results - 1].range.end;
    const uint32_t end = results == 0 ? source.call->range.begin : source.results.back().range.end;
    diagnostic.fixes.push_back(
        {used - results == 1 ? "remove the surplus name" : "remove the surplus names",
         {{session_.at({begin, end}), ""}}});
  } else if (used < results) {
    session_.report(support::diag::UnusedResult, call.loc.range, calleeText(*call.callee),
                    results == 1 ? std::string("a value") : countOf(results, "value"),
                    usedText(results, used));
  }
}

/// A new name, or a stream that is there already.
hir::ResultTarget BodyChecker::resultTarget(const ast::Name& name, const Type* result) {
  const hir::Local* stream = scope_.find(name.text);
  if (!stream || !types::isStream(stream->type))
    return {define(name, hir::LocalKind::Variable, result), false};
  session_.recorder.local(name.range, *stream, NameRole::Write);
  const Type* element = llvm::cast<CollectionType>(stream->type)->element();
  if (!types::isError(result) && !types::isCollectible(result)) {
    session_.report(support::diag::NotCollectible, name.range, describe(result));
  } else if (!fits(types::frozen(session_.types, result), element)) {
    session_.report(support::diag::TypeMismatch, name.range, describe(element), describe(result))
        .labels.push_back({stream->loc, "the stream is declared here"});
  }
  return {stream, true};
}

/// `m <- call` of a (string, T) call
const hir::Stmt* BodyChecker::insertResults(const ast::CallStmt& source, const hir::CallExpr& call,
                                            const hir::Local& map) {
  const ast::Name& name = source.results.front();
  session_.recorder.local(name.range, map, NameRole::Write);
  const llvm::ArrayRef<const Type*> results = call.arrow().results();
  const Type* element = llvm::cast<CollectionType>(map.type)->element();
  if (results.size() != 2) {
    session_.report(support::diag::TypeMismatch, name.range, "two results, a key and a value",
                    countOf(results.size(), "result"));
  } else {
    if (!fits(results[0], session_.types.scalar(types::Scalar::String)))
      session_.report(support::diag::TypeMismatch, name.range, "a key of type `string`",
                      describe(results[0]));
    if (!fits(types::frozen(session_.types, results[1]), element))
      session_.report(support::diag::TypeMismatch, name.range, describe(element),
                      describe(results[1]));
  }
  const hir::ResultTarget target = {&map, true};
  auto* stmt = session_.make<hir::CallStmt>(source.range);
  stmt->targets = session_.copy(llvm::ArrayRef(target));
  stmt->call = &call;
  return stmt;
}

/// A value that stands alone, which the parser has reported. A name in it may be meant to be called
/// or assigned, so it need not exist.
const hir::Stmt* BodyChecker::strayValue(const ast::CallStmt& source) {
  session_.hasOtherErrors = true;
  returns_->isElsewhere = true;
  const ast::Expr& value = stripParens(*source.call);
  const auto* comparison = llvm::dyn_cast<ast::BinaryExpr>(&value);
  const auto* name = comparison && comparison->op == ast::BinaryOperator::Eq
                         ? llvm::dyn_cast<ast::NameExpr>(comparison->left)
                         : nullptr;
  if (name && !scope_.find(name->name.text)) {
    const hir::Expr* assigned = exprs_.value(comparison->right);
    define(name->name, hir::LocalKind::Variable, assigned->type);
  } else {
    exprs_.recordNames(source.call);
  }
  return session_.make<hir::ErrorStmt>(source.range);
}

/// The right side is no call, or a broken one. The names are defined all the same.
const hir::Stmt* BodyChecker::noCall(const ast::CallStmt& source, const hir::Expr& value) {
  if (!isCallForParser(*source.call)) {
    session_.hasOtherErrors = true;
  } else if (!types::isError(value.type)) {
    reportNoCall(source, value);
  }
  // What could be called probably was to be.
  const bool isMeant =
      source.results.size() == 1 && !llvm::isa<types::ArrowType, types::NamedType>(value.type);
  for (const ast::Name& name : source.results) {
    const hir::Local* known = scope_.find(name.text);
    if (known && (types::isStream(known->type) || types::isStreamMap(known->type)))
      session_.recorder.local(name.range, *known, NameRole::Write);
    else
      define(name, hir::LocalKind::Variable, isMeant ? value.type : session_.types.error());
  }
  return session_.make<hir::ErrorStmt>(source.range);
}

/// A copy, or a function of a stream map.
void BodyChecker::reportNoCall(const ast::CallStmt& source, const hir::Expr& value) {
  const auto* mapCall = llvm::dyn_cast<hir::MapCallExpr>(&value);
  auto& diagnostic = mapCall && !source.results.empty()
                         ? session_.report(support::diag::MapCallArrow, source.call->range,
                                           textOf(mapCall->method))
                         : session_.report(support::diag::ExpectedCall, source.call->range,
                                           mapCall ? "the value of a stream map" : "a copy");
  if (source.results.size() != 1) return;
  const SourceRange arrow = {source.results.front().range.end, source.call->range.begin};
  diagnostic.fixes.push_back({"assign with `=`", {{session_.at(arrow), " = "}}});
}

const hir::Stmt* BodyChecker::assign(const ast::AssignStmt& source) {
  const auto* literal =
      source.value ? llvm::dyn_cast<ast::CollectionExpr>(&stripParens(*source.value)) : nullptr;
  const hir::Expr* value = exprs_.value(source.value);
  if (literal && literal->elements.empty()) {
    session_.hasOtherErrors = true; // reported by the parser
    value = session_.errorExpr(literal->range);
  }
  const bool isStreamLiteral =
      llvm::isa<hir::CollectionExpr>(value) && types::isStream(value->type);
  auto* stmt = session_.make<hir::AssignStmt>(source.range);
  stmt->value = value;
  const hir::Local* local =
      define(source.name, isStreamLiteral ? hir::LocalKind::Stream : hir::LocalKind::Variable,
             value->type);
  if (!isStreamLiteral) facts_.setValue(local, value);
  stmt->local = local;
  return stmt;
}

/// The stream or map to push into; null if there is none, which is reported.
const hir::Local* BodyChecker::pushTarget(const ast::PushStmt& source) {
  const ast::Name& name = source.target;
  if (!name) {
    session_.hasOtherErrors = true;
    return nullptr;
  }
  const hir::Local* local = scope_.find(name.text);
  if (!local) {
    const Entity* entity = globals_.value(name.text);
    if (!entity) {
      exprs_.reportUnknownValue(name);
      return nullptr;
    }
    session_.recorder.entity(name.range, *entity);
    if (!types::isError(entity->type))
      session_.report(support::diag::ExpectedStream, name.range, name.text, describe(entity->type));
    return nullptr;
  }
  session_.recorder.local(name.range, *local, NameRole::Write);
  if (types::isError(local->type)) return nullptr;
  if (source.key && !types::isStreamMap(local->type)) {
    session_.report(support::diag::ExpectedStreamMap, name.range, name.text, describe(local->type))
        .labels.push_back({local->loc, "defined here"});
    return nullptr;
  }
  if (!source.key && !types::isStream(local->type)) {
    auto& diagnostic = session_.report(support::diag::ExpectedStream, name.range, name.text,
                                       describe(local->type));
    diagnostic.labels.push_back({local->loc, "defined here"});
    if (types::isStreamMap(local->type))
      diagnostic.help =
          "a stream map takes a key and a value: `" + name.text.str().str() + " <<- key, value`";
    return nullptr;
  }
  return local;
}

const hir::Stmt* BodyChecker::push(const ast::PushStmt& source) {
  const hir::Local* target = pushTarget(source);
  const Type* element =
      target ? llvm::cast<CollectionType>(target->type)->element() : session_.types.error();
  auto* stmt = session_.make<hir::PushStmt>(source.range);
  stmt->target = target;
  if (source.key)
    stmt->key = exprs_.valueOf(source.key, session_.types.scalar(types::Scalar::String));
  stmt->value = exprs_.value(source.value, element);
  if (!target) return session_.make<hir::ErrorStmt>(source.range);
  if (source.value && exprs_.requireCollectible(*source.value, *stmt->value))
    matcher_.require(*source.value, *stmt->value,
                     {element, target->loc, "the elements are declared here"});
  return stmt;
}

const hir::Stmt* BodyChecker::streamDeclaration(const ast::StreamDeclStmt& source) {
  const bool isUnderstood = source.type && !source.hasErrors; // `x: u32 = 1` declares no stream
  const Type* type = isUnderstood ? types_.resolve(*source.type) : session_.types.error();
  if (!types::isError(type) && !types::isStream(type) && !types::isStreamMap(type)) {
    auto& diagnostic =
        session_.report(support::diag::ExpectedStreamType, source.type->range, describe(type));
    const auto* written = llvm::dyn_cast<ast::CollectionType>(source.type);
    if (written && written->element)
      diagnostic.fixes.push_back(
          {"declare a stream",
           {{session_.at({written->range.begin, written->element->range.begin}), "*"}}});
    type = session_.types.error();
  }
  auto* stmt = session_.make<hir::DeclareStreamStmt>(source.range);
  stmt->local = define(source.name, hir::LocalKind::Stream, type);
  return stmt;
}

const hir::Stmt* BodyChecker::serviceId(const ast::ServiceIdStmt& source) {
  // `If x:` is no setting of an id.
  const Entity* entity = source.hasErrors ? nullptr : globals_.type(source.service);
  const hir::Expr* id = exprs_.valueOf(source.id, session_.types.scalar(types::Scalar::String));
  if (!entity || types::isError(entity->type)) return session_.make<hir::ErrorStmt>(source.range);
  if (!entity->service) {
    session_.report(support::diag::NotAService, source.service.range,
                    session_.joined(source.service.parts), kindOf(entity->type));
    return session_.make<hir::ErrorStmt>(source.range);
  }
  auto* binding = session_.make<hir::ServiceBinding>();
  binding->service = entity->service;
  binding->id = id;
  binding->loc = session_.at(source.range);
  scope_.bind(binding);
  auto* stmt = session_.make<hir::BindServiceStmt>(source.range);
  stmt->binding = binding;
  return stmt;
}

/// The closure's name is not visible in its own body.
const hir::Stmt* BodyChecker::closure(const ast::ClosureStmt& source) {
  scope_.unfinishedClosures.push_back(source.name);
  hir::Function* function = arrow({source.name, source.head, source.body, source.hasErrors});
  scope_.unfinishedClosures.pop_back();
  if (source.hasErrors) {
    define(source.name, hir::LocalKind::Closure, session_.types.error());
    return session_.make<hir::ErrorStmt>(source.range);
  }
  function->isClosure = true;
  function->isDetached = source.detached;
  auto* stmt = session_.make<hir::DefineClosureStmt>(source.range);
  stmt->function = function;
  stmt->local = define(source.name, hir::LocalKind::Closure, function->type);
  return stmt;
}

} // namespace aqua::sema
