// From import strings to files: spec/01 §4.2.

#include "gtest/gtest.h"

#include "llvm/ADT/StringExtras.h"

#include "Loading.h"
#include "modules/ImportMap.h"
#include "stdlib/Stdlib.h"

namespace aqua::modules {
namespace {

class Resolving : public Loading {
protected:
  /// Where the only import of /project/main.aqua leads; empty if nowhere.
  std::string target(const char* import, llvm::StringRef importer = "main.aqua") {
    module(importer, {import});
    const ModuleGraph graph = load({importer.str()});
    const LoadedModule& main = graph.modules.back();
    if (main.dependencies.empty()) return "";
    return graph.modules[main.dependencies.front().module].path;
  }
};

TEST_F(Resolving, TheExtensionIsAppendedIfItIsMissing) {
  module("lib.aqua");
  module("lib.txt.aqua");
  module("twice.aqua.aqua");
  EXPECT_EQ(target("lib", "a.aqua"), "/project/lib.aqua");
  EXPECT_EQ(target("lib.aqua", "b.aqua"), "/project/lib.aqua");
  EXPECT_EQ(target("lib.txt", "c.aqua"), "/project/lib.txt.aqua");
  EXPECT_EQ(target("twice.aqua", "d.aqua"), "");
}

TEST_F(Resolving, TheEmptyStringMeansAFileWithoutName) {
  module(".aqua");
  EXPECT_EQ(target(""), "/project/.aqua");
}

TEST_F(Resolving, TheFolderOfTheImportingFileComesFirst) {
  options.directories = {"/libs"};
  module("src/lib.aqua");
  module("/libs/lib.aqua");
  module("lib.aqua");
  EXPECT_EQ(target("lib.aqua", "src/main.aqua"), "/project/src/lib.aqua");
}

TEST_F(Resolving, DirectoriesAreTriedInOrder) {
  options.directories = {"first", "/second", "third"};
  module("/second/lib.aqua");
  module("third/lib.aqua");
  EXPECT_EQ(target("lib.aqua"), "/second/lib.aqua");
}

TEST_F(Resolving, ADirectoryIsRelativeToTheCurrentOne) {
  options.directories = {"../outside"};
  module("/outside/lib.aqua");
  EXPECT_EQ(target("lib.aqua", "src/main.aqua"), "/outside/lib.aqua");
}

TEST_F(Resolving, AnAbsolutePathReplacesTheFolder) {
  module("/elsewhere/lib.aqua");
  EXPECT_EQ(target("/elsewhere/lib.aqua"), "/elsewhere/lib.aqua");
}

TEST_F(Resolving, AnAbsolutePathIsAlsoLookedForBelowDirectories) {
  options.directories = {"/libs"};
  module("/libs/deep/lib.aqua");
  EXPECT_EQ(target("/deep/lib.aqua"), "/libs/deep/lib.aqua");
}

TEST_F(Resolving, TheStandardLibraryNeedsNoPackage) {
  const char* builtin = "@fluencelabs/aqua-lib/builtin.aqua";
  EXPECT_EQ(target(builtin), std::string("aqua-std:/") + builtin);
  expectNoProblems();
}

TEST_F(Resolving, FilesOfTheStandardLibraryImportEachOther) {
  module("main.aqua", {"@fluencelabs/aqua-lib/workers"});
  EXPECT_EQ(loaded({"main.aqua"}), R"(
aqua-std:/@fluencelabs/aqua-lib/builtin.aqua
aqua-std:/@fluencelabs/aqua-lib/workers.aqua
  "./builtin.aqua" -> aqua-std:/@fluencelabs/aqua-lib/builtin.aqua
main.aqua (root)
  "@fluencelabs/aqua-lib/workers" -> aqua-std:/@fluencelabs/aqua-lib/workers.aqua
)");
  expectNoProblems();
}

TEST_F(Resolving, EverythingElseComesBeforeTheStandardLibrary) {
  options.directories = {"/libs"};
  module("/libs/@fluencelabs/aqua-lib/builtin.aqua");
  EXPECT_EQ(target("@fluencelabs/aqua-lib/builtin.aqua"),
            "/libs/@fluencelabs/aqua-lib/builtin.aqua");
}

TEST_F(Resolving, ASpellingMistakeInTheStandardLibraryIsNoticed) {
  EXPECT_EQ(target("@fluencelabs/aqua-lib/buildin.aqua"), "");
  EXPECT_EQ(problems(), R"(
main.aqua:2:8: E0221 no file found for import `@fluencelabs/aqua-lib/buildin.aqua`
  tried `@fluencelabs/aqua-lib/buildin.aqua`
  help: did you mean `@fluencelabs/aqua-lib/builtin.aqua`?
)");
}

TEST_F(Resolving, APackageThatIsNotInstalledIsNamed) {
  EXPECT_EQ(target("@some/pkg/x.aqua"), "");
  EXPECT_EQ(diags.all().back().help, "package `@some/pkg` is not among the installed dependencies");
  EXPECT_EQ(target("@some/pkg", "other.aqua"), "");
  EXPECT_EQ(diags.all().back().help, "name a file of the package, such as `@some/pkg/file.aqua`");
}

// ------------------------------------------------------------------------------------------- npm

TEST_F(Resolving, DependenciesOfTheProjectAreFoundByName) {
  file("package.json", R"({"dependencies": {"lib": "1"}, "devDependencies": {"@s/dev": "1"},
                           "optionalDependencies": {"opt": "1"}, "peerDependencies": {"peer": "1"}})");
  module("node_modules/lib/a.aqua");
  module("node_modules/@s/dev/deep/a.aqua");
  module("node_modules/opt/a.aqua");
  module("node_modules/peer/a.aqua");
  EXPECT_EQ(target("lib/a", "src/1.aqua"), "/project/node_modules/lib/a.aqua");
  EXPECT_EQ(target("@s/dev/deep/a.aqua", "src/2.aqua"), "/project/node_modules/@s/dev/deep/a.aqua");
  EXPECT_EQ(target("opt/a.aqua", "src/3.aqua"), "/project/node_modules/opt/a.aqua");
  EXPECT_EQ(target("peer/a.aqua", "src/4.aqua"), "/project/node_modules/peer/a.aqua");
  expectNoProblems();
}

TEST_F(Resolving, OnlyDirectDependenciesAreFound) {
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  module("node_modules/lib/a.aqua");
  module("node_modules/other/a.aqua");
  EXPECT_EQ(target("other/a.aqua"), "");
}

TEST_F(Resolving, ThePackagesCanBeLeftOut) {
  options.nodeModules = false;
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  module("node_modules/lib/a.aqua");
  EXPECT_EQ(target("lib/a.aqua"), "");
}

TEST_F(Resolving, AFileOfAPackageFindsTheVersionThatItsPackageDependsOn) {
  file("package.json", R"({"dependencies": {"lib": "1", "base": "2"}})");
  file("node_modules/lib/package.json",
       R"({"dependencies": {"base": "1"}, "devDependencies": {"dev": "1"}})");
  module("node_modules/lib/a.aqua", {"base/b.aqua"});
  module("node_modules/lib/node_modules/base/b.aqua");
  module("node_modules/base/b.aqua");
  module("main.aqua", {"lib/a.aqua", "base/b.aqua"});
  EXPECT_EQ(loaded({"main.aqua"}), R"(
node_modules/lib/node_modules/base/b.aqua
node_modules/lib/a.aqua
  "base/b.aqua" -> node_modules/lib/node_modules/base/b.aqua
node_modules/base/b.aqua
main.aqua (root)
  "lib/a.aqua" -> node_modules/lib/a.aqua
  "base/b.aqua" -> node_modules/base/b.aqua
)");
  expectNoProblems();
}

TEST_F(Resolving, APackageFindsItsDependenciesInTheFoldersAroundIt) {
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  file("node_modules/lib/package.json", R"({"dependencies": {"base": "1"}})");
  module("node_modules/lib/a.aqua", {"base/b.aqua"});
  module("node_modules/base/b.aqua");
  module("main.aqua", {"lib/a.aqua"});
  EXPECT_EQ(load({"main.aqua"}).modules.size(), 3u);
  expectNoProblems();
}

TEST_F(Resolving, DevelopmentDependenciesOfPackagesDoNotCount) {
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  file("node_modules/lib/package.json",
       R"({"dependencies": {"base": "1"}, "devDependencies": {"dev": "1"}})");
  module("node_modules/lib/a.aqua", {"dev/d.aqua"});
  module("node_modules/base/b.aqua");
  module("node_modules/dev/d.aqua");
  module("main.aqua", {"lib/a.aqua"});
  static_cast<void>(load({"main.aqua"}));
  EXPECT_EQ(diags.errorCount(), 1u);
}

TEST_F(Resolving, DirectoriesServeTheProjectButNotItsPackages) {
  options.directories = {"/libs"};
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  file("node_modules/lib/package.json", R"({"dependencies": {"base": "1"}})");
  module("node_modules/lib/a.aqua", {"global.aqua"});
  module("node_modules/base/b.aqua");
  module("/libs/global.aqua");
  module("main.aqua", {"global.aqua", "lib/a.aqua"});
  static_cast<void>(load({"main.aqua"}));
  EXPECT_EQ(problems(), R"(
node_modules/lib/a.aqua:2:8: E0221 no file found for import `global.aqua`
  tried `node_modules/lib/global.aqua`
)");
}

TEST_F(Resolving, APackageWithoutDependenciesSeesWhatTheProjectSees) {
  // The reference makes entries for packages with dependencies only; the next longest prefix
  // counts.
  options.directories = {"/libs"};
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  module("node_modules/lib/a.aqua", {"global.aqua"});
  module("/libs/global.aqua");
  module("main.aqua", {"lib/a.aqua"});
  static_cast<void>(load({"main.aqua"}));
  expectNoProblems();
}

TEST_F(Resolving, TheProjectIsTheNearestFolderWithPackages) {
  file("package.json", R"({"dependencies": {"lib": "1"}})");
  module("node_modules/lib/a.aqua");
  file("app/package.json", R"({"dependencies": {"lib": "2"}})");
  file("app/src/package.json", R"({"type": "module"})");
  module("app/node_modules/lib/a.aqua");
  EXPECT_EQ(target("lib/a.aqua", "app/src/main.aqua"), "/project/app/node_modules/lib/a.aqua");
}

TEST_F(Resolving, PackagesOfAWorkspaceAreFoundAboveTheProject) {
  module("node_modules/lib/a.aqua");
  file("packages/app/package.json", R"({"dependencies": {"lib": "2"}})");
  EXPECT_EQ(target("lib/a.aqua", "packages/app/main.aqua"), "/project/node_modules/lib/a.aqua");
}

TEST_F(Resolving, EachRootHasItsOwnProject) {
  for (const std::string project : {"one", "two"}) {
    file(project + "/package.json", R"({"dependencies": {"lib": "1"}})");
    module(project + "/node_modules/lib/a.aqua");
    module(project + "/main.aqua", {"lib/a.aqua"});
  }
  EXPECT_EQ(loaded({"one/main.aqua", "two/main.aqua"}), R"(
one/node_modules/lib/a.aqua
one/main.aqua (root)
  "lib/a.aqua" -> one/node_modules/lib/a.aqua
two/node_modules/lib/a.aqua
two/main.aqua (root)
  "lib/a.aqua" -> two/node_modules/lib/a.aqua
)");
}

TEST_F(Resolving, WithoutAManifestAllInstalledPackagesAreMeant) {
  module("node_modules/@s/lib/a.aqua");
  EXPECT_EQ(target("@s/lib/a.aqua"), "/project/node_modules/@s/lib/a.aqua");
}

TEST_F(Resolving, AnInstalledPackageComesBeforeTheStandardLibrary) {
  file("package.json", R"({"dependencies": {"@fluencelabs/aqua-lib": "1"}})");
  module("node_modules/@fluencelabs/aqua-lib/builtin.aqua");
  EXPECT_EQ(target("@fluencelabs/aqua-lib/builtin.aqua"),
            "/project/node_modules/@fluencelabs/aqua-lib/builtin.aqua");
}

TEST_F(Resolving, ABrokenManifestIsReportedOnceAndIgnored) {
  file("package.json", "{oops");
  file("node_modules/.keep", "");
  module("a.aqua", {"x/a.aqua"});
  module("b.aqua", {"x/a.aqua"});
  static_cast<void>(load({"a.aqua", "b.aqua"}));
  EXPECT_EQ(diags.all().front().info().name, "PackageManifestIgnored");
  EXPECT_EQ(diags.all().size(), 3u);
}

TEST_F(Resolving, AManifestThatNestsWithoutEndIsRefused) {
  file("package.json", std::string(1000000, '['));
  file("node_modules/.keep", "");
  EXPECT_EQ(target("x/a.aqua"), "");
  EXPECT_EQ(diags.all().front().message,
            "the dependencies in `package.json` are ignored: nested too deep");
}

// ------------------------------------------------------------------------------------ Import maps

std::string tried(const ImportMap& map, llvm::StringRef importer, llvm::StringRef import) {
  std::string text;
  for (const std::string& candidate : map.candidates(importer, import))
    text += candidate + " ";
  return text;
}

TEST(ImportMaps, ThePathPrefixCoversWholeComponents) {
  ImportMap map;
  map.add("/a/b", "", "/x");
  EXPECT_EQ(tried(map, "/a/b/c.aqua", "l.aqua"), "/x/l.aqua ");
  EXPECT_EQ(tried(map, "/a/b", "l.aqua"), "/x/l.aqua ");
  EXPECT_EQ(tried(map, "/a/bc.aqua", "l.aqua"), "");
  EXPECT_EQ(tried(map, "/a/c.aqua", "l.aqua"), "");
}

TEST(ImportMaps, ASlashAtTheEndOfAPathPrefixIsIrrelevant) {
  ImportMap map;
  map.add("/a/b/", "", "/x");
  map.add("/a/./b", "", "/y");
  EXPECT_EQ(tried(map, "/a/b/c.aqua", "l.aqua"), "/x/l.aqua /y/l.aqua ");
}

TEST(ImportMaps, OnlyTheLongestPathPrefixCounts) {
  ImportMap map;
  map.add("/", "", "/root");
  map.add("/a", "pk", "/a-pk");
  EXPECT_EQ(tried(map, "/b.aqua", "l.aqua"), "/root/l.aqua ");
  EXPECT_EQ(tried(map, "/a/b.aqua", "pk/l.aqua"), "/a-pk/l.aqua ");
  EXPECT_EQ(tried(map, "/a/b.aqua", "l.aqua"), "");
}

TEST(ImportMaps, ARelativePathPrefixNeverMatches) {
  ImportMap map;
  map.add("a", "", "/x");
  map.add("", "", "/y");
  EXPECT_EQ(tried(map, "/a/b.aqua", "l.aqua"), "");
  EXPECT_EQ(tried(map, "aqua-std:/a.aqua", "l.aqua"), "");
}

TEST(ImportMaps, OnlyTheLongestImportPrefixCounts) {
  ImportMap map;
  map.add("/", "p", "/p");
  map.add("/", "pk", "/pk");
  map.add("/", "", "/all");
  EXPECT_EQ(tried(map, "/m.aqua", "pk/b.aqua"), "/pk/b.aqua ");
  EXPECT_EQ(tried(map, "/m.aqua", "p/b.aqua"), "/p/b.aqua ");
  EXPECT_EQ(tried(map, "/m.aqua", "b.aqua"), "/all/b.aqua ");
}

TEST(ImportMaps, TheImportPrefixIsAPlainPrefixOfTheString) {
  ImportMap map;
  map.add("/", "pk", "/pk");
  map.add("/", "@s/pkg", "/scoped");
  EXPECT_EQ(tried(map, "/m.aqua", "pkgx/x.aqua"), "/pk/gx/x.aqua ");
  EXPECT_EQ(tried(map, "/m.aqua", "@s/pkg.aqua"), "/scoped/.aqua ");
}

TEST(ImportMaps, KnowWhatIsAPackageImport) {
  ImportMap map;
  map.add("/a", "pk", "/pk");
  map.add("/a", "", "/all");
  EXPECT_TRUE(map.isPackageImport("/a/m.aqua", "pk/b.aqua"));
  EXPECT_FALSE(map.isPackageImport("/a/m.aqua", "b.aqua"));
  EXPECT_FALSE(map.isPackageImport("/b/m.aqua", "pk/b.aqua"));
}

TEST_F(Resolving, AllFilesOfTheStandardLibraryLoad) {
  std::string text = "aqua Main\n";
  for (const stdlib::EmbeddedFile& embedded : stdlib::allFiles())
    text += "import \"" + embedded.path.str() + "\"\n";
  file("main.aqua", text);
  EXPECT_EQ(load({"main.aqua"}).modules.size(), stdlib::allFiles().size() + 1);
  expectNoProblems();
}

/// Whether a line begins a definition, or the declaration of a function of a service.
bool isDocumented(llvm::StringRef line) {
  for (const llvm::StringRef word : {"alias ", "data ", "service "})
    if (line.starts_with(word)) return true;
  const bool isMember = line.consume_front("    ") && !line.starts_with(" ");
  return isMember && llvm::isAlpha(line.front()) && line.contains('(') &&
         line.find('(') < line.find(':');
}

TEST(Stdlib, EveryDefinitionAndFunctionHasAComment) {
  int documented = 0;
  for (const stdlib::EmbeddedFile& file : stdlib::allFiles()) {
    llvm::SmallVector<llvm::StringRef> lines;
    file.text.split(lines, '\n');
    for (size_t i = 1; i < lines.size(); ++i) {
      if (!isDocumented(lines[i])) continue;
      ++documented;
      EXPECT_TRUE(lines[i - 1].ltrim().starts_with("--")) << lines[i].str();
    }
  }
  EXPECT_GT(documented, 100);
}

TEST(Stdlib, FilesAreSortedAndFoundByTheirPaths) {
  llvm::StringRef previous;
  for (const stdlib::EmbeddedFile& file : stdlib::allFiles()) {
    EXPECT_LT(previous, file.path);
    EXPECT_EQ(stdlib::findFile(file.path), file.text);
    EXPECT_TRUE(file.text.starts_with("aqua ")) << file.path.str();
    previous = file.path;
  }
  EXPECT_EQ(stdlib::allFiles().size(), 4u);
  EXPECT_EQ(stdlib::findFile("@fluencelabs/aqua-lib/builtin"), std::nullopt);
}

} // namespace
} // namespace aqua::modules
