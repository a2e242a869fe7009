// Compares our verdict on each program with the recorded ones. A difference from the reference must
// name the entry of docs/compatibility.md that explains it.

#include <algorithm>
#include <cstdlib>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include "CaseFile.h"

namespace aqua::acceptance {
namespace {

std::string readFile(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(buffer) << path;
  return buffer ? (*buffer)->getBuffer().str() : "";
}

/// What ours says: "accepts" or "rejects", and the codes of the diagnostics by position.
std::string verdictOf(const Case& one) {
  const golden::StageResult result = golden::runStage("check", {}, one.files);
  std::string codes;
  bool isRejected = false;
  for (const golden::Finding& finding : result.findings) {
    codes += " " + finding.code;
    isRejected |= finding.severity == "error";
  }
  return (isRejected ? "rejects" : "accepts") + codes;
}

/// Whether the table has a row that starts with the entry.
bool isExplained(llvm::StringRef table, const std::string& entry) {
  return table.contains("\n| " + entry + " |");
}

void check(const Case& one, llvm::StringRef table) {
  SCOPED_TRACE(one.name);
  EXPECT_FALSE(one.reference.empty()) << "run record.mjs";
  EXPECT_EQ(one.ours, verdictOf(one));
  const bool differs = isAccepted(one.reference) != isAccepted(one.ours);
  EXPECT_EQ(differs, !one.differs.empty())
      << "the reference " << one.reference << ", ours " << one.ours;
  EXPECT_TRUE(one.differs.empty() || isExplained(table, one.differs)) << one.differs;
}

class AcceptanceTest : public testing::Test {
public:
  explicit AcceptanceTest(std::string path) : path_(std::move(path)) {}

  void TestBody() override {
    const std::string text = readFile(path_);
    const std::string table = readFile(AQUA_COMPATIBILITY_TABLE);
    const std::string prelude = readFile(AQUA_ACCEPTANCE_DIR "/prelude.aqua");
    if (std::getenv("AQUA_UPDATE_GOLDEN") != nullptr) {
      update(text, prelude);
      return;
    }
    for (const Case& one : parseCases(text, prelude))
      check(one, table);
  }

private:
  void update(const std::string& text, const std::string& prelude) {
    std::vector<std::string> verdicts;
    for (const Case& one : parseCases(text, prelude))
      verdicts.push_back(verdictOf(one));
    std::error_code error;
    llvm::raw_fd_ostream out(path_, error);
    ASSERT_FALSE(error) << error.message();
    out << withVerdicts(text, verdicts);
  }

  std::string path_;
};

void registerTests() {
  std::vector<std::string> paths;
  std::error_code error;
  const std::string folder = AQUA_ACCEPTANCE_DIR "/programs";
  for (llvm::sys::fs::directory_iterator at(folder, error), end; at != end && !error;
       at.increment(error))
    paths.push_back(at->path());
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths)
    testing::RegisterTest("acceptance", llvm::sys::path::stem(path).str().c_str(), nullptr, nullptr,
                          __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new AcceptanceTest(path); });
}

} // namespace
} // namespace aqua::acceptance

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  aqua::acceptance::registerTests();
  return RUN_ALL_TESTS();
}
