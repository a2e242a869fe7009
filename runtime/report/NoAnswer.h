// Why no answer came: which values are missing, who should have written them, and why they have not
// (spec/04 §9.2, spec/07 §17.5).

#pragma once

#include <optional>

#include "air/Air.h"
#include "network/Outcome.h"

namespace aqua::report {

/// What became of an instruction that should have written a value.
enum class Why : uint8_t {
  Written,       // it has; of a stream: as many elements as it will
  NotBrought,    // it has, but nothing brings the value to who waits
  Failed,        // with an error that something caught
  NoService,     // its peer does not have the service
  Silent,        // the service does not answer
  AnswerLost,    // the peer went down or lost its data meanwhile
  Late,          // the answer was due after the end of the run
  NotDelivered,  // the particle got lost on its way
  Underway,      // the particle was on its way when the run ended
  Waits,         // it waits itself for `because`
  StoppedByWait, // something before it waits for `because`
  StoppedByError,
  Afterwards, // it comes only after the wait for its value
  Below,      // nothing sees what is written below it
  Skipped,    // by a condition, by a loop without elements, or since nothing failed
  Unreached,
};

/// An instruction that should have written a value.
struct Producer {
  uint32_t instruction = 0; // the call, if it only copies the result of one
  std::string peer;         // names in quotes, or the variable; empty if any peer will do
  Why why = Why::Unreached;
  std::string detail;          // in words
  uint64_t times = 0;          // how often it has written
  std::vector<size_t> because; // what it waits for: indices into NoAnswer::values
  uint32_t cause = UINT32_MAX; // the instruction to look at; none: this one
};

/// Something that instructions wait for, and why it is not there.
struct MissingValue {
  enum class Kind : uint8_t { Variable, Stream, Call };
  Kind kind = Kind::Variable;
  std::string name;              // of the source; of a Call without result empty
  std::optional<uint64_t> needs; // Stream: how many elements
  uint64_t has = 0;              // Stream: how many it has where it waits
  std::vector<uint32_t> peers;   // who waits
  bool isForResult = false;      // Call: the function gives it to its caller
  bool isHop = false;            // Call: only the particle is missing, its one producer says why
  uint32_t at = 0;               // the instruction that waits, or the first that needs it
  std::vector<Producer> producers;
};

/// An error of the run, once.
struct PastFailure {
  uint32_t instruction = 0;
  int64_t code = 0;
  std::string message;
  size_t times = 1;
};

/// Why no answer came.
struct NoAnswer {
  std::vector<MissingValue> values;
  std::vector<size_t> shown;         // those of `values` that are no other's reason
  std::vector<PastFailure> failures; // those that are not the reason of a value
  uint32_t lookAt = UINT32_MAX;      // the instruction to look at first; none if unknown
};

/// The run must have been made with its log on.
[[nodiscard]] NoAnswer explainNoAnswer(const network::RunResult& result, const air::Script& script);

/// A line of an explanation: words, and the place of an instruction behind them.
struct ExplanationLine {
  unsigned depth = 0;
  std::string text;
  uint32_t instruction = UINT32_MAX; // none: no place
};

/// The explanation in words, line by line.
[[nodiscard]] std::vector<ExplanationLine> explanationLines(const NoAnswer& explanation,
                                                            const network::RunResult& result);

/// For programs: `not-delivered`.
[[nodiscard]] llvm::StringRef whyWord(Why why);
/// `got[2]`, `x`
[[nodiscard]] std::string valueName(const MissingValue& value);

} // namespace aqua::report
