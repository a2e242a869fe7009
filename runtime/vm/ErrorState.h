// What `:error:` and `%last_error%` say, and when they change (spec/04 §11.3).

#pragma once

#include <optional>

#include "Error.h"
#include "trace/Tetraplet.h"

namespace aqua::vm {

/// An error object and the call it came from.
struct ErrorValue {
  value::Value object;
  trace::TetrapletRef tetraplet;
};

/// Who raised an error.
struct Raiser {
  std::string instruction;       // as AquaVM quotes it
  trace::TetrapletRef tetraplet; // of the resolved call
  std::string peer;
  /// Whether `:error:` names the peer: for calls and canons.
  enum class Naming : uint8_t { Peer, NoPeer } naming = Naming::NoPeer;
};

/// `:error:` and `%last_error%` (spec/04 §11.3).
class ErrorState {
public:
  /// `literal`: the tetraplet of errors that came from no call.
  explicit ErrorState(trace::TetrapletRef literal);

  [[nodiscard]] const ErrorValue& error() const { return error_; }
  [[nodiscard]] const ErrorValue& lastError() const { return last_; }
  /// The error that `:error:` describes, if an `xor` caught it: `fail :error:` raises it again.
  [[nodiscard]] const std::optional<Error>& caught() const { return caught_; }

  /// Whether note() would change anything, apart from closing.
  [[nodiscard]] bool wouldNote(const Error& error) const;
  /// Of the innermost instruction that an error passes.
  void note(const Error& error, const Raiser& raiser);
  void close() { errorOpen_ = false; }

  /// `fail` with an object.
  void setLast(ErrorValue value);
  /// `xor` before its right branch.
  void enterHandler(Error error);
  enum class HandlerEnd : uint8_t { Fine, Failed };
  /// `xor` after its right branch.
  void leaveHandler(HandlerEnd end);
  /// `par`, one branch of which was fine.
  void allowLast() { lastOpen_ = true; }

private:
  trace::TetrapletRef literal_;
  ErrorValue error_, last_;
  std::optional<Error> caught_;
  bool errorOpen_ = true;
  bool lastOpen_ = true;
};

} // namespace aqua::vm
