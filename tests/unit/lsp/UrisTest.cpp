#include "lsp/Uris.h"

#include "gtest/gtest.h"

namespace aqua::lsp {
namespace {

TEST(Uris, NamePathsHoweverTheyAreSpelled) {
  EXPECT_EQ(pathOf({"file:///ws/a.aqua"}), "/ws/a.aqua");
  EXPECT_EQ(pathOf({"file://localhost/ws/a.aqua"}), "/ws/a.aqua");
  EXPECT_EQ(pathOf({"file:///ws/./b/../%61%20%C3%A9.aqua"}), "/ws/a é.aqua");
  EXPECT_EQ(pathOf({"file:///ws/"}), "/ws");
  EXPECT_EQ(pathOf({"file:///100%"}), "/100%");
}

TEST(Uris, OfPathsLeadBack) {
  EXPECT_EQ(uriOf("/ws/a é#?.aqua").text, "file:///ws/a%20%C3%A9%23%3F.aqua");
  for (const char* path : {"/ws/a.aqua", "/ws/a é#?%41.aqua", "aqua-std:/builtin.aqua"})
    EXPECT_EQ(pathOf(uriOf(path)), path);
}

TEST(Uris, DocumentsThatAreNoFilesHavePathsOfTheirOwn) {
  EXPECT_NE(pathOf({"untitled:Untitled-1"}), pathOf({"untitled:Untitled-2"}));
  EXPECT_TRUE(llvm::StringRef(pathOf({"untitled:Untitled-1"})).ends_with(".aqua"));
}

} // namespace
} // namespace aqua::lsp
