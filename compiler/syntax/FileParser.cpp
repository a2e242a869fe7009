#include "FileParser.h"

#include "Predictor.h"

namespace aqua::syntax {

// Our numbers of the tokens are those of the grammar.
#define AQUA_TOKEN(Kind, NAME, words)                                                              \
  static_assert(static_cast<size_t>(TokenKind::Kind) == AquaParser::NAME);
#include "Tokens.def"
static_assert(kindOf(antlr4::Token::EOF) == TokenKind::EndOfFile);

FileParser::FileParser()
    : recovery_(std::make_shared<Recovery>()), parser_(nullptr),
      predictor_(new Predictor(&parser_)) {
  parser_.setInterpreter(predictor_);
  parser_.setErrorHandler(recovery_);
  parser_.removeErrorListeners();
}

void FileParser::parse(TokenArray& tokens, Problems& problems, llvm::function_ref<bool()> passOver,
                       llvm::function_ref<void(const AquaParser::ItemContext&)> take) {
  recovery_->start(tokens, problems);
  parser_.setTokenStream(&tokens);
  while (recovery_->findItem()) {
    if (passOver()) continue;
    take(*parser_.item());
    parser_.freeTree();
  }
  parser_.setTokenStream(nullptr);
}

size_t FileParser::stateCount() const {
  return predictor_->stateCount();
}

} // namespace aqua::syntax
