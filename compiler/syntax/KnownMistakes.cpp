#include "KnownMistakes.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include "ElseIfFix.h"
#include "HeadMistakes.h"
#include "Mistakes.h"

namespace aqua::syntax {
namespace {

using T = TokenKind;
namespace diag = support::diag;

// Each function looks for one mistake and reports it; false if it is another one.

/// `f(a, b,)`, `export a,`
bool reportTrailingComma(const Place& place, Problems& problems) {
  if (place.kindBefore() != T::Comma) return false;
  if (!closeBrackets.has(place.kind()) && !lineEnds.has(place.kind())) return false;
  const SourceRange comma = place.before()->range();
  problems.report(diag::TrailingComma, comma)
      .fixes.push_back(problems.fix("remove the comma", comma, ""));
  return true;
}

/// `f(a))`, `f(a]`
bool reportUnmatchedBracket(const Place& place, Problems& problems) {
  if (!closeBrackets.has(place.kind())) return false;
  const auto open = place.openBracketsBefore();
  if (!open.empty() && closerOf(open.back()) == place.kind()) return false;
  support::Diagnostic& problem =
      problems.report(diag::UnmatchedBracket, place.range(), place.text());
  if (!open.empty()) problem.help = "expected " + words(closerOf(open.back())).str() + " first";
  return true;
}

/// Reports that `content`, after the ':', stands in the line of its block.
void reportContentOfBlock(const Place& place, const SyntaxToken& colon, const SyntaxToken& content,
                          Problems& problems) {
  const uint32_t lineStart = place.lineStart().range().begin;
  const size_t newLine = place.source().take_front(lineStart).rfind('\n') + 1;
  const llvm::StringRef indent = place.source().slice(newLine, lineStart);
  const std::string deeper = indent.trim(" \t").empty() ? indent.str() + "    " : "    ";
  problems.report(diag::OneLineBlock, content.range())
      .fixes.push_back(problems.fix("start a new line", {colon.range().end, content.range().begin},
                                    "\n" + deeper));
}

/// `try: g()`, which looks like the declaration of a stream.
bool reportOneLineTry(const Place& place, Problems& problems) {
  const llvm::StringRef word = place.lineStart().text();
  if (place.indexInLine() != 2 || place.kindBefore() != T::Colon) return false;
  if (word != "try" && word != "else" && word != "otherwise") return false;
  reportContentOfBlock(place, *place.before(), place.found(), problems);
  return true;
}

/// `if x: y`
bool reportOneLineBlock(const Place& place, Problems& problems) {
  if (place.kind() != T::Colon || !place.openBracketsBefore().empty()) return false;
  if (lineEnds.has(place.after().kind())) return false;
  const TokenKind lead = place.lineStart().kind();
  const TokenKind second = place.secondKind();
  const bool isPrefixed = (lead == T::Par || lead == T::Co) && blockKeywords.has(second);
  const bool isClosure = second == T::Assign;
  const bool opensBlock = blockKeywords.has(lead) || lead == T::Func || hasMembers(lead);
  if (!opensBlock && !isPrefixed && !isClosure) return false;
  reportContentOfBlock(place, place.found(), place.after(), problems);
  return true;
}

/// `else if x:`, `elif x:`
bool reportElseIf(const Place& place, Problems& problems) {
  const SyntaxToken* before = place.before();
  if (!before) return false;
  const bool isElseIf = before->kind() == T::Else && place.text() == "if";
  const bool isElif = place.indexInLine() == 1 && llvm::StringSwitch<bool>(before->text())
                                                      .Cases("elif", "elseif", "elsif", true)
                                                      .Default(false);
  if (!isElseIf && !isElif) return false;
  const SourceRange range = isElseIf ? cover(before->range(), place.range()) : before->range();
  support::Diagnostic& problem =
      problems.report(diag::ElseIf, range, place.source().slice(range.begin, range.end));
  problem.help = "put an `if` into the block of the `else`";
  problem.fixes.push_back({"nest the `if`", {}});
  for (const support::TextEdit& edit : nestElseIf(place.source(), range))
    problem.fixes.back().edits.push_back({problems.at(edit.loc.range), edit.text});
  return true;
}

/// `z: u32 = 1`
bool reportTypeAnnotation(const Place& place, Problems& problems) {
  const size_t length = place.indexInLine();
  if (place.kind() != T::Assign || length < 3 || place.secondKind() != T::Colon) return false;
  const SourceRange type{place.before(length - 1)->range().begin, place.before()->range().end};
  support::Diagnostic& problem = problems.report(diag::TypeAnnotation, type);
  const TokenKind sign = place.kindBefore(length - 2);
  if (sign == T::Star || sign == T::Percent) {
    problem.help = "a stream is declared without a value";
    problem.fixes.push_back(
        problems.fix("remove the value", {type.end, place.lineEnd().range().begin}, ""));
  } else {
    problem.fixes.push_back(problems.fix("remove the type", type, ""));
  }
  return true;
}

/// `if x = 1:`, `f(x = 1 = 2)`
bool reportComparison(const Place& place, Problems& problems) {
  if (place.kind() != T::Assign || !operandEnds.has(place.kindBefore())) return false;
  const auto open = place.openBracketsBefore();
  if (!open.empty() && open.back() == T::LBrace) return false;
  if (place.lineStart().kind() == T::Func) return false;
  const bool isCondition =
      place.lineStart().kind() == T::If || place.secondKind() == T::Assign || !open.empty();
  if (!isCondition) return false;
  problems.report(diag::AssignmentAsComparison, place.range())
      .fixes.push_back(problems.fix("compare with `==`", place.range(), "=="));
  return true;
}

/// `a.b = 1`, `a, b = f()`
bool reportAssignmentTarget(const Place& place, Problems& problems) {
  constexpr TokenSet literals{T::Int, T::Float, T::String};
  if (place.kind() != T::Assign || !operandEnds.has(place.kindBefore())) return false;
  if (isKeyword(place.lineStart().kind())) return false;
  if (place.indexInLine() < 2 && !literals.has(place.kindBefore())) return false;
  const SourceRange target{place.lineStart().range().begin, place.before()->range().end};
  support::Diagnostic& problem = problems.report(diag::BadAssignmentTarget, target);
  if (place.secondKind() == T::Comma) problem.help = "several results of a call are taken by `<-`";
  return true;
}

/// `P{x = 1}`, `{1, 2}`
bool reportBracesOfValue(const Place& place, Problems& problems) {
  const SyntaxToken* brace = place.kind() == T::LBrace ? &place.found() : place.innermostBracket();
  if (!brace || brace->kind() != T::LBrace || brace->index() == place.lineStart().index())
    return false;
  const size_t steps = place.found().index() - brace->index() + 1;
  const TokenKind before = place.kindBefore(steps);
  constexpr TokenSet beforeValue{T::Assign, T::LeftArrow, T::Push, T::Comma, T::LParen, T::LSquare};
  const bool isConstruction = before == T::Upper && place.kind() == T::Assign;
  const bool isList = beforeValue.has(before) && place.kind() != T::Upper;
  if (!isConstruction && !isList) return false;
  const llvm::StringRef open = isConstruction ? "(" : "[";
  const llvm::StringRef close = isConstruction ? ")" : "]";
  support::Diagnostic& problem =
      problems.report(diag::UnexpectedToken, brace->range(), "`" + open.str() + "`", "`{`");
  problem.help = isConstruction ? "the fields of data stand in parentheses"
                                : "the elements of a collection stand in brackets";
  if (const SyntaxToken* closer = place.closerOf(*brace))
    problem.fixes.push_back(
        {"write `" + open.str() + "…" + close.str() + "`",
         {{problems.at(brace->range()), open.str()}, {problems.at(closer->range()), close.str()}}});
  return true;
}

/// `on p via a, b:`
bool reportViaComma(const Place& place, Problems& problems) {
  if (place.kind() != T::Comma || place.lineStart().kind() != T::On) return false;
  if (!place.openBracketsBefore().empty()) return false;
  support::Diagnostic& problem =
      problems.report(diag::UnexpectedToken, place.range(), "`via`", "`,`");
  problem.help = "each relay has a `via` of its own";
  problem.fixes.push_back(problems.fix("write `via`", place.range(), " via"));
  return true;
}

/// `%init_peer%`
bool reportInitPeer(const Place& place, Problems& problems) {
  if (place.kind() != T::Percent || !isWord(place.after().kind())) return false;
  if (place.after().range().begin != place.range().end || operandEnds.has(place.kindBefore()))
    return false;
  const llvm::StringRef word = place.after().text();
  const uint32_t end = place.after().range().end;
  const bool isClosed = place.source().drop_front(end).starts_with("%");
  const SourceRange range{place.range().begin, end + (isClosed ? 1U : 0U)};
  support::Diagnostic& problem =
      problems.report(diag::UnexpectedToken, range, "a value", "`%" + word.str() + "`");
  problem.help = "the peer that started is `INIT_PEER_ID`";
  problem.fixes.push_back(problems.fix("write `INIT_PEER_ID`", range, "INIT_PEER_ID"));
  return true;
}

/// `a ? 1 : 2`
bool reportConditional(const Place& place, Problems& problems) {
  if (place.kind() != T::Question || !operandEnds.has(place.kindBefore())) return false;
  if (lineEnds.has(place.after().kind()) || place.after().kind() == T::Assign) return false;
  problems.report(diag::ForeignWord, place.range(), "?").help =
      "there is no conditional expression: use `if` and `else`";
  return true;
}

/// `xs[]`
bool reportMissingIndex(const Place& place, Problems& problems) {
  constexpr TokenSet bases{T::Lower, T::RParen, T::RSquare};
  if (place.kind() != T::Brackets || !bases.has(place.kindBefore())) return false;
  if (!place.isTightAfter(*place.before())) return false;
  problems.report(diag::UnexpectedToken, place.range(), "an index in the brackets", "`[]`");
  return true;
}

/// `1 + * 2`, where the star would start a stream literal
bool reportStraySign(const Place& place, Problems& problems) {
  constexpr TokenSet signs{T::Star, T::Question, T::Percent};
  constexpr TokenSet beforeOperand{T::LParen, T::LSquare, T::Comma, T::Assign, T::LeftArrow};
  if (!signs.has(place.kindBefore()) || place.kind() == T::LSquare) return false;
  const TokenKind earlier = place.kindBefore(2);
  if (!binaryOperators.has(earlier) && !beforeOperand.has(earlier)) return false;
  problems.report(diag::UnexpectedToken, place.before()->range(), "a value",
                  "`" + place.before()->text().str() + "`");
  return true;
}

/// `[1 2]`, `<- 1 2`
bool reportMissingListComma(const Place& place, Problems& problems) {
  constexpr TokenSet literals{T::Int, T::Float, T::String, T::Bool};
  if (!literals.has(place.kindBefore()) || !literals.has(place.kind())) return false;
  const SyntaxToken* opener = place.innermostBracket();
  const bool isReturn = !opener && place.lineStart().kind() == T::LeftArrow;
  if (!opener && !isReturn) return false;
  const uint32_t at = place.before()->range().end;
  problems.report(diag::UnexpectedToken, place.range(), "`,`", "`" + place.text().str() + "`")
      .fixes.push_back(problems.fix("add `,`", {at, at}, ","));
  return true;
}

/// `else x:`, `catch (e):`, `catch:`
bool reportBlockHead(const Place& place, Problems& problems) {
  if (place.indexInLine() != 1) return false;
  const TokenKind lead = place.lineStart().kind();
  if (lead == T::Else && place.kind() != T::Indent) {
    problems.report(diag::UnexpectedToken, place.range(), "`:`", "`" + place.text().str() + "`")
        .help = "`else` has no condition: put an `if` into its block";
    return true;
  }
  const bool isIndent = place.kind() == T::Indent;
  if (lead != T::Catch || (!isIndent && place.kind() != T::LParen)) return false;
  support::Diagnostic& problem = problems.report(diag::UnexpectedToken, place.range(), "a name",
                                                 isIndent ? "`:`" : "`" + place.text().str() + "`");
  problem.help = "the error gets a name: `catch error:`";
  const SyntaxToken* close = place.kind() == T::LParen ? place.closerOf(place.found()) : nullptr;
  if (close && close->index() == place.found().index() + 2)
    problem.fixes.push_back(
        {"remove the parentheses",
         {{problems.at(place.range()), ""}, {problems.at(close->range()), ""}}});
  return true;
}

/// `esle:`, `except e:`
bool reportStatementWord(const Place& place, Problems& problems) {
  if (place.indexInLine() != 1 || place.kindBefore() != T::Lower) return false;
  const llvm::StringRef word = place.before()->text();
  llvm::StringRef right = llvm::StringSwitch<llvm::StringRef>(word)
                              .Cases("except", "rescue", "handle", "catch")
                              .Cases("foreach", "each", "for")
                              .Cases("spawn", "fork", "co")
                              .Cases("finally", "orelse", "otherwise")
                              .Default("");
  static constexpr llvm::StringLiteral alone[] = {"else", "otherwise", "try"};
  static constexpr llvm::StringLiteral withMore[] = {"if", "for", "on", "catch", "join", "parseq"};
  const auto keywords = place.kind() == T::Indent ? llvm::ArrayRef<llvm::StringLiteral>(alone)
                                                  : llvm::ArrayRef<llvm::StringLiteral>(withMore);
  const bool hasMore = place.kind() == T::Indent || operandEnds.has(place.kind());
  for (const llvm::StringRef keyword : keywords)
    if (right.empty() && hasMore && word.edit_distance(keyword, true, 2) <= 2 &&
        word.edit_distance(keyword, true, 2) + 1 < keyword.size())
      right = keyword;
  if (right.empty()) return false;
  const SourceRange range = place.before()->range();
  support::Diagnostic& problem =
      problems.report(diag::UnexpectedToken, range, "a statement", "`" + word.str() + "`");
  problem.help = "did you mean `" + right.str() + "`?";
  problem.fixes.push_back(problems.fix("write `" + right.str() + "`", range, right.str()));
  return true;
}

/// `x := 1`, `P(x: 1)`
bool reportColonAssign(const Place& place, Problems& problems) {
  SourceRange sign = place.range();
  if (place.kind() == T::Assign && place.kindBefore() == T::Colon) {
    sign = cover(place.before()->range(), sign);
  } else {
    const auto open = place.openBracketsBefore();
    const bool isField = place.kind() == T::Colon && !open.empty() && open.back() == T::LParen &&
                         place.kindBefore() == T::Lower;
    if (!isField) return false;
  }
  problems.report(diag::ColonAssign, sign, place.source().slice(sign.begin, sign.end))
      .fixes.push_back(problems.fix("write `=`", sign, "="));
  return true;
}

/// `=>` is an arrow, a comparison, or part of what Aqua does not have.
ForeignWord doubleArrow(const SyntaxToken& arrow, const Place& place) {
  const bool followsParenthesis =
      place.source().take_front(arrow.range().begin).rtrim(" ").ends_with(")");
  const TokenKind lead = place.lineStart().kind();
  if (lead == T::Func || (lead == T::Lower && followsParenthesis))
    return {"the arrow before the results is `->`", "->"};
  if (place.secondKind() == T::Assign)
    return {"a closure is written `name = (parameter: T) -> R:` with a block", ""};
  return foreignOperator("=>");
}

/// `x += 1`, `x <> y`
bool reportForeignOperator(const Place& place, Problems& problems) {
  const std::pair<const SyntaxToken*, const SyntaxToken*> pairs[] = {
      {place.before(), &place.found()}, {&place.found(), &place.after()}};
  for (const auto& [first, second] : pairs) {
    if (!first || first->range().end != second->range().begin) continue;
    const SourceRange range = cover(first->range(), second->range());
    const llvm::StringRef text = place.source().slice(range.begin, range.end);
    ForeignWord foreign = foreignOperator(text);
    if (foreign.help.empty()) continue;
    if (text == "=>") foreign = doubleArrow(*first, place);
    support::Diagnostic& problem = problems.report(diag::ForeignWord, range, text);
    problem.help = foreign.help.str();
    if (!foreign.replacement.empty())
      problem.fixes.push_back(problems.fix("write `" + foreign.replacement.str() + "`", range,
                                           foreign.replacement.str()));
    return true;
  }
  return false;
}

/// `01`, `0x1F`, `1e5`
bool reportNumber(const Place& place, Problems& problems) {
  const SyntaxToken* before = place.before();
  if (!before || !place.isTightAfter(*before)) return false;
  if (before->kind() != T::Int && before->kind() != T::Float) return false;
  const SourceRange range = cover(before->range(), place.range());
  if (place.kind() == T::Int || place.kind() == T::Float) {
    problems.report(diag::LeadingZero, range)
        .fixes.push_back(problems.fix("remove the zero", before->range(), ""));
    return true;
  }
  if (!isWord(place.kind())) return false;
  const llvm::StringRef text = place.source().slice(range.begin, range.end);
  support::Diagnostic& problem = problems.report(diag::MalformedNumber, range, text);
  problem.help = "numbers are decimal, without exponent";
  uint64_t value = 0;
  const bool hasBase = text.starts_with_insensitive("0x") || text.starts_with_insensitive("0b");
  if (hasBase && !text.getAsInteger(0, value))
    problem.fixes.push_back(
        problems.fix("write `" + std::to_string(value) + "`", range, std::to_string(value)));
  return true;
}

/// `xs!i`
bool reportComputedIndex(const Place& place, Problems& problems) {
  const SyntaxToken* before = place.before();
  if (!before || before->kind() != T::Index || !place.isTightAfter(*before)) return false;
  if (!isWord(place.kind())) return false;
  const SourceRange range = cover(before->range(), place.range());
  problems.report(diag::ComputedIndex, range)
      .fixes.push_back(problems.fix("use brackets", range, "[" + place.text().str() + "]"));
  return true;
}

/// `xs !`
bool reportDetachedBang(const Place& place, Problems& problems) {
  if (place.kind() != T::Not || !operandEnds.has(place.kindBefore())) return false;
  const TokenKind after = place.after().kind();
  const bool isOperand = isWord(after) || after == T::LParen || after == T::Not;
  if (isOperand) return false;
  const SourceRange gap{place.before()->range().end, place.range().begin};
  problems.report(diag::DetachedIndex, place.range())
      .fixes.push_back(problems.fix("remove the space", gap, ""));
  return true;
}

/// `[,]`, `f(a,,b)`
bool reportEmptyElement(const Place& place, Problems& problems) {
  const TokenKind before = place.kindBefore();
  if (place.kind() != T::Comma || (!openBrackets.has(before) && before != T::Comma)) return false;
  problems.report(diag::UnexpectedToken, place.range(), "an element of the list", "`,`");
  return true;
}

/// `not x`, `return x`, `x in xs`
bool reportForeignWord(const Place& place, Problems& problems) {
  for (const SyntaxToken* token : {&place.found(), place.before()}) {
    if (!token || token->kind() != T::Lower) continue;
    const ForeignWord foreign = foreignWord(token->text());
    if (foreign.help.empty()) continue;
    SourceRange range = token->range();
    support::Diagnostic& problem = problems.report(diag::ForeignWord, range, token->text());
    problem.help = foreign.help.str();
    const llvm::StringRef rest = place.source().drop_front(range.end);
    const auto gap = static_cast<uint32_t>(rest.size() - rest.ltrim(" ").size());
    if (foreign.isSurplus && gap > 0) {
      range.end += gap;
    } else if (foreign.isSurplus) { // `then:`
      range.begin = static_cast<uint32_t>(place.source().take_front(range.begin).rtrim(" ").size());
    }
    if (foreign.replacement == "!") range.end += gap;
    if (foreign.isSurplus)
      problem.fixes.push_back(problems.fix("remove it", range, ""));
    else if (!foreign.replacement.empty())
      problem.fixes.push_back(problems.fix("write `" + foreign.replacement.str() + "`", range,
                                           foreign.replacement.str()));
    return true;
  }
  return false;
}

/// `-x`
bool reportNegation(const Place& place, Problems& problems) {
  constexpr TokenSet operands{T::Lower, T::Upper, T::LParen, T::Scalar};
  if (place.kindBefore() != T::Minus || !operands.has(place.kind())) return false;
  problems.report(diag::NegatedValue, cover(place.before()->range(), place.range())).help =
      "subtract it from 0";
  return true;
}

/// Whether a type is expected after the tokens before, which are all part of one.
bool endsInType(const Place& place) {
  constexpr TokenSet prefixes{T::Brackets, T::Question, T::Star, T::Power, T::Percent};
  size_t steps = 1;
  while (prefixes.has(place.kindBefore(steps)))
    ++steps;
  return place.kindBefore(steps) == T::Colon || place.kindBefore(steps) == T::RightArrow;
}

/// `x: int`
bool reportUnknownType(const Place& place, Problems& problems) {
  if (place.kind() != T::Lower) return false;
  support::Diagnostic& problem =
      problems.report(diag::UnknownTypeWord, place.range(), place.text());
  const ForeignWord foreign = foreignType(place.text());
  problem.help = foreign.help.str();
  std::string right = foreign.replacement.str();
  if (right.empty() && place.text().edit_distance("string", true, 2) <= 2) {
    right = "string";
    problem.help = "did you mean `string`?";
  }
  if (right.empty() || place.after().kind() == T::Dot) return true;
  problem.fixes.push_back(problems.fix("write `" + right + "`", place.range(), right));
  return true;
}

/// The same word in the other case, everywhere, if that makes no other name wrong: nothing in the
/// file has the new name, or has the old one rightly.
std::optional<support::Fix> fixOfCase(const Place& place, const SyntaxToken& name,
                                      const Problems& problems) {
  std::string right = name.text().str();
  right.front() =
      llvm::isUpper(right.front()) ? llvm::toLower(right.front()) : llvm::toUpper(right.front());
  support::Fix fix = {"write `" + right + "`", {}};
  TokenKind before = T::None;
  for (const SyntaxToken& token : place.tokens().all()) {
    const bool isUpperName = before == T::Const || before == T::Alias || hasMembers(before);
    before = token.kind();
    if (token.text() == right) return std::nullopt;
    if (token.text() == name.text() && token.kind() == T::Upper && isUpperName) return std::nullopt;
    if (token.text() == name.text()) fix.edits.push_back({problems.at(token.range()), right});
  }
  if (name.kind() == T::Lower && fix.edits.size() > 1) return std::nullopt;
  return fix;
}

/// `func Run()`
void reportCase(const Place& place, const SyntaxToken& name, llvm::StringRef wanted,
                Problems& problems) {
  support::Diagnostic& problem =
      problems.report(diag::WrongCase, name.range(), name.text(), wanted);
  if (std::optional<support::Fix> fix = fixOfCase(place, name, problems))
    problem.fixes.push_back(std::move(*fix));
}

/// `St: *u32`
bool reportUpperStream(const Place& place, Problems& problems) {
  if (place.kind() != T::Colon || place.indexInLine() != 1 || place.kindBefore() != T::Upper)
    return false;
  reportCase(place, *place.before(), "a lower-case", problems);
  return true;
}

/// `If x:`, `Try:`, which start like the setting of a service id
bool reportKeywordCase(const Place& place, Problems& problems) {
  const SyntaxToken& word = place.lineStart();
  if (word.kind() != T::Upper || place.indexInLine() == 0) return false;
  const std::string right = word.text().lower();
  const bool startsBlock = llvm::StringSwitch<bool>(right)
                               .Cases("if", "else", "for", "on", "parseq", true)
                               .Cases("try", "catch", "otherwise", true)
                               .Default(false);
  if (!startsBlock || place.lineEnd().kind() != T::Indent) return false;
  support::Diagnostic& problem = problems.report(diag::UnexpectedToken, word.range(), "a statement",
                                                 "`" + word.text().str() + "`");
  problem.help = "did you mean `" + right + "`?";
  problem.fixes.push_back(problems.fix("write `" + right + "`", word.range(), right));
  return true;
}

/// `func f(x):`, `m(u32)`
bool reportUntypedParameter(const Place& place, Problems& problems) {
  if (place.kind() != T::RParen && place.kind() != T::Comma) return false;
  const TokenKind before = place.kindBefore();
  if ((before != T::Lower && before != T::Scalar) || place.openBracketsBefore().empty())
    return false;
  const llvm::StringRef name = place.before()->text();
  support::Diagnostic& problem =
      problems.report(diag::UntypedParameter, place.before()->range(), name);
  if (before == T::Scalar) problem.help = "a parameter is written `name: " + name.str() + "`";
  return true;
}

/// `f = (x) -> u32:`, which up to the arrow is an assignment.
bool reportUntypedClosure(const Place& place, Problems& problems) {
  const size_t length = place.indexInLine();
  const bool isHead = place.kind() == T::RightArrow || place.kind() == T::Indent;
  if (!isHead || length < 4 || place.kindBefore() != T::RParen) return false;
  const SyntaxToken& parameter = *place.before(length - 3);
  if (place.secondKind() != T::Assign || place.kindBefore(length - 2) != T::LParen ||
      parameter.kind() != T::Lower)
    return false;
  problems.report(diag::UntypedParameter, parameter.range(), parameter.text());
  return true;
}

/// `par:` with a block
bool reportBlockOfPrefix(const Place& place, Problems& problems) {
  const llvm::StringRef word = place.lineStart().text();
  if (place.kind() != T::Indent || place.indexInLine() != 1) return false;
  if (word != "par" && word != "co") return false;
  problems.report(diag::BlockOfPrefix, place.lineStart().range(), word).help =
      "put it before `on`, `for`, `join` or a call";
  return true;
}

} // namespace

bool reportWrongCase(const Place& place, const TokenSet& expected, Problems& problems) {
  const bool wantsUpper = expected.has(T::Upper);
  const bool wantsLower = expected.has(T::Lower);
  if (wantsUpper == wantsLower) return false;
  if (place.kind() != (wantsUpper ? T::Lower : T::Upper)) return false;
  reportCase(place, place.found(), wantsUpper ? "an upper-case" : "a lower-case", problems);
  return true;
}

bool reportKnownMistake(const Place& place, const std::optional<TokenSet>& expected,
                        Problems& problems) {
  if (reportHeadMistake(place, expected, problems)) return true;
  for (const auto& report :
       {reportKeywordCase,      reportViaComma,         reportBracesOfValue,  reportTrailingComma,
        reportEmptyElement,     reportUnmatchedBracket, reportOneLineBlock,   reportOneLineTry,
        reportElseIf,           reportForeignOperator,  reportTypeAnnotation, reportComparison,
        reportAssignmentTarget, reportColonAssign,      reportUpperStream,    reportNumber,
        reportComputedIndex,    reportDetachedBang,     reportForeignWord,    reportNegation,
        reportInitPeer,         reportConditional,      reportMissingIndex,   reportStraySign,
        reportMissingListComma, reportBlockHead,        reportStatementWord,  reportUntypedClosure,
        reportBlockOfPrefix})
    if (report(place, problems)) return true;
  if (!expected) return endsInType(place) && reportUnknownType(place, problems);
  if (expected->has(T::Top) && reportUnknownType(place, problems)) return true;
  if (expected->has(T::Colon) && reportUntypedParameter(place, problems)) return true;
  return reportWrongCase(place, *expected, problems);
}

} // namespace aqua::syntax
