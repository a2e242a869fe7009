#include "support/Diagnostics.h"

#include <set>

#include "gtest/gtest.h"

namespace aqua::support {
namespace {

TEST(Diagnostics, CodesAndNamesAreUnique) {
  std::set<std::string_view> seen;
  for (const DiagInfo& info : allDiagnostics()) {
    EXPECT_TRUE(seen.insert(info.code).second) << info.code;
    EXPECT_TRUE(seen.insert(info.name).second) << info.name;
    EXPECT_EQ(info.code.size(), 5u);
    EXPECT_EQ(info.code[0] == 'E', info.severity == Severity::Error) << info.code;
  }
}

TEST(Diagnostics, ArgumentsMayHoldBraces) {
  DiagnosticSink sink;
  sink.report(diag::FileUnreadable, {}, "{1}", "x {0}");
  EXPECT_EQ(sink.all().front().message, "cannot read `{1}`: x {0}");
}

TEST(Diagnostics, AreSortedByPositionWithoutRepetitions) {
  DiagnosticSink sink;
  sink.report(diag::FileNotFound, {FileId{1}, {9, 10}}, "b");
  sink.report(diag::FileNotFound, {FileId{1}, {2, 3}}, "a");
  sink.report(diag::FileNotFound, {FileId{1}, {9, 10}}, "b");
  sink.sort();
  ASSERT_EQ(sink.all().size(), 2u);
  EXPECT_EQ(sink.all()[0].message, "file not found: `a`");
  EXPECT_EQ(sink.errorCount(), 2u);
}

} // namespace
} // namespace aqua::support
