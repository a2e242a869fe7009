// Random programs for the router: nested `on`s (nodes, clients behind one or two relays, lists of
// relays), par, co, try, if, loops, closures, streams with gates, failing services, a peer that is
// down. The same seed gives the same program on every machine.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "llvm/Support/JSON.h"

#include "flow/Flow.h"

namespace aqua::test {

/// A statement as in the source: `on`s and closures are still there.
struct Op {
  enum class Kind : uint8_t {
    Seq,
    On,
    Par,
    Co,
    Try,
    If,
    For,
    ForPar,
    Call,
    CallClosure,
    Closure,
    Ap,
    Push,
    Gate
  };
  struct Via {
    std::string peer;
    bool isCollection = false;
  };
  Kind kind = Kind::Seq;
  std::vector<std::unique_ptr<Op>> children; // of Try: body, handler; of If: then, else if any
  std::string peer;                          // On
  std::vector<Via> via;                      // On
  std::string name;                          // condition, iterable, closure
  std::string item;                          // loops
  std::string function;                      // Call
  std::vector<std::string> arguments;        // variables, or literals in quotes
  std::string value, output;                 // Ap, Push, Call, CallClosure
  std::string stream;                        // Push, Gate; Call: passed frozen as last argument
  unsigned size = 0;                         // Gate
};

struct RandomProgramOptions {
  unsigned depth = 3;
  unsigned length = 4;
  double failing = 0; // share of calls that fail, and of records without their field
  double down = 0;    // probability that one node is down
  bool hasEmptyArrays = false;
};

struct RandomProgram {
  uint32_t seed = 0;
  Op body;
  std::vector<std::pair<std::string, std::vector<std::string>>> arguments; // peer names
  std::vector<std::string> arrays;  // which of the arguments are arrays
  std::vector<std::string> streams; // with their $
  std::vector<std::string> result;
  std::vector<std::string> failing; // tags of calls that fail
  std::vector<std::string> bad;     // tags of records without field
  std::optional<std::string> down;
};

/// The options of the set that the prototype of the router was tested with.
[[nodiscard]] RandomProgramOptions mixedOptions(uint32_t seed);

[[nodiscard]] RandomProgram randomProgram(uint32_t seed, const RandomProgramOptions& options);

/// The whole exported function: arguments are fetched, the body runs, the response is sent.
[[nodiscard]] flow::Process toProcess(const RandomProgram& program);

/// The statements, for a router in another language.
[[nodiscard]] llvm::json::Value toJson(const Op& op);

} // namespace aqua::test
