#include "Pages.h"

#include <algorithm>
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
#include "lint/Rule.h"
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

/// A folder of pages, and the stage that finds what its wrong examples show.
struct Folder {
  const char* name = nullptr; // below docs
  const char* stage = nullptr;

  [[nodiscard]] std::string path(llvm::StringRef file) const {
    return std::string(AQUA_DOCS_DIR "/") + name + "/" + file.str();
  }
};

constexpr Folder diagnosticsFolder = {"diagnostics", "check"};
constexpr Folder rulesFolder = {"lint", "lint"};

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
Codes exampleCodes(llvm::StringRef stage, llvm::StringRef example) {
  Codes codes;
  const GoldenFile golden = parseGoldenFile("main.aqua", example);
  for (const Finding& finding : runStage(stage, {}, golden.files).findings)
    codes.insert(finding.code);
  return codes;
}

/// Defects of ours, which no program is known to reach, and what only editors are told:
/// tests/unit/driver has their tests.
bool isUnreachable(llvm::StringRef code) {
  return code == "E0702" || code == "W0602" || code == "I0001";
}

class PageTest : public testing::Test {
public:
  PageTest(Folder folder, std::string code, std::shared_ptr<const Reached> reached)
      : folder_(folder), code_(std::move(code)), reached_(std::move(reached)) {}

  void TestBody() override {
    const auto page = textOf(folder_.path(code_ + ".md"));
    ASSERT_TRUE(page) << "write the page docs/" << folder_.name << "/" << code_ << ".md";
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
    EXPECT_EQ(exampleCodes(folder_.stage, examples[0]), Codes{code_}) << "the wrong example";
    EXPECT_EQ(exampleCodes(folder_.stage, examples[1]), Codes{}) << "the right example";
  }

  void checkCommand(llvm::StringRef page) const {
    ASSERT_EQ(fencedBlocks(page, "console").size(), 1U) << "a page has examples or a command";
    EXPECT_NE(reached_->byCommands.contains(code_), isUnreachable(code_))
        << "no command line test reaches " << code_;
  }

  void checkLinks(llvm::StringRef page) const {
    for (size_t at = page.find("]("); at != llvm::StringRef::npos; at = page.find("](")) {
      const auto [link, rest] = page.drop_front(at + 2).split(')');
      EXPECT_TRUE(llvm::sys::fs::exists(folder_.path(link))) << link.str();
      page = rest;
    }
  }

  Folder folder_;
  std::string code_;
  std::shared_ptr<const Reached> reached_;
};

/// A page that remained when its diagnostic or its rule went.
class FolderTest : public testing::Test {
public:
  FolderTest(Folder folder, Codes codes) : folder_(folder), codes_(std::move(codes)) {}

  void TestBody() override {
    std::error_code error;
    for (llvm::sys::fs::directory_iterator at(folder_.path(""), error), end; at != end && !error;
         at.increment(error)) {
      const std::string stem = llvm::sys::path::stem(at->path()).str();
      EXPECT_TRUE(codes_.contains(stem) || stem == "README") << "nothing is called " << stem;
    }
  }

private:
  Folder folder_;
  Codes codes_;
};

void registerFolder(Folder folder, const Codes& codes, const char* belonging,
                    const std::shared_ptr<const Reached>& reached) {
  for (const std::string& code : codes) {
    std::string name = code; // without dashes, as in Golden.cpp
    std::replace(name.begin(), name.end(), '-', '_');
    testing::RegisterTest("pages", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [=]() -> testing::Test* { return new PageTest(folder, code, reached); });
  }
  testing::RegisterTest("pages", belonging, nullptr, nullptr, __FILE__, __LINE__,
                        [=]() -> testing::Test* { return new FolderTest(folder, codes); });
}

} // namespace

void registerPageTests() {
  const auto reached = std::make_shared<const Reached>(findReached());
  Codes codes;
  for (const support::DiagInfo& info : support::allDiagnostics())
    codes.insert(std::string(info.code));
  registerFolder(diagnosticsFolder, codes, "belong_to_diagnostics", reached);
  Codes rules;
  for (const lint::RuleInfo& rule : lint::allRules())
    rules.insert(std::string(rule.info.code));
  registerFolder(rulesFolder, rules, "belong_to_rules", reached);
}

} // namespace aqua::golden
