// Tokens to parse trees. Everything of ANTLR's parser ends here.

#pragma once

#include <memory>

#include "llvm/ADT/STLFunctionalExtras.h"

#include "AquaParser.h"
#include "Problems.h"
#include "Recovery.h"
#include "TokenArray.h"

namespace aqua::syntax {

class Predictor;

/// Parses files one after the other; keep one per thread, its prediction automata warm up.
class FileParser {
public:
  FileParser();

  /// Parses a file item by item (header line, definition) and hands each item's tree to `take`,
  /// which converts it. The tree is freed right afterwards, so that memory stays that of the
  /// largest item and in the cache. A tree in a spoiled line may lack parts. `passOver` is asked at
  /// the start of each item: true if it has moved behind the item, which is not parsed then.
  void parse(TokenArray& tokens, Problems& problems, llvm::function_ref<bool()> passOver,
             llvm::function_ref<void(const AquaParser::ItemContext&)> take);

  /// How many states the prediction has learnt.
  [[nodiscard]] size_t stateCount() const;

private:
  std::shared_ptr<Recovery> recovery_;
  AquaParser parser_;
  Predictor* predictor_; // the parser owns it
};

} // namespace aqua::syntax
