#include "Lexer.h"

#include <charconv>
#include <optional>

#include "Unicode.h"
#include "llvm/ADT/StringSwitch.h"

namespace aqua::air {
namespace {

constexpr llvm::StringLiteral notAlphanumeric =
    "only alphanumeric, '_', and '-' characters are allowed in this position";
constexpr llvm::StringLiteral emptyTaggedName = "a tagged name should be non empty";
constexpr llvm::StringLiteral emptyCanonName = "a canon name should be non empty";
constexpr llvm::StringLiteral leadingDot =
    "leading dot without any symbols before - please write 0 if it's float or variable name if "
    "it's a lambda";
constexpr llvm::StringLiteral badNumber = "a digit could contain only digits or one dot";
constexpr size_t maxFloatLength = 11;

bool isAsciiSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

TextSpan span(size_t begin, size_t end) {
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

std::optional<InstructionKind> findKeyword(llvm::StringRef word) {
  // `ap` comes twice: its first form stands for both.
  return llvm::StringSwitch<std::optional<InstructionKind>>(word)
#define AQUA_AIR(Name, keyword) .Case(keyword, InstructionKind::Name)
#include "Instructions.def"
      .Default(std::nullopt);
}

bool isAsciiNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// The states of the automaton that tells numbers from variables.
class WordAutomaton {
public:
  explicit WordAutomaton(llvm::StringRef word) : word_(word) {}

  /// Reads the whole word; false: error() at errorAt().
  bool run();

  [[nodiscard]] bool isNumeric() const { return numeric_; }
  [[nodiscard]] size_t dot() const { return dot_; }
  [[nodiscard]] VariableKind kind() const { return kind_; }
  [[nodiscard]] llvm::StringRef error() const { return error_; }
  [[nodiscard]] size_t errorAt() const { return at_; }

private:
  bool step(CodePoint c);
  bool stepNumeric(CodePoint c);
  bool stepVariable(CodePoint c);
  bool stepLens(CodePoint c);
  bool tag(VariableKind kind, size_t emptySize, llvm::StringRef emptyMessage);

  bool fail(llvm::StringRef message) {
    error_ = message;
    return false;
  }
  [[nodiscard]] bool hasDot() const { return dot_ != llvm::StringRef::npos; }

  llvm::StringRef word_;
  size_t at_ = 0;
  bool numeric_ = true;
  bool digitSeen_ = false;
  size_t dot_ = llvm::StringRef::npos;
  VariableKind kind_ = VariableKind::Scalar;
  llvm::StringRef error_;
};

bool WordAutomaton::run() {
  while (at_ < word_.size()) {
    // Most characters are of this kind, and where they are legal they change nothing.
    if (!numeric_ && isAsciiNameCharacter(word_[at_])) {
      ++at_;
      continue;
    }
    const CodePoint c = decode(word_, at_);
    if (!step(c)) return false;
    at_ += c.length;
  }
  return true;
}

bool WordAutomaton::step(CodePoint c) {
  if (numeric_) return stepNumeric(c);
  if (hasDot()) return stepLens(c);
  return stepVariable(c);
}

bool WordAutomaton::stepNumeric(CodePoint c) {
  if (at_ == 0 && (c.value == '+' || c.value == '-')) return true;
  if (air::isNumeric(c.value)) {
    digitSeen_ = true;
    return true;
  }
  if (c.value == '.' && !hasDot()) {
    if (!digitSeen_) return fail(leadingDot);
    dot_ = at_;
    return true;
  }
  if (hasDot()) return fail(badNumber);
  numeric_ = false;
  return stepVariable(c);
}

bool WordAutomaton::tag(VariableKind kind, size_t emptySize, llvm::StringRef emptyMessage) {
  if (word_.size() == emptySize) return fail(emptyMessage);
  kind_ = kind;
  return true;
}

bool WordAutomaton::stepVariable(CodePoint c) {
  if (at_ == 0 && c.value == '$') return tag(VariableKind::Stream, 1, emptyTaggedName);
  if (at_ == 0 && c.value == '#') return tag(VariableKind::Canon, 1, emptyTaggedName);
  if (at_ == 0 && c.value == '%') return tag(VariableKind::StreamMap, 1, emptyTaggedName);
  if (at_ == 1 && c.value == '$' && kind_ == VariableKind::Canon)
    return tag(VariableKind::Canon, 2, emptyCanonName);
  // Whatever the first character was (spec/04 §2): `a%x` is a canon map.
  if (at_ == 1 && c.value == '%') return tag(VariableKind::CanonMap, 2, emptyCanonName);
  if (c.value == '.') {
    if (at_ == 0) return fail(leadingDot);
    if (kind_ != VariableKind::Scalar && at_ <= 2) {
      --at_; // AquaVM blames the character before the dot
      return fail(emptyCanonName);
    }
    dot_ = at_;
    return true;
  }
  return isNameCharacter(c.value) || fail(notAlphanumeric);
}

bool WordAutomaton::stepLens(CodePoint c) {
  constexpr llvm::StringLiteral others = "$@[]():?.*,\"'";
  if (c.value < 0x80 && others.contains(static_cast<char>(c.value))) return true;
  if (c.value == '!' && at_ + 1 == word_.size()) return true;
  return isNameCharacter(c.value) || fail("invalid character in lambda");
}

/// A constant with its lens, or Invalid.
TokenKind specialWord(llvm::StringRef word, llvm::StringRef& lens) {
  lens = word;
  if (lens.consume_front(":error:"))
    return lens.empty() ? TokenKind::ErrorValue : TokenKind::ErrorValueLens;
  if (lens.consume_front("%last_error%"))
    return lens.empty() ? TokenKind::LastError : TokenKind::LastErrorLens;
  lens = {};
  return llvm::StringSwitch<TokenKind>(word)
      .Case("%init_peer_id%", TokenKind::InitPeer)
      .Case("%timestamp%", TokenKind::Timestamp)
      .Case("%ttl%", TokenKind::Ttl)
      .Default(TokenKind::Invalid);
}

TokenKind variableToken(VariableKind kind, bool hasLens) {
  switch (kind) {
  case VariableKind::Scalar: return hasLens ? TokenKind::ScalarLens : TokenKind::Scalar;
  case VariableKind::Stream: return hasLens ? TokenKind::StreamLens : TokenKind::Stream;
  case VariableKind::StreamMap: return hasLens ? TokenKind::StreamMapLens : TokenKind::StreamMap;
  case VariableKind::Canon: return hasLens ? TokenKind::CanonStreamLens : TokenKind::CanonStream;
  case VariableKind::CanonMap: return hasLens ? TokenKind::CanonMapLens : TokenKind::CanonMap;
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

Token Lexer::next() {
  skipSpace();
  if (at_ == text_.size()) return {.kind = TokenKind::End, .span = span(at_, at_)};
  switch (text_[at_]) {
  case '(': return bracket(TokenKind::LeftRound);
  case ')': return bracket(TokenKind::RightRound);
  case '[': return bracket(TokenKind::LeftSquare);
  case ']': return bracket(TokenKind::RightSquare);
  case '"': return string();
  default: return word();
  }
}

void Lexer::skipSpace() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (isAsciiSpace(c)) {
      ++at_;
    } else if (c == ';') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (static_cast<unsigned char>(c) < 0x80) {
      return;
    } else {
      const CodePoint wide = decode(text_, at_);
      if (!isWhiteSpace(wide.value)) return;
      at_ += wide.length;
    }
  }
}

Token Lexer::bracket(TokenKind kind) {
  ++at_;
  return {.kind = kind, .span = span(at_ - 1, at_), .text = text_.substr(at_ - 1, 1)};
}

Token Lexer::string() {
  const size_t begin = at_;
  const size_t quote = text_.find('"', begin + 1);
  if (quote == llvm::StringRef::npos)
    return invalid(begin, text_.size(), "this string literal has unclosed quote");
  at_ = quote + 1;
  return {
      .kind = TokenKind::String, .span = span(begin, at_), .text = text_.slice(begin + 1, quote)};
}

/// A word ends before white space, and before a closing bracket that was not opened in it after its
/// first character.
size_t Lexer::wordEnd(size_t begin) const {
  int round = 0;
  int square = 0;
  size_t at = begin + decode(text_, begin).length;
  while (at < text_.size()) {
    const char c = text_[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      const CodePoint wide = decode(text_, at);
      if (isWhiteSpace(wide.value)) break;
      at += wide.length;
      continue;
    }
    if (isAsciiSpace(c)) break;
    round += (c == '(') - (c == ')');
    square += (c == '[') - (c == ']');
    if (round < 0 || square < 0) break;
    ++at;
  }
  return at;
}

Token Lexer::word() {
  const size_t begin = at_;
  at_ = wordEnd(begin);
  const llvm::StringRef word = text_.slice(begin, at_);
  Token token{.kind = TokenKind::Invalid, .span = span(begin, at_), .text = word};
  if (word.front() == '%' || word.front() == ':') {
    token.kind = specialWord(word, token.lens);
  } else if (const auto kind = findKeyword(word)) {
    token.kind = TokenKind::Keyword;
    token.keyword = *kind;
  } else if (word == "true" || word == "false") {
    token.kind = TokenKind::Boolean;
    token.boolean = word == "true";
  }
  return token.kind == TokenKind::Invalid ? numberOrVariable(begin, word) : token;
}

Token Lexer::numberOrVariable(size_t begin, llvm::StringRef word) {
  WordAutomaton automaton(word);
  if (!automaton.run()) {
    const size_t at = automaton.errorAt();
    return invalid(begin + at, begin + at + decode(word, at).length, automaton.error());
  }
  Token token{.kind = TokenKind::Invalid, .span = span(begin, begin + word.size()), .text = word};
  const bool hasDot = automaton.dot() != llvm::StringRef::npos;
  if (automaton.isNumeric()) return hasDot ? floatingPoint(token) : integer(token);
  token.kind = variableToken(automaton.kind(), hasDot);
  if (hasDot) {
    token.text = word.take_front(automaton.dot());
    token.lens = word.substr(automaton.dot());
  }
  return token;
}

Token Lexer::integer(Token token) {
  llvm::StringRef digits = token.text;
  const bool negative = digits.starts_with("-");
  digits.consume_front("+");
  const auto [end, problem] = std::from_chars(digits.begin(), digits.end(), token.integer);
  if (problem == std::errc::result_out_of_range && end == digits.end())
    return invalid(token.span.begin, token.span.end,
                   negative ? "number too small to fit in target type"
                            : "number too large to fit in target type");
  // What is left are digits of other scripts, or a sign alone.
  if (problem != std::errc() || end != digits.end())
    return invalid(token.span.begin, token.span.end, "invalid digit found in string");
  token.kind = TokenKind::Integer;
  return token;
}

Token Lexer::floatingPoint(Token token) {
  if (token.text.size() > maxFloatLength)
    return invalid(token.span.begin, token.span.end,
                   "this float is too big, a float could contain less than 12 digits");
  llvm::StringRef digits = token.text;
  digits.consume_front("+");
  const auto [end, problem] = std::from_chars(digits.begin(), digits.end(), token.number);
  if (problem != std::errc() || end != digits.end())
    return invalid(token.span.begin, token.span.end, "invalid float literal");
  token.kind = TokenKind::Float;
  return token;
}

Token Lexer::invalid(size_t begin, size_t end, llvm::StringRef message) {
  error_ = {span(begin, end), message.str()};
  return {.kind = TokenKind::Invalid, .span = error_.span};
}

} // namespace aqua::air
