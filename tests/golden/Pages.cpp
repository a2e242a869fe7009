#include "Pages.h"

#include <memory>
#include <optional>
#include <set>

#include "gtest/gtest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "GoldenFile.h"
#include "support/Diagnostics.h"

namespace aqua::golden {
namespace {

using Codes = std::set<std::string>;

std::optional<std::string> textOf(const llvm::Twine& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) return std::nullopt;
  return (*buffer)->getBuffer().str();
}

/// The codes that the expectations of the golden tests name, and those of the command line tests.
struct Reached {
  Codes anywhere;
  Codes byCommands;
};

void addExpectedCodes(const std::string& path, Codes& codes) {
  const auto text = textOf(path);
  if (!text) return;
  for (const Finding& finding : parseGoldenFile(llvm::sys::path::filename(path), *text).expected)
    codes.insert(finding.code);
}

/// `error[E0001]: …` in what a command prints.
void addPrintedCodes(const std::string& path, Codes& codes) {
  const auto text = textOf(path);
  if (!text) return;
  llvm::StringRef rest = *text;
  constexpr size_t length = 5;
  for (size_t at = rest.find('['); at != llvm::StringRef::npos; at = rest.find('[')) {
    rest = rest.drop_front(at + 1);
    if (rest.size() > length && rest[length] == ']') codes.insert(rest.take_front(length).str());
  }
}

Reached findReached() {
  Reached reached;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(AQUA_GOLDEN_DIR, error), end;
       at != end && !error; at.increment(error)) {
    if (llvm::sys::path::extension(at->path()) == ".aqua")
      addExpectedCodes(at->path(), reached.anywhere);
    if (llvm::sys::path::filename(at->path()) == "expected")
      addPrintedCodes(at->path(), reached.byCommands);
  }
  reached.anywhere.insert(reached.byCommands.begin(), reached.byCommands.end());
  return reached;
}

/// The contents of the fenced blocks of a language.
llvm::SmallVector<std::string> fencedBlocks(llvm::StringRef page, llvm::StringRef language) {
  llvm::SmallVector<std::string> blocks;
  const std::string fence = "```" + language.str() + "\n";
  for (size_t at = page.find(fence); at != llvm::StringRef::npos; at = page.find(fence)) {
    const auto [block, rest] = page.drop_front(at + fence.size()).split("```");
    blocks.push_back(block.str());
    page = rest;
  }
  return blocks;
}

/// The problems of an example.
Codes exampleCodes(llvm::StringRef example) {
  Codes codes;
  const GoldenFile golden = parseGoldenFile("main.aqua", example);
  for (const Finding& finding : runStage("check", {}, golden.files).findings)
    codes.insert(finding.code);
  return codes;
}

/// Defects of ours, which no program is known to reach: tests/unit/driver has their tests.
bool isUnreachable(llvm::StringRef code) {
  return code == "E0701" || code == "W0602";
}

std::string pagePath(llvm::StringRef code) {
  return AQUA_DIAGNOSTICS_DIR "/" + code.str() + ".md";
}

class PageTest : public testing::Test {
public:
  PageTest(std::string code, std::shared_ptr<const Reached> reached)
      : code_(std::move(code)), reached_(std::move(reached)) {}

  void TestBody() override {
    const auto page = textOf(pagePath(code_));
    ASSERT_TRUE(page) << "write the page docs/diagnostics/" << code_ << ".md";
    EXPECT_TRUE(llvm::StringRef(*page).starts_with("# " + code_ + ": ")) << "the title is missing";
    const auto examples = fencedBlocks(*page, "aqua");
    if (examples.empty())
      checkCommand(*page);
    else
      checkExamples(examples);
    EXPECT_NE(reached_->anywhere.contains(code_), isUnreachable(code_))
        << "no golden test reaches " << code_;
    checkLinks(*page);
  }

private:
  void checkExamples(llvm::ArrayRef<std::string> examples) const {
    ASSERT_EQ(examples.size(), 2U) << "a page has a wrong and a right example";
    EXPECT_EQ(exampleCodes(examples[0]), Codes{code_}) << "the wrong example";
    EXPECT_EQ(exampleCodes(examples[1]), Codes{}) << "the right example";
  }

  void checkCommand(llvm::StringRef page) const {
    ASSERT_EQ(fencedBlocks(page, "console").size(), 1U) << "a page has examples or a command";
    EXPECT_NE(reached_->byCommands.contains(code_), isUnreachable(code_)) << "no command line test reaches " << code_;
  }

  static void checkLinks(llvm::StringRef page) {
    for (size_t at = page.find("]("); at != llvm::StringRef::npos; at = page.find("](")) {
      const auto [link, rest] = page.drop_front(at + 2).split(')');
      EXPECT_TRUE(llvm::sys::fs::exists(AQUA_DIAGNOSTICS_DIR "/" + link.str())) << link.str();
      page = rest;
    }
  }

  std::string code_;
  std::shared_ptr<const Reached> reached_;
};

/// A page that remained when its diagnostic went.
class FolderTest : public testing::Test {
public:
  void TestBody() override {
    std::error_code error;
    for (llvm::sys::fs::directory_iterator at(AQUA_DIAGNOSTICS_DIR, error), end;
         at != end && !error; at.increment(error)) {
      const std::string stem = llvm::sys::path::stem(at->path()).str();
      const bool isKnown = llvm::any_of(support::allDiagnostics(),
                                        [&](const auto& info) { return info.code == stem; });
      EXPECT_TRUE(isKnown || stem == "README") << "there is no diagnostic " << stem;
    }
  }
};

} // namespace

void registerPageTests() {
  const auto reached = std::make_shared<const Reached>(findReached());
  for (const support::DiagInfo& info : support::allDiagnostics()) {
    const std::string code(info.code);
    testing::RegisterTest("pages", code.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new PageTest(code, reached); });
  }
  testing::RegisterTest("pages", "belong_to_diagnostics", nullptr, nullptr, __FILE__, __LINE__,
                        []() -> testing::Test* { return new FolderTest; });
}

} // namespace aqua::golden
