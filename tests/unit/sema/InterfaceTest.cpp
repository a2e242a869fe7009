// What importers see of a module, and what it passes on (spec/01 §3.5–§4.4).

#include "gtest/gtest.h"

#include "Program.h"

namespace aqua::sema::test {
namespace {

const char* const lib = "aqua Lib declares f, D, S\n"
                        "data D:\n  x: u8\n"
                        "service S(\"s\"):\n  m()\n"
                        "func hidden() -> u8:\n  <- 1\n"
                        "func f() -> D:\n  x <- hidden()\n  <- D(x = x)\n";

std::string exportsOf(const CheckedModule& checked) {
  std::string text;
  for (const hir::ExportedFunction& exported : checked.module.exportedFunctions)
    text += exported.name.str().str() + "=" + exported.function->name.str().str() + " ";
  for (const hir::ExportedService& exported : checked.module.exportedServices)
    text += exported.name.str().str() + ":" + exported.service->name.str().str() + " ";
  return text;
}

TEST(Interface, HoldsTheDeclaredNamesOnly) {
  Program program;
  const CheckedModule& checked = program.add("lib", lib);
  EXPECT_EQ(namesIn(*checked.interface->declared), "f, D, S");
  EXPECT_EQ(program.codes(), "");
}

TEST(Interface, WithoutDeclaresNothingIsVisible) {
  Program program;
  EXPECT_TRUE(program.add("aqua M\nfunc f():\n  x = 1\n").interface->declared->isEmpty());
}

TEST(Interface, DeclaresStarHoldsImportsAndConstantsButNoModules) {
  Program program;
  program.add("lib", lib);
  const CheckedModule& checked =
      program.add("aqua M declares *\nimport f from \"lib\"\nuse \"lib\"\nconst K = 1\n");
  EXPECT_EQ(namesIn(*checked.interface->declared),
            "f, HOST_PEER_ID, INIT_PEER_ID, PARTICLE_TTL, PARTICLE_TIMESTAMP, LAST_ERROR, nil, K");
}

TEST(Interface, PredefinedConstantsOfManyModulesDoNotConflict) {
  Program program;
  program.add("a", "aqua A declares *\n");
  program.add("b", "aqua B declares *\n");
  program.add("aqua M\nimport \"a\"\nimport \"b\"\nfunc f() -> string:\n  <- INIT_PEER_ID\n");
  EXPECT_EQ(program.codes(), "");
}

TEST(Interface, ModulesAndNamesOfModulesCanBeDeclaredAgain) {
  Program program;
  program.add("lib", lib);
  EXPECT_EQ(namesIn(*program.add("a", "aqua A declares Lib\nuse \"lib\"\n").interface->declared),
            "Lib.(f, D, S)");
  EXPECT_EQ(namesIn(*program.add("b", "aqua B declares Lib.f\nuse \"lib\"\n").interface->declared),
            "Lib.(f)");
  EXPECT_EQ(program.codes(), "");
}

TEST(Interface, IsIncompleteIfAnImportIsMissing) {
  Program program;
  const CheckedModule& checked =
      program.add("a", "aqua A declares lost\nimport \"missing\"\nexport other\n");
  EXPECT_TRUE(checked.interface->declared->isIncomplete());
  EXPECT_TRUE(checked.module.hasErrors);
  program.add("aqua M\nimport lost, more from \"a\"\nfunc f():\n  lost()\n  more()\n");
  EXPECT_EQ(program.codes(), "");
}

TEST(Interface, ErrorsOfAnImportedModuleMakeTheImporterUnfit) {
  Program program;
  program.add("a", "aqua A declares *\nfunc g() -> u8:\n  <- unknown\n");
  const CheckedModule& checked = program.add("aqua M\nimport \"a\"\nfunc f():\n  x <- g()\n");
  EXPECT_TRUE(checked.module.hasErrors);
  EXPECT_EQ(program.codes(), "E0301");
}

/// The table of spec/07 §1.
class CarriedExports : public testing::Test {
protected:
  CarriedExports() {
    program_.add("base", "aqua Base declares *\nexport fb, Sv, SvNo\n"
                         "service Sv(\"sv\"):\n  m()\nservice SvNo:\n  m()\n"
                         "func fb():\n  x = 1\n");
  }

  std::string exports(const std::string& header) {
    return exportsOf(program_.add("aqua M\n" + header + "func ft():\n  x = 1\n"));
  }

  Program program_;
};

TEST_F(CarriedExports, AnImportCarriesEverything) {
  EXPECT_EQ(exports("export ft\nimport \"base\"\n"), "ft=ft fb=fb Sv:Sv SvNo:SvNo ");
  EXPECT_EQ(exports("import \"base\"\n"), "fb=fb Sv:Sv SvNo:SvNo ");
}

TEST_F(CarriedExports, ASelectionCarriesWhatItDoesNotRename) {
  EXPECT_EQ(exports("export ft\nimport fb from \"base\"\n"), "ft=ft fb=fb ");
  EXPECT_EQ(exports("export ft\nimport fb as fz from \"base\"\n"), "ft=ft ");
  EXPECT_EQ(exports("export ft\nimport Sv from \"base\"\n"), "ft=ft Sv:Sv ");
}

TEST_F(CarriedExports, UseCarriesNothing) {
  EXPECT_EQ(exports("export ft\nuse \"base\" as B\n"), "ft=ft ");
}

TEST_F(CarriedExports, OwnLinesWinWhereverTheyStand) {
  EXPECT_EQ(exports("export ft, fb as zz\nimport fb from \"base\"\n"), "ft=ft zz=fb ");
  EXPECT_EQ(exports("import fb from \"base\"\nexport ft, fb as zz\n"), "ft=ft zz=fb ");
}

TEST_F(CarriedExports, AreCarriedThroughManyModules) {
  program_.add("middle", "aqua Middle\nimport \"base\"\n");
  EXPECT_EQ(exports("import \"middle\"\n"), "fb=fb Sv:Sv SvNo:SvNo ");
}

TEST_F(CarriedExports, OneNameForTwoFunctionsIsAnError) {
  exports("export ft as fb\nimport \"base\"\n");
  EXPECT_EQ(program_.codes(), "E0213");
}

TEST_F(CarriedExports, AFunctionCanHaveTwoNames) {
  EXPECT_EQ(exports("export ft, ft as g, ft\n"), "ft=ft g=ft ");
}

} // namespace
} // namespace aqua::sema::test
