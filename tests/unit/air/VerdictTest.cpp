#include <gtest/gtest.h>

#include <algorithm>

#include "air/Parse.h"
#include "air/Print.h"
#include "value/Value.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace aqua;

namespace {

/// The messages of the validator, each once, sorted; of a syntax error, nothing.
std::vector<std::string> reports(const air::ParseResult& result) {
  std::vector<std::string> messages;
  for (const air::ScriptError& error : result.errors)
    messages.push_back(error.message);
  std::sort(messages.begin(), messages.end());
  messages.erase(std::unique(messages.begin(), messages.end()), messages.end());
  return messages;
}

bool isReport(llvm::StringRef message) {
  return message.ends_with("wasn't defined") || message.ends_with("prohibited") ||
         message.ends_with("iterator") || message.starts_with("multiple") ||
         message.ends_with("unsupported") || message.ends_with("after next");
}

void checkRow(const value::Value& row) {
  const llvm::StringRef text = row.field("text")->asString();
  SCOPED_TRACE(text.str());
  const air::ParseResult result = air::parseScript(text);
  const value::Value* printed = row.field("printed");
  ASSERT_EQ(result.script.has_value(), printed != nullptr) << air::errorText(text, result.errors);
  if (printed) {
    if (printed->isString()) {
      EXPECT_EQ(air::toText(*result.script), printed->asString().str() + "\n");
    }
    return;
  }
  std::vector<std::string> expected;
  for (const value::Value& error : row.field("errors")->items())
    expected.push_back(error.asString().str());
  if (isReport(expected.front())) {
    EXPECT_EQ(reports(result), expected);
  }
}

} // namespace

// The table holds the answers of the real parser (tests/conformance/verdicts/air-verdicts.mjs).
TEST(ParseScript, AcceptsWhatAquaVmAcceptsWithTheSameTree) {
  const auto file = llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/verdicts.jsonl");
  ASSERT_TRUE(file);
  llvm::SmallVector<llvm::StringRef> rows;
  (*file)->getBuffer().split(rows, '\n', -1, false);
  ASSERT_GT(rows.size(), 1000U);
  for (const llvm::StringRef rowText : rows) {
    const value::ReadResult row = value::parseJson(rowText);
    ASSERT_TRUE(row.ok) << rowText.str();
    checkRow(row.value);
  }
}
