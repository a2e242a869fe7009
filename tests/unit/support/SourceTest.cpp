#include "support/Source.h"

#include "gtest/gtest.h"

namespace aqua::support {
namespace {

TEST(SourceFile, CountsColumnsInCodePoints) {
  const SourceFile file("a.aqua", "ab\n\"\xC3\xA4\xE2\x8A\xA4\" x\r\nlast");
  EXPECT_EQ(file.lineColumn(0), (LineColumn{1, 1}));
  EXPECT_EQ(file.lineColumn(2), (LineColumn{1, 3}));
  EXPECT_EQ(file.lineColumn(10), (LineColumn{2, 5}));
  EXPECT_EQ(file.lineColumn(9999), (LineColumn{3, 5}));
}

TEST(SourceFile, GivesLinesWithoutTheirEnds) {
  const SourceFile file("a.aqua", "one\r\ntwo\n");
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "");
  EXPECT_EQ(file.lineCount(), 3u);
}

} // namespace
} // namespace aqua::support
