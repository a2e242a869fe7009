// The states of an execution trace (spec/05 §5): one entry for each instruction that left a mark.

#pragma once

#include <string>
#include <variant>
#include <vector>

#include "Record.h"
#include "llvm/Support/raw_ostream.h"

namespace aqua::trace {

using PeerRef = value::Shared<std::string>;
/// Cheap if both came from the same place.
[[nodiscard]] inline bool samePeer(const PeerRef& a, const PeerRef& b) {
  return a == b || *a == *b;
}

/// How many of the following states each branch of a `par` produced.
struct ParState {
  uint32_t left = 0;
  uint32_t right = 0;
  friend bool operator==(const ParState&, const ParState&) = default;
};

/// The generation of a value until its stream is compactified (spec/05 §12.4). One that stays is
/// lost: see Streams of runtime/vm.
constexpr uint32_t placeholderGeneration = 0xCAFEBABE;

/// What is known of a call.
struct CallState {
  enum class Kind : uint8_t {
    SentBy,    // `sender` forwarded the particle
    Requested, // `sender` is the callee and handed the request to its host
    Scalar,    // executed; the output is a scalar
    Stream,    // executed; the output is a stream
    Unused,    // executed; there is no output
    Failed,    // the service failed
  };
  Kind kind = Kind::SentBy;
  uint32_t number = 0;     // Requested: of the request; Stream: the generation of the value there
  PeerRef sender;          // SentBy, Requested
  ServiceResultRef result; // the others

  static CallState sentBy(PeerRef sender);
  static CallState requestedBy(PeerRef sender, uint32_t request);
  static CallState finished(Kind kind, ServiceResultRef result, uint32_t generation = 0);
  [[nodiscard]] bool isFinished() const { return kind > Kind::Requested; }
  friend bool operator==(const CallState& a, const CallState& b);
};

/// A value was put into a stream or map.
struct ApState {
  uint32_t generation = 0;
  friend bool operator==(const ApState&, const ApState&) = default;
};

/// Some states of a trace.
struct Interval {
  uint32_t begin = 0;
  uint32_t length = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// One visited element of a stream: where its value entered the stream, and the states its
/// iteration left before and after its `next` (without those of nested iterations).
struct FoldEntry {
  uint32_t valuePosition = 0;
  Interval before, after;
  friend bool operator==(const FoldEntry&, const FoldEntry&) = default;
};

/// A fold over a stream or map visited these elements.
struct FoldState {
  std::vector<FoldEntry> lore; // in order of visits
  friend bool operator==(const FoldState&, const FoldState&) = default;
};

/// Exactly one of the two is set.
struct CanonState {
  PeerRef sender;        // the particle was forwarded
  CanonResultRef result; // executed
  friend bool operator==(const CanonState& a, const CanonState& b);
};

using State = std::variant<ParState, CallState, FoldState, ApState, CanonState>;

/// As Rust's `{:?}` prints the state in AquaVM (spec/05 §5.2), with real content ids: error
/// messages quote it.
[[nodiscard]] std::string debugText(const State& state);
/// The same without the kind of the state around it: `RequestSentBy(PeerId("A"))`.
[[nodiscard]] std::string debugPayload(const State& state);
/// Rust's `{}`.
[[nodiscard]] std::string displayText(const State& state);
/// The value part of an executed call, alone: `Scalar(CID("…"))`. Requires kind Scalar, Stream or
/// Unused.
[[nodiscard]] std::string debugValueText(const CallState& state);
[[nodiscard]] std::string debugText(const Tetraplet& tetraplet);
/// A string as Rust's `{:?}` prints it, with quotes.
[[nodiscard]] std::string debugString(llvm::StringRef text);

/// The notation of spec/05 §14 with values: `par(1,2)`, `sent(A:1)`, `scalar "text"`, `stream(0)
/// 7`, `fold[3:(6,2)(8,0)]`, `ap(0)`, `canon ["x"]`.
void print(const State& state, llvm::raw_ostream& out);
/// The state as AquaVM's `to_human_readable_data` shows it, with values for content ids.
[[nodiscard]] value::Value readable(const State& state);

} // namespace aqua::trace
