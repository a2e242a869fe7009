// Diagnostics as data: declared in one table (Diagnostics.def), reported with typed arguments and
// labels, turned into text only when shown (Render.h).

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "fmt/format.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include "Name.h"
#include "Source.h"

namespace aqua::support {

enum class Severity : uint8_t { Error, Warning, Info, Hint };

/// Identifies an entry of the table. Enumerators are the names of Diagnostics.def.
enum class DiagId : uint16_t {
#define AQUA_DIAG(code, name, severity, message, since) name,
#include "Diagnostics.def"
};

/// What can be reported: an entry of the table, or a rule of the linter. Lives as long as the
/// program.
struct DiagInfo {
  std::string_view code; // "E0203", "unused-import"
  std::string_view name; // "TypeMismatch"
  Severity severity;
  std::string_view message; // fmt placeholders {0}, {1}, …
  std::string_view since;
};

/// Every entry, in the order of the table.
[[nodiscard]] const std::vector<DiagInfo>& allDiagnostics();
[[nodiscard]] const DiagInfo& diagInfo(DiagId id);

/// How many arguments a message takes: one more than its highest placeholder.
consteval size_t placeholderCount(std::string_view message) {
  size_t count = 0;
  for (size_t i = 0; i + 2 < message.size() + 1; ++i)
    if (message[i] == '{' && i + 1 < message.size() && message[i + 1] >= '0' &&
        message[i + 1] <= '9')
      if (const size_t needed = static_cast<size_t>(message[i + 1] - '0') + 1; needed > count)
        count = needed;
  return count;
}

/// Handle for reporting; carries the number of arguments in its type.
template <size_t Arguments>
struct Diag {
  DiagId id;
};

/// `diag::FileNotFound` and so on: what report() takes.
namespace diag {
#define AQUA_DIAG(code, name, severity, message, since)                                            \
  inline constexpr Diag<placeholderCount(message)> name{DiagId::name};
#include "Diagnostics.def"
} // namespace diag

/// A second place that explains the problem. Text only if it says something new.
struct Label {
  Loc loc;
  std::string text;
};

/// Replaces a range by a text.
struct TextEdit {
  Loc loc;
  std::string text;
};

/// Safe: the program does the same afterwards.
enum class FixSafety : uint8_t { Safe, Unsafe };

/// A change that removes the problem.
struct Fix {
  std::string title;
  std::vector<TextEdit> edits;
  FixSafety safety = FixSafety::Safe;
};

struct Diagnostic {
  const DiagInfo* entry = nullptr; // not null
  Severity level;                  // that of the entry, unless the user wants another one
  Loc loc;                         // primary range; no file: the problem has no place in a source
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::string help; // the next step, if there is one
  std::vector<Fix> fixes;

  [[nodiscard]] const DiagInfo& info() const { return *entry; }
  [[nodiscard]] Severity severity() const { return level; }
};

/// A diagnostic at the level of its entry.
[[nodiscard]] Diagnostic makeDiagnostic(const DiagInfo& info, Loc loc, std::string message);

/// The same diagnostic with all of its places replaced.
[[nodiscard]] Diagnostic withPlaces(Diagnostic diagnostic, llvm::function_ref<Loc(Loc)> place);

/// Collects diagnostics. Not thread-safe: one per module and stage, merged by the driver.
class DiagnosticSink {
public:
  /// Adds a diagnostic; the number of arguments is checked at compile time. The result may be used
  /// until the next report to add labels, notes, help and fixes.
  template <size_t N, typename... Args>
  Diagnostic& report(Diag<N> diag, Loc loc, const Args&... args) {
    static_assert(sizeof...(Args) == N, "wrong number of arguments for this diagnostic");
    return add(diag.id, loc, {text(args)...});
  }

  /// Adds a finished diagnostic.
  void add(Diagnostic diagnostic);

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return diagnostics_; }
  [[nodiscard]] bool hasErrors() const { return errors_ != 0; }
  [[nodiscard]] size_t errorCount() const { return errors_; }
  /// Moves everything of another sink behind what is here.
  void take(DiagnosticSink&& other);
  /// Order for showing: by file, position, code; exact repetitions are dropped.
  void sort();

private:
  static std::string text(std::string_view arg) { return std::string(arg); }
  static std::string text(const char* arg) { return arg; }
  static std::string text(const std::string& arg) { return arg; }
  static std::string text(llvm::StringRef arg) { return arg.str(); }
  static std::string text(Name arg) { return arg.str().str(); }
  template <typename T>
    requires std::is_arithmetic_v<T>
  static std::string text(T arg) {
    return fmt::to_string(arg);
  }

  Diagnostic& add(DiagId id, Loc loc, const std::vector<std::string>& args);

  std::vector<Diagnostic> diagnostics_;
  size_t errors_ = 0;
};

} // namespace aqua::support
