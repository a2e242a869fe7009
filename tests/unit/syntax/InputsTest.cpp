#include <algorithm>

#include "llvm/ADT/STLExtras.h"

#include "Corpus.h"
#include "Parsed.h"

namespace aqua::syntax {
namespace {

/// Errors that the reference reports after parsing (spec/01 §12.3), ours sees in the syntax.
bool isReportedLater(const support::Diagnostic& diagnostic) {
  return diagnostic.info().name == "ExpectedCall";
}

TEST(Inputs, AreThere) {
  EXPECT_GT(readInputs().size(), 1000u);
}

TEST(Inputs, WhatTheReferenceCompilesHasNoSyntaxError) {
  for (const Input& input : readInputs()) {
    if (input.reference != Input::Reference::Compiles) continue;
    const Parsed parsed(input.text);
    EXPECT_EQ(parsed.diags.errorCount(), 0u) << "line " << input.line << "\n" << input.text;
  }
}

TEST(Inputs, WhatTheReferenceParsesHasNoErrorButLaterOnes) {
  for (const Input& input : readInputs()) {
    if (input.reference != Input::Reference::Parses) continue;
    const Parsed parsed(input.text);
    for (const support::Diagnostic& one : parsed.diags.all())
      EXPECT_TRUE(isReportedLater(one) || one.severity() != support::Severity::Error)
          << "line " << input.line << ": " << one.message << "\n"
          << input.text;
  }
}

TEST(Inputs, HaveTheReviewedDiagnostics) {
  for (const Input& input : readInputs())
    EXPECT_EQ(Parsed(input.text).codes(), input.ours) << "line " << input.line << "\n"
                                                      << input.text;
}

/// Applies the edits of one file, which must not overlap.
std::string apply(std::string text, std::vector<support::TextEdit> edits) {
  std::sort(edits.begin(), edits.end(),
            [](const auto& a, const auto& b) { return a.loc.range.begin > b.loc.range.begin; });
  for (const support::TextEdit& edit : edits)
    text.replace(edit.loc.range.begin, edit.loc.range.end - edit.loc.range.begin, edit.text);
  return text;
}

/// Whether a problem of this kind is where `problem` was.
bool isStillThere(const Parsed& parsed, const support::Diagnostic& problem) {
  return llvm::any_of(parsed.diags.all(), [&](const support::Diagnostic& one) {
    return one.entry == problem.entry && one.loc.range == problem.loc.range;
  });
}

TEST(Inputs, EveryFixRemovesItsProblem) {
  size_t fixes = 0;
  for (const std::string& text : readCorpus()) {
    const Parsed before(text);
    for (const support::Diagnostic& problem : before.diags.all()) {
      for (const support::Fix& fix : problem.fixes) {
        ++fixes;
        const Parsed after(apply(text, fix.edits));
        EXPECT_LE(after.diags.errorCount(), before.diags.errorCount()) << fix.title << "\n"
                                                                       << after.source.text().str();
        EXPECT_FALSE(isStillThere(after, problem)) << fix.title << "\n"
                                                   << after.source.text().str();
      }
    }
  }
  EXPECT_GT(fixes, 50u);
}

} // namespace
} // namespace aqua::syntax
