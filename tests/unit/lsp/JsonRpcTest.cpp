#include "lsp/JsonRpc.h"

#include "gtest/gtest.h"

#include "protocol/Diagnostics.h"

namespace aqua::lsp {
namespace {

std::string text(const llvm::json::Value& value) {
  std::string result;
  llvm::raw_string_ostream(result) << value;
  return result;
}

/// What is wrong with a value for a type, or its text after reading and writing.
template <typename T>
std::string roundTrip(llvm::StringRef json) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(json);
  if (!value) return llvm::toString(value.takeError());
  T read;
  llvm::json::Path::Root root("params");
  if (!readJson(*value, read, root)) return llvm::toString(root.getError());
  return text(writeJson(read));
}

TEST(Json, StructsComeBack) {
  const char* json = R"({"message":"m","range":{"end":{"character":4,"line":3},)"
                     R"("start":{"character":2,"line":1}},"severity":2,"tags":[1,2]})";
  EXPECT_EQ(roundTrip<Diagnostic>(json), json);
}

TEST(Json, MistakesSayWhereTheyAre) {
  EXPECT_EQ(roundTrip<Range>(R"({"start":{"line":1,"character":2},"end":{"line":-1}})"),
            "expected unsigned integer at params.end.line");
  EXPECT_EQ(roundTrip<Range>(R"({"start":{"line":1,"character":2}})"),
            "missing value at params.end");
  EXPECT_EQ(roundTrip<std::vector<Position>>(R"([{"line":1,"character":1},7])"),
            "expected object at params[1]");
  EXPECT_EQ(roundTrip<Position>(R"({"line":4294967296,"character":1})"),
            "expected unsigned integer at params.line");
  EXPECT_EQ(roundTrip<PositionEncoding>("\"latin1\""), "unknown value when parsing params");
}

TEST(JsonRpc, MessagesAreToldApart) {
  const auto kind = [](llvm::StringRef json) { return parseMessage(json).index(); };
  EXPECT_EQ(kind(R"({"jsonrpc":"2.0","id":1,"method":"m"})"), 0U);
  EXPECT_EQ(kind(R"({"jsonrpc":"2.0","method":"m"})"), 1U);
  EXPECT_EQ(kind(R"({"jsonrpc":"2.0","id":null,"method":"m"})"), 1U);
  EXPECT_EQ(kind(R"({"jsonrpc":"2.0","id":"1","result":null})"), 2U);
  EXPECT_EQ(kind(R"({"jsonrpc":"2.0","id":1})"), 3U);
}

TEST(JsonRpc, DeepNestingIsNotParsed) {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  const Incoming message = parseMessage(deep);
  ASSERT_TRUE(std::holds_alternative<Malformed>(message));
  EXPECT_EQ(std::get<Malformed>(message).error.code, ErrorCode::ParseError);
  EXPECT_TRUE(std::holds_alternative<Notification>(
      parseMessage(R"({"jsonrpc":"2.0","method":"m","params":["[[\"[[["]})")));
}

} // namespace
} // namespace aqua::lsp
