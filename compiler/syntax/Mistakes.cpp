#include "Mistakes.h"

#include "fmt/format.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

namespace aqua::syntax {
namespace {

namespace diag = support::diag;

/// The first code point of a valid UTF-8 text, and its length in bytes.
std::pair<uint32_t, size_t> firstCodePoint(llvm::StringRef text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.begin());
  const auto* at = begin;
  llvm::UTF32 codePoint = 0;
  const auto result = llvm::convertUTF8Sequence(
      &at, reinterpret_cast<const llvm::UTF8*>(text.end()), &codePoint, llvm::strictConversion);
  if (result != llvm::conversionOK) return {0xFFFD, 1};
  return {codePoint, static_cast<size_t>(at - begin)};
}

/// Invisible characters by their number, others as they are.
std::string describeStray(llvm::StringRef text) {
  const auto [codePoint, length] = firstCodePoint(text);
  const bool isInvisible = codePoint < 0x20 || (codePoint >= 0x7F && codePoint <= 0xA0) ||
                           (codePoint >= 0x2000 && codePoint <= 0x200F) || codePoint == 0x2028 ||
                           codePoint == 0x2029 || codePoint == 0x3000 || codePoint == 0xFEFF ||
                           codePoint == 0xFFFD;
  if (isInvisible) return fmt::format("the character U+{:04X}", codePoint);
  return fmt::format("`{}`", text.take_front(length).str());
}

llvm::StringRef helpForStray(llvm::StringRef text) {
  const auto [codePoint, length] = firstCodePoint(text);
  switch (codePoint) {
  case '\'':
  case 0x2018:
  case 0x2019:
  case 0x201C:
  case 0x201D: return "a string is written in straight double quotes";
  case ';': return "a statement ends with its line";
  case '#': return "a comment starts with `--`";
  case '&': return "the logical operator is `&&`";
  case '|': return "the logical operator is `||`";
  case '_': return "a name starts with a letter";
  case 0x2192: return "an arrow is written `->`";
  case 0x2190: return "an arrow is written `<-`";
  case 0x2013:
  case 0x2014:
  case 0x2212: return "minus is `-`, a comment starts with `--`";
  default: break;
  }
  if (codePoint < 0x20 || codePoint == 0xA0 || codePoint == 0xFEFF)
    return "only spaces, tabs and line ends separate words";
  if (codePoint > 0x7F) return "outside of strings and comments, only ASCII is used";
  return "";
}

} // namespace

void reportStray(Problems& problems, SourceRange range, llvm::StringRef text) {
  const llvm::StringRef found = text.slice(range.begin, range.end);
  if (found == "\r") {
    problems.report(diag::LoneCarriageReturn, range).help = "lines end in LF or CR LF";
    return;
  }
  const bool splitsNumber =
      found.starts_with("_") && range.begin > 0 && llvm::isDigit(text[range.begin - 1]);
  problems.report(diag::StrayCharacter, range, describeStray(found)).help =
      splitsNumber ? "the digits of a number are not separated" : helpForStray(found).str();
}

void reportUnclosedString(Problems& problems, SourceRange range) {
  problems.report(diag::UnclosedString, range).help =
      "a string ends at the next double quote; there are no escapes";
}

std::string describeIndentation(llvm::StringRef indentation) {
  if (indentation.empty()) return "no indentation";
  std::string text;
  while (!indentation.empty()) {
    const char c = indentation.front();
    const llvm::StringRef run = indentation.take_while([&](char other) { return other == c; });
    if (!text.empty()) text += " and ";
    text +=
        fmt::format("{} {}{}", run.size(), c == '\t' ? "tab" : "space", run.size() == 1 ? "" : "s");
    indentation = indentation.drop_front(run.size());
  }
  return text;
}

llvm::StringRef helpForForeignWord(llvm::StringRef word) {
  return llvm::StringSwitch<llvm::StringRef>(word)
      .Case("and", "the logical operator is `&&`")
      .Case("or", "the logical operator is `||`")
      .Case("not", "the logical operator is `!`")
      .Case("in", "a loop is written `for item <- items:`")
      .Case("return", "results are returned by `<- value`")
      .Cases("let", "var", "a variable is defined by `name = value`")
      .Case("while", "loops run over collections: `for item <- items:`")
      .Cases("null", "none", "the empty option is `nil`")
      .Default("");
}

std::string helpForForeignItem(llvm::StringRef word) {
  for (const llvm::StringRef keyword :
       {"aqua", "import", "export", "use", "func", "service", "data", "ability", "alias", "const"})
    if (word.size() > keyword.size() && word.starts_with(keyword) &&
        llvm::isUpper(word[keyword.size()]))
      return "a space is missing after `" + keyword.str() + "`";
  const llvm::StringRef keyword = llvm::StringSwitch<llvm::StringRef>(word)
                                      .Cases("fun", "fn", "function", "def", "`func`")
                                      .Cases("struct", "record", "class", "`data`")
                                      .Cases("type", "typedef", "`alias`")
                                      .Cases("interface", "trait", "`ability` or `service`")
                                      .Cases("let", "var", "`const`")
                                      .Case("include", "`import`")
                                      .Default("");
  if (!keyword.empty()) return "did you mean " + keyword.str() + "?";
  return "statements belong into the body of a function, indented";
}

llvm::StringRef helpForForeignType(llvm::StringRef word) {
  return llvm::StringSwitch<llvm::StringRef>(word)
      .Cases("int", "integer", "long", "integers are `i8`, `i16`, `i32`, `i64`, `u8` … `u64`")
      .Cases("uint", "byte", "usize", "integers are `i8`, `i16`, `i32`, `i64`, `u8` … `u64`")
      .Cases("u128", "i128", "the largest integers are `i64` and `u64`")
      .Cases("float", "double", "number", "floating-point types are `f32` and `f64`")
      .Case("boolean", "the type of `true` and `false` is `bool`")
      .Cases("str", "text", "char", "a text is a `string`")
      .Cases("void", "unit", "a function without result has no `->`")
      .Default("the name of a type starts with an upper-case letter");
}

llvm::StringRef helpForForeignOperator(llvm::StringRef text) {
  return llvm::StringSwitch<llvm::StringRef>(text)
      .Cases("+=", "-=", "*=", "/=", "++", "a name is defined once and keeps its value")
      .Case("//", "a comment starts with `--`")
      .Case("<>", "the operator for unequal values is `!=`")
      .Case("=>", "greater or equal is `>=`")
      .Case("<<", "a value is pushed to a stream by `<<-`")
      .Default("");
}

} // namespace aqua::syntax
