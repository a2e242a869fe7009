// The rows of spec/06 as data: builtins of both profiles with their results and texts of errors.

#include "llvm/Support/MemoryBuffer.h"

#include "BuiltinFixture.h"

namespace aqua::host {
namespace {

/// One row for one profile.
class Vectors : public BuiltinTest {
public:
  explicit Vectors(Profile profile) : BuiltinTest(profile) {}
  void TestBody() override {}

  /// Like the right side of a row, with values in our form.
  std::string answerTo(llvm::StringRef name, llvm::StringRef arguments) {
    std::string answer = call(name, arguments);
    const llvm::StringRef text = answer;
    if (!text.starts_with("error ")) return answer;
    return "error " + value::toJson(value::Value::string(text.drop_front(6)));
  }
};

std::string normalized(llvm::StringRef expected) {
  if (expected == "unknown" || expected.starts_with("error ")) return expected.str();
  return value::toJson(json(expected));
}

TEST(SpecVectors, BuiltinsAnswerAsTheSpecificationSays) {
  const auto file = llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/spec-vectors.txt");
  ASSERT_TRUE(file);
  llvm::SmallVector<llvm::StringRef> rows;
  (*file)->getBuffer().split(rows, '\n', -1, false);
  size_t compared = 0;
  for (const llvm::StringRef row : rows) {
    if (row.starts_with("#")) continue;
    SCOPED_TRACE(row.str());
    const auto [left, expected] = row.split(" => ");
    const auto [profile, call] = left.split(' ');
    const auto [name, arguments] = call.split(' ');
    ASSERT_TRUE(profile == "js" || profile == "nox" || profile == "both");
    for (const auto& [one, word] : {std::pair(Profile::Js, "js"), std::pair(Profile::Nox, "nox")}) {
      if (profile != word && profile != "both") continue;
      EXPECT_EQ(Vectors(one).answerTo(name, arguments), normalized(expected)) << word;
      ++compared;
    }
  }
  EXPECT_GT(compared, 150U);
}

} // namespace
} // namespace aqua::host
