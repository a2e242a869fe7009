// Streams and maps of random programs: filled in parallel, read at any place.

#include <algorithm>

#include "Generator.h"

namespace aqua::test {

using Kind = Op::Kind;

OpPtr Generator::push(const std::string& value, const std::string& stream) {
  OpPtr op = make(Kind::Push);
  op->value = value;
  op->stream = stream;
  return op;
}

OpPtr Generator::gate(const std::string& stream, unsigned size) {
  OpPtr op = make(Kind::Gate);
  op->stream = stream;
  op->size = size;
  return op;
}

OpPtr Generator::producer(const Scope& scope, const std::string& stream) {
  const std::string value = fresh("x");
  std::string first = tag();
  std::string second = argument(scope);
  OpPtr made = call("get", {first, second}, value);
  return sequence(std::move(made), push(value, stream));
}

/// Waits for the elements and uses them.
void Generator::consume(const std::string& stream, unsigned size, const Scope& scope, Op& out) {
  const std::string result = fresh("x");
  OpPtr wait = gate(stream, size);
  OpPtr consumer = call("arr", {tag()}, result);
  consumer->stream = stream;
  scope.vars->push_back(result);
  if (random_.chance(0.3)) {
    out.children.push_back(on(sequence(std::move(wait), std::move(consumer)), scope.items));
    return;
  }
  out.children.push_back(std::move(wait));
  out.children.push_back(std::move(consumer));
}

/// Producers that run in parallel; returns the number of elements.
unsigned Generator::fill(const std::string& stream, const Scope& scope, Op& out) {
  unsigned count = 0;
  if (random_.chance(0.7)) {
    OpPtr op = make(Kind::ForPar);
    op->name = random_.pick({"ps", "qs"});
    count += counts_[op->name];
    op->item = fresh("i");
    NameList vars = *scope.vars;
    vars.push_back(op->item);
    Scope body = scope;
    body.vars = &vars;
    OpPtr remote = on(producer(body, stream), {op->item});
    if (random_.chance(0.7)) {
      remote->peer = op->item;
      remote->via.clear();
    }
    op->children.push_back(std::move(remote));
    out.children.push_back(std::move(op));
  }
  if (count == 0 || random_.chance(0.5)) {
    ++count;
    out.children.push_back(group(Kind::Co, on(producer(scope, stream), scope.items)));
  }
  return count;
}

/// A stream with producers, something between, a gate and a consumer.
void Generator::stream(const Scope& scope, Op& out) {
  const std::string name = "$" + fresh("s");
  program_.streams.push_back(name);
  Scope inner = scope;
  inner.isInStream = true;
  inner.depth = std::min(scope.depth - 1, 1);
  const unsigned count = fill(name, inner, out);
  if (random_.chance(0.4)) statement(inner, out);
  consume(name, count, scope, out);
}

/// `for … rec`: each element of a stream adds one to another, perhaps also to the stream itself.
void Generator::reaction(const Scope& scope, Op& out) {
  const std::string source = "$" + fresh("s");
  const std::string target = "$" + fresh("s");
  Scope inner = scope;
  inner.isInStream = true;
  inner.isInLoop = true;
  inner.depth = std::min(scope.depth - 1, 1);
  OpPtr seq = make(Kind::Seq);
  const unsigned count = fill(source, inner, *seq);

  OpPtr loop = make(Kind::ForRec);
  loop->name = source;
  loop->item = fresh("i");
  NameList vars{loop->item};
  Scope body = inner;
  body.vars = &vars;
  const bool feedsItself = options_.hasFeedback && random_.chance(0.3);
  OpPtr step = producer(body, target);
  if (feedsItself) {
    // Ends sooner or later: the answer depends on the element, and the next element on this one.
    const std::string goesOn = fresh("b");
    const std::string next = fresh("x");
    std::string first = tag();
    std::string second = tag();
    OpPtr decide = call("bool", {first, loop->item}, goesOn);
    OpPtr again = call("get", {second, loop->item}, next);
    OpPtr choice = group(Kind::If, sequence(std::move(again), push(next, source)));
    choice->name = goesOn;
    step = sequence(std::move(step), sequence(std::move(decide), std::move(choice)));
  }
  if (random_.chance(0.7)) {
    step = on(std::move(step), scope.items);
  } else if (!feedsItself) {
    // Pushed outside of the `on`.
    OpPtr last = std::move(step->children.back());
    step->children.pop_back();
    step = sequence(on(std::move(step), scope.items), std::move(last));
  }
  loop->children.push_back(std::move(step));
  seq->children.push_back(maybeOn(0.3, std::move(loop), scope));

  if (random_.chance(0.4)) statement(inner, *seq);
  if (feedsItself)
    seq->children.push_back(gate(target, 1));
  else
    consume(target, count, scope, *seq);
  for (const std::string& name : {source, target}) {
    seq = group(Kind::New, std::move(seq));
    seq->name = name;
  }
  out.children.push_back(std::move(seq));
}

OpPtr Generator::insertion(const Scope& scope, const std::string& map) {
  const std::string value = fresh("x");
  std::string first = tag();
  std::string second = argument(scope);
  OpPtr made = call("get", {first, second}, value);
  OpPtr insert = make(Kind::Insert);
  insert->key = "\"k\"";
  insert->value = value;
  insert->stream = map;
  return sequence(std::move(made), std::move(insert));
}

/// A map: filled one after another and passed whole, or filled in parallel and read as it grows.
void Generator::map(const Scope& scope, Op& out) {
  const std::string name = "%" + fresh("m");
  const unsigned count = 1 + random_.below(2);
  Scope inner = scope.deeper();
  inner.isInStream = true;
  OpPtr seq = make(Kind::Seq);
  if (random_.chance(0.4)) {
    NameList vars = *scope.vars;
    inner.vars = &vars;
    for (unsigned i = 0; i < count; ++i)
      seq->children.push_back(maybeOn(0.7, insertion(inner, name), scope));
    const std::string result = fresh("x");
    OpPtr consumer = call("map", {tag()}, result);
    consumer->stream = name;
    scope.vars->push_back(result);
    seq->children.push_back(maybeOn(0.3, std::move(consumer), scope));
  } else {
    for (unsigned i = 0; i < count; ++i)
      seq->children.push_back(group(Kind::Co, on(insertion(inner, name), scope.items)));
    // Values of the key, or the keys.
    const std::string list = "$" + fresh("s");
    OpPtr loop = make(Kind::ForRec);
    loop->name = name;
    loop->item = fresh("i");
    const std::string key = fresh("y");
    if (random_.chance(0.6)) {
      OpPtr choice = group(Kind::If, push(loop->item + ".$.value", list));
      choice->name = key;
      choice->value = "\"k\"";
      loop->children.push_back(sequence(copy(loop->item + ".$.key", key), std::move(choice)));
    } else {
      loop->children.push_back(push(loop->item + ".$.key", list));
    }
    seq->children.push_back(maybeOn(0.3, std::move(loop), scope));
    if (random_.chance(0.4)) statement(inner, *seq);
    consume(list, count, scope, *seq);
    seq = group(Kind::New, std::move(seq));
    seq->name = list;
  }
  seq = group(Kind::New, std::move(seq));
  seq->name = name;
  out.children.push_back(std::move(seq));
}

} // namespace aqua::test
