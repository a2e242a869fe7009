// What an edit costs, and what counts when: counters of work, buffers and files, limits, memory.

#include "driver/Workspace.h"

#include "gtest/gtest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua::driver {
namespace {

constexpr const char* base = "aqua Base declares *\n\n"
                             "data State:\n  size: u32\n\n"
                             "func fill(out: *u32, n: u32):\n  out <<- n\n\n"
                             "func first(x: u32) -> u32:\n  y = x + 1\n  <- y\n";
constexpr const char* middle = "aqua Middle declares *\nimport \"base.aqua\"\n\n"
                               "func second(s: State) -> u32:\n  z <- first(s.size)\n  <- z\n";
constexpr const char* top = "aqua Top\nimport \"middle.aqua\"\nexport main\n\n"
                            "func main(s: State) -> u32:\n  a <- second(s)\n  <- a\n\n"
                            "func other(n: u32) -> u32:\n  out: *u32\n  fill(out, n)\n  <- out!\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class Workspaces : public testing::Test {
protected:
  Workspaces() {
    file("base.aqua", base);
    file("middle.aqua", middle);
    file("top.aqua", top);
  }
  void file(const std::string& name, const std::string& text) {
    files_->addFile("/ws/" + name, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  }
  void set(const std::string& name, const std::string& text) {
    workspace_.setBuffer("/ws/" + name, text);
  }
  /// Modules parsed and checked and bodies checked by the next snapshot.
  std::string cost() {
    const WorkDone before = workspace_.workDone();
    static_cast<void>(workspace_.snapshot());
    const WorkDone& after = workspace_.workDone();
    return std::to_string(after.modulesParsed - before.modulesParsed) + " parsed, " +
           std::to_string(after.modulesChecked - before.modulesChecked) + " checked, " +
           std::to_string(after.bodiesChecked - before.bodiesChecked) + " bodies";
  }
  std::string codes() {
    std::string codes;
    for (const support::Diagnostic& diagnostic : workspace_.snapshot().diagnostics) {
      if (!codes.empty()) codes += ' ';
      codes += diagnostic.info().code;
    }
    return codes;
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> files_ =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Workspace workspace_{"/ws", {}, files_};
};

TEST_F(Workspaces, AnEditInABodyChecksThatBodyOnly) {
  EXPECT_EQ(cost(), "3 parsed, 3 checked, 5 bodies");
  set("base.aqua", replaced(base, "x + 1", "x + 12"));
  EXPECT_EQ(cost(), "1 parsed, 1 checked, 1 bodies");
  EXPECT_EQ(codes(), "");
}

TEST_F(Workspaces, LinesAboveAFunctionMoveItWithoutAnyCheckOfABody) {
  static_cast<void>(cost());
  set("base.aqua", replaced(base, "data State", "-- What it is.\n\ndata State"));
  EXPECT_EQ(cost(), "1 parsed, 1 checked, 0 bodies");
}

TEST_F(Workspaces, AnErrorInABodyIsNotCheckedInImporters) {
  static_cast<void>(cost());
  set("base.aqua", replaced(base, "x + 1", "x + unknown"));
  EXPECT_EQ(cost(), "1 parsed, 1 checked, 1 bodies");
  EXPECT_EQ(codes(), "E0301");
  set("base.aqua", replaced(base, "x + 1", "(x + "));
  EXPECT_EQ(cost(), "1 parsed, 1 checked, 1 bodies");
}

TEST_F(Workspaces, AnEditOfASignatureChecksAllThatMayKnowIt) {
  static_cast<void>(cost());
  set("middle.aqua", replaced(middle, "s: State", "s: u32"));
  EXPECT_EQ(cost(), "1 parsed, 2 checked, 3 bodies");
}

TEST_F(Workspaces, ABodyThatPushesIntoItsStreamIsSeenByCallers) {
  const std::string widened = replaced(replaced(top, "out: *u32", "out: *u8"), "out!", "n");
  file("wide.aqua", widened);
  set("top.aqua", widened);
  const std::string pushing = codes();
  set("base.aqua", replaced(base, "  out <<- n\n", "  m = n\n"));
  EXPECT_NE(codes(), pushing);
  set("base.aqua", base);
  EXPECT_EQ(codes(), pushing);
}

TEST_F(Workspaces, WhatIsNotEditedCostsNothing) {
  static_cast<void>(cost());
  set("base.aqua", base);
  EXPECT_EQ(cost(), "0 parsed, 0 checked, 0 bodies");
  workspace_.dropBuffer("/ws/base.aqua");
  EXPECT_EQ(cost(), "0 parsed, 0 checked, 0 bodies");
  workspace_.filesChanged();
  EXPECT_EQ(cost(), "0 parsed, 0 checked, 0 bodies");
}

TEST_F(Workspaces, FilesAreReadWhenTheyAreSaidToHaveChanged) {
  static_cast<void>(cost());
  file("new.aqua", "aqua New\n\nfunc f():\n  x = unknown\n");
  EXPECT_EQ(codes(), "");
  workspace_.filesChanged();
  EXPECT_EQ(cost(), "1 parsed, 1 checked, 1 bodies");
  EXPECT_EQ(codes(), "E0301");
}

TEST_F(Workspaces, ABufferWithoutAFileCanBeImported) {
  set("top.aqua", replaced(top, "middle.aqua", "unsaved.aqua"));
  EXPECT_NE(codes(), "");
  set("unsaved.aqua", middle);
  EXPECT_EQ(codes(), "");
  workspace_.dropBuffer("/ws/unsaved.aqua");
  EXPECT_NE(codes(), "");
}

TEST_F(Workspaces, FilesKeepTheirNumbers) {
  const auto number = [&] {
    return workspace_.snapshot().module(llvm::StringRef("/ws/top.aqua"))->file;
  };
  const support::FileId before = number();
  set("added.aqua", "aqua Added\n");
  EXPECT_EQ(number(), before);
  set("top.aqua", std::string(top) + "\n-- the end\n");
  EXPECT_EQ(number(), before);
  workspace_.filesChanged();
  EXPECT_EQ(number(), before);
}

TEST_F(Workspaces, SettingsInABufferCount) {
  set("top.aqua", replaced(top, "middle.aqua", "there/middle.aqua"));
  files_->addFile(
      "/elsewhere/there/middle.aqua", 0,
      llvm::MemoryBuffer::getMemBufferCopy(replaced(middle, "base.aqua", "/ws/base.aqua")));
  EXPECT_NE(codes(), "");
  set("aqua.yaml", "imports: [/elsewhere]\n");
  EXPECT_EQ(codes(), "");
  set("aqua.yaml", "nothing: 1\n");
  EXPECT_NE(codes().find("E0012"), std::string::npos) << codes();
}

TEST_F(Workspaces, ProjectsInsideOfTheFolderAreWorkspacesOfTheirOwn) {
  file("inner/aqua.yaml", "constants:\n  EXTRA: 3\n");
  file("inner/deep/in.aqua", "aqua In\n\nfunc f() -> u32:\n  <- EXTRA\n");
  EXPECT_EQ(codes(), "");
  EXPECT_EQ(workspace_.snapshot().module(llvm::StringRef("/ws/inner/deep/in.aqua")), nullptr);
  EXPECT_EQ(projectFolder("/ws/inner/deep/in.aqua", *files_), "/ws/inner");
  EXPECT_EQ(projectFolder("/ws/top.aqua", *files_), "");
  Workspace inner("/ws/inner", {}, files_);
  EXPECT_TRUE(inner.snapshot().diagnostics.empty());
  EXPECT_NE(inner.snapshot().module(llvm::StringRef("/ws/inner/deep/in.aqua")), nullptr);
}

TEST_F(Workspaces, ConstantsOfTheSettingsCheckEverythingAgain) {
  set("top.aqua", replaced(top, "<- a\n", "<- a + EXTRA\n"));
  EXPECT_EQ(codes(), "E0301");
  set("aqua.yaml", "constants:\n  EXTRA: 3\n");
  EXPECT_EQ(codes(), "");
}

TEST_F(Workspaces, AFileThatIsTooLargeIsParsedOnly) {
  Workspace small("/ws", {}, files_, {.linesOfFile = 8});
  std::string codes;
  for (const support::Diagnostic& diagnostic : small.snapshot().diagnostics)
    codes += std::string(diagnostic.info().code) + " ";
  EXPECT_EQ(codes, "I0001 I0001 ");
  EXPECT_EQ(small.workDone().modulesChecked, 1U);
}

TEST_F(Workspaces, TheLinterSeesTheBuffersAndSpeaksOfTheirFiles) {
  set("top.aqua", replaced(top, "  a <- second(s)\n", "  a <- second(s)\n  spare = s.size\n"));
  const support::FileId file = workspace_.snapshot().module(llvm::StringRef("/ws/top.aqua"))->file;
  const std::vector<lint::Finding> findings = workspace_.lint(file);
  const auto isUnused = [&](const lint::Finding& finding) {
    return finding.diagnostic.info().code == "unused-variable" &&
           finding.diagnostic.loc.file == file;
  };
  EXPECT_EQ(llvm::count_if(findings, isUnused), 1);
}

TEST_F(Workspaces, AProgramIsCompiledAgainOnlyIfSomethingInItChanged) {
  const auto file = [&](const std::string& path) {
    return workspace_.snapshot().module(llvm::StringRef(path))->file;
  };
  const support::FileId id = file("/ws/middle.aqua");
  const Compilation* first = &workspace_.compilation(id);
  EXPECT_TRUE(first->diagnostics().all().empty());
  set("top.aqua", std::string(top) + "\n");
  EXPECT_EQ(&workspace_.compilation(id), first);
  EXPECT_EQ(workspace_.workDone().compilations, 1U);
  set("base.aqua", std::string(base) + "\n");
  static_cast<void>(workspace_.compilation(id));
  EXPECT_EQ(workspace_.workDone().compilations, 2U);
}

TEST_F(Workspaces, FiveThousandEditsDoNotMakeItLarge) {
  constexpr size_t garbage = size_t{64} << 10U;
  Workspace workspace("/ws", {}, files_, {.bytesOfGarbage = garbage});
  static_cast<void>(workspace.snapshot());
  const size_t atFirst = workspace.bytesOfNamesAndTypes();
  size_t most = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string name = "name" + std::to_string(i);
    workspace.setBuffer("/ws/top.aqua",
                        std::string(top) + "\ndata D" + name + ":\n  " + name + ": u32\n");
    static_cast<void>(workspace.snapshot());
    most = std::max(most, workspace.bytesOfNamesAndTypes());
  }
  EXPECT_GT(workspace.workDone().rebuilds, 0U);
  EXPECT_LT(most, 2 * atFirst + garbage + 8192);
  EXPECT_EQ(workspace.snapshot().diagnostics.size(), 0U);
}

} // namespace
} // namespace aqua::driver
