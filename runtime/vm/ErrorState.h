// What `:error:` and `%last_error%` say, and when they change (spec/04 §11.3).

#pragma once

#include <optional>
#include <variant>

#include "Error.h"
#include "trace/Tetraplet.h"

namespace aqua::vm {

/// An error object and the call it came from.
struct ErrorValue {
  value::Value object;
  trace::TetrapletRef tetraplet;
};

/// `:error:` and `%last_error%` (spec/04 §11.3).
/// Both objects are made when the script asks for them: most errors are comparisons that fail, and
/// nobody looks at those.
class ErrorState {
public:
  /// `literal`: the tetraplet of errors that came from no call. Script and peer must outlive this.
  ErrorState(const air::Script& script, llvm::StringRef currentPeer, trace::TetrapletRef literal);

  [[nodiscard]] ErrorValue error() const;
  [[nodiscard]] ErrorValue lastError() const;
  /// The error that `:error:` describes, if an `xor` caught it: `fail :error:` raises it again.
  [[nodiscard]] const std::optional<Error>& caught() const { return caught_; }

  /// Of the innermost instruction that an error passes. `tetraplet`: of the call, once it is
  /// resolved; null before that.
  void note(const Error& error, const air::Instruction& raiser,
            const trace::TetrapletRef& tetraplet);
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
  struct Noted {
    const air::Instruction* raiser = nullptr;
    int64_t code = 0;
    std::string message;
    trace::TetrapletRef tetraplet; // may be null
  };
  /// Neither: no error.
  using Source = std::variant<std::monostate, Noted, ErrorValue>;
  enum class Naming : uint8_t { Peer, NoPeer };
  [[nodiscard]] ErrorValue valueOf(const Source& source, Naming naming) const;

  const air::Script& script_;
  llvm::StringRef currentPeer_;
  trace::TetrapletRef literal_;
  Source error_, last_;
  std::optional<Error> caught_;
  bool errorOpen_ = true;
  bool lastOpen_ = true;
};

} // namespace aqua::vm
