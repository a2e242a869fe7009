// Random changes of good and bad programs, with fixed seeds: whatever the text, there is a tree
// whose ranges nest and a bounded list of diagnostics with ranges inside the text.

#include "Corpus.h"
#include "Limits.h"
#include "Parsed.h"

namespace aqua::syntax {
namespace {

struct Range {
  size_t beginLine = 0, beginColumn = 0, endLine = 0, endColumn = 0;
};

/// `3:1-9` or `3:1-5:2` at the end of a line of the print.
std::optional<Range> rangeAtEnd(llvm::StringRef line) {
  line.consume_back(" (error)");
  llvm::StringRef text = line.rsplit(' ').second;
  Range range;
  if (text.consumeInteger(10, range.beginLine) || !text.consume_front(":") ||
      text.consumeInteger(10, range.beginColumn) || !text.consume_front("-") ||
      text.consumeInteger(10, range.endColumn))
    return std::nullopt;
  range.endLine = range.beginLine;
  if (!text.consume_front(":")) return range;
  range.endLine = range.endColumn;
  if (text.consumeInteger(10, range.endColumn)) return std::nullopt;
  return range;
}

bool contains(const Range& outer, const Range& inner) {
  return std::pair(outer.beginLine, outer.beginColumn) <=
             std::pair(inner.beginLine, inner.beginColumn) &&
         std::pair(inner.endLine, inner.endColumn) <= std::pair(outer.endLine, outer.endColumn);
}

/// Every range of the print lies in the range of the node that it is printed below.
void expectNestedRanges(const Parsed& parsed) {
  const std::string print = parsed.print();
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(print).split(lines, '\n', -1, false);
  std::vector<std::pair<size_t, Range>> open; // depth and range of the nodes around a line
  for (const llvm::StringRef line : lines) {
    const size_t depth = line.size() - line.ltrim(' ').size();
    while (!open.empty() && open.back().first >= depth)
      open.pop_back();
    const std::optional<Range> range = rangeAtEnd(line);
    if (!range) continue;
    if (!open.empty()) {
      ASSERT_TRUE(contains(open.back().second, *range)) << line.str() << "\nin\n"
                                                        << print << parsed.source.text().str();
    }
    open.emplace_back(depth, *range);
  }
}

void expectGoodDiagnostics(const Parsed& parsed) {
  const size_t size = parsed.source.text().size();
  ASSERT_LE(parsed.diags.all().size(), problemLimit + 1);
  uint32_t last = 0;
  for (const support::Diagnostic& one : parsed.diags.all()) {
    ASSERT_EQ(one.loc.file, support::FileId{1});
    ASSERT_LE(one.loc.range.begin, one.loc.range.end);
    ASSERT_LE(one.loc.range.end, size);
    ASSERT_GE(one.loc.range.begin, last);
    ASSERT_FALSE(one.message.empty());
    last = one.loc.range.begin;
  }
}

void expectGood(const std::string& text) {
  const Parsed parsed(text);
  ASSERT_NO_FATAL_FAILURE(expectGoodDiagnostics(parsed)) << text;
  ASSERT_NO_FATAL_FAILURE(expectNestedRanges(parsed));
}

TEST(Mutation, RangesNestInTheCorpus) {
  for (const std::string& text : readCorpus())
    ASSERT_NO_FATAL_FAILURE(expectGood(text));
}

TEST(Mutation, ChangedProgramsHaveNestedRangesAndBoundedErrors) {
  std::mt19937 random(3);
  for (const std::string& text : readCorpus())
    for (int i = 0; i < 6; ++i)
      ASSERT_NO_FATAL_FAILURE(expectGood(mutate(text, random)));
}

TEST(Mutation, EveryPrefixOfAProgramIsRead) {
  const std::string text = inFunction("  x = g{a}(1, \"s\")[2]!\n  for a, b <- c par:\n"
                                      "    d: *u32\n  e = (h: A -> B) -> ():\n    <- ?[1]\n");
  for (size_t size = 0; size <= text.size(); ++size)
    ASSERT_NO_FATAL_FAILURE(expectGood(text.substr(0, size)));
}

} // namespace
} // namespace aqua::syntax
