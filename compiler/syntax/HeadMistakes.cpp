#include "HeadMistakes.h"

#include "llvm/ADT/STLExtras.h"

#include "Mistakes.h"

namespace aqua::syntax {
namespace {

using T = TokenKind;
namespace diag = support::diag;

/// What a type can start with, if it is no name that may be something else.
constexpr TokenSet typeStarts{T::Scalar, T::Upper,  T::Brackets, T::Question,
                              T::Star,   T::Bottom, T::Top};
constexpr TokenSet typeNames{T::Scalar, T::Upper};

std::string inBackticks(llvm::StringRef text) {
  return "`" + text.str() + "`";
}

/// "expected …, found …" at the token of the place.
support::Diagnostic& reportHere(const Place& place, llvm::StringRef expected, Problems& problems) {
  const llvm::StringRef found = place.kind() == T::Indent ? ":" : place.text();
  return problems.report(diag::UnexpectedToken, place.range(), expected, inBackticks(found));
}

/// "expected …, found …" with a fix that inserts what is missing after the token before.
bool reportMissing(const Place& place, llvm::StringRef missing, llvm::StringRef inserted,
                   Problems& problems) {
  const uint32_t at = place.before()->range().end;
  reportHere(place, inBackticks(missing), problems)
      .fixes.push_back(problems.fix("add " + inBackticks(missing), {at, at}, inserted.str()));
  return true;
}

/// "expected …, found …" with a fix that replaces the token.
bool reportReplacement(const Place& place, llvm::StringRef right, Problems& problems) {
  reportHere(place, inBackticks(right), problems)
      .fixes.push_back(problems.fix("write " + inBackticks(right), place.range(), right.str()));
  return true;
}

// ------------------------------------------------------------------------------------ Header lines

/// `import lib.aqua`
bool reportUnquotedPath(const Place& place, Problems& problems) {
  const TokenKind lead = place.lineStart().kind();
  if (place.kind() != T::NewLine || place.indexInLine() < 2) return false;
  if (lead != T::Import && lead != T::Use) return false;
  for (size_t i = 1; i < place.indexInLine(); ++i)
    if (!isWord(place.kindBefore(i)) && place.kindBefore(i) != T::Dot) return false;
  const SyntaxToken& first = *place.before(place.indexInLine() - 1);
  const SourceRange path = cover(first.range(), place.before()->range());
  const llvm::StringRef text = place.source().slice(path.begin, path.end);
  if (!text.ends_with(".aqua")) return false;
  problems.report(diag::UnexpectedToken, path, "a string", inBackticks(text))
      .fixes.push_back(problems.fix("put it into quotes", path, "\"" + text.str() + "\""));
  return true;
}

/// `import f form "x.aqua"`, `import f "x.aqua"`, `use "x.aqua" X`, `aqua M declare *`
bool reportHeaderWord(const Place& place, Problems& problems) {
  const TokenKind lead = place.lineStart().kind();
  if (!isHeaderKeyword(lead) || place.indexInLine() < 2) return false;
  const bool isImport = lead == T::Import || lead == T::Use;
  if (isImport && place.kind() == T::String && isWord(place.kindBefore()))
    return reportMissing(place, "from", " from", problems);
  if (lead == T::Use && place.kindBefore() == T::String && isWord(place.kind()))
    return reportMissing(place, "as", " as", problems);
  if (!isWord(place.kind())) return false;
  constexpr llvm::StringLiteral declares = "declares";
  if (lead == T::Aqua && place.text().starts_with(declares)) { // `declaresf`
    const uint32_t at = place.range().begin + static_cast<uint32_t>(declares.size());
    reportHere(place, "`declares`", problems)
        .fixes.push_back(problems.fix("add a space", {at, at}, " "));
    return true;
  }
  const bool isNearFrom = isImport && place.text().edit_distance("from") <= 2;
  if (isNearFrom && place.after().kind() == T::String)
    return reportReplacement(place, "from", problems);
  if (lead == T::Aqua && place.text().edit_distance("declares") <= 2)
    return reportReplacement(place, "declares", problems);
  if (lead == T::Export) return reportMissing(place, ",", ",", problems);
  return false;
}

/// `export f()`
bool reportExportedCall(const Place& place, Problems& problems) {
  if (place.lineStart().kind() != T::Export || place.kind() != T::LParen) return false;
  support::Diagnostic& problem = reportHere(place, "the end of the line", problems);
  problem.help = "functions are exported by their names";
  if (place.after().kind() == T::RParen)
    problem.fixes.push_back(
        problems.fix("remove the parentheses", cover(place.range(), place.after().range()), ""));
  return true;
}

// ------------------------------------------------------------------------------------------ Heads

/// Whether the line is the head of a function, or looks like the declaration of a method.
bool isHead(const Place& place) {
  return place.lineStart().kind() == T::Func ||
         (place.lineStart().kind() == T::Lower && place.secondKind() == T::LParen);
}

/// `export export f`, `func func f()`
bool reportDoubledKeyword(const Place& place, Problems& problems) {
  const SyntaxToken& keyword = place.lineStart();
  if (!isHeaderKeyword(keyword.kind()) && !isDefinitionKeyword(keyword.kind())) return false;
  const bool isSecond = place.indexInLine() == 1;
  if (!isSecond && place.indexInLine() != 2) return false;
  const SyntaxToken& doubled = isSecond ? place.found() : *place.before();
  const SyntaxToken& next = isSecond ? place.after() : place.found();
  if (doubled.text() != keyword.text()) return false;
  if (!isWord(next.kind()) && next.kind() != T::String) return false;
  problems
      .report(diag::UnexpectedToken, doubled.range(), isSecond ? "a type name" : "a name",
              inBackticks(doubled.text()))
      .fixes.push_back(problems.fix("remove it", {doubled.range().begin, next.range().begin}, ""));
  return true;
}

/// `func f() u32:`, `get(): u32`
bool reportMissingArrow(const Place& place, Problems& problems) {
  if (!isHead(place) || !place.openBracketsBefore().empty()) return false;
  if (place.kindBefore() != T::RParen) return false;
  if (typeStarts.has(place.kind())) return reportMissing(place, "->", " ->", problems);
  if (place.kind() != T::Colon || !typeStarts.has(place.after().kind())) return false;
  const SourceRange colon = place.range();
  reportHere(place, "`->`", problems).fixes.push_back(problems.fix("write `->`", colon, " ->"));
  return true;
}

/// `func f -> u32:`, `func f:`, `get -> u32`
bool reportMissingParentheses(const Place& place, Problems& problems) {
  const bool isFunction = place.lineStart().kind() == T::Func && place.indexInLine() == 2;
  const bool isMethod = place.lineStart().kind() == T::Lower && place.indexInLine() == 1;
  const bool isAfterName = (isFunction && place.kindBefore() == T::Lower) || isMethod;
  if (!isAfterName) return false;
  if (place.kind() != T::RightArrow && !(isFunction && place.kind() == T::Indent)) return false;
  const uint32_t at = place.before()->range().end;
  reportHere(place, "`(`", problems).fixes.push_back(problems.fix("add `()`", {at, at}, "()"));
  return true;
}

/// `func f(a: u32 b: u32)`, `-> u32 string`
bool reportMissingTypeComma(const Place& place, Problems& problems) {
  if (!isHead(place) || !typeNames.has(place.kindBefore())) return false;
  const bool isParameter =
      place.innermostBracket() && isWord(place.kind()) && place.after().kind() == T::Colon;
  const bool isResult = !place.innermostBracket() && typeStarts.has(place.kind()) &&
                        place.kindBefore(2) == T::RightArrow && place.kind() != T::Question &&
                        place.kind() != T::Brackets;
  return (isParameter || isResult) && reportMissing(place, ",", ",", problems);
}

/// `x u32` as a field or parameter
bool reportMissingTypeColon(const Place& place, Problems& problems) {
  if (!typeStarts.has(place.kind()) || place.kindBefore() != T::Lower) return false;
  const bool isField = place.indexInLine() == 1 && place.kind() == T::Scalar;
  const bool isParameter =
      place.lineStart().kind() == T::Func && place.innermostBracket() &&
      (openBrackets.has(place.kindBefore(2)) || place.kindBefore(2) == T::Comma);
  return (isField || isParameter) && reportMissing(place, ":", ":", problems);
}

/// `func f(u32 a)`
bool reportTypeBeforeName(const Place& place, Problems& problems) {
  if (!isHead(place) || !place.innermostBracket()) return false;
  const bool isFirst = openBrackets.has(place.kindBefore(2)) || place.kindBefore(2) == T::Comma;
  if (!isFirst || !typeNames.has(place.kindBefore()) || place.kind() != T::Lower) return false;
  const SourceRange range = cover(place.before()->range(), place.range());
  const std::string right = place.text().str() + ": " + place.before()->text().str();
  problems
      .report(diag::UnexpectedToken, range, inBackticks(right),
              inBackticks(place.source().slice(range.begin, range.end)))
      .fixes.push_back(problems.fix("write " + inBackticks(right), range, right));
  return true;
}

/// `x = u32` as a field or parameter, `alias Id = string`, `const A: 1`, `for x = xs:`
bool reportWrongSign(const Place& place, const std::optional<TokenSet>& expected,
                     Problems& problems) {
  const TokenKind lead = place.lineStart().kind();
  if (place.kind() == T::Colon && lead == T::Const) return reportReplacement(place, "=", problems);
  if (place.kind() != T::Assign || !expected) return false;
  if (expected->has(T::Colon) && (lead != T::If || place.innermostBracket()))
    return reportReplacement(place, ":", problems);
  return lead == T::For && expected->has(T::LeftArrow) && reportReplacement(place, "<-", problems);
}

/// `service S "id":`
bool reportBareServiceId(const Place& place, Problems& problems) {
  if (place.lineStart().kind() != T::Service || place.indexInLine() != 2) return false;
  if (place.kind() != T::String) return false;
  const uint32_t at = place.before()->range().end;
  reportHere(place, "`(`", problems)
      .fixes.push_back(
          problems.fix("add parentheses", {at, place.range().end}, "(" + place.text().str() + ")"));
  return true;
}

/// `func get()` as a method
bool reportMethodWithFunc(const Place& place, Problems& problems) {
  if (place.indexInLine() != 1 || place.lineStart().text() != "func") return false;
  if (place.lineStart().kind() == T::Func) return false;
  if (!isWord(place.kind())) return false;
  const SourceRange keyword = place.lineStart().range();
  support::Diagnostic& problem =
      problems.report(diag::UnexpectedToken, keyword, "the name of a method", "`func`");
  problem.help = "the methods of a service are declared without `func`";
  problem.fixes.push_back(problems.fix("remove `func`", {keyword.begin, place.range().begin}, ""));
  return true;
}

// ------------------------------------------------------------------------------------------ Types

/// `x: u32,` as a field
bool reportFieldComma(const Place& place, Problems& problems) {
  if (place.kind() != T::Comma || place.lineStart().kind() != T::Lower) return false;
  if (place.secondKind() != T::Colon || !typeNames.has(place.kindBefore())) return false;
  if (!lineEnds.has(place.after().kind())) return false;
  reportHere(place, "the end of the line", problems)
      .fixes.push_back(problems.fix("remove the comma", place.range(), ""));
  return true;
}

/// `u32[]`, `u32?`
bool reportTypeSuffix(const Place& place, Problems& problems) {
  if (place.kind() != T::Brackets && place.kind() != T::Question) return false;
  if (!typeNames.has(place.kindBefore()) || !place.isTightAfter(*place.before())) return false;
  size_t first = 1;
  while (place.kindBefore(first + 1) == T::Dot)
    first += 2;
  const TokenKind sign = place.kindBefore(first + 1);
  if (sign != T::Colon && sign != T::RightArrow) return false;
  const SourceRange type = cover(place.before(first)->range(), place.before()->range());
  const std::string right = place.text().str() + place.source().slice(type.begin, type.end).str();
  const SourceRange whole = cover(type, place.range());
  problems
      .report(diag::UnexpectedToken, whole, inBackticks(right),
              inBackticks(place.source().slice(whole.begin, whole.end)))
      .fixes.push_back(problems.fix("write " + inBackticks(right), whole, right));
  return true;
}

/// `[u32]`
bool reportBracketedType(const Place& place, Problems& problems) {
  if (place.kind() != T::LSquare || !typeNames.has(place.after().kind())) return false;
  if (place.kindBefore() != T::Colon && place.kindBefore() != T::RightArrow) return false;
  const SyntaxToken* close = place.closerOf(place.found());
  if (!close || close->index() != place.after().index() + 1) return false;
  const SourceRange whole = cover(place.range(), close->range());
  const std::string right = "[]" + place.after().text().str();
  problems
      .report(diag::UnexpectedToken, whole, inBackticks(right),
              inBackticks(place.source().slice(whole.begin, whole.end)))
      .fixes.push_back(problems.fix("write " + inBackticks(right), whole, right));
  return true;
}

/// `data P {`, `if a {`: with the block inside the braces, it is all one line.
bool reportBraces(const Place& place, Problems& problems) {
  const TokenKind lead = place.lineStart().kind();
  if (!blockKeywords.has(lead) && !hasMembers(lead) && lead != T::Func) return false;
  const SyntaxToken* brace = place.kind() == T::LBrace ? &place.found() : nullptr;
  if (place.kindBefore() == T::RBrace || place.kind() == T::RBrace)
    for (size_t i = 1; !brace && i <= place.indexInLine(); ++i)
      if (place.kindBefore(i) == T::LBrace) brace = place.before(i);
  if (!brace) brace = place.innermostBracket();
  if (!brace || brace->kind() != T::LBrace || !place.startsNewLineAfter(*brace)) return false;
  problems.report(diag::UnexpectedToken, brace->range(), "`:`", "`{`").help =
      "a block has no braces: its lines are indented";
  return true;
}

// ------------------------------------------------------------------------------------------ Items

constexpr llvm::StringLiteral itemWords[] = {"aqua",    "import", "export",  "use",   "func",
                                             "service", "data",   "ability", "alias", "const"};

/// `Func f():`
bool reportItemCase(const Place& place, Problems& problems) {
  const std::string right = place.text().lower();
  if (!llvm::is_contained(itemWords, right)) return false;
  support::Diagnostic& problem = reportHere(place, "a definition", problems);
  problem.help = "did you mean " + inBackticks(right) + "?";
  problem.fixes.push_back(problems.fix("write " + inBackticks(right), place.range(), right));
  return true;
}

llvm::StringRef nearestOf(llvm::StringRef word, llvm::ArrayRef<llvm::StringLiteral> keywords) {
  llvm::StringRef nearest;
  unsigned distance = 3;
  for (const llvm::StringRef keyword : keywords) {
    const unsigned d = word.edit_distance(keyword, true, distance);
    if (d >= distance || d + 1 >= keyword.size()) continue;
    distance = d;
    nearest = keyword;
  }
  return nearest;
}

} // namespace

bool reportItemMistake(const Place& place, Problems& problems) {
  if (place.kind() == T::Upper) return reportItemCase(place, problems);
  if (place.kind() != T::Lower) return false;
  if (place.after().kind() == T::LParen && place.lineEnd().kind() == T::Indent) {
    support::Diagnostic& problem = reportHere(place, "a definition", problems);
    problem.help = "a function starts with `func`";
    const uint32_t at = place.range().begin;
    problem.fixes.push_back(problems.fix("add `func`", {at, at}, "func "));
    return true;
  }
  if (!isWord(place.after().kind()) && place.after().kind() != T::String) return false;
  const ForeignWord foreign = foreignItem(place.text());
  const llvm::StringRef near =
      !foreign.help.empty() ? foreign.replacement : nearestOf(place.text(), itemWords);
  if (near.empty()) return false;
  support::Diagnostic& problem = reportHere(place, "a definition", problems);
  problem.help = "did you mean " + inBackticks(near) + "?";
  problem.fixes.push_back(problems.fix("write " + inBackticks(near), place.range(), near.str()));
  return true;
}

bool reportHeadMistake(const Place& place, const std::optional<TokenSet>& expected,
                       Problems& problems) {
  for (const auto& report :
       {reportDoubledKeyword, reportUnquotedPath, reportHeaderWord, reportExportedCall,
        reportBraces, reportMissingArrow, reportMissingParentheses, reportMissingTypeComma,
        reportMissingTypeColon, reportTypeBeforeName, reportBareServiceId, reportMethodWithFunc,
        reportFieldComma, reportTypeSuffix, reportBracketedType})
    if (report(place, problems)) return true;
  return reportWrongSign(place, expected, problems);
}

} // namespace aqua::syntax
