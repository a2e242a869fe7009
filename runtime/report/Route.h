// The facts of a run that every report shows, picked from its log and put into words.

#pragma once

#include <string>
#include <vector>

#include "Report.h"

namespace aqua::report {

/// A peer that took part.
struct Lane {
  std::string name;
  std::string id;
  network::PeerKind kind = network::PeerKind::Node;
  bool isInit = false;
  size_t peers = 1; // more if they share it (Fold.h)
};

/// A sending of the particle: an arrow.
struct Message {
  size_t from = 0;    // lane
  size_t to = 0;      // lane, if it was delivered or lost on the way to one
  std::string toText; // the receiver's name or id
  bool hasLane = true;
  uint64_t sent = 0;
  uint64_t arrival = 0; // unless lost
  std::string obstacle; // why it was lost; empty if it was not
  /// Lost only because it was not sent by way of a relay, which is harmless in most scripts: the
  /// particle also takes the other way (spec/03 §9.7).
  bool isDetour = false;
  uint64_t bytes = 0;
  std::string place;
  size_t count = 1;         // as many messages
  uint64_t lastArrival = 0; // of several

  [[nodiscard]] bool isLost() const { return !obstacle.empty(); }
};

inline constexpr size_t noCall = SIZE_MAX;

/// Something that a peer did: a call, or what the client got.
struct Step {
  enum class Kind : uint8_t {
    Arguments, // all calls of getDataSrv as one step: `title` is empty, `lines` are name = value
    Call,      // of a mock
    Builtin,
    Callback,
    Result, // callbackSrv.response
    Error,  // errorHandlingSrv.error
    Crash,  // an invocation with a non-zero code
    Fault,  // the peer went down, came up, or lost its data
    Join,   // a branch begins to wait for a value; `pending` if it still does in the end
  };
  Kind kind = Kind::Call;
  size_t lane = 0;
  uint64_t time = 0;
  std::string title;              // `station.measure("Oslo")`
  std::vector<std::string> lines; // `→ -3`, `✗ broken`
  bool failed = false;
  bool pending = false;        // no answer came
  std::optional<uint64_t> end; // of a join
  uint64_t delay = 0;          // of the answer beyond the usual
  std::string place;
  size_t call = noCall;  // index into Route::calls
  size_t count = 1;      // as many steps
  uint64_t lastTime = 0; // of several
};

/// A call as it was, for tables and programs.
struct CallFact {
  const network::CallRecord* record = nullptr;
  size_t lane = 0;
  std::optional<uint64_t> answered; // virtual ms
  std::string place;
};

/// The way of the particle, ready to be drawn.
struct Route {
  const network::RunResult* result = nullptr;
  const Source* source = nullptr;
  Counts counts;
  std::vector<Lane> lanes;
  std::vector<Message> messages; // in order of sending
  std::vector<Step> steps;       // in order of time
  std::vector<CallFact> calls;   // in order of request
};

/// Picks and words the facts; both arguments must outlive the route.
[[nodiscard]] Route makeRoute(const network::RunResult& result, const Source& source);

/// The anchor of a line in a page that shows the program; empty if it does not show it.
[[nodiscard]] std::string anchorOf(const Source& source, llvm::StringRef place);

/// `quiescent after 76 ms`
[[nodiscard]] std::string statusLine(const Route& route);
/// `10 messages, 4 through the client`, …: label and number.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> countRows(const Route& route);

} // namespace aqua::report
