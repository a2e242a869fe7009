#include "lsp/Framing.h"

#include "gtest/gtest.h"

namespace aqua::lsp {
namespace {

/// All frames of a stream: bodies as they are, problems in angle brackets.
std::string framesOf(llvm::StringRef stream, size_t pieceSize) {
  FrameReader reader;
  std::string result;
  while (!stream.empty()) {
    reader.feed(stream.take_front(pieceSize));
    stream = stream.drop_front(std::min(pieceSize, stream.size()));
    while (const std::optional<Frame> frame = reader.next()) {
      if (const auto* bad = std::get_if<BadFrame>(&*frame))
        result += "<" + bad->problem + ">";
      else
        result += "[" + std::get<std::string>(*frame) + "]";
    }
  }
  return result;
}

TEST(Framing, BodiesComeBackFromPiecesOfAnySize) {
  const std::string stream = frame("{}") + frame("") + frame("é\r\n\r\n");
  for (const size_t size : {1U, 2U, 3U, 7U, 100U})
    EXPECT_EQ(framesOf(stream, size), "[{}][][é\r\n\r\n]");
}

TEST(Framing, HeadersMayEndInLfAndHaveOtherFields) {
  EXPECT_EQ(framesOf("X-Other: 1\ncontent-length:  2 \n\n{}", 1), "[{}]");
}

TEST(Framing, OnlyUtf8IsUnderstood) {
  const auto framed = [](const std::string& charset) {
    return framesOf("Content-Type: application/vscode-jsonrpc; charset=" + charset +
                        "\r\nContent-Length: 2\r\n\r\n{}" + frame("next"),
                    5);
  };
  EXPECT_EQ(framed("utf-8"), "[{}][next]");
  EXPECT_EQ(framed("\"UTF8\""), "[{}][next]");
  EXPECT_EQ(framed("latin1"), "<the charset is not utf-8>[next]");
}

TEST(Framing, AWrongHeaderDoesNotEndTheStream) {
  EXPECT_EQ(framesOf("X: 1\r\n\r\n" + frame("next"), 4), "<there is no Content-Length>[next]");
  EXPECT_EQ(framesOf("Content-Length: x\r\n\r\n" + frame("next"), 4),
            "<Content-Length is no number>[next]");
}

TEST(Framing, ATooLongBodyIsSkipped) {
  FrameReader reader;
  reader.feed("Content-Length: 268435457\r\n\r\nxx");
  ASSERT_TRUE(reader.next().has_value());
  const std::string piece(1U << 20, 'x');
  for (size_t i = 0; i < 256; ++i)
    reader.feed(i < 255 ? llvm::StringRef(piece) : llvm::StringRef(piece).drop_back(1));
  reader.feed(frame("next"));
  const std::optional<Frame> next = reader.next();
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(std::get<std::string>(*next), "next");
}

TEST(Framing, AHeaderWithoutEndIsGivenUp) {
  EXPECT_EQ(framesOf(std::string(5000, 'x'), 5000), "<the header does not end>");
}

} // namespace
} // namespace aqua::lsp
