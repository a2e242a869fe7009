#include "Words.h"

#include "fmt/format.h"

namespace aqua::sema {

using types::CollectionType;
using types::LiteralType;
using types::Type;
using types::TypeKind;

namespace {

std::string describeLiteral(types::Literal literal) {
  switch (literal) {
  case types::Literal::Unsigned: return "an integer literal";
  case types::Literal::Signed: return "a negative integer literal";
  case types::Literal::Float: return "a float literal";
  case types::Literal::Bool: return "`true` or `false`";
  case types::Literal::String: return "a string literal";
  }
  llvm_unreachable("all literals are listed");
}

std::string kindOfCollection(types::Collection collection) {
  switch (collection) {
  case types::Collection::Array: return "an array";
  case types::Collection::Option: return "an option";
  case types::Collection::Stream: return "a stream";
  case types::Collection::StreamMap: return "a stream map";
  }
  llvm_unreachable("all collections are listed");
}

} // namespace

std::string describe(const Type* type) {
  switch (type->kind()) {
  case TypeKind::Literal: return describeLiteral(llvm::cast<LiteralType>(type)->literal());
  case TypeKind::Ability: return "ability `" + types::typeText(type) + "`";
  case TypeKind::Service: return "service `" + types::typeText(type) + "`";
  case TypeKind::Arrow: return "an arrow `" + types::typeText(type) + "`";
  case TypeKind::Collection: {
    const auto* collection = llvm::cast<CollectionType>(type);
    if (collection->collection() == types::Collection::Option &&
        collection->element()->kind() == TypeKind::Bottom)
      return "`nil`";
    return "`" + types::typeText(type) + "`";
  }
  case TypeKind::Error:
  case TypeKind::Top:
  case TypeKind::Bottom:
  case TypeKind::Scalar:
  case TypeKind::Struct: return "`" + types::typeText(type) + "`";
  }
  llvm_unreachable("all kinds are listed");
}

std::string kindOf(const Type* type) {
  switch (type->kind()) {
  case TypeKind::Error: return "erroneous";
  case TypeKind::Top:
  case TypeKind::Bottom:
  case TypeKind::Scalar: return "of type `" + types::typeText(type) + "`";
  case TypeKind::Literal: return describe(type);
  case TypeKind::Collection:
    return kindOfCollection(llvm::cast<CollectionType>(type)->collection());
  case TypeKind::Struct: return "data";
  case TypeKind::Ability: return "an ability";
  case TypeKind::Service: return "a service";
  case TypeKind::Arrow: return "an arrow";
  }
  llvm_unreachable("all kinds are listed");
}

std::string countOf(size_t count, llvm::StringRef noun) {
  if (count == 0) return fmt::format("no {}s", noun.str());
  if (count == 1) return fmt::format("1 {}", noun.str());
  return fmt::format("{} {}s", count, noun.str());
}

std::string countIs(size_t count) {
  if (count == 0) return "none is";
  if (count == 1) return "1 is";
  return fmt::format("{} are", count);
}

bool hasLostMembers(const types::Type* type) {
  const auto* named = llvm::dyn_cast<types::NamedType>(type);
  return named && named->field(support::Name()) != nullptr;
}

} // namespace aqua::sema
