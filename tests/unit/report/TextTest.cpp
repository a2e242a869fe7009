#include "Text.h"

#include "gtest/gtest.h"

namespace aqua::report {
namespace {

using Lines = std::vector<std::string>;

TEST(ReportText, NamesReplaceIdsAndTheirQuotes) {
  network::PeerNames names;
  const std::string id = "12D3KooWPRtb2VHr3R5SsgpjFwJCs6DmGoieRmKAE2gTvrkCXykF";
  names.add("node1", id);
  EXPECT_EQ(withNames("[\"" + id + "\",\"at " + id + "\"]", names), "[node1,\"at node1\"]");
  EXPECT_EQ(withNames("{\"a\":{\"b\":1}} {{x}} 12D3KooWxy", names),
            "{\"a\":{\"b\":1}} {{x}} 12D3KooWxy");
}

TEST(ReportText, ShortensByCodePoints) {
  EXPECT_EQ(shorten("Ålesund", 7), "Ålesund");
  EXPECT_EQ(shorten("Ålesund", 3), "Ål…");
}

TEST(ReportText, WrapsAfterCommasAndBrackets) {
  EXPECT_EQ(wrap("f(\"one\", \"two\", \"three\")", 14, 3),
            (Lines{"f(\"one\",", "\"two\",", "\"three\")"}));
  EXPECT_EQ(wrap("abcdefghijkl", 5, 2), (Lines{"abcde", "fghi…"}));
  EXPECT_EQ(wrap("", 5, 2), Lines{""});
}

TEST(ReportText, PlacesLoseFolderAndColumn) {
  EXPECT_EQ(shortPlace("src/main.aqua:12:3"), "main.aqua:12");
  EXPECT_EQ(shortPlace("main.aqua:12"), "main.aqua:12");
  EXPECT_EQ(shortPlace(""), "");
}

} // namespace
} // namespace aqua::report
