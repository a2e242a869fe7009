#include "Unexpected.h"

#include "llvm/ADT/StringExtras.h"

#include "HeadMistakes.h"
#include "KnownMistakes.h"
#include "Mistakes.h"
#include "Place.h"

namespace aqua::syntax {
namespace {

using T = TokenKind;
namespace diag = support::diag;

std::string quote(llvm::StringRef text) {
  return "`" + text.str() + "`";
}

std::string describeFound(const SyntaxToken& token) {
  constexpr size_t longest = 40;
  if (token.range().isEmpty()) return words(token.kind()).str();
  if (token.kind() == T::String && (token.text().size() > longest || token.text().contains('\n')))
    return "a string";
  if (token.text().size() > longest) return quote(token.text().take_front(longest).str() + "…");
  return quote(token.text());
}

/// A token set in words: whole categories first, then single tokens, at most four in all.
llvm::SmallVector<llvm::StringRef> describeSet(const TokenSet& expected) {
  if (expected.has(T::If)) return {"a statement"};
  const bool isValue = expected.has(T::Int) && expected.has(T::String) && expected.has(T::LParen);
  const bool isType = expected.has(T::Top);
  const bool isName = !isValue && expected.has(T::Lower);
  llvm::SmallVector<llvm::StringRef> parts;
  if (isValue) parts.push_back("a value");
  if (isType) parts.push_back("a type");
  if (isName) parts.push_back("a name");
  if (!isValue && !isName && !isType && expected.has(T::Upper)) parts.push_back("a type name");
  if (expected.has(T::Or) && expected.has(T::Plus)) parts.push_back("an operator");
  for (const T kind : {T::NewLine, T::Indent, T::Colon, T::RParen, T::RSquare, T::RBrace, T::Comma,
                       T::Assign, T::LeftArrow, T::From, T::String, T::On, T::Int}) {
    const bool isPartOfValue = isValue && (kind == T::String || kind == T::Int);
    if (expected.has(kind) && !isPartOfValue && parts.size() < 4) parts.push_back(words(kind));
  }
  if (!parts.empty()) return parts;
#define AQUA_TOKEN(Kind, NAME, text)                                                               \
  if (expected.has(T::Kind) && parts.size() < 4) parts.push_back(text);
#include "Tokens.def"
  return parts;
}

/// "a value, `)` or `,`"
std::string joinWords(llvm::ArrayRef<llvm::StringRef> parts) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " or " : ", ";
    text += parts[i];
  }
  return text;
}

/// Whether the innermost open bracket is that of a list, in which a comma may follow an element.
bool isInList(const Place& place) {
  const SyntaxToken* opener = place.innermostBracket();
  if (!opener) return false;
  const bool isAfterOperand = opener->index() > 0 && place.isOperand(opener->index() - 1);
  return opener->kind() == T::LBrace || (opener->kind() == T::LParen) == isAfterOperand;
}

/// A decision failed after looking at several tokens: what was expected follows from the token
/// before the one that fits nowhere.
llvm::StringRef expectedAfter(TokenKind kind) {
  constexpr TokenSet typePrefixes{T::Brackets, T::Question, T::Percent};
  constexpr TokenSet beforeValue{T::Assign, T::LeftArrow, T::Push,   T::Comma,
                                 T::LParen, T::LSquare,   T::LBrace, T::Not};
  if (beforeValue.has(kind) || binaryOperators.has(kind)) return "a value";
  if (kind == T::Colon || kind == T::RightArrow || typePrefixes.has(kind)) return "a type";
  if (kind == T::Dot) return "a name";
  if (isWord(kind)) return "`=`, `<-` or `(`";
  return "an operator or the end of the line";
}

} // namespace

void reportUnexpected(const Unexpected& unexpected, Problems& problems) {
  const Place place(unexpected.tokens, unexpected.found);
  if (reportKnownMistake(place, unexpected.expected, problems)) return;
  std::string expected = expectedAfter(place.kindBefore()).str();
  if (std::optional<TokenSet> set = unexpected.expected) {
    const bool closesList = set->has(T::RParen) || set->has(T::RSquare) || set->has(T::RBrace);
    if (closesList && !set->has(T::Int) && isInList(place)) set->add(T::Comma);
    expected = joinWords(describeSet(*set));
  }
  problems.report(diag::UnexpectedToken, place.range(), expected, describeFound(place.found()));
}

void reportWrongLine(const TokenArray& tokens, size_t found, LineKind kind, Problems& problems) {
  const Place place(tokens, found);
  const std::string what = describeFound(place.found());
  const auto report = [&](llvm::StringRef expected) -> support::Diagnostic& {
    return problems.report(diag::UnexpectedToken, place.range(), expected, what);
  };
  switch (kind) {
  case LineKind::Definition: {
    if (reportItemMistake(place, problems)) return;
    support::Diagnostic& problem = report("a definition");
    if (isWord(place.kind())) problem.help = helpForForeignItem(place.text());
    return;
  }
  case LineKind::Member:
    if (!reportWrongCase(place, {T::Lower}, problems)) report("a field or a method");
    return;
  case LineKind::Statement: {
    support::Diagnostic& problem = report("a statement");
    if (place.kind() == T::RightArrow) {
      problem.help = "results are returned by `<- value`";
      problem.fixes.push_back(problems.fix("write `<-`", place.range(), "<-"));
    }
    if (isKeyword(place.kind()))
      problem.help = "header lines and definitions start at the left margin";
    return;
  }
  }
}

SourceRange lineAround(const TokenArray& tokens, size_t index) {
  size_t first = index;
  while (first > 0 && !lineEnds.has(tokens.at(first - 1).kind()))
    --first;
  size_t last = index;
  while (!lineEnds.has(tokens.at(last).kind()) && tokens.at(last).kind() != T::EndOfFile)
    ++last;
  return {tokens.at(first).range().begin, tokens.at(last).range().end};
}

} // namespace aqua::syntax
