#include "NaiveScript.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

namespace aqua::test {

namespace {

using llvm::formatv;
using Code = std::string;
using List = std::vector<Code>;

struct Stop {
  std::string peer;
  bool isCollection = false;
  bool isReversed = false;
};

struct Place {
  std::string peer;
  std::vector<Op::Via> via;

  friend bool operator==(const Place& a, const Place& b) {
    return a.peer == b.peer && llvm::equal(a.via, b.via, [](const Op::Via& x, const Op::Via& y) {
             return x.peer == y.peer;
           });
  }
};
using Stack = std::vector<Place>; // outermost first

Code chain(const char* keyword, llvm::ArrayRef<Code> list) {
  if (list.empty()) return "(null)";
  if (list.size() == 1) return list.front();
  return formatv("({0} {1} {2})", keyword, list.front(), chain(keyword, list.drop_front()));
}

Code seq(llvm::ArrayRef<Code> list) {
  return chain("seq", list);
}

std::string joined(llvm::ArrayRef<std::string> words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Hops between two places without the ends (spec/03 §9.4).
std::vector<Stop> route(const Stack& a, const Stack& b) {
  const std::string& start = a.back().peer;
  const std::string& end = b.back().peer;
  if (start == end) return {};
  size_t common = 0;
  while (common < a.size() && common < b.size() && a[common] == b[common])
    ++common;
  std::vector<Stop> stops;
  const auto add = [&](const Stop& stop) {
    if (!stop.isCollection) {
      const auto known = llvm::find_if(stops, [&](const Stop& earlier) {
        return !earlier.isCollection && earlier.peer == stop.peer;
      });
      stops.erase(known, stops.end());
    }
    stops.push_back(stop);
  };
  add({start});
  for (size_t i = a.size(); i-- > std::min(common, a.size() - 1);)
    for (const Op::Via& via : llvm::reverse(a[i].via))
      add({via.peer, via.isCollection, true});
  for (size_t i = std::min(common, b.size() - 1); i < b.size(); ++i)
    for (const Op::Via& via : b[i].via)
      add({via.peer, via.isCollection, false});
  add({end});
  if (!stops.front().isCollection && stops.front().peer == start) stops.erase(stops.begin());
  if (!stops.empty() && !stops.back().isCollection && stops.back().peer == end) stops.pop_back();
  return stops;
}

/// Scalars of a branch that are visible after it.
void noteVisible(const Op& op, List& names) {
  if (!op.output.empty()) names.push_back(op.output);
  if (op.kind == Op::Kind::Seq || op.kind == Op::Kind::Par || op.kind == Op::Kind::On)
    for (const auto& child : op.children)
      noteVisible(*child, names);
}

class Writer {
public:
  Writer(const RandomProgram& program, Join join) : program_(program), join_(join) {}

  std::string write() {
    const Stack root{{init, program_.hasRelay ? std::vector<Op::Via>{{"-relay-", false}}
                                              : std::vector<Op::Via>{}}};
    noteHomes(program_.body, root);
    const Code body = code(program_.body, root);
    List steps;
    if (needsOne_) steps.push_back("(new $o (seq (ap 1 $o) (canon %init_peer_id% $o #one)))");
    if (program_.hasRelay) steps.push_back(fetch("-relay-"));
    for (const auto& [name, peers] : program_.arguments)
      steps.push_back(fetch(name));
    steps.push_back(body);
    steps.push_back(
        formatv("(call {0} (\"callbackSrv\" \"response\") [{1}])", init, joined(program_.result)));
    Code text = seq(steps);
    for (const std::string& stream : program_.streams)
      text = formatv("(new {0} {1})", stream, text);
    return formatv("(xor {0} (call {1} (\"errorHandlingSrv\" \"error\") [:error: 0]))", text, init);
  }

private:
  static constexpr const char* init = "%init_peer_id%";
  static constexpr const char* reset = "(xor (match 0 1 (null)) (null))";

  static Code fetch(const std::string& name) {
    return formatv("(call {0} (\"getDataSrv\" \"{1}\") [] {1})", init, name);
  }

  Code hop(const std::string& peer) {
    const unsigned id = ++lastId_;
    return formatv("(new #hop{0} (canon {1} $hop #hop{0}))", id, peer);
  }

  void addHops(List& list, const Stack& from, const Stack& to) {
    for (const Stop& stop : route(from, to)) {
      if (!stop.isCollection) {
        list.push_back(hop(stop.peer));
        continue;
      }
      const std::string item = "via" + std::to_string(++lastId_);
      const Code one = hop(item);
      const Code next = "(next " + item + ")";
      list.push_back(formatv("(fold {0} {1} {2} (null))", stop.peer, item,
                             stop.isReversed ? seq({next, one}) : seq({one, next})));
    }
  }

  /// Iterations start where an element appears: that is to be the place of the loop.
  void noteHomes(const Op& op, const Stack& place) {
    if (op.kind == Op::Kind::ForRec) homes_[op.name] = place;
    Stack inside = place;
    if (op.kind == Op::Kind::On) inside.push_back({op.peer, op.via});
    for (const auto& child : op.children)
      noteHomes(*child, inside);
  }

  Code add(const Op& op, const Stack& place) {
    const Code step = op.kind == Op::Kind::Insert
                          ? formatv("(ap ({0} {1}) {2})", op.key, op.value, op.stream).str()
                          : formatv("(ap {0} {1})", op.value, op.stream).str();
    const auto home = homes_.find(op.stream);
    return home == homes_.end() || home->second == place ? step : away(place, home->second, step);
  }

  Code away(const Stack& from, const Stack& to, const Code& inside) {
    List there, back;
    addHops(there, from, to);
    there.push_back(hop(to.back().peer));
    there.push_back(inside);
    addHops(there, to, from);
    there.push_back(hop(from.back().peer));
    addHops(back, to, from);
    back.push_back(hop(from.back().peer));
    back.push_back("(fail :error:)");
    return formatv("(xor {0} {1})", seq(there), seq(back));
  }

  Code call(const Op& op, llvm::StringRef function, const Stack& place) {
    const std::string& peer = place.back().peer;
    List arguments = op.arguments;
    const char* sigil = llvm::StringRef(op.stream).starts_with("%") ? "#%" : "#";
    const std::string canon = sigil + ("a" + std::to_string(++lastId_) + "c");
    if (!op.stream.empty()) arguments.push_back(canon);
    Code invoke = formatv("(call {0} (\"srv\" \"{1}\") [{2}] {3})", peer, function,
                          joined(arguments), op.output);
    if (op.stream.empty()) return invoke;
    return formatv("(new {0} (seq (canon {1} {2} {0}) {3}))", canon, peer, op.stream, invoke);
  }

  Code gate(const Op& op, const Stack& place) {
    const unsigned id = ++lastId_;
    return formatv(
        "(new $gate{0} (fold {1} i{0}g (seq (ap i{0}g $gate{0}) (seq (canon {2} $gate{0} "
        "#count{0}) (xor (match #count{0}.length {3} (null)) (next i{0}g)))) (never)))",
        id, op.stream, place.back().peer, op.size);
  }

  /// A branch is the body of a fold over one element or none (spec/03 §14.5).
  Code choice(const Op& op, const Stack& place) {
    needsOne_ = true;
    const unsigned id = ++lastId_;
    const Code then = code(*op.children[0], place);
    const Code otherwise = op.children.size() > 1 ? code(*op.children[1], place) : "(null)";
    const std::string right = op.value.empty() ? "true" : op.value;
    return seq({formatv("(xor (match {0} {2} (seq (ap #one t{1}t) (ap [] e{1}e))) (seq (ap [] "
                        "t{1}t) (ap #one e{1}e)))",
                        op.name, id, right),
                formatv("(fold t{0}t it{0}t {1} (null))", id, then),
                formatv("(fold e{0}e ie{0}e {1} (null))", id, otherwise)});
  }

  Code par(const Op& op, const Stack& place) {
    List branches;
    for (const auto& child : op.children)
      branches.push_back(code(*child, place));
    List steps{chain("par", branches), reset};
    List values;
    if (join_ == Join::Yes)
      for (const auto& child : op.children)
        noteVisible(*child, values);
    for (const std::string& value : values)
      steps.push_back(formatv("(ap {0} w{1}w)", value, ++lastId_));
    return seq(steps);
  }

  Code on(const Op& op, const Stack& place) {
    Stack inside = place;
    inside.push_back({op.peer, op.via});
    Code there = away(place, inside, code(*op.children[0], inside));
    const auto& body = *op.children[0];
    if (join_ == Join::No || body.children.empty()) return there;
    const Op& first = *body.children[0];
    // Elements of a stream are waited for where they are brought to, before waiting elsewhere.
    return first.kind == Op::Kind::Gate ? seq({gate(first, place), there}) : there;
  }

  /// A loop whose iterations run beside each other and what follows.
  static Code beside(const Op& op, const Code& body) {
    return seq({formatv("(par (fold {0} {1} (par {2} (next {1})) (never)) (null))", op.name,
                        op.item, body),
                reset});
  }

  Code code(const Op& op, const Stack& place) {
    switch (op.kind) {
    case Op::Kind::Seq: {
      List steps;
      for (const auto& child : op.children)
        steps.push_back(code(*child, place));
      return seq(steps);
    }
    case Op::Kind::On: return on(op, place);
    case Op::Kind::Par: return par(op, place);
    case Op::Kind::Co:
      return seq({formatv("(par {0} (null))", code(*op.children[0], place)), reset});
    case Op::Kind::Try:
      return formatv("(xor {0} {1})", code(*op.children[0], place), code(*op.children[1], place));
    case Op::Kind::If: return choice(op, place);
    case Op::Kind::For:
      return formatv("(fold {0} {1} (seq {2} (next {1})) (null))", op.name, op.item,
                     code(*op.children[0], place));
    case Op::Kind::ForPar:
    case Op::Kind::ForRec: return beside(op, code(*op.children[0], place));
    case Op::Kind::ForTry:
      return formatv("(fold {0} {1} (xor {2} (next {1})) (null))", op.name, op.item,
                     code(*op.children[0], place));
    case Op::Kind::ParSeq:
      return seq({formatv("(fold {0} {1} (par {2} (next {1})) (never))", op.name, op.item,
                          code(*op.children[0], place)),
                  reset});
    case Op::Kind::New: return formatv("(new {0} {1})", op.name, code(*op.children[0], place));
    case Op::Kind::Closure: closures_[op.name] = place; return "(null)";
    case Op::Kind::CallClosure: {
      const Stack& home = closures_[op.name];
      return home == place ? call(op, "get", home) : away(place, home, call(op, "get", home));
    }
    case Op::Kind::Call: return call(op, op.function, place);
    case Op::Kind::Ap: return formatv("(ap {0} {1})", op.value, op.output);
    case Op::Kind::Push:
    case Op::Kind::Insert: return add(op, place);
    case Op::Kind::Gate: return gate(op, place);
    }
    llvm_unreachable("unknown kind of statement");
  }

  const RandomProgram& program_;
  Join join_;
  unsigned lastId_ = 0;
  bool needsOne_ = false;
  std::map<std::string, Stack> closures_;
  std::map<std::string, Stack> homes_; // of streams over which a loop goes on as they grow
};

} // namespace

std::string naiveScript(const RandomProgram& program, Join join) {
  return Writer(program, join).write();
}

} // namespace aqua::test
