// Loops of random programs, and options, which loops run over, too.

#include "Generator.h"

namespace aqua::test {

using Kind = Op::Kind;

/// A construct whose routing rule is derived from others (spec/03 §14.3.9).
void Generator::derived(const Scope& scope, Op& out) {
  const double r = random_.next();
  if (r < 0.25)
    out.children.push_back(loop(Kind::ForTry, random_.pick({"ps", "qs"}), scope, 2));
  else if (r < 0.45)
    option(scope, out);
  else if (r < 0.6)
    out.children.push_back(parSeq(scope));
  else if (r < 0.8 && !scope.isInStream)
    reaction(scope, out);
  else if (!scope.isInStream)
    map(scope, out);
  else
    out.children.push_back(parSeq(scope));
}

OpPtr Generator::loop(Kind kind, const std::string& iterable, const Scope& scope, unsigned limit) {
  OpPtr op = make(kind);
  op->name = iterable;
  op->item = fresh("i");
  NameList vars = *scope.vars;
  vars.push_back(op->item);
  Scope inner = scope.deeper();
  inner.vars = &vars;
  if (counts_.contains(iterable)) inner.items.push_back(op->item);
  inner.isInLoop = true;
  op->children.push_back(block(inner, limit));
  return op;
}

OpPtr Generator::seqLoop(const Scope& scope, unsigned limit) {
  return loop(Kind::For, random_.pick({"ps", "qs"}), scope, limit);
}

/// A service may answer with nothing: loops over the answer, and its element if there is one.
void Generator::option(const Scope& scope, Op& out) {
  const std::string maybe = fresh("o");
  std::string first = tag();
  std::string second = argument(scope);
  out.children.push_back(maybeOn(0.5, call("opt", {first, second}, maybe), scope));
  if (random_.chance(0.5)) {
    const bool isSeq = random_.chance(0.7);
    out.children.push_back(loop(isSeq ? Kind::For : Kind::ForTry, maybe, scope, 2));
    return;
  }
  const std::string value = fresh("y");
  OpPtr read = copy(maybe + ".$.[0]", value);
  if (random_.chance(0.5)) {
    scope.vars->push_back(value);
    out.children.push_back(std::move(read));
    return;
  }
  std::string tagOfUse = tag();
  OpPtr use = maybeOn(0.5, call("get", {tagOfUse, value}, fresh("x")), scope);
  OpPtr op = group(Kind::Try, sequence(std::move(read), std::move(use)));
  op->children.push_back(innerBlock(scope, 1));
  out.children.push_back(std::move(op));
}

/// Goes on with the first iteration that is done; perhaps waits for the elements of all.
OpPtr Generator::parSeq(const Scope& scope) {
  if (scope.isInStream || random_.chance(0.4)) {
    OpPtr op = loop(Kind::ParSeq, random_.pick({"ps", "qs"}), scope, 2);
    op->children.front() = on(std::move(op->children.front()), {op->item});
    return op;
  }
  const std::string name = "$" + fresh("s");
  OpPtr op = make(Kind::ParSeq);
  op->name = random_.pick({"ps", "qs"});
  op->item = fresh("i");
  NameList vars = *scope.vars;
  vars.push_back(op->item);
  Scope inner = scope.deeper();
  inner.vars = &vars;
  inner.isInStream = true;
  const unsigned count = counts_[op->name];
  op->children.push_back(on(producer(inner, name), {op->item}));
  OpPtr seq = group(Kind::Seq, std::move(op));
  Scope after = scope.deeper();
  after.isInStream = true;
  if (random_.chance(0.5)) statement(after, *seq);
  if (count > 0) consume(name, count, scope, *seq);
  OpPtr restriction = group(Kind::New, std::move(seq));
  restriction->name = name;
  return restriction;
}

} // namespace aqua::test
