// Random programs for the router: nested `on`s (nodes, clients behind one or two relays, lists of
// relays), par, co, try, if, all kinds of loops, closures, streams with gates, maps, options,
// failing services, a peer that is down, no relay. The same seed gives the same program on every
// machine.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
    ForTry,
    ForRec,
    ParSeq,
    New,
    Call,
    CallClosure,
    Closure,
    Ap,
    Push,
    Insert,
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
  std::string name;                          // condition, iterable, closure, stream of New
  std::string item;                          // loops
  std::string function;                      // Call
  std::vector<std::string> arguments;        // variables, or literals in quotes
  std::string value, output;                 // Ap, Push, Insert, Call, CallClosure; If: compared to
  std::string key;                           // Insert
  std::string stream; // or map: of Push, Insert, Gate; Call: passed frozen as last argument
  unsigned size = 0;  // Gate
};

using OpPtr = std::unique_ptr<Op>;
using NameList = std::vector<std::string>;

/// Peers that have a name in every program.
inline constexpr const char* initPeer = "%init_peer_id%";
inline constexpr const char* relayName = "-relay-";

struct RandomProgramOptions {
  unsigned depth = 3;
  unsigned length = 4;
  double failing = 0; // share of calls that fail, and of records without their field
  double down = 0;    // probability that one node is down
  bool hasEmptyArrays = false;
  /// Also `for … try`, `for … rec`, `parseq`, options and maps.
  bool hasDerived = false;
  /// A loop may feed the stream it runs over. Not to be run: AquaVM may miss elements that are
  /// added inside of a fold (spec/05 §12.3).
  bool hasFeedback = false;
  bool hasRelay = true;
  /// More streams, and steps that take values of several parallel branches.
  bool hasMeetings = false;
};

struct RandomProgram {
  uint32_t seed = 0;
  bool hasRelay = true;
  Op body;
  std::vector<std::pair<std::string, std::vector<std::string>>> arguments; // peer names
  std::vector<std::string> arrays;  // which of the arguments are arrays
  std::vector<std::string> streams; // of the whole program, with their $
  std::vector<std::string> result;
  std::vector<std::string> failing; // tags of calls that fail
  std::vector<std::string> bad;     // tags of records without field
  std::optional<std::string> down;
};

/// The options of the set that the prototype of the router was tested with.
[[nodiscard]] RandomProgramOptions mixedOptions(uint32_t seed);

/// The same with all constructs; every fifth program has no relay.
[[nodiscard]] RandomProgramOptions derivedOptions(uint32_t seed);

/// The mixed ones, with many places where parallel answers meet.
[[nodiscard]] RandomProgramOptions meetingOptions(uint32_t seed);

[[nodiscard]] RandomProgram randomProgram(uint32_t seed, const RandomProgramOptions& options);

/// The whole exported function: arguments are fetched, the body runs, the response is sent.
/// Parallel answers meet at the relay (flow/Passes.h), as in programs from text.
[[nodiscard]] flow::Process toProcess(const RandomProgram& program);

} // namespace aqua::test
