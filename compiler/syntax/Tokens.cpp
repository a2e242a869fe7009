#include "Tokens.h"

namespace aqua::syntax {

llvm::StringRef kindName(TokenKind kind) {
  switch (kind) {
#define AQUA_TOKEN(Kind, NAME, words)                                                              \
  case TokenKind::Kind: return #Kind;
#include "Tokens.def"
  case TokenKind::None: return "None";
  case TokenKind::EndOfFile: return "EndOfFile";
  }
  return "";
}

llvm::StringRef words(TokenKind kind) {
  switch (kind) {
#define AQUA_TOKEN(Kind, NAME, words)                                                              \
  case TokenKind::Kind: return words;
#include "Tokens.def"
  case TokenKind::None: return "nothing";
  case TokenKind::EndOfFile: return "the end of the file";
  }
  return "";
}

llvm::StringRef indentationOf(const Token& token, llvm::StringRef text) {
  if (token.kind == TokenKind::EndOfFile) return {};
  uint32_t begin = token.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
    --begin;
  return text.slice(begin, token.begin);
}

} // namespace aqua::syntax
