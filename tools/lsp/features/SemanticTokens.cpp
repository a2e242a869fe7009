// What every word of a document is, for colours.

#include "ide/SemanticTokens.h"
#include "Features.h"

namespace aqua::lsp {

namespace {

/// Five numbers for each token: lines and characters from the one before, length, type, modifiers.
std::vector<uint32_t> encoded(llvm::ArrayRef<ide::SemanticToken> tokens,
                              const Positions& positions) {
  std::vector<uint32_t> data;
  data.reserve(tokens.size() * 5);
  Position last;
  for (const ide::SemanticToken& token : tokens) {
    const Position start = positions.position(token.range.begin);
    const uint32_t lines = start.line - last.line;
    const uint32_t characters = lines == 0 ? start.character - last.character : start.character;
    const auto type = static_cast<uint32_t>(token.type);
    data.insert(data.end(),
                {lines, characters, positions.length(token.range), type, token.modifiers});
    last = start;
  }
  return data;
}

std::vector<uint32_t> allTokens(const View& view) {
  return encoded(ide::semanticTokens(view.module, view.source()), view.positions());
}

Answer<SemanticTokens> full(const View& view, const TextDocumentParams& params) {
  return view.tokens.put(params.textDocument.uri, allTokens(view));
}

Answer<SemanticTokensDeltaResult> delta(const View& view, const SemanticTokensDeltaParams& params) {
  return view.tokens.putAfter(params.textDocument.uri, params.previousResultId, allTokens(view));
}

Answer<SemanticTokens> range(const View& view, const TextDocumentRangeParams& params) {
  const support::SourceRange wanted = view.positions().offsets(params.range);
  std::vector<ide::SemanticToken> tokens = ide::semanticTokens(view.module, view.source());
  llvm::erase_if(tokens, [&](const ide::SemanticToken& token) {
    return token.range.end <= wanted.begin || wanted.end <= token.range.begin;
  });
  return SemanticTokens{std::nullopt, encoded(tokens, view.positions())};
}

} // namespace

SemanticTokensLegend tokenLegend() {
  SemanticTokensLegend legend;
  for (llvm::StringRef name : ide::tokenTypeNames())
    legend.tokenTypes.push_back(name.str());
  for (llvm::StringRef name : ide::tokenModifierNames())
    legend.tokenModifiers.push_back(name.str());
  return legend;
}

void bindSemanticTokens(Binder& binder) {
  binder.query("textDocument/semanticTokens/full", full);
  binder.query("textDocument/semanticTokens/full/delta", delta);
  binder.query("textDocument/semanticTokens/range", range);
}

} // namespace aqua::lsp
