// What every word of a file is, for colours (spec/08 B11).

#pragma once

#include "Snapshot.h"

namespace aqua::ide {

/// The legend: SemanticTokenTypes.def has the names in their order.
enum class TokenType : uint8_t {
#define AQUA_TOKEN_TYPE(Name, text) Name,
#include "SemanticTokenTypes.def"
};

/// Bits.
enum class TokenModifier : uint8_t {
#define AQUA_TOKEN_MODIFIER(Name, text) Name,
#include "SemanticTokenTypes.def"
};

/// `namespace`, `type` …: by TokenType, what goes into the legend.
[[nodiscard]] llvm::ArrayRef<llvm::StringRef> tokenTypeNames();
/// `declaration` …: by TokenModifier.
[[nodiscard]] llvm::ArrayRef<llvm::StringRef> tokenModifierNames();

struct SemanticToken {
  support::SourceRange range; // within one line
  TokenType type = TokenType::Variable;
  uint32_t modifiers = 0; // 1 << TokenModifier
};

/// In the order of the text, none covers another. In broken parts, what the scanner tells.
[[nodiscard]] std::vector<SemanticToken> semanticTokens(const Module& module,
                                                        const support::SourceFile& source);

} // namespace aqua::ide
