#include "driver/CallExpression.h"

#include "llvm/Support/MemoryBuffer.h"

#include "air/Print.h"
#include "gtest/gtest.h"

namespace aqua::driver {
namespace {

constexpr const char* program = R"(aqua M
export join, seen

service Srv("srv"):
  join(a: string, ns: []u32) -> string
  note(a: string)

func join(a: string, ns: []u32) -> string:
  s <- Srv.join(a, ns)
  <- s

func seen(a: string, cb: string -> ()):
  cb(a)
)";

class CallExpression : public testing::Test {
protected:
  CallExpression() {
    static_cast<void>(files_.setCurrentWorkingDirectory("/test"));
    files_.addFile("/test/m.aqua", 0, llvm::MemoryBuffer::getMemBuffer(program));
    compilation_.emplace(std::vector<std::string>{"m.aqua"}, CompileOptions(), files_);
  }

  /// The names of the data, then `|`, then those of the callbacks; or the error.
  std::string resolve(llvm::StringRef text) {
    CallResult result = resolveCall(*compilation_, text);
    if (!result.target) return result.error;
    std::string names;
    for (const hir::Local* local : result.target->data)
      names += local->name.str().str() + " ";
    names += "|";
    for (const hir::Local* local : result.target->callbacks)
      names += " " + local->name.str().str();
    return names;
  }

  llvm::vfs::InMemoryFileSystem files_;
  std::optional<Compilation> compilation_;
};

TEST_F(CallExpression, TakesAName) {
  EXPECT_EQ(resolve("join"), "a ns |");
}

TEST_F(CallExpression, TakesVariablesInOrderOfUse) {
  EXPECT_EQ(resolve(" join(where, list) "), "where list |");
  EXPECT_EQ(resolve("join(\n \"x\",\n list)"), "list |");
  EXPECT_EQ(resolve("seen(x, hook)"), "x | hook");
}

TEST_F(CallExpression, CompilesLiteralsIn) {
  const CallResult result = resolveCall(*compilation_, "join(\"x\", [1, 2])");
  ASSERT_TRUE(result.target) << result.error;
  const auto compiled = compilation_->compile(result.target->function);
  ASSERT_TRUE(compiled);
  const std::string text = air::toText(compiled->air.script);
  EXPECT_NE(text.find("(\"srv\" \"join\") [\"x\" #"), std::string::npos) << text;
  EXPECT_EQ(text.find("\"getDataSrv\" \"a\""), std::string::npos) << text;
}

TEST_F(CallExpression, SaysWhatIsWrong) {
  EXPECT_EQ(resolve("nope(1)"),
            "there is no exported function `nope`: exported are `join`, `seen`");
  EXPECT_EQ(resolve("join(1)"), "`join` takes 2 arguments, the call has 1");
  EXPECT_EQ(resolve("join(1, [])"),
            "argument 1 of `join` must be of type `string`, not `unsigned literal`");
  EXPECT_EQ(resolve("join(join(a, b), [])"), "function calls as arguments are not supported");
  EXPECT_EQ(resolve("join(\"a\", [x])"),
            "array elements of the call can only be numbers, strings or booleans");
}

} // namespace
} // namespace aqua::driver
