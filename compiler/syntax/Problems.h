// The problems of one file while it is parsed. Each pass reports here; what a later pass has to say
// about a line that an earlier one did not understand is a consequence, and is not reported.

#pragma once

#include <utility>
#include <vector>

#include "llvm/ADT/ArrayRef.h"

#include "Tokens.h"
#include "support/Diagnostics.h"

namespace aqua::syntax {

class Problems {
public:
  /// Passes in the order in which they report.
  enum class Pass : uint8_t { Layout, Parser };

  explicit Problems(support::FileId file) : file_(file) {}

  template <size_t N, typename... Args>
  support::Diagnostic& report(support::Diag<N> diag, SourceRange range, const Args&... args) {
    return sink_.report(diag, at(range), args...);
  }

  [[nodiscard]] support::Loc at(SourceRange range) const { return {file_, range}; }

  /// A change of one place that removes a problem; an empty range inserts.
  [[nodiscard]] support::Fix fix(std::string title, SourceRange range, std::string text) const {
    return {std::move(title), {{at(range), std::move(text)}}};
  }

  /// The last report is a consequence, and is dropped, if it turns out that the line that begins at
  /// `line` is not understood.
  void dropLastIfSpoiled(uint32_t line);

  /// Text outside of all definitions was skipped, from `at` on.
  void loseItem(uint32_t at) { lostItems_.push_back(at); }
  [[nodiscard]] llvm::ArrayRef<uint32_t> lostItems() const { return lostItems_; }

  /// There is a problem that will not be shown, because there are so many.
  void countOneMore() { ++uncomposed_; }

  /// A logical line was not understood. Ranges of one pass come in the order of the text.
  void spoil(Pass pass, SourceRange line);

  /// Whether `offset` lies in a spoiled line. Logarithmic.
  [[nodiscard]] bool isSpoiled(uint32_t offset) const;

  /// How many lines that begin inside the range are spoiled. Logarithmic, and linear in the number.
  [[nodiscard]] size_t spoiledLines(SourceRange within) const;

  /// How many problems were reported so far.
  [[nodiscard]] size_t count() const { return sink_.all().size() + uncomposed_; }

  /// Hands the problems over, by position; beyond `limit` only their number.
  void moveTo(support::DiagnosticSink& diags, size_t limit);

private:
  support::FileId file_;
  support::DiagnosticSink sink_;
  size_t uncomposed_ = 0;
  std::vector<uint32_t> lostItems_;
  std::vector<std::pair<size_t, uint32_t>> consequences_; // of the sink, with the line before
  std::vector<SourceRange> spoiled_[2];                   // by pass
};

} // namespace aqua::syntax
