#include "Mistakes.h"

#include <optional>

#include "fmt/format.h"

#include "llvm/ADT/STLExtras.h"
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

/// `1_000`
void fixNumber(const Problems& problems, support::Diagnostic& problem, uint32_t at,
               llvm::StringRef text) {
  const llvm::StringRef rest =
      text.drop_front(at).take_while([](char c) { return llvm::isDigit(c) || c == '_'; });
  std::string digits = rest.str();
  llvm::erase(digits, '_');
  problem.fixes.push_back(
      problems.fix("remove the separators", {at, at + static_cast<uint32_t>(rest.size())}, digits));
}

/// `'text'`, with straight or typographic quotes: one line, without a double quote inside.
void fixQuotes(const Problems& problems, support::Diagnostic& problem, SourceRange open,
               llvm::StringRef text) {
  const llvm::StringRef line = text.drop_front(open.end).split('\n').first;
  size_t close = llvm::StringRef::npos;
  size_t size = 0;
  for (const llvm::StringRef quote : {"'", "\u2019", "\u201D"})
    if (const size_t at = line.find(quote); at < close) {
      close = at;
      size = quote.size();
    }
  if (close == llvm::StringRef::npos || line.take_front(close).contains('"')) return;
  const auto begin = static_cast<uint32_t>(open.end + close);
  const SourceRange closing{begin, begin + static_cast<uint32_t>(size)};
  problem.fixes.push_back(
      {"write double quotes", {{problems.at(open), "\""}, {problems.at(closing), "\""}}});
}

void fixStray(const Problems& problems, support::Diagnostic& problem, SourceRange range,
              llvm::StringRef text) {
  const llvm::StringRef found = text.slice(range.begin, range.end);
  for (const llvm::StringRef quote : {"'", "\u2018", "\u201C"})
    if (found == quote) return fixQuotes(problems, problem, range, text);
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> replacements[] = {
      {"#", "--"}, {"&", "&&"}, {"|", "||"}, {"\u2192", "->"}, {"\u2190", "<-"}};
  for (const auto& [wrong, right] : replacements)
    if (found == wrong) {
      problem.fixes.push_back(problems.fix("write `" + right.str() + "`", range, right.str()));
      return;
    }
  const bool endsLine = text.drop_front(range.end).split('\n').first.trim().empty();
  if (found == ";" && endsLine)
    problem.fixes.push_back(problems.fix("remove the semicolon", range, ""));
}

/// Where the only string of a line was probably meant to end: before the brackets that close those
/// in front of it.
std::optional<uint32_t> stringEnd(SourceRange string, llvm::StringRef text) {
  const llvm::StringRef before = text.take_front(string.begin).rsplit('\n').second;
  if (before.contains('"')) return std::nullopt;
  const auto count = [&](llvm::StringRef signs) {
    return llvm::count_if(before, [&](char c) { return signs.contains(c); });
  };
  auto open = count("([{") - count(")]}");
  llvm::StringRef content = text.slice(string.begin, string.end).rtrim();
  while (open > 0 && !content.empty() && llvm::StringRef(")]}").contains(content.back())) {
    content = content.drop_back();
    --open;
  }
  if (open != 0 || content.size() < 2) return std::nullopt;
  return string.begin + static_cast<uint32_t>(content.size());
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
  support::Diagnostic& problem = problems.report(diag::StrayCharacter, range, describeStray(found));
  problem.help =
      splitsNumber ? "the digits of a number are not separated" : helpForStray(found).str();
  if (splitsNumber)
    fixNumber(problems, problem, range.begin, text);
  else
    fixStray(problems, problem, range, text);
}

void reportUnclosedString(Problems& problems, SourceRange range, llvm::StringRef text) {
  support::Diagnostic& problem = problems.report(diag::UnclosedString, range);
  problem.help = "a string ends at the next double quote; there are no escapes";
  if (const std::optional<uint32_t> end = stringEnd(range, text))
    problem.fixes.push_back(problems.fix("close the string", {*end, *end}, "\""));
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

ForeignWord foreignWord(llvm::StringRef word) {
  static constexpr std::pair<llvm::StringLiteral, ForeignWord> words[] = {
      {"and", {"the logical operator is `&&`", "&&"}},
      {"or", {"the logical operator is `||`", "||"}},
      {"not", {"the logical operator is `!`", "!"}},
      {"in", {"a loop is written `for item <- items:`", "<-"}},
      {"return", {"results are returned by `<- value`", "<-"}},
      {"let", {"a variable is defined by `name = value`", "", true}},
      {"var", {"a variable is defined by `name = value`", "", true}},
      {"new", {"data is constructed by `Type(field = value)`", "", true}},
      {"await", {"a call always waits for its results", "", true}},
      {"then", {"a condition ends with `:`", "", true}},
      {"parallel", {"what runs in parallel starts with `par`", "par"}},
      {"async", {"what runs in the background starts with `co`", "co"}},
      {"while", {"loops run over collections: `for item <- items:`", ""}},
      {"null", {"the empty option is `nil`", "nil"}},
      {"none", {"the empty option is `nil`", "nil"}},
  };
  for (const auto& [name, foreign] : words)
    if (name == word) return foreign;
  return {};
}

ForeignWord foreignItem(llvm::StringRef word) {
  static constexpr std::pair<llvm::StringLiteral, ForeignWord> words[] = {
      {"fun", {"did you mean `func`?", "func"}},
      {"fn", {"did you mean `func`?", "func"}},
      {"function", {"did you mean `func`?", "func"}},
      {"def", {"did you mean `func`?", "func"}},
      {"struct", {"did you mean `data`?", "data"}},
      {"record", {"did you mean `data`?", "data"}},
      {"class", {"did you mean `data`?", "data"}},
      {"type", {"did you mean `alias`?", "alias"}},
      {"typedef", {"did you mean `alias`?", "alias"}},
      {"interface", {"did you mean `ability` or `service`?", ""}},
      {"trait", {"did you mean `ability` or `service`?", ""}},
      {"let", {"did you mean `const`?", "const"}},
      {"var", {"did you mean `const`?", "const"}},
      {"include", {"did you mean `import`?", "import"}},
  };
  for (const auto& [name, foreign] : words)
    if (name == word) return foreign;
  return {};
}

std::string helpForForeignItem(llvm::StringRef word) {
  for (const llvm::StringRef keyword :
       {"aqua", "import", "export", "use", "func", "service", "data", "ability", "alias", "const"})
    if (word.size() > keyword.size() && word.starts_with(keyword) &&
        llvm::isUpper(word[keyword.size()]))
      return "a space is missing after `" + keyword.str() + "`";
  if (const ForeignWord foreign = foreignItem(word); !foreign.help.empty())
    return foreign.help.str();
  return "statements belong into the body of a function, indented";
}

ForeignWord foreignType(llvm::StringRef word) {
  constexpr llvm::StringLiteral integers = "integers are `i8`, `i16`, `i32`, `i64`, `u8` … `u64`";
  constexpr llvm::StringLiteral largest = "the largest integers are `i64` and `u64`";
  constexpr llvm::StringLiteral floats = "floating-point types are `f32` and `f64`";
  constexpr llvm::StringLiteral text = "a text is a `string`";
  return llvm::StringSwitch<ForeignWord>(word)
      .Cases("int", "integer", "long", {integers, "i64"})
      .Cases("uint", "usize", {integers, "u64"})
      .Case("byte", {integers, "u8"})
      .Case("u128", {largest, "u64"})
      .Case("i128", {largest, "i64"})
      .Case("float", {floats, "f32"})
      .Cases("double", "number", {floats, "f64"})
      .Case("boolean", {"the type of `true` and `false` is `bool`", "bool"})
      .Cases("str", "text", "char", {text, "string"})
      .Cases("void", "unit", {"a function without result has no `->`", ""})
      .Default({"the name of a type starts with an upper-case letter", ""});
}

ForeignWord foreignOperator(llvm::StringRef text) {
  static constexpr std::pair<llvm::StringLiteral, ForeignWord> operators[] = {
      {"+=", {"a name is defined once and keeps its value", ""}},
      {"-=", {"a name is defined once and keeps its value", ""}},
      {"*=", {"a name is defined once and keeps its value", ""}},
      {"/=", {"a name is defined once and keeps its value", ""}},
      {"++", {"a name is defined once and keeps its value", ""}},
      {"//", {"a comment starts with `--`", "--"}},
      {"<>", {"the operator for unequal values is `!=`", "!="}},
      {"=>", {"greater or equal is `>=`", ">="}},
      {"<<", {"a value is pushed to a stream by `<<-`", "<<-"}},
  };
  for (const auto& [name, foreign] : operators)
    if (name == text) return foreign;
  return {};
}

} // namespace aqua::syntax
