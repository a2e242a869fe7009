#include <gtest/gtest.h>

#include "value/Value.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace aqua::value;

namespace {

std::string fieldText(const Value& row, llvm::StringRef key) {
  const Value* field = row.field(key);
  return field ? field->asString().str() : "";
}

} // namespace

// The table holds answers of the real VM (tests/conformance/verdicts/json-verdicts.mjs).
TEST(ParseJson, GivesTheValueOrTheErrorTextOfAquaVm) {
  const auto file = llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/json-verdicts.jsonl");
  ASSERT_TRUE(file);
  llvm::SmallVector<llvm::StringRef> rows;
  (*file)->getBuffer().split(rows, '\n', -1, false);
  ASSERT_GT(rows.size(), 500U);
  for (const llvm::StringRef rowText : rows) {
    const ReadResult row = parseJson(rowText);
    ASSERT_TRUE(row.ok) << rowText.str();
    const std::string text = fieldText(row.value, "text");
    const ReadResult result = parseJson(text);
    if (result.ok)
      EXPECT_EQ(toJson(result.value), fieldText(row.value, "value")) << text;
    else
      EXPECT_EQ(aquaVmErrorText(text, result.error), fieldText(row.value, "error")) << text;
  }
}

TEST(ParseJson, AnExactFloatIsTheNearestNumber) {
  const auto read = [](Floats floats) {
    return toJson(parseJson("31.245270191439438", floats).value);
  };
  EXPECT_EQ(read(Floats::AsAquaVm), "31.24527019143944");
  EXPECT_EQ(read(Floats::Exact), "31.245270191439438");
  EXPECT_FALSE(parseJson("1e400", Floats::Exact).ok);
}

TEST(ParseJson, AnErrorPointsAtTheOffendingByte) {
  EXPECT_EQ(parseJson("[1 2]").error.offset, 3U);
  EXPECT_EQ(parseJson("[1").error.offset, 2U);
  EXPECT_EQ(parseJson("\"ab\\x\"").error.offset, 4U);
}

TEST(ParseJson, IllegalUtf8IsAnError) {
  EXPECT_EQ(parseJson("\"a\xC3\"").error.offset, 2U);
  EXPECT_FALSE(parseJson("\"\xED\xA0\x80\"").ok);
  EXPECT_FALSE(parseJson("\"\xF8\"").ok);
  EXPECT_FALSE(parseJson("\"\xE2\x82").ok);
}
