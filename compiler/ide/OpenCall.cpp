// Read from the tokens, so that calls which are not closed yet are seen, too.

#include "OpenCall.h"

namespace aqua::ide {

namespace {

using syntax::TokenKind;

/// Where the brackets and the name of a call are.
std::optional<OpenCall> findCall(const TokensAt& at) {
  const std::optional<size_t> open = at.openBracket();
  if (!open || *open == 0) return std::nullopt;
  const auto kindAt = [&](size_t token) { return at.tokens()[token].kind; };
  OpenCall call;
  call.bracket = *open;
  call.isInBraces = kindAt(*open) == TokenKind::LBrace;
  if (!call.isInBraces && kindAt(*open) != TokenKind::LParen) return std::nullopt;
  size_t callee = *open;
  if (!call.isInBraces && kindAt(callee - 1) == TokenKind::RBrace) {
    while (callee > 1 && kindAt(callee - 1) != TokenKind::LBrace)
      --callee;
    --callee;
  }
  if (callee == 0 || !syntax::isWord(kindAt(callee - 1))) return std::nullopt;
  // The head of a function declares parameters.
  if (callee > 1 && kindAt(callee - 2) == TokenKind::Func) return std::nullopt;
  call.callee = callee;
  return call;
}

/// Counts the commas of the cursor's own depth.
void findArgument(const TokensAt& at, OpenCall& call) {
  size_t first = call.bracket + 1;
  size_t depth = 0;
  for (size_t i = call.bracket + 1; i < at.before(); ++i) {
    const TokenKind kind = at.tokens()[i].kind;
    if (syntax::openBrackets.has(kind)) ++depth;
    if (syntax::closeBrackets.has(kind) && depth > 0) --depth;
    if (kind != TokenKind::Comma || depth > 0) continue;
    ++call.argument;
    first = i + 1;
  }
  call.parameter = call.argument;
  const bool hasBraces =
      !call.isInBraces && at.tokens()[call.bracket - 1].kind == TokenKind::RBrace;
  if (hasBraces) {
    ++call.parameter;
    for (size_t i = call.callee; i < call.bracket; ++i)
      call.parameter += at.tokens()[i].kind == TokenKind::Comma;
  }
  if (first + 1 >= at.tokens().size() || !syntax::isWord(at.tokens()[first].kind)) return;
  if (at.tokens()[first + 1].kind == TokenKind::Assign || first == at.before())
    call.argumentName = at.textOf(at.tokens()[first]);
}

bool isRecordType(sema::SymbolKind kind) {
  return kind == sema::SymbolKind::Data || kind == sema::SymbolKind::Ability ||
         kind == sema::SymbolKind::Alias;
}

} // namespace

const types::ArrowType* OpenCall::arrow() const {
  return isCopy ? nullptr : llvm::dyn_cast_or_null<types::ArrowType>(meaning.type);
}

const types::NamedType* OpenCall::record() const {
  const bool isRecord = isCopy || (meaning.symbol && isRecordType(meaning.symbol->kind));
  return isRecord ? llvm::dyn_cast_or_null<types::NamedType>(meaning.type) : nullptr;
}

std::optional<OpenCall> openCallAt(const Module& module, const TokensAt& at) {
  std::optional<OpenCall> call = findCall(at);
  if (!call) return std::nullopt;
  call->name = at.textOf(at.tokens()[call->callee - 1]).str();
  call->isCopy = call->name == "copy" && call->callee > 2 &&
                 at.tokens()[call->callee - 2].kind == TokenKind::Dot;
  call->meaning = meaningBefore(module, at, call->isCopy ? call->callee - 2 : call->callee);
  findArgument(at, *call);
  return call;
}

} // namespace aqua::ide
