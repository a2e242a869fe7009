// AIR text to tokens (spec/04 §2): brackets, strings and words, where a word is a keyword, a
// constant, a number or a variable with or without a lens.

#pragma once

#include "Air.h"
#include "Parse.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::air {

/// What the grammar tells apart. Names with Lens have a lens behind the name.
enum class TokenKind : uint8_t {
  LeftRound,
  RightRound,
  LeftSquare,
  RightSquare,
  Boolean,
  CanonStream,
  CanonStreamLens,
  CanonMap,
  CanonMapLens,
  ErrorValue,
  ErrorValueLens,
  Float,
  Integer,
  InitPeer,
  LastError,
  LastErrorLens,
  String,
  Scalar,
  ScalarLens,
  Stream,
  StreamLens,
  StreamMap,
  StreamMapLens,
  Ttl,
  Timestamp,
  Keyword,
  End,
  Invalid, // Lexer::error() says why
};

/// A piece of the text; texts point into it.
struct Token {
  TokenKind kind = TokenKind::End;
  TextSpan span;
  llvm::StringRef text = {}; // the word, the name before a lens, or the content of a string
  llvm::StringRef lens = {}; // from its dot on, unchecked
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;
  InstructionKind keyword = InstructionKind::Null; // ap stands for both of its forms
};

/// Gives the tokens of a text one by one.
class Lexer {
public:
  /// The text must be legal UTF-8 and is not copied.
  explicit Lexer(llvm::StringRef text) : text_(text) {}

  /// After End come further Ends; after Invalid no more tokens may be asked for.
  Token next();
  /// Requires that the last token was Invalid.
  [[nodiscard]] const ScriptError& error() const { return error_; }

private:
  void skipSpace();
  Token bracket(TokenKind kind);
  Token string();
  Token word();
  Token numberOrVariable(size_t begin, llvm::StringRef word);
  Token integer(Token token);
  Token floatingPoint(Token token);
  Token invalid(size_t begin, size_t end, llvm::StringRef message);
  [[nodiscard]] size_t wordEnd(size_t begin) const;

  llvm::StringRef text_;
  size_t at_ = 0;
  ScriptError error_;
};

} // namespace aqua::air
