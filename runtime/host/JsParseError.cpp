#include "JsParseError.h"

#include <fmt/format.h>

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace aqua::host {
namespace {

constexpr unsigned maxDepth = 256;
// How much of the text the engine quotes before and after a place; short texts are quoted whole.
constexpr size_t contextLength = 10;
constexpr size_t maxWholeLength = 2 * contextLength;

/// Unlike LLVM's conversion it takes no character for a byte order mark, and halves of pairs become
/// U+FFFD (JavaScript's strings may hold them, ours not).
std::string toUtf8(llvm::ArrayRef<llvm::UTF16> units) {
  constexpr unsigned replacement = 0xFFFD;
  std::string text;
  for (size_t at = 0; at < units.size(); ++at) {
    unsigned code = units[at];
    if (code >= 0xD800 && code < 0xE000) {
      const bool isPair = code < 0xDC00 && at + 1 < units.size() && units[at + 1] >= 0xDC00 &&
                          units[at + 1] < 0xE000;
      code = isPair ? 0x10000 + ((code - 0xD800) << 10U) + (units[++at] - 0xDC00U) : replacement;
    }
    char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char* end = buffer;
    llvm::ConvertCodePointToUTF8(code, end);
    text.append(buffer, end);
  }
  return text;
}

/// Positions are counted in UTF-16 code units, as JavaScript does.
class JsonChecker {
public:
  explicit JsonChecker(llvm::StringRef text) { llvm::convertUTF8ToUTF16String(text, units_); }

  std::string check() {
    if (!value(0)) return message_;
    skipSpace();
    if (!atEnd()) failHere("Unexpected non-whitespace character after JSON");
    return message_;
  }

private:
  [[nodiscard]] bool atEnd() const { return at_ >= units_.size(); }
  [[nodiscard]] uint16_t peek() const { return atEnd() ? 0 : units_[at_]; }
  [[nodiscard]] bool isDigit() const { return peek() >= '0' && peek() <= '9'; }

  void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')
      ++at_;
  }

  bool failHere(llvm::StringRef what) {
    message_ = what == "Unexpected non-whitespace character after JSON"
                   ? fmt::format("{} at position {}", what.str(), at_)
                   : fmt::format("{} in JSON at position {}", what.str(), at_);
    return false;
  }

  [[nodiscard]] std::string slice(size_t begin, size_t end) const {
    return toUtf8(llvm::ArrayRef(units_).slice(begin, std::min(end, units_.size()) - begin));
  }

  bool unexpected();
  bool value(unsigned depth);
  bool word(llvm::StringRef word);
  bool number();
  bool digits(llvm::StringRef problem);
  bool string();
  bool escape();
  bool array(unsigned depth);
  bool object(unsigned depth);

  llvm::SmallVector<llvm::UTF16> units_;
  size_t at_ = 0;
  std::string message_;
};

bool JsonChecker::unexpected() {
  const size_t length = units_.size();
  if (atEnd()) {
    message_ = "Unexpected end of JSON input";
    return false;
  }
  if (isDigit() || peek() == '-') return failHere("Unexpected number");
  if (peek() == '"') return failHere("Unexpected string");
  const std::string whole = slice(0, length);
  // What JavaScript makes of other values when it needs a string.
  if (whole == "NaN" || whole == "Infinity" || whole == "undefined" || whole == "[object Object]") {
    message_ = fmt::format("\"{}\" is not valid JSON", whole);
    return false;
  }
  std::string quoted = "\"" + whole + "\"";
  if (length > maxWholeLength) {
    const size_t begin = at_ < contextLength ? 0 : at_ - contextLength;
    const bool isNearEnd = at_ >= contextLength && at_ + contextLength >= length;
    const size_t end = isNearEnd ? length : at_ + contextLength;
    quoted =
        (at_ < contextLength ? "\"" : "...\"") + slice(begin, end) + (isNearEnd ? "\"" : "\"...");
  }
  message_ =
      fmt::format("Unexpected token '{}', {} is not valid JSON", slice(at_, at_ + 1), quoted);
  return false;
}

bool JsonChecker::value(unsigned depth) {
  if (depth == maxDepth) return false;
  skipSpace();
  switch (peek()) {
  case '"': return string();
  case '[': return array(depth);
  case '{': return object(depth);
  case 't': return word("true");
  case 'f': return word("false");
  case 'n': return word("null");
  default: return peek() == '-' || isDigit() ? number() : unexpected();
  }
}

bool JsonChecker::word(llvm::StringRef word) {
  for (const char c : word) {
    if (peek() != c) return unexpected();
    ++at_;
  }
  return true;
}

bool JsonChecker::digits(llvm::StringRef problem) {
  if (!isDigit()) return failHere(problem);
  while (isDigit())
    ++at_;
  return true;
}

bool JsonChecker::number() {
  if (peek() == '-') {
    ++at_;
    if (!isDigit()) return failHere("No number after minus sign");
  }
  if (peek() == '0') {
    ++at_;
    if (isDigit()) return unexpected();
  }
  while (isDigit())
    ++at_;
  if (peek() == '.') {
    ++at_;
    if (!digits("Unterminated fractional number")) return false;
  }
  if (peek() != 'e' && peek() != 'E') return true;
  ++at_;
  if (peek() == '+' || peek() == '-') ++at_;
  return digits("Exponent part is missing a number");
}

bool JsonChecker::string() {
  ++at_;
  for (;;) {
    if (atEnd()) return failHere("Unterminated string");
    const uint16_t unit = peek();
    if (unit < 0x20) return failHere("Bad control character in string literal");
    ++at_;
    if (unit == '"') return true;
    if (unit == '\\' && !escape()) return false;
  }
}

bool JsonChecker::escape() {
  if (atEnd()) return unexpected();
  const uint16_t letter = peek();
  if (letter != 'u') {
    if (letter >= 0x80 || !llvm::StringRef("\"\\/bfnrt").contains(static_cast<char>(letter)))
      return failHere("Bad escaped character");
    ++at_;
    return true;
  }
  ++at_;
  for (int i = 0; i < 4; ++i, ++at_)
    if (atEnd() || peek() >= 0x80 || !llvm::isHexDigit(static_cast<char>(peek())))
      return failHere("Bad Unicode escape");
  return true;
}

bool JsonChecker::array(unsigned depth) {
  ++at_;
  skipSpace();
  if (peek() == ']') {
    ++at_;
    return true;
  }
  for (;;) {
    if (!value(depth + 1)) return false;
    skipSpace();
    if (peek() != ']' && peek() != ',') return failHere("Expected ',' or ']' after array element");
    if (units_[at_++] == ']') return true;
  }
}

bool JsonChecker::object(unsigned depth) {
  ++at_;
  skipSpace();
  if (peek() == '}') {
    ++at_;
    return true;
  }
  if (peek() != '"') return failHere("Expected property name or '}'");
  for (;;) {
    if (peek() != '"') return failHere("Expected double-quoted property name");
    if (!string()) return false;
    skipSpace();
    if (peek() != ':') return failHere("Expected ':' after property name");
    ++at_;
    if (!value(depth + 1)) return false;
    skipSpace();
    if (peek() != '}' && peek() != ',') return failHere("Expected ',' or '}' after property value");
    if (units_[at_++] == '}') return true;
    skipSpace();
  }
}

} // namespace

std::string jsParseError(llvm::StringRef text) {
  return JsonChecker(text).check();
}

} // namespace aqua::host
