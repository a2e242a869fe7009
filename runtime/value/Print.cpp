// Values as compact JSON text, byte for byte as AquaVM's serialiser writes it (spec/05 §6.2): error
// messages quote it and content ids are taken over it.

#include <charconv>
#include <cmath>

#include "Value.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::value {
namespace {

/// Not below zero for escaped characters: the letter after the backslash, 'u' for \u00xx.
char escapeLetter(char c) {
  switch (c) {
  case '"': return '"';
  case '\\': return '\\';
  case '\b': return 'b';
  case '\f': return 'f';
  case '\n': return 'n';
  case '\r': return 'r';
  case '\t': return 't';
  default: return static_cast<unsigned char>(c) < 0x20 ? 'u' : '\0';
  }
}

void printString(llvm::StringRef text, llvm::raw_ostream& out) {
  out << '"';
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char letter = escapeLetter(text[i]);
    if (letter == '\0') continue;
    out << text.slice(begin, i) << '\\' << letter;
    if (letter == 'u') {
      const auto code = static_cast<unsigned char>(text[i]);
      out << "00" << llvm::hexdigit(code >> 4U, true) << llvm::hexdigit(code & 15U, true);
    }
    begin = i + 1;
  }
  out << text.substr(begin) << '"';
}

/// Shortest digits that read back as the same number: value = 0.DIGITS * 10^point.
struct Decimal {
  bool negative = false;
  std::string digits;
  int point = 0;
};

Decimal shortestDecimal(double number) {
  char buffer[40];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), number, std::chars_format::scientific)
          .ptr;
  llvm::StringRef text(buffer, static_cast<size_t>(end - buffer));
  Decimal decimal;
  decimal.negative = text.consume_front("-");
  const auto [mantissa, exponent] = text.split('e');
  for (const char c : mantissa)
    if (c != '.') decimal.digits += c;
  const bool negativeExponent = exponent.front() == '-';
  int magnitude = 0;
  exponent.drop_front().getAsInteger(10, magnitude);
  decimal.point = (negativeExponent ? -magnitude : magnitude) + 1;
  return decimal;
}

void printFloat(double number, llvm::raw_ostream& out) {
  if (!std::isfinite(number)) {
    out << "null";
    return;
  }
  const Decimal decimal = shortestDecimal(number);
  const llvm::StringRef digits = decimal.digits;
  const auto length = static_cast<int>(digits.size());
  if (decimal.negative) out << '-';
  if (number == 0) {
    out << "0.0";
  } else if (length <= decimal.point && decimal.point <= 16) {
    out << digits;
    for (int i = length; i < decimal.point; ++i)
      out << '0';
    out << ".0";
  } else if (0 < decimal.point && decimal.point <= 16) {
    const auto whole = static_cast<size_t>(decimal.point);
    out << digits.take_front(whole) << '.' << digits.drop_front(whole);
  } else if (-5 < decimal.point && decimal.point <= 0) {
    out << "0.";
    for (int i = decimal.point; i < 0; ++i)
      out << '0';
    out << digits;
  } else {
    out << digits.front();
    if (length > 1) out << '.' << digits.drop_front();
    out << 'e' << decimal.point - 1;
  }
}

} // namespace

// Recursive: texts nest at most 127 deep, and a running script adds one level per canon.
void print(const Value& value, llvm::raw_ostream& out) {
  switch (value.kind()) {
  case Kind::Null: out << "null"; return;
  case Kind::Bool: out << (value.asBool() ? "true" : "false"); return;
  case Kind::Int: out << value.asInt(); return;
  case Kind::UInt: out << value.asUInt(); return;
  case Kind::Float: printFloat(value.asFloat(), out); return;
  case Kind::String: printString(value.asString(), out); return;
  case Kind::Array: {
    llvm::ListSeparator separator(",");
    out << '[';
    for (const Value& item : value.items()) {
      out << llvm::StringRef(separator);
      print(item, out);
    }
    out << ']';
    return;
  }
  case Kind::Object: {
    llvm::ListSeparator separator(",");
    out << '{';
    for (const Member& member : value.members()) {
      out << llvm::StringRef(separator);
      printString(member.first, out);
      out << ':';
      print(member.second, out);
    }
    out << '}';
    return;
  }
  }
}

std::string toJson(const Value& value) {
  std::string text;
  llvm::raw_string_ostream out(text);
  print(value, out);
  return text;
}

namespace {

constexpr size_t lineWidth = 100;

/// `used`: the columns before the value and behind it.
void printBroken(const Value& value, size_t indent, size_t used, llvm::raw_ostream& out) {
  const bool isObject = value.isObject();
  const bool hasParts =
      isObject ? !value.members().empty() : value.isArray() && !value.items().empty();
  std::string line = toJson(value);
  if (!hasParts || used + line.size() <= lineWidth) {
    out << line;
    return;
  }
  line.clear();
  const size_t inner = indent + 2;
  llvm::ListSeparator separator(",\n");
  out << (isObject ? "{\n" : "[\n");
  for (const Member& member : isObject ? value.members() : llvm::ArrayRef<Member>()) {
    out << llvm::StringRef(separator);
    const std::string key = toJson(Value::string(member.first)) + ": ";
    out.indent(static_cast<unsigned>(inner)) << key;
    printBroken(member.second, inner, inner + key.size() + 1, out);
  }
  for (const Value& item : isObject ? llvm::ArrayRef<Value>() : value.items()) {
    out << llvm::StringRef(separator);
    out.indent(static_cast<unsigned>(inner));
    printBroken(item, inner, inner + 1, out);
  }
  out << '\n';
  out.indent(static_cast<unsigned>(indent)) << (isObject ? '}' : ']');
}

} // namespace

// Recursive as print is.
void printIndented(const Value& value, llvm::raw_ostream& out) {
  printBroken(value, 0, 0, out);
  out << '\n';
}

} // namespace aqua::value
