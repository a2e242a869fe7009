// "Did you mean": the names in reach that are spelled nearly like an unknown one.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"

#include "support/Diagnostics.h"

namespace aqua::sema {

class Suggestions {
public:
  explicit Suggestions(llvm::StringRef wanted) : wanted_(wanted) {}

  /// Remembers the candidate if it is near enough: at most max(2, a third of the wanted name) edits
  /// away (spec/02 §8.5), and not all of it different.
  void consider(llvm::StringRef candidate);
  [[nodiscard]] bool isEmpty() const { return candidates_.empty(); }
  /// If one is nearer than all others.
  [[nodiscard]] std::optional<std::string> nearest() const;

  /// Adds a help line with the nearest names (at most three) and, if one is the nearest, a fix.
  void addTo(support::Diagnostic& diagnostic) const;

private:
  struct Candidate {
    unsigned distance;
    std::string text;
    friend auto operator<=>(const Candidate&, const Candidate&) = default;
  };

  [[nodiscard]] std::vector<Candidate> sorted() const;

  llvm::StringRef wanted_;
  std::vector<Candidate> candidates_;
};

} // namespace aqua::sema
