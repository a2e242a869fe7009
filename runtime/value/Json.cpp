// Strict JSON reader with the limits, error words and number rules of AquaVM's own reader
// (serde_json), because scripts see what it makes of a service's answer (spec/05 §6.2, §17.1).

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "Value.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace aqua::value {
namespace {

constexpr unsigned maxJsonDepth = 127;
constexpr int maxPower = 308;

/// 10^0 … 10^308, each correctly rounded.
double powerOfTen(int exponent) {
  std::array<char, 8> text = {'1', 'e'};
  const auto end = std::to_chars(text.begin() + 2, text.end(), exponent).ptr;
  double power = 0;
  std::from_chars(text.begin(), end, power);
  return power;
}

/// A number as it is written: significand * 10^exponent, where a significand past 64 bits has lost
/// its last digits.
struct NumberParts {
  bool negative = false;
  bool isInteger = true;
  uint64_t significand = 0;
  int64_t exponent = 0;
};

/// AquaVM's reader multiplies or divides once by a power of ten, so that the last bit may be wrong:
/// 31.245270191439438 comes as 31.24527019143944. Nothing if the number is out of range.
std::optional<double> combineAsAquaVm(const NumberParts& parts) {
  auto number = static_cast<double>(parts.significand);
  int64_t exponent = parts.exponent;
  while (exponent < -maxPower && number != 0) {
    number /= powerOfTen(maxPower);
    exponent += maxPower;
  }
  if (number == 0) return 0.0;
  if (exponent > maxPower) return std::nullopt;
  if (exponent >= 0)
    number *= powerOfTen(static_cast<int>(exponent));
  else
    number /= powerOfTen(static_cast<int>(-exponent));
  if (std::isinf(number)) return std::nullopt;
  return number;
}

class JsonReader {
public:
  JsonReader(llvm::StringRef text, Floats floats) : text_(text), floats_(floats) {}

  ReadResult read() {
    Value value;
    if (!readValue(value)) return {{}, false, error_};
    skipSpace();
    if (!atEnd()) {
      fail("trailing characters");
      return {{}, false, error_};
    }
    return {std::move(value), true, {}};
  }

private:
  [[nodiscard]] bool atEnd() const { return at_ == text_.size(); }
  /// The next character, or 0 at the end.
  [[nodiscard]] char peek() const { return atEnd() ? '\0' : text_[at_]; }

  void skipSpace() {
    while (!atEnd() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }

  bool fail(const char* message, size_t offset) {
    error_ = {offset, message};
    return false;
  }
  bool fail(const char* message) { return fail(message, at_); }

  bool readValue(Value& value);
  bool readWord(llvm::StringRef word, Value meaning, Value& value);
  bool readArray(Value& value);
  bool readObject(Value& value);
  bool readMember(Member& member);
  bool readNumber(Value& value);
  bool readInteger(NumberParts& parts);
  bool readFraction(NumberParts& parts);
  bool readExponent(NumberParts& parts);
  bool readString(std::string& string);
  bool readEscape(std::string& string);
  bool readUnicodeEscape(std::string& string);
  bool readHex(uint32_t& unit);
  bool takeDigit(NumberParts& parts);

  llvm::StringRef text_;
  Floats floats_;
  size_t at_ = 0;
  unsigned depth_ = 0;
  TextError error_;
};

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool JsonReader::readValue(Value& value) {
  skipSpace();
  if (atEnd()) return fail("EOF while parsing a value");
  switch (text_[at_]) {
  case 'n': return readWord("null", Value(), value);
  case 't': return readWord("true", Value::boolean(true), value);
  case 'f': return readWord("false", Value::boolean(false), value);
  case '"': {
    std::string string;
    if (!readString(string)) return false;
    value = Value::string(string);
    return true;
  }
  case '[':
  case '{': {
    if (depth_ == maxJsonDepth) return fail("recursion limit exceeded");
    ++depth_;
    const bool ok = text_[at_] == '[' ? readArray(value) : readObject(value);
    --depth_;
    return ok;
  }
  default:
    if (peek() != '-' && !isDigit(peek())) return fail("expected value");
    return readNumber(value);
  }
}

bool JsonReader::readWord(llvm::StringRef word, Value meaning, Value& value) {
  for (const char c : word) {
    if (atEnd()) return fail("EOF while parsing a value");
    if (text_[at_] != c) return fail("expected ident");
    ++at_;
  }
  value = std::move(meaning);
  return true;
}

bool JsonReader::readArray(Value& value) {
  ++at_;
  std::vector<Value> items;
  for (;;) {
    skipSpace();
    if (atEnd()) return fail("EOF while parsing a list");
    if (peek() == ']') break;
    if (!items.empty()) {
      if (peek() != ',') return fail("expected `,` or `]`");
      ++at_;
      skipSpace();
      if (peek() == ']') return fail("trailing comma");
    }
    if (!readValue(items.emplace_back())) return false;
  }
  ++at_;
  value = Value::array(std::move(items));
  return true;
}

bool JsonReader::readObject(Value& value) {
  ++at_;
  std::vector<Member> members;
  for (;;) {
    skipSpace();
    if (atEnd()) return fail("EOF while parsing an object");
    if (peek() == '}') break;
    if (!members.empty()) {
      if (peek() != ',') return fail("expected `,` or `}`");
      ++at_;
      skipSpace();
      if (peek() == '}') return fail("trailing comma");
      if (atEnd()) return fail("EOF while parsing a value");
    }
    if (!readMember(members.emplace_back())) return false;
  }
  ++at_;
  value = Value::object(std::move(members));
  return true;
}

bool JsonReader::readMember(Member& member) {
  if (peek() != '"') return fail("key must be a string");
  if (!readString(member.first)) return false;
  skipSpace();
  if (atEnd()) return fail("EOF while parsing an object");
  if (peek() != ':') return fail("expected `:`");
  ++at_;
  return readValue(member.second);
}

/// Takes the next character into the significand if it is a digit and still fits 64 bits.
bool JsonReader::takeDigit(NumberParts& parts) {
  if (!isDigit(peek())) return false;
  const auto digit = static_cast<uint64_t>(peek() - '0');
  if (parts.significand > (std::numeric_limits<uint64_t>::max() - digit) / 10) return false;
  parts.significand = parts.significand * 10 + digit;
  ++at_;
  return true;
}

bool JsonReader::readInteger(NumberParts& parts) {
  if (atEnd()) return fail("EOF while parsing a value");
  if (!isDigit(peek())) return fail("invalid number");
  if (peek() == '0') {
    ++at_;
    return !isDigit(peek()) || fail("invalid number");
  }
  while (takeDigit(parts)) {
  }
  for (; isDigit(peek()); ++at_) {
    parts.isInteger = false;
    ++parts.exponent;
  }
  return true;
}

bool JsonReader::readFraction(NumberParts& parts) {
  parts.isInteger = false;
  const size_t point = at_++;
  while (takeDigit(parts))
    --parts.exponent;
  while (isDigit(peek()))
    ++at_;
  if (at_ > point + 1) return true;
  return fail(atEnd() ? "EOF while parsing a value" : "invalid number");
}

bool JsonReader::readExponent(NumberParts& parts) {
  parts.isInteger = false;
  ++at_;
  const bool negative = peek() == '-';
  if (negative || peek() == '+') ++at_;
  if (atEnd()) return fail("EOF while parsing a value");
  if (!isDigit(peek())) return fail("invalid number");
  constexpr int64_t limit = std::numeric_limits<int32_t>::max();
  int64_t exponent = 0;
  for (; isDigit(peek()); ++at_) {
    exponent = exponent * 10 + (peek() - '0');
    if (exponent <= limit) continue;
    if (parts.significand != 0 && !negative) return fail("number out of range");
    exponent = limit;
  }
  parts.exponent += negative ? -exponent : exponent;
  return true;
}

bool JsonReader::readNumber(Value& value) {
  const size_t begin = at_;
  NumberParts parts;
  parts.negative = peek() == '-';
  if (parts.negative) ++at_;
  if (!readInteger(parts)) return false;
  if (peek() == '.' && !readFraction(parts)) return false;
  if ((peek() == 'e' || peek() == 'E') && !readExponent(parts)) return false;
  constexpr uint64_t minMagnitude = uint64_t{1} << 63U;
  if (parts.isInteger && !parts.negative) {
    value = Value::unsignedInteger(parts.significand);
    return true;
  }
  if (parts.isInteger && parts.significand != 0 && parts.significand <= minMagnitude) {
    value = Value::integer(static_cast<int64_t>(-parts.significand));
    return true;
  }
  if (double exact = 0;
      floats_ == Floats::Exact &&
      std::from_chars(text_.data() + begin, text_.data() + at_, exact).ec == std::errc()) {
    value = Value::number(exact);
    return true;
  }
  const std::optional<double> combined = combineAsAquaVm(parts);
  if (!combined) return fail("number out of range", at_ - 1);
  value = Value::number(parts.negative ? -*combined : *combined);
  return true;
}

bool JsonReader::readString(std::string& string) {
  ++at_;
  size_t begin = at_;
  for (;;) {
    if (atEnd()) return fail("EOF while parsing a string");
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c == '"' || c == '\\') {
      string += text_.slice(begin, at_);
      ++at_;
      if (c == '"') return true;
      if (!readEscape(string)) return false;
      begin = at_;
    } else if (c < 0x20) {
      return fail("control character (\\u0000-\\u001F) found while parsing a string");
    } else if (c < 0x80) {
      ++at_;
    } else {
      const auto* source = reinterpret_cast<const llvm::UTF8*>(text_.data()) + at_;
      const unsigned length = llvm::getNumBytesForUTF8(c);
      if (length > text_.size() - at_ || !llvm::isLegalUTF8Sequence(source, source + length))
        return fail("invalid unicode code point");
      at_ += length;
    }
  }
}

bool JsonReader::readEscape(std::string& string) {
  if (atEnd()) return fail("EOF while parsing a string");
  switch (text_[at_++]) {
  case '"': string += '"'; return true;
  case '\\': string += '\\'; return true;
  case '/': string += '/'; return true;
  case 'b': string += '\b'; return true;
  case 'f': string += '\f'; return true;
  case 'n': string += '\n'; return true;
  case 'r': string += '\r'; return true;
  case 't': string += '\t'; return true;
  case 'u': return readUnicodeEscape(string);
  default: return fail("invalid escape", at_ - 1);
  }
}

bool JsonReader::readHex(uint32_t& unit) {
  if (text_.size() - at_ < 4) return fail("EOF while parsing a string", text_.size());
  unit = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    const unsigned digit = llvm::hexDigitValue(text_[at_]);
    if (digit > 15) return fail("invalid escape");
    unit = unit * 16 + digit;
  }
  return true;
}

bool JsonReader::readUnicodeEscape(std::string& string) {
  uint32_t code = 0;
  if (!readHex(code)) return false;
  constexpr const char* lone = "lone leading surrogate in hex escape";
  if (code >= 0xDC00 && code <= 0xDFFF) return fail(lone, at_ - 1);
  if (code >= 0xD800 && code <= 0xDBFF) {
    for (const char expected : {'\\', 'u'}) {
      if (atEnd()) return fail("EOF while parsing a string");
      if (text_[at_++] != expected) return fail("unexpected end of hex escape", at_ - 1);
    }
    uint32_t low = 0;
    if (!readHex(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return fail(lone, at_ - 1);
    code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
  }
  char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char* end = buffer;
  llvm::ConvertCodePointToUTF8(code, end);
  string.append(buffer, end);
  return true;
}

} // namespace

ReadResult parseJson(llvm::StringRef text, Floats floats) {
  return JsonReader(text, floats).read();
}

std::string aquaVmErrorText(llvm::StringRef text, const TextError& error) {
  const llvm::StringRef consumed = text.take_front(error.offset + 1);
  const size_t lineEnd = consumed.rfind('\n');
  const size_t lineBegin = lineEnd == llvm::StringRef::npos ? 0 : lineEnd + 1;
  return error.message + " at line " + std::to_string(consumed.count('\n') + 1) + " column " +
         std::to_string(consumed.size() - lineBegin);
}

} // namespace aqua::value
