#include "lsp/Positions.h"

#include "gtest/gtest.h"

namespace aqua::lsp {
namespace {

/// The offset of a position, in each encoding.
struct Offsets {
  uint32_t utf8, utf16, utf32;
  friend bool operator==(const Offsets&, const Offsets&) = default;
};

Offsets offsetsOf(llvm::StringRef text, Position position) {
  return {Positions(text, PositionEncoding::Utf8).offset(position),
          Positions(text, PositionEncoding::Utf16).offset(position),
          Positions(text, PositionEncoding::Utf32).offset(position)};
}

std::string positionsOf(llvm::StringRef text, uint32_t offset) {
  std::string result;
  for (const auto encoding :
       {PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32}) {
    const Position position = Positions(text, encoding).position(offset);
    result += std::to_string(position.line) + ":" + std::to_string(position.character) + " ";
  }
  return result;
}

constexpr const char* acute = "xéy";           // 2 bytes, 1 unit
constexpr const char* face = "x😀y";           // 4 bytes, 2 units
constexpr const char* combining = "xe\u0301y"; // e and a mark: 3 bytes, 2 units, 2 characters

TEST(Positions, CountBytesUnitsOrCharacters) {
  EXPECT_EQ(positionsOf(acute, 3), "0:3 0:2 0:2 ");
  EXPECT_EQ(positionsOf(face, 5), "0:5 0:3 0:2 ");
  EXPECT_EQ(positionsOf(combining, 4), "0:4 0:3 0:3 ");
  EXPECT_EQ(offsetsOf(acute, {0, 2}), (Offsets{1, 3, 3}));
  EXPECT_EQ(offsetsOf(face, {0, 3}), (Offsets{1, 5, 6}));
  EXPECT_EQ(offsetsOf(combining, {0, 3}), (Offsets{2, 4, 4}));
}

TEST(Positions, InsideACharacterAreItsStart) {
  EXPECT_EQ(offsetsOf(face, {0, 2}), (Offsets{1, 1, 5}));
  EXPECT_EQ(positionsOf(face, 3), "0:1 0:1 0:1 ");
}

TEST(Positions, BehindTheEndOfALineAreItsEnd) {
  EXPECT_EQ(offsetsOf("ab\ncd", {0, 9}), (Offsets{2, 2, 2}));
  EXPECT_EQ(offsetsOf("ab\r\ncd", {0, 3}), (Offsets{2, 2, 2}));
  EXPECT_EQ(offsetsOf("ab\rcd", {0, 3}), (Offsets{2, 2, 2}));
  EXPECT_EQ(offsetsOf("ab\ncd", {1, 9}), (Offsets{5, 5, 5}));
}

TEST(Positions, BehindTheLastLineAreTheEndOfTheText) {
  EXPECT_EQ(offsetsOf("ab\n", {7, 0}), (Offsets{3, 3, 3}));
  EXPECT_EQ(offsetsOf("", {0, 1}), (Offsets{0, 0, 0}));
}

TEST(Positions, LinesEndWithLfCrLfOrCr) {
  const char* text = "a\nb\r\nc\rd";
  for (uint32_t line = 0; line < 4; ++line) {
    const uint32_t start[] = {0, 2, 5, 7};
    EXPECT_EQ(Positions(text, PositionEncoding::Utf16).offset({line, 0}), start[line]);
    EXPECT_EQ(Positions(text, PositionEncoding::Utf16).position(start[line]), (Position{line, 0}));
    EXPECT_EQ(Positions(text, PositionEncoding::Utf16).lineEnd(line), start[line] + 1);
  }
  EXPECT_EQ(Positions(text, PositionEncoding::Utf16).lineCount(), 4U);
}

TEST(Positions, AByteOrderMarkCountsForTheClientOnly) {
  const char* text = "\xEF\xBB\xBF"
                     "ab\ncd";
  EXPECT_EQ(offsetsOf(text, {0, 4}), (Offsets{1, 2, 2}));
  EXPECT_EQ(offsetsOf(text, {0, 0}), (Offsets{0, 0, 0}));
  EXPECT_EQ(offsetsOf(text, {1, 1}), (Offsets{4, 4, 4}));
  EXPECT_EQ(positionsOf(text, 1), "0:4 0:2 0:2 ");
  EXPECT_EQ(positionsOf(text, 4), "1:1 1:1 1:1 ");
}

TEST(Positions, OffsetsComeBackForEveryCharacter) {
  const llvm::StringRef text = "é😀\r\n\r e\u0301 \n\n😀";
  for (const auto encoding :
       {PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32}) {
    const Positions positions(text, encoding);
    for (uint32_t offset = 0; offset <= text.size(); ++offset) {
      const bool isInside = offset < text.size() &&
                            ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80 ||
                             (text[offset] == '\n' && offset > 0 && text[offset - 1] == '\r'));
      if (isInside) continue;
      EXPECT_EQ(positions.offset(positions.position(offset)), offset);
    }
  }
}

TEST(Positions, LengthsAreThoseOfTheEncoding) {
  const llvm::StringRef text = "é😀";
  EXPECT_EQ(Positions(text, PositionEncoding::Utf8).length({0, 6}), 6U);
  EXPECT_EQ(Positions(text, PositionEncoding::Utf16).length({0, 6}), 3U);
  EXPECT_EQ(Positions(text, PositionEncoding::Utf32).length({0, 6}), 2U);
}

} // namespace
} // namespace aqua::lsp
