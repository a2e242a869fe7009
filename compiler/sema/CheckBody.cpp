#include "CheckBody.h"

#include "BodyMemory.h"
#include "StreamWrites.h"
#include "Words.h"

namespace aqua::sema {

const hir::Function* BodyChecker::function(const ast::FuncDecl& source) {
  const ArrowSource arrowSource = {source.name, source.head, source.body, source.hasErrors,
                                   source.isCutShort};
  const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
  hir::Function* function = head(arrowSource);
  const auto check = [&] {
    body(arrowSource, *function);
    function->pushedTo = session_.copy(pushedStreams(*function));
  };
  if (session_.bodies)
    session_.bodies->complete(*function, session_, globals_, check);
  else
    check();
  return function;
}

hir::Function* BodyChecker::arrow(const ArrowSource& source) {
  const Scope::Guard guard(scope_, ScopeKind::NamesAndIds);
  hir::Function* function = head(source);
  body(source, *function);
  return function;
}

hir::Function* BodyChecker::head(const ArrowSource& source) {
  Signature signature = types_.resolve(source.head);
  if (source.hasErrors) // the types may be parts of what was meant
    for (Signature::Parameter& parameter : signature.parameters)
      parameter.type = session_.types.error();
  if (source.hasErrors) {
    session_.hasOtherErrors = true;
    scope_.setIncomplete();
  }
  if (source.isCutShort) scope_.setIncomplete();
  auto* function = session_.make<hir::Function>();
  function->name = source.name.text;
  function->loc = session_.at(source.name.range);
  function->type = signature.arrow(session_.types);
  function->parameters = parameters(signature);
  return function;
}

void BodyChecker::body(const ArrowSource& source, hir::Function& function) {
  Returns returns = {source.head, function.type->results(), source.body, source.hasErrors};
  Returns* outer = std::exchange(returns_, &returns);
  function.body = block(source.body);
  if (!source.hasErrors) checkReturnsExist(returns);
  returns_ = outer;
  function.returns = session_.copy(returns.values);
}

llvm::ArrayRef<const hir::Local*> BodyChecker::parameters(const Signature& signature) {
  llvm::SmallVector<const hir::Local*, 4> locals;
  for (const Signature::Parameter& parameter : signature.parameters) {
    if (parameter.isAbility && parameter.type->kind() == types::TypeKind::Struct)
      session_.report(support::diag::DataInBraces, parameter.typeRange, parameter.name.text,
                      kindOf(parameter.type));
    if (!parameter.isAbility && parameter.name) warnOfHiddenName(parameter.name);
    const hir::Local* local = define(parameter.name, hir::LocalKind::Parameter, parameter.type);
    if (parameter.isAbility)
      session_.recorder.defineAbility(*local, parameter.ability);
    else
      session_.recorder.defineLocal(parameter.name, *local);
    locals.push_back(local);
  }
  return session_.copy(locals);
}

void BodyChecker::checkReturnsExist(const Returns& returns) {
  if (returns.first || returns.isElsewhere || returns.types.empty()) return;
  // A line that was not understood may have been the return.
  if (scope_.isIncomplete()) return;
  session_.report(support::diag::ReturnMissing, returns.head.results.front()->range).help =
      "end the body with `<- value`";
}

void BodyChecker::returnStatement(const ast::ReturnStmt& source, const ast::Block& block) {
  if (source.hasErrors) scope_.setIncomplete(); // `<- x f()` may have lost its name
  if (&block != &returns_->body) {              // reported by the parser
    session_.hasOtherErrors = true;
    returns_->isElsewhere = true;
    scope_.setIncomplete(); // `<- f()` may have lost its name
    for (const ast::Expr* value : source.values)
      static_cast<void>(exprs_.value(value));
    return;
  }
  const ast::ReturnStmt* first = returns_->first;
  if (first && first->hasErrors) { // it was not meant as one
    returns_->values.clear();
  } else if (first) {
    if (!source.hasErrors) // else it may be none
      session_.report(support::diag::ReturnTwice, source.range)
          .labels.push_back({session_.at(first->range), "the first return"});
    for (const ast::Expr* value : source.values)
      static_cast<void>(exprs_.value(value));
    return;
  }
  returns_->first = &source;
  const bool isCountRight = checkReturnCount(source);
  for (size_t i = 0; i < source.values.size(); ++i) {
    if (!isCountRight) {
      static_cast<void>(exprs_.value(source.values[i]));
      continue;
    }
    const Loc declaredAt = session_.at(returns_->head.results[i]->range);
    returns_->values.push_back(exprs_.valueOf(
        source.values[i], {returns_->types[i], declaredAt, "the result is declared here"}));
  }
}

bool BodyChecker::checkReturnCount(const ast::ReturnStmt& source) {
  const size_t declared = returns_->types.size();
  const size_t given = source.values.size();
  if (given == declared) return true;
  if (source.hasErrors || returns_->isHeadBroken) return false;
  const std::string declaredText = countOf(declared, "result");
  if (given < declared) {
    const Loc missing = session_.at(returns_->head.results[given]->range);
    session_
        .report(support::diag::ReturnTooFew, source.values.back()->range,
                declaredText + (declared == 1 ? " is" : " are"), countIs(given))
        .labels.push_back({missing, "nothing is returned for this"});
    return false;
  }
  const SourceRange surplus =
      support::cover(source.values[declared]->range, source.values.back()->range);
  if (declared == 0) {
    session_.report(support::diag::ReturnUndeclared, surplus).help =
        "declare the result in the head: `-> type`, or remove the return";
    return false;
  }
  auto& diagnostic =
      session_.report(support::diag::ReturnTooMany, surplus,
                      declaredText + (declared == 1 ? " is" : " are"), countIs(given));
  const SourceRange cut = {source.values[declared - 1]->range.end, surplus.end};
  diagnostic.fixes.push_back({"remove the surplus", {{session_.at(cut), ""}}});
  return false;
}

/// The result is computed when everything else is done, wherever the return stands.
void BodyChecker::warnOfCodeAfterReturn(const ast::Stmt& source, const ast::Block& block) {
  if (!returns_->first || returns_->first->hasErrors || returns_->isFollowed ||
      &block != &returns_->body)
    return;
  returns_->isFollowed = true;
  session_.report(support::diag::CodeAfterReturn, source.range)
      .labels.push_back({session_.at(returns_->first->range), "the return"});
}

const hir::Local* BodyChecker::define(const ast::Name& name, hir::LocalKind kind,
                                      const Type* type) {
  auto* local = session_.make<hir::Local>();
  local->kind = kind;
  local->name = name.text;
  local->type = type;
  local->loc = session_.at(name.range);
  locals_.push_back(local);
  if (!name) {
    session_.hasOtherErrors = true;
    scope_.setIncomplete();
    return local;
  }
  if (kind != hir::LocalKind::Parameter) session_.recorder.defineLocal(name, *local);
  if (!reportTaken(name, kind)) {
    scope_.define(local);
    if (kind != hir::LocalKind::Parameter) warnOfHiddenName(name);
  }
  return local;
}

bool BodyChecker::reportTaken(const ast::Name& name, hir::LocalKind kind) {
  const hir::Local* local = scope_.find(name.text);
  const Entity* entity = local ? nullptr : globals_.value(name.text);
  if (!local && (!entity || entity->kind == EntityKind::Unknown)) return false;
  if (isInBrokenLine_) return true;
  const bool isBrokenStream =
      local && local->kind == hir::LocalKind::Stream && types::isError(local->type);
  if (isBrokenStream && kind == hir::LocalKind::Variable) return true; // it receives results
  auto& diagnostic = kind == hir::LocalKind::Closure
                         ? session_.report(support::diag::FunctionRedefined, name.range, name.text)
                         : session_.report(support::diag::NameRedefined, name.range, name.text);
  const Loc definedAt = local ? local->loc : entity->loc;
  if (definedAt.isValid()) {
    diagnostic.labels.push_back({definedAt, "first defined here"});
  } else {
    diagnostic.notes.push_back("`" + name.text.str().str() + "` is a constant of the language");
  }
  return true;
}

/// A name like that of a service, type or module is found first (spec/02 §23.25).
void BodyChecker::warnOfHiddenName(const ast::Name& name) {
  const Entity* type = globals_.context.find(Space::Type, name.text);
  if (type) {
    auto& diagnostic = session_.report(support::diag::TypeValueNameClash, name.range, name.text,
                                       type->service ? "the service" : "the type");
    if (type->loc.isValid()) diagnostic.labels.push_back({type->loc, "defined here"});
    if (type->service)
      diagnostic.help = "the id of a service is set with a space: `" + name.text.str().str() +
                        " id`; names of variables start in lower case";
  } else if (globals_.context.module(name.text)) {
    session_.report(support::diag::TypeValueNameClash, name.range, name.text, "the module");
  }
}

} // namespace aqua::sema
