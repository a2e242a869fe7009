#include "Ast.h"

namespace aqua::ast {

llvm::StringRef kindName(NodeKind kind) {
  switch (kind) {
#define AQUA_AST(Kind, Group)                                                                      \
  case NodeKind::Kind: return #Kind;
#include "AstNodes.def"
  }
  return "";
}

llvm::StringRef operatorText(BinaryOperator op) {
  switch (op) {
#define AQUA_OPERATOR(Name, text)                                                                  \
  case BinaryOperator::Name: return text;
#include "Operators.def"
  }
  return "";
}

} // namespace aqua::ast
