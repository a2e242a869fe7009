// The golden tests: one registered test for each Aqua file below this folder (README.md).

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include "EditorCheck.h"
#include "FixCheck.h"
#include "FormatCheck.h"
#include "GoldenFile.h"
#include "Mutations.h"
#include "Pages.h"

namespace aqua::golden {
namespace {

std::optional<std::string> readFile(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) return std::nullopt;
  return (*buffer)->getBuffer().str();
}

/// Leaves a file alone that is as it should be.
void writeFile(const std::string& path, const std::string& text) {
  if (readFile(path) == text) return;
  std::error_code error;
  llvm::raw_fd_ostream out(path, error);
  ASSERT_FALSE(error) << path << ": " << error.message();
  out << text;
}

std::string describeAll(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings)
    text += describe(finding) + "\n";
  return text;
}

/// Some stages have diagnostics only.
bool hasPrint(const GoldenFile& golden) {
  return golden.stage != "check" && golden.stage != "lint" && golden.stage != "syntax";
}

/// Several findings of a line may be written in any order.
void sortFindings(std::vector<Finding>& findings) {
  const auto key = [](const Finding& f) {
    return std::tuple(f.file, f.begin.line, f.begin.column, f.code, f.message);
  };
  std::sort(findings.begin(), findings.end(),
            [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

class GoldenTest : public testing::Test {
public:
  GoldenTest(std::string path, bool update) : path_(std::move(path)), update_(update) {}

  void TestBody() override {
    const auto text = readFile(path_);
    ASSERT_TRUE(text) << path_;
    if (update_)
      update(*text);
    else
      check(*text);
  }

private:
  void check(const std::string& text) {
    GoldenFile golden = parse(text);
    ASSERT_FALSE(golden.stage.empty()) << "the first line must be `-- RUN: --emit=STAGE`";
    StageResult result = runStage(golden.stage, golden.options, golden.files);
    ASSERT_TRUE(result.isKnownStage) << golden.stage;
    EXPECT_EQ(complainOfFixes(golden, result), "");
    EXPECT_EQ(complainOfFormat(golden), "");
    EXPECT_EQ(complainOfEditor(golden), "");
    if (isMistake()) {
      EXPECT_EQ(result.findings.size(), 1U) << "a mistake has one diagnostic";
    }
    sortFindings(golden.expected);
    sortFindings(result.findings);
    EXPECT_EQ(describeAll(golden.expected), describeAll(result.findings))
        << "expected and found diagnostics differ";
    if (!hasPrint(golden)) return;
    const auto expected = readFile(printPath(golden));
    ASSERT_TRUE(expected) << printPath(golden) << " is missing: run tools/dev/update-golden";
    EXPECT_EQ(*expected, result.print);
  }

  /// The comments are part of the program: they move lines, so ranges and prints are those of a
  /// second run.
  void update(const std::string& text) {
    const std::string bare = withoutExpectations(text);
    const GoldenFile before = parse(bare);
    ASSERT_FALSE(before.stage.empty()) << "the first line must be `-- RUN: --emit=STAGE`";
    std::vector<PlacedFinding> placed;
    for (const Finding& one : runStage(before.stage, before.options, before.files).findings)
      placed.push_back({one.file, one.begin.line, one});
    const GoldenFile after = parse(withExpectations(bare, placed));
    const StageResult result = runStage(after.stage, after.options, after.files);
    ASSERT_EQ(result.findings.size(), placed.size()) << "the comments change the diagnostics";
    for (size_t i = 0; i < placed.size(); ++i)
      placed[i].finding = result.findings[i];
    const std::string annotated = withExpectations(bare, placed);
    writeFile(path_, annotated);
    if (hasPrint(after)) writeFile(printPath(after), result.print);
    check(annotated);
  }

  [[nodiscard]] GoldenFile parse(const std::string& text) const {
    return parseGoldenFile(llvm::sys::path::filename(path_), text);
  }

  /// The programs of `mistakes` hold one mistake each.
  [[nodiscard]] bool isMistake() const {
    const llvm::StringRef folder = llvm::sys::path::parent_path(path_);
    return llvm::sys::path::filename(folder) == "mistakes";
  }

  [[nodiscard]] std::string printPath(const GoldenFile& golden) const {
    return llvm::StringRef(path_).drop_back(4).str() + golden.stage + ".golden";
  }

  std::string path_;
  bool update_;
};

/// All Aqua files but those of the command line tests, in the order of their paths.
std::vector<std::string> findTests() {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(AQUA_GOLDEN_DIR, error), end;
       at != end && !error; at.increment(error)) {
    if (llvm::sys::path::filename(at->path()) == "cli") at.no_push();
    if (llvm::sys::path::extension(at->path()) == ".aqua") paths.push_back(at->path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

void registerTests() {
  const bool update = std::getenv("AQUA_UPDATE_GOLDEN") != nullptr;
  for (const std::string& path : findTests()) {
    const std::string folder = llvm::sys::path::filename(llvm::sys::path::parent_path(path)).str();
    std::string name = llvm::sys::path::stem(path).str();
    // In a filter of GoogleTest a dash begins what is left out, so ctest could not name the test.
    std::replace(name.begin(), name.end(), '-', '_');
    testing::RegisterTest(folder.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new GoldenTest(path, update); });
  }
}

} // namespace
} // namespace aqua::golden

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  aqua::golden::registerTests();
  aqua::golden::registerPageTests();
  aqua::golden::registerMutationTest();
  const int result = RUN_ALL_TESTS();
  // A filter that matches nothing is a mistake, not a success.
  return testing::UnitTest::GetInstance()->test_to_run_count() > 0 ? result : 1;
}
