#include "air/AstJson.h"

#include <gtest/gtest.h>

#include "air/Parse.h"
#include "value/Value.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace aqua;

namespace {

std::string ast(llvm::StringRef text, air::JsonLayout layout = air::JsonLayout::Compact) {
  const air::ParseResult parsed = air::parseScript(text);
  if (!parsed.script) return air::errorText(text, parsed.errors);
  std::string json;
  llvm::raw_string_ostream out(json);
  air::printAst(*parsed.script, text, out, layout);
  return json;
}

} // namespace

// The table holds what the real VM prints (tests/conformance/verdicts/air-asts.mjs).
TEST(Ast, IsTheTextOfAquaVm) {
  const auto file = llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/asts.jsonl");
  ASSERT_TRUE(file);
  llvm::SmallVector<llvm::StringRef> rows;
  (*file)->getBuffer().split(rows, '\n', -1, false);
  ASSERT_GT(rows.size(), 40U);
  for (const llvm::StringRef text : rows) {
    const value::ReadResult row = value::parseJson(text);
    ASSERT_TRUE(row.ok) << text.str();
    const llvm::StringRef script = row.value.field("script")->asString();
    EXPECT_EQ(ast(script), row.value.field("ast")->asString().str() + "\n") << script.str();
  }
}

TEST(Ast, CountsCommentsAndBytesInPositions) {
  EXPECT_EQ(ast("; é\n(ap \"é\" x)"),
            R"({"Ap":{"argument":{"Literal":"é"},"result":{"Scalar":{"name":"x","position":14}}}})"
            "\n");
}

TEST(Ast, MayHaveLineBreaks) {
  EXPECT_EQ(ast("(seq (null) (never))", air::JsonLayout::Indented),
            "{\n  \"Seq\": [\n    {\n      \"Null\": null\n    },\n    {\n      \"Never\": null\n"
            "    }\n  ]\n}\n");
}

TEST(Ast, OfADeepScriptNeedsNoDeepStack) {
  constexpr size_t depth = 9999;
  std::string text;
  for (size_t i = 0; i < depth; ++i)
    text += "(new $s ";
  text += "(null)" + std::string(depth, ')');
  const std::string json = ast(text);
  EXPECT_TRUE(llvm::StringRef(json).starts_with("{\"New\":")) << json.substr(0, 200);
  EXPECT_TRUE(llvm::StringRef(json).contains("\"span\":{\"left\":0,\"right\":"));
}
