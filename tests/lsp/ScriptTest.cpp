// Every tests/lsp/scripts/<name>.lsp is one test.

#include <algorithm>
#include <cstdlib>

#include "gtest/gtest.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "Script.h"

namespace aqua::lsp_test {
namespace {

class ScriptTest : public testing::Test {
public:
  ScriptTest(std::string path, bool update) : path_(std::move(path)), update_(update) {}

  void TestBody() override {
    const auto buffer = llvm::MemoryBuffer::getFile(path_);
    ASSERT_TRUE(static_cast<bool>(buffer)) << path_;
    const Script script = parseScript((*buffer)->getBuffer().str());
    const std::string played = play(script);
    if (!update_) {
      EXPECT_EQ(script.conversation, played);
      return;
    }
    std::error_code error;
    llvm::raw_fd_ostream out(path_, error);
    ASSERT_FALSE(error) << error.message();
    out << script.head << played;
  }

private:
  const std::string path_;
  const bool update_;
};

void registerTests() {
  const bool update = std::getenv("AQUA_UPDATE_GOLDEN") != nullptr;
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(AQUA_LSP_SCRIPTS, error), end;
       !error && entry != end; entry.increment(error))
    if (llvm::sys::path::extension(entry->path()) == ".lsp") paths.push_back(entry->path());
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    std::string name = llvm::sys::path::stem(path).str();
    // In a filter of GoogleTest a dash begins what is left out.
    std::replace(name.begin(), name.end(), '-', '_');
    testing::RegisterTest("scripts", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new ScriptTest(path, update); });
  }
}

} // namespace
} // namespace aqua::lsp_test

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  aqua::lsp_test::registerTests();
  return RUN_ALL_TESTS();
}
