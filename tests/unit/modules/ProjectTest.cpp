// The settings of projects: spec/07 §17.6, §10.

#include "modules/Project.h"

#include "gtest/gtest.h"

#include "Loading.h"

namespace aqua::modules {
namespace {

class Projects : public Loading {
protected:
  Project read(const std::vector<std::string>& roots = {"main.aqua"}) {
    return readProject(roots, settings, *files, sources, diags);
  }
  /// Loads as the driver does.
  ModuleGraph loadWith(const Project& project,
                       const std::vector<std::string>& roots = {"main.aqua"}) {
    options.map = project.imports;
    options.directories.insert(options.directories.end(), project.directories.begin(),
                               project.directories.end());
    options.areIncomplete = project.hasErrors;
    return load(roots);
  }
  /// Where the only import of `importer` leads; empty if nowhere.
  std::string target(const char* import, const std::string& importer = "main.aqua") {
    module(importer, {import});
    const ModuleGraph graph = loadWith(read({importer}), {importer});
    const LoadedModule& main = graph.modules.back();
    return main.dependencies.empty() ? "" : graph.modules[main.dependencies.front().module].path;
  }

  ProjectOptions settings;
};

// ----------------------------------------------------------------------------------- which file

TEST_F(Projects, WithoutAFileNothingIsSet) {
  const Project project = read();
  EXPECT_TRUE(project.directories.empty());
  EXPECT_FALSE(project.nodeModules.has_value());
  EXPECT_TRUE(project.constants.empty());
  EXPECT_FALSE(project.hasErrors);
  expectNoProblems();
}

TEST_F(Projects, TheNearestFileCounts) {
  file("aqua.yaml", "imports: [far]");
  file("app/aqua.yaml", "imports: [near]");
  EXPECT_EQ(read({"app/src/main.aqua"}).directories, std::vector<std::string>{"/project/app/near"});
  EXPECT_EQ(read({"other/main.aqua"}).directories, std::vector<std::string>{"/project/far"});
  EXPECT_EQ(read({"app"}).directories, std::vector<std::string>{"/project/app/near"});
}

TEST_F(Projects, OurFileComesBeforeThatOfFluence) {
  file("aqua.yaml", "imports: [ours]");
  file("app/fluence.yaml", "aquaImports: [theirs]");
  EXPECT_EQ(read({"app/main.aqua"}).directories, std::vector<std::string>{"/project/ours"});
}

TEST_F(Projects, AFileCanBeNamed) {
  file("aqua.yaml", "imports: [near]");
  file("settings/other.yaml", "imports: [lib]");
  settings.file = "settings/other.yaml";
  EXPECT_EQ(read().directories, std::vector<std::string>{"/project/settings/lib"});
  settings.file = "settings/none.yaml";
  EXPECT_TRUE(read().hasErrors);
  EXPECT_EQ(problems(), "\nE0010 there is no file `settings/none.yaml`\n");
}

TEST_F(Projects, RootsOfDifferentProjectsAreRefused) {
  file("one/aqua.yaml", "");
  file("two/aqua.yaml", "");
  EXPECT_TRUE(read({"one/a.aqua", "two/b.aqua"}).hasErrors);
  EXPECT_EQ(problems(), R"(
E0014 `one/a.aqua` and `two/b.aqua` belong to different projects
  help: compile them separately, or name the project file with `--config`
)");
}

// -------------------------------------------------------------------------------------- contents

TEST_F(Projects, AllSettingsAreRead) {
  file("aqua.yaml", R"(
node-modules: false
constants: {NAME: main, COUNT: 3, RATE: 0.5, ON: true, WORD: "7"}
compile:
  no-relay: true
  no-xor: true
  empty-response: false
  tracing: true
  preset: scheduled
)");
  const Project project = read();
  expectNoProblems();
  EXPECT_EQ(project.nodeModules, false);
  EXPECT_EQ(project.noRelay, true);
  EXPECT_EQ(project.noXor, true);
  EXPECT_EQ(project.emptyResponse, false);
  EXPECT_EQ(project.tracing, true);
  EXPECT_EQ(project.preset, Preset::Scheduled);
  std::string constants;
  for (const ProjectConstant& constant : project.constants)
    constants += constant.name + "=" + value::toJson(constant.value) + " ";
  EXPECT_EQ(constants, R"(COUNT=3 NAME="main" ON=true RATE=0.5 WORD="7" )");
}

TEST_F(Projects, DefaultsOfRunsArePathsBesideTheirFileAndTimes) {
  file("aqua.yaml", "run: {scenario: nets/test.yaml, timeout: 500, ttl: 60}");
  file("app/aqua.yaml", "extends: ../aqua.yaml\nrun: {ttl: 70}");
  const RunDefaults run = read({"app/main.aqua"}).run;
  expectNoProblems();
  EXPECT_EQ(run.scenario, "nets/test.yaml");
  EXPECT_EQ(run.timeoutMs, 500U);
  EXPECT_EQ(run.ttl, 70U);
  file("bad/aqua.yaml", "run: {timeout: -1, tll: 5}");
  EXPECT_TRUE(read({"bad/main.aqua"}).hasErrors);
}

TEST_F(Projects, AnEmptyFileSaysNothing) {
  file("aqua.yaml", "# nothing yet\n");
  EXPECT_FALSE(read().hasErrors);
  expectNoProblems();
}

TEST_F(Projects, AFileMayBeJson) {
  file("aqua.yaml", R"({"imports": ["lib"]})");
  EXPECT_EQ(read().directories, std::vector<std::string>{"/project/lib"});
}

TEST_F(Projects, MistakesStandAtTheirPlace) {
  file("aqua.yaml", R"(import: [lib]
node-modules: "no"
constants:
  lower: 1
  QUOTED: 'a "b"'
  HUGE: 1e300
  LIST: [1]
imports:
  src:
    pk: [1, lib]
compile: {no-relais: true}
)");
  EXPECT_TRUE(read().hasErrors);
  EXPECT_EQ(problems(), R"(
aqua.yaml:11:11: E0012 `compile.no-relais`: unknown field `no-relais`; did you mean `no-relay`?
aqua.yaml:6:9: E0012 `constants.HUGE`: a number of Aqua has no exponent
aqua.yaml:7:9: E0012 `constants.LIST`: a constant is a string, a number, true or false
aqua.yaml:5:11: E0012 `constants.QUOTED`: a string of Aqua cannot contain a double quote
aqua.yaml:4:3: E0012 `constants.lower`: the name of a constant has upper-case letters, digits and `_`
aqua.yaml:1:1: E0012 `import`: unknown field `import`; did you mean `imports`?
aqua.yaml:10:10: E0012 `imports.src.pk[0]`: expected a string, found a number
aqua.yaml:2:15: E0012 `node-modules`: expected true or false, found a string
)");
}

TEST_F(Projects, MarksCoverTheFieldTheySpeakOf) {
  file("aqua.yaml", "node-modules: \"no, thanks\" # never\ncompile: {header: true}\n");
  static_cast<void>(read());
  ASSERT_EQ(diags.all().size(), 2u);
  const auto marked = [&](const support::Diagnostic& diag) {
    const support::SourceRange range = diag.loc.range;
    return sources.file(diag.loc.file).text().slice(range.begin, range.end).str();
  };
  EXPECT_EQ(marked(diags.all()[0]), "\"no, thanks\"");
  EXPECT_EQ(marked(diags.all()[1]), "header");
}

TEST_F(Projects, TextThatIsNoYamlIsAnErrorAtItsPlace) {
  file("aqua.yaml", "imports: [a\nconstants: &x {}\n");
  EXPECT_TRUE(read().hasErrors);
  ASSERT_EQ(diags.all().size(), 1u);
  EXPECT_EQ(diags.all().front().info().code, "E0011");
  EXPECT_TRUE(diags.all().front().loc.isValid());
}

TEST_F(Projects, AFileThatIsNoMapIsRefused) {
  file("aqua.yaml", "- lib\n");
  EXPECT_TRUE(read().hasErrors);
  EXPECT_EQ(problems(),
            "\naqua.yaml:1:1: E0011 cannot read the settings: expected an object, found a list\n");
}

TEST_F(Projects, WhatHasNoEffectYetIsAWarning) {
  file("aqua.yaml", "outputs: {}\ncompile:\n  target: ts\n");
  EXPECT_FALSE(read().hasErrors);
  EXPECT_EQ(problems(), R"(
aqua.yaml:3:3: W0003 `compile.target` has no effect yet
aqua.yaml:1:1: W0003 `outputs` has no effect yet
)");
}

TEST_F(Projects, TheLayoutIsChosenByIndentAndWidth) {
  file("base.yaml", "fmt: {indent: 4, width: 80}\n");
  file("aqua.yaml", "extends: base.yaml\nfmt: {indent: 2}\n");
  const Project project = read();
  EXPECT_EQ(problems(), "\n");
  EXPECT_EQ(project.layout.indent, 2U);
  EXPECT_EQ(project.layout.width, 80U);
}

TEST_F(Projects, OtherLayoutsAreErrors) {
  file("aqua.yaml", "fmt:\n  indent: 3\n  width: 1\n  tabs: true\n");
  EXPECT_TRUE(read().hasErrors);
  EXPECT_EQ(diags.all().size(), 3U);
}

// ------------------------------------------------------------------------------------------ lint

TEST_F(Projects, TheLinterIsSetRuleByRule) {
  file("aqua.yaml", R"(
lint:
  select: [default, waiting]
  ignore: [unused]
  rules: {redundant-on: error, par-error-lost: off}
  require-reason: true
  fail-on: warning
)");
  const LintSettings lint = read().lint;
  expectNoProblems();
  ASSERT_TRUE(lint.select && lint.ignore);
  ASSERT_EQ(lint.select->size(), 2U);
  EXPECT_EQ(lint.select->back().text, "waiting");
  EXPECT_TRUE(lint.select->back().loc.isValid());
  EXPECT_EQ(lint.ignore->front().text, "unused");
  ASSERT_EQ(lint.rules.size(), 2U);
  EXPECT_EQ(lint.rules.front().first.text, "par-error-lost");
  EXPECT_EQ(lint.rules.front().second, "off");
  EXPECT_TRUE(lint.requiresReasons.value_or(false));
  EXPECT_TRUE(lint.failsOnWarnings.value_or(false));
}

TEST_F(Projects, WhatAFileSaysOfTheLinterIsOverridden) {
  file("base/aqua.yaml", "lint: {select: [strict], ignore: [unused], fail-on: warning}\n");
  file("aqua.yaml", "extends: base/aqua.yaml\nlint: {select: [none], fail-on: error}\n");
  const LintSettings lint = read().lint;
  expectNoProblems();
  EXPECT_EQ(lint.select->front().text, "none");
  EXPECT_EQ(lint.ignore->front().text, "unused");
  EXPECT_FALSE(lint.failsOnWarnings.value_or(true));
}

// --------------------------------------------------------------------------------------- extends

TEST_F(Projects, AFileOverridesWhatItExtends) {
  file("base/aqua.yaml", R"(
imports: {src: {a: base-a, b: base-b}}
constants: {A: 1, B: 2}
node-modules: false
)");
  file("aqua.yaml", R"(
extends: base/aqua.yaml
imports: {base/src: {b: own-b}}
constants: {B: 3}
)");
  const Project project = read();
  expectNoProblems();
  EXPECT_EQ(project.nodeModules, false);
  ASSERT_EQ(project.constants.size(), 2u);
  EXPECT_EQ(project.constants[0].value, value::Value::integer(1));
  EXPECT_EQ(project.constants[1].value, value::Value::integer(3));
  const auto candidate = [&](llvm::StringRef import) {
    const auto all = project.imports.candidates("/project/base/src/m.aqua", import);
    return all.size() == 1 ? all.front() : "";
  };
  EXPECT_EQ(candidate("a/x.aqua"), "/project/base/base-a/x.aqua");
  EXPECT_EQ(candidate("b/x.aqua"), "/project/own-b/x.aqua");
}

TEST_F(Projects, AListReplacesAList) {
  file("base.yaml", "imports: [a, b]");
  file("aqua.yaml", "extends: base.yaml\nimports: [c]");
  EXPECT_EQ(read().directories, std::vector<std::string>{"/project/c"});
}

TEST_F(Projects, AFileThatExtendsItselfIsAnError) {
  file("a.yaml", "extends: aqua.yaml");
  file("aqua.yaml", "extends: a.yaml");
  EXPECT_TRUE(read().hasErrors);
  EXPECT_EQ(problems(), "\na.yaml:1:10: E0013 `aqua.yaml` extends itself\n");
}

TEST_F(Projects, AMissingBaseIsReportedWhereItIsNamed) {
  file("aqua.yaml", "extends: none.yaml");
  EXPECT_TRUE(read().hasErrors);
  EXPECT_EQ(problems(), "\naqua.yaml:1:10: E0010 there is no file `none.yaml`\n");
}

// --------------------------------------------------------------------------------------- imports

TEST_F(Projects, AListOfImportsStandsBehindTheDirectoriesOfTheCommand) {
  file("aqua.yaml", "imports: [lib]");
  module("lib/a.aqua");
  module("lib/b.aqua");
  module("/libs/b.aqua");
  options.directories = {"/libs"};
  EXPECT_EQ(target("a.aqua", "src/1.aqua"), "/project/lib/a.aqua");
  EXPECT_EQ(target("b.aqua", "src/2.aqua"), "/libs/b.aqua");
}

TEST_F(Projects, AMapOfImportsComesBeforePackages) {
  file("aqua.yaml", "imports: {.: {'@s/lib': patched}}");
  file("package.json", R"({"dependencies": {"@s/lib": "1", "other": "1"}})");
  module("node_modules/@s/lib/a.aqua");
  module("node_modules/@s/lib/b.aqua");
  module("node_modules/other/a.aqua");
  module("patched/a.aqua");
  EXPECT_EQ(target("@s/lib/a.aqua", "1.aqua"), "/project/patched/a.aqua");
  EXPECT_EQ(target("@s/lib/b.aqua", "2.aqua"), "/project/node_modules/@s/lib/b.aqua");
  EXPECT_EQ(target("other/a.aqua", "3.aqua"), "/project/node_modules/other/a.aqua");
}

TEST_F(Projects, AMapIsForTheFilesBelowItsPrefix) {
  file("aqua.yaml", "imports: {src: {'': lib}}");
  module("lib/a.aqua");
  EXPECT_EQ(target("a.aqua", "src/main.aqua"), "/project/lib/a.aqua");
  EXPECT_EQ(target("a.aqua", "test/main.aqua"), "");
}

TEST_F(Projects, AnImportMapReplacesTheImportsOfTheProject) {
  file("aqua.yaml", "imports: {/: {pk: project}}");
  file("settings/map.json", R"({"/": {"pk": ["map", "more"]}})");
  settings.importMapFile = "settings/map.json";
  module("project/a.aqua");
  module("more/a.aqua");
  EXPECT_EQ(target("pk/a.aqua"), "/project/more/a.aqua");
}

TEST_F(Projects, AnImportMapMayBeAList) {
  file("map.json", R"(["lib"])");
  settings.importMapFile = "map.json";
  module("lib/a.aqua");
  EXPECT_EQ(target("a.aqua", "src/main.aqua"), "/project/lib/a.aqua");
}

TEST_F(Projects, ARelativePrefixInAnImportMapNeverMatches) {
  file("map.json", R"({"src": {"": ["lib"]}})");
  settings.importMapFile = "map.json";
  module("lib/a.aqua");
  EXPECT_EQ(target("a.aqua", "src/main.aqua"), "");
}

TEST_F(Projects, AnUnresolvedImportSaysWhatWasTried) {
  file("aqua.yaml", "imports: {/: {pk: [one, two]}}");
  module("main.aqua", {"pk/a"});
  static_cast<void>(loadWith(read()));
  EXPECT_EQ(problems(), R"(
main.aqua:2:8: E0221 no file found for import `pk/a`
  tried `pk/a.aqua`
  tried `one/a.aqua`
  tried `two/a.aqua`
)");
}

TEST_F(Projects, WrongSettingsAreNotFollowedByUnresolvedImports) {
  file("aqua.yaml", "import: [lib]");
  module("main.aqua", {"a.aqua"});
  const ModuleGraph graph = loadWith(read());
  EXPECT_TRUE(graph.modules.back().isIncomplete);
  EXPECT_EQ(diags.all().size(), 1u);
}

// ----------------------------------------------------------------------------------- fluence.yaml

TEST_F(Projects, ImportsOfAFluenceProjectAreFound) {
  file("fluence.yaml", "version: 8\naquaImports: [./aqua-libs]\nservices: {a: {get: x}}\n");
  file(".fluence/aqua/services.aqua", "aqua S declares *\n");
  module("aqua-libs/a.aqua");
  EXPECT_EQ(target("a.aqua", "src/1.aqua"), "/project/aqua-libs/a.aqua");
  EXPECT_EQ(target("services.aqua", "src/2.aqua"), "/project/.fluence/aqua/services.aqua");
  expectNoProblems();
}

TEST_F(Projects, DependenciesOfAFluenceProjectAreFoundByName) {
  file("fluence.yaml", "version: 8\n");
  file(".fluence/aqua-dependencies/package.json", R"({"dependencies": {"lib": "1"}})");
  module(".fluence/aqua-dependencies/node_modules/lib/a.aqua");
  EXPECT_EQ(target("lib/a.aqua", "src/main.aqua"),
            "/project/.fluence/aqua-dependencies/node_modules/lib/a.aqua");
}

TEST_F(Projects, MistakesInTheFileOfFluenceAreWarnings) {
  file("fluence.yaml", "aquaImports: 7\n");
  EXPECT_FALSE(read().hasErrors);
  EXPECT_EQ(problems(), R"(
fluence.yaml:1:14: W0004 the imports of this file are ignored: aquaImports: expected a list, found a number
)");
}

} // namespace
} // namespace aqua::modules
