// How the parser goes on after an error: it reports once, skips to the end of the logical line (or
// to the Indent of its block) and continues there. Because Indent and Dedent balance whatever the
// text, nothing is lost but the line itself: no token is ever guessed or inserted, and one bad line
// gives one error.

#pragma once

#include "antlr4-runtime.h"

#include "Problems.h"
#include "TokenArray.h"
#include "Unexpected.h"

namespace aqua::syntax {

class Recovery final : public antlr4::ANTLRErrorStrategy {
public:
  /// Call before each file, after the parser got its tokens. Both must live until the next call.
  void start(TokenArray& tokens, Problems& problems);

  /// Between two top-level items: skips what starts none. False at the end of the file.
  [[nodiscard]] bool findItem();

  void reset(antlr4::Parser*) override { recovering_ = false; }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  void sync(antlr4::Parser* parser) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return recovering_; }
  void reportMatch(antlr4::Parser*) override { recovering_ = false; }
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;

private:
  void skipToLineEnd();
  void skipBlock();
  void reportExpected(antlr4::Parser* parser);
  void reportLine(LineKind kind);
  /// False if nothing is to be said about the current line.
  [[nodiscard]] bool beginReport();

  TokenArray* tokens_ = nullptr;
  Problems* problems_ = nullptr;
  size_t errorCount_ = 0;
  bool recovering_ = false;
};

} // namespace aqua::syntax
