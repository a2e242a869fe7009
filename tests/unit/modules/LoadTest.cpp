// Roots, the graph, cycles, and files that cannot be loaded: spec/01 §4.1, §4.3.

#include "modules/Load.h"

#include <optional>

#include "gtest/gtest.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include "Loading.h"

namespace aqua::modules {
namespace {

TEST_F(Loading, DependenciesStandBeforeTheirDependents) {
  module("main.aqua", {"b.aqua", "a.aqua"});
  module("a.aqua", {"c.aqua"});
  module("b.aqua", {"c.aqua"});
  module("c.aqua");
  EXPECT_EQ(loaded({"main.aqua"}), R"(
c.aqua
b.aqua
  "c.aqua" -> c.aqua
a.aqua
  "c.aqua" -> c.aqua
main.aqua (root)
  "b.aqua" -> b.aqua
  "a.aqua" -> a.aqua
)");
  expectNoProblems();
}

TEST_F(Loading, UseLinesAreFollowedLikeImports) {
  file("main.aqua", "aqua M\nuse \"lib.aqua\" as L\nimport f from \"lib\"\n");
  module("lib.aqua");
  EXPECT_EQ(loaded({"main.aqua"}), R"(
lib.aqua
main.aqua (root)
  "lib.aqua" -> lib.aqua
  "lib" -> lib.aqua
)");
  expectNoProblems();
}

TEST_F(Loading, AFileIsLoadedOnceHoweverItIsNamed) {
  module("src/main.aqua", {"lib", "./lib.aqua", "../src//lib.aqua", "/project/src/lib.aqua"});
  module("src/lib.aqua");
  const ModuleGraph graph = load({"src/main.aqua", "./src/../src/main.aqua", "src/lib.aqua"});
  ASSERT_EQ(graph.modules.size(), 2u);
  EXPECT_EQ(graph.modules[0].path, "/project/src/lib.aqua");
  EXPECT_TRUE(graph.modules[0].isRoot);
  EXPECT_EQ(graph.modules[1].path, "/project/src/main.aqua");
  EXPECT_EQ(graph.modules[1].dependencies.size(), 4u);
  EXPECT_EQ(sources.fileCount(), 2u);
  expectNoProblems();
}

TEST_F(Loading, RootsAreShownAsTheUserNamesThem) {
  module("src/main.aqua", {"../lib.aqua", "/other/far.aqua"});
  module("lib.aqua");
  module("/other/far.aqua");
  EXPECT_EQ(loaded({"./src/main.aqua"}), R"(
lib.aqua
/other/far.aqua
./src/main.aqua (root)
  "../lib.aqua" -> lib.aqua
  "/other/far.aqua" -> /other/far.aqua
)");
}

TEST_F(Loading, AFolderStandsForItsAquaFiles) {
  module("src/b.aqua");
  module("src/a.aqua");
  module("src/deep/er/c.aqua");
  file("src/readme.md", "");
  file("src/d.aqua.txt", "");
  module("src/.hidden/e.aqua");
  module("src/node_modules/pkg/f.aqua");
  EXPECT_EQ(loaded({"src"}), R"(
src/a.aqua (root)
src/b.aqua (root)
src/deep/er/c.aqua (root)
)");
  expectNoProblems();
}

TEST_F(Loading, APackageFolderIsTakenIfItIsNamed) {
  module("node_modules/pkg/f.aqua");
  EXPECT_EQ(loaded({"node_modules/pkg"}), "\nnode_modules/pkg/f.aqua (root)\n");
}

TEST_F(Loading, ReportsRootsThatAreNoAquaFiles) {
  file("main.txt", "");
  file("empty/readme.md", "");
  EXPECT_EQ(loaded({"missing.aqua", "main.txt", "empty", "main.txt/x.aqua", ""}), "\n");
  EXPECT_EQ(problems(), R"(
E0001 file not found: `missing.aqua`
E0004 `main.txt` is not an Aqua file: its name must end in `.aqua`
W0001 no Aqua files in folder `empty`
E0001 file not found: `main.txt/x.aqua`
E0001 file not found: ``
)");
}

TEST_F(Loading, ReportsACycleAtTheLineThatClosesIt) {
  module("a.aqua", {"b.aqua"});
  module("b.aqua", {"c.aqua"});
  module("c.aqua", {"a.aqua", "d.aqua"});
  module("d.aqua");
  EXPECT_EQ(loaded({"a.aqua"}), R"(
d.aqua
c.aqua (incomplete)
  "d.aqua" -> d.aqua
b.aqua
  "c.aqua" -> c.aqua
a.aqua (root)
  "b.aqua" -> b.aqua
)");
  EXPECT_EQ(problems(), R"(
c.aqua:2:8: E0222 import cycle: `a.aqua` → `b.aqua` → `c.aqua` → `a.aqua`
  a.aqua:2:8: `b.aqua` is imported here
  b.aqua:2:8: `c.aqua` is imported here
)");
}

TEST_F(Loading, ACycleBesideTheRootIsReportedWithoutTheRoot) {
  module("main.aqua", {"a.aqua"});
  module("a.aqua", {"b.aqua"});
  module("b.aqua", {"a.aqua"});
  static_cast<void>(load({"main.aqua"}));
  EXPECT_EQ(problems(), R"(
b.aqua:2:8: E0222 import cycle: `a.aqua` → `b.aqua` → `a.aqua`
  a.aqua:2:8: `b.aqua` is imported here
)");
}

TEST_F(Loading, EachCycleIsReportedOnce) {
  module("a.aqua", {"b.aqua", "c.aqua"});
  module("b.aqua", {"a.aqua", "a"});
  module("c.aqua", {"a.aqua"});
  static_cast<void>(load({"a.aqua", "b.aqua", "c.aqua"}));
  EXPECT_EQ(problems(), R"(
b.aqua:2:8: E0222 import cycle: `a.aqua` → `b.aqua` → `a.aqua`
  a.aqua:2:8: `b.aqua` is imported here
c.aqua:2:8: E0222 import cycle: `a.aqua` → `c.aqua` → `a.aqua`
  a.aqua:3:8: `c.aqua` is imported here
)");
}

TEST_F(Loading, AModuleThatImportsItselfIsACycle) {
  module("a.aqua", {"./a"});
  EXPECT_EQ(loaded({"a.aqua"}), "\na.aqua (root) (incomplete)\n");
  EXPECT_EQ(problems(), "\na.aqua:2:8: E0223 `a.aqua` imports itself\n");
}

TEST_F(Loading, LongChainsAndCyclesAreHandled) {
  constexpr int count = 20000;
  for (int i = 0; i < count; ++i)
    module("m" + std::to_string(i) + ".aqua", {("m" + std::to_string((i + 1) % count)).c_str()});
  EXPECT_EQ(load({"m0.aqua"}).modules.size(), static_cast<size_t>(count));
  ASSERT_EQ(diags.all().size(), 1u);
  EXPECT_LT(diags.all().front().message.size(), 300u);
  EXPECT_LT(diags.all().front().labels.size(), 20u);
}

TEST_F(Loading, UnresolvedImportsAreAllReportedAtTheirPaths) {
  options.directories = {"/libs"};
  module("main.aqua", {"no.aqua", "../up/no", "no.aqua"});
  module("lib.aqua", {"no.aqua"});
  EXPECT_EQ(loaded({"main.aqua", "lib.aqua"}), R"(
main.aqua (root) (incomplete)
lib.aqua (root) (incomplete)
)");
  EXPECT_EQ(problems(), R"(
main.aqua:2:8: E0221 no file found for import `no.aqua`
  tried `no.aqua`
  tried `/libs/no.aqua`
main.aqua:3:8: E0221 no file found for import `../up/no`
  tried `/up/no.aqua`
lib.aqua:2:8: E0221 no file found for import `no.aqua`
  tried `no.aqua`
  tried `/libs/no.aqua`
)");
}

TEST_F(Loading, TheRestIsLoadedWhenAnImportIsMissing) {
  module("main.aqua", {"no.aqua", "lib.aqua"});
  module("lib.aqua");
  EXPECT_EQ(loaded({"main.aqua"}), R"(
lib.aqua
main.aqua (root) (incomplete)
  "lib.aqua" -> lib.aqua
)");
}

TEST_F(Loading, ASimilarNameIsSuggested) {
  module("main.aqua", {"./lib/Utils.aqua", "./lib/util", "./lib/other.aqua"});
  module("lib/utils.aqua");
  static_cast<void>(load({"main.aqua"}));
  EXPECT_EQ(problems(), R"(
main.aqua:2:8: E0221 no file found for import `./lib/Utils.aqua`
  tried `lib/Utils.aqua`
  help: did you mean `./lib/utils.aqua`?
main.aqua:3:8: E0221 no file found for import `./lib/util`
  tried `lib/util.aqua`
  help: did you mean `./lib/utils.aqua`?
main.aqua:4:8: E0221 no file found for import `./lib/other.aqua`
  tried `lib/other.aqua`
)");
}

TEST_F(Loading, NeitherTheFileItselfNorAFolderIsSuggested) {
  module("main1.aqua", {"main2.aqua", "folder.aqua"});
  module("folder.aqua/inner.aqua");
  static_cast<void>(load({"main1.aqua"}));
  EXPECT_EQ(problems(), R"(
main1.aqua:2:8: E0221 no file found for import `main2.aqua`
  tried `main2.aqua`
main1.aqua:3:8: E0221 no file found for import `folder.aqua`
  tried `folder.aqua`
)");
}

TEST_F(Loading, AByteOrderMarkIsDropped) {
  file("main.aqua", "\xEF\xBB\xBF"
                    "aqua M\r\nimport \"lib.aqua\"\r\n");
  module("lib.aqua");
  const ModuleGraph graph = load({"main.aqua"});
  EXPECT_EQ(sources.file(graph.modules[1].file).text(), "aqua M\r\nimport \"lib.aqua\"\r\n");
  EXPECT_EQ(graph.modules[1].dependencies.size(), 1u);
  expectNoProblems();
}

TEST_F(Loading, TextThatIsNotUtf8IsAnErrorAtItsFirstBadByte) {
  file("main.aqua", "\xEF\xBB\xBF"
                    "aqua M\n-- \xFF\xE4\nimport \"lib.aqua\"\n");
  module("lib.aqua");
  const ModuleGraph graph = load({"main.aqua"});
  EXPECT_EQ(problems(), R"(
main.aqua:2:4: E0005 `main.aqua` is not UTF-8 text: bad byte at offset 13
)");
  EXPECT_EQ(sources.file(graph.modules[1].file).text(),
            "aqua M\n-- \xEF\xBF\xBD\xEF\xBF\xBD\nimport \"lib.aqua\"\n");
  EXPECT_EQ(graph.modules[1].dependencies.size(), 1u);
}

TEST_F(Loading, BadBytesMakeNoSyntaxErrorsBesides) {
  file("main.aqua", "aqua M\n\xFF\n");
  static_cast<void>(load({"main.aqua"}));
  EXPECT_EQ(diags.all().size(), 1u);
}

/// Files in memory with properties that such files do not have.
class StrangeFiles final : public llvm::vfs::ProxyFileSystem {
public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override {
    auto status = ProxyFileSystem::status(path);
    if (status && claimedSize && !status->isDirectory())
      return llvm::vfs::Status(status->getName(), status->getUniqueID(),
                               status->getLastModificationTime(), 0, 0, *claimedSize,
                               status->getType(), status->getPermissions());
    return status;
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>>
  openFileForRead(const llvm::Twine& path) override {
    if (llvm::StringRef(path.str()).ends_with(locked))
      return std::make_error_code(std::errc::permission_denied);
    return ProxyFileSystem::openFileForRead(path);
  }

  std::optional<uint64_t> claimedSize;
  std::string locked = "no file";
};

TEST_F(Loading, AFileTooLargeIsNotRead) {
  module("main.aqua");
  StrangeFiles strange(files);
  strange.claimedSize = uint64_t{64} << 20;
  EXPECT_EQ(load({"main.aqua"}, &strange).modules.size(), 1u);
  expectNoProblems();
  ++*strange.claimedSize;
  EXPECT_EQ(load({"main.aqua"}, &strange).modules.size(), 0u);
  EXPECT_EQ(problems(), R"(
E0003 `main.aqua` has 65 MiB; a source file may have at most 64
)");
}

TEST_F(Loading, AnUnreadableFileIsReportedOnceAtItsFirstImport) {
  module("a.aqua", {"lib.aqua"});
  module("b.aqua", {"lib.aqua"});
  module("lib.aqua");
  StrangeFiles strange(files);
  strange.locked = "lib.aqua";
  const ModuleGraph graph = load({"a.aqua", "b.aqua"}, &strange);
  EXPECT_EQ(problems(), "\na.aqua:2:8: E0002 cannot read `lib.aqua`: Permission denied\n");
  ASSERT_EQ(graph.modules.size(), 2u);
  EXPECT_TRUE(graph.modules[0].isIncomplete);
  EXPECT_TRUE(graph.modules[1].isIncomplete);
}

TEST_F(Loading, AFolderIsNoCandidateForAnImport) {
  options.directories = {"/libs"};
  module("main.aqua", {"lib.aqua"});
  module("lib.aqua/inner.aqua");
  module("/libs/lib.aqua");
  EXPECT_EQ(loaded({"main.aqua"}), R"(
/libs/lib.aqua
main.aqua (root)
  "lib.aqua" -> /libs/lib.aqua
)");
  expectNoProblems();
}

/// Files on disk: what files in memory do not have.
class LoadingFromDisk : public Loading {
protected:
  LoadingFromDisk() : disk(llvm::vfs::createPhysicalFileSystem()) {
    llvm::SmallString<128> made;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("aqua-modules", made));
    folder = made.str().str();
    EXPECT_FALSE(disk->setCurrentWorkingDirectory(folder));
  }
  ~LoadingFromDisk() override { EXPECT_FALSE(llvm::sys::fs::remove_directories(folder)); }

  void write(const std::string& path, llvm::StringRef text) {
    std::error_code error;
    llvm::raw_fd_ostream out(folder + "/" + path, error);
    ASSERT_FALSE(error) << path;
    out << text;
  }

  std::unique_ptr<llvm::vfs::FileSystem> disk;
  std::string folder;
};

TEST_F(LoadingFromDisk, LinksToOneFileAreDifferentModules) {
  write("main.aqua", "aqua M\nimport \"link.aqua\"\nimport \"lib.aqua\"\n");
  write("lib.aqua", "aqua L declares *\n");
  ASSERT_FALSE(llvm::sys::fs::create_link("lib.aqua", folder + "/link.aqua"));
  const ModuleGraph graph = load({"main.aqua"}, disk.get());
  ASSERT_EQ(graph.modules.size(), 3u);
  EXPECT_EQ(graph.modules[0].path, folder + "/link.aqua");
  EXPECT_EQ(graph.modules[1].path, folder + "/lib.aqua");
  expectNoProblems();
}

TEST_F(LoadingFromDisk, LinksToFoldersAreNotFollowedInWalks) {
  write("main.aqua", "aqua M\n");
  ASSERT_FALSE(llvm::sys::fs::create_link(folder, folder + "/loop"));
  EXPECT_EQ(load({"."}, disk.get()).modules.size(), 1u);
  expectNoProblems();
}

} // namespace
} // namespace aqua::modules
