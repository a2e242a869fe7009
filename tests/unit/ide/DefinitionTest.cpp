#include "ide/Definition.h"

#include "llvm/Support/MemoryBuffer.h"

#include "driver/Workspace.h"
#include "gtest/gtest.h"

namespace aqua::ide {
namespace {

constexpr const char* library = "aqua Lib declares f\n\nfunc f() -> u32:\n  <- 1\n";
constexpr const char* program =
    "aqua Main\n\nimport f as g from \"lib.aqua\"\n\nfunc main() -> u32:\n  x <- g()\n  <- x\n";

class Definition : public testing::Test {
protected:
  Definition() {
    files_->addFile("/ws/lib.aqua", 0, llvm::MemoryBuffer::getMemBuffer(library));
    files_->addFile("/ws/main.aqua", 0, llvm::MemoryBuffer::getMemBuffer(program));
  }

  /// Where the name at the first place of `text` in the program leads: path and offset.
  std::string target(llvm::StringRef text) {
    const Snapshot& snapshot = workspace_.snapshot();
    const Module* module = snapshot.module(llvm::StringRef("/ws/main.aqua"));
    const auto offset = static_cast<uint32_t>(snapshot.source(*module).text().find(text));
    const std::vector<Target> targets = definitions(snapshot, {module, offset});
    if (targets.size() != 1) return "none";
    const Module* there = snapshot.module(targets[0].loc.file);
    return there->path + ":" + std::to_string(targets[0].loc.range.begin);
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> files_ =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  driver::Workspace workspace_{"/ws", {}, files_};
};

TEST_F(Definition, LeadsThroughRenamedImportsToTheFunction) {
  EXPECT_EQ(target("g()"), "/ws/lib.aqua:26");
}

TEST_F(Definition, OfAnImportPathIsTheFile) {
  EXPECT_EQ(target("lib.aqua"), "/ws/lib.aqua:0");
}

TEST_F(Definition, FollowsTheBufferInsteadOfTheFile) {
  static_cast<void>(workspace_.snapshot());
  workspace_.setBuffer("/ws/lib.aqua", std::string("-- moved\n") + library);
  EXPECT_EQ(target("g()"), "/ws/lib.aqua:35");
  workspace_.dropBuffer("/ws/lib.aqua");
  EXPECT_EQ(target("g()"), "/ws/lib.aqua:26");
}

TEST_F(Definition, OfAKeywordIsNothing) {
  EXPECT_EQ(target("func main"), "none");
}

} // namespace
} // namespace aqua::ide
