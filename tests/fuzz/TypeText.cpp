// Random types, and how they are written.

#include "Generator.h"

namespace aqua::fuzz {

const Type* Generator::integerType() {
  return types_.scalar(static_cast<Scalar>(random_.below(8)));
}

const Type* Generator::scalarType() {
  if (random_.chance(45)) return types_.scalar(Scalar::String);
  if (random_.chance(25)) return types_.scalar(Scalar::Bool);
  if (random_.chance(20)) return types_.scalar(random_.chance(50) ? Scalar::F32 : Scalar::F64);
  return integerType();
}

const Type* Generator::dataType(int depth) {
  const int choice = random_.between(1, 100);
  if (depth <= 0 || choice <= 50) return scalarType();
  if (choice <= 65) return types_.collection(Kind::Array, dataType(depth - 1));
  if (choice <= 75) return types_.collection(Kind::Option, dataType(depth - 1));
  if (!here_.structs.empty()) return random_.pick(here_.structs);
  return scalarType();
}

const Type* Generator::simpleArrow() {
  std::vector<Member> parameters;
  for (int i = random_.between(0, 2); i > 0; --i)
    parameters.push_back({fresh("a"), dataType(1)});
  std::vector<const Type*> results;
  if (random_.chance(75)) results.push_back(dataType(1));
  return types_.arrow(std::move(parameters), std::move(results));
}

Tokens Generator::typeName(const std::string& name) {
  std::string text;
  const auto path = spelling_.find(name);
  if (path == spelling_.end()) return one(Role::TypeUse, name);
  for (const std::string& part : path->second)
    text += (text.empty() ? "" : ".") + part;
  cover(path->second.size() > 1 ? Construct::QualifiedType : Construct::TypeNamed);
  return one(Role::TypeUse, text);
}

Tokens Generator::typeText(const Type* type) {
  const auto alias = aliases_.find(type);
  if (alias != aliases_.end() && random_.chance(50)) return typeName(alias->second);
  Tokens text;
  const auto prefixed = [&](llvm::StringRef prefix, Construct construct) {
    cover(construct);
    return text << prefix << typeText(type->element);
  };
  switch (type->kind) {
  case Kind::Scalar: cover(Construct::TypeScalar); return one(Role::TypeUse, spelled(type->scalar));
  case Kind::UnsignedLiteral:
  case Kind::SignedLiteral:
  case Kind::FloatLiteral: return one(Role::TypeUse, "i64"); // never asked for
  case Kind::Top: cover(Construct::TypeTop); return one(Role::TypeUse, "⊤");
  case Kind::Bottom: cover(Construct::TypeBottom); return one(Role::TypeUse, "⊥");
  case Kind::Array: return prefixed("[]", Construct::TypeArray);
  case Kind::Option: return prefixed("?", Construct::TypeOption);
  case Kind::Stream: return prefixed("*", Construct::TypeStream);
  case Kind::Map: return prefixed("%", Construct::TypeMap);
  case Kind::Struct:
  case Kind::Ability:
  case Kind::Service: return typeName(type->name);
  case Kind::Arrow: break;
  }
  cover(Construct::TypeArrow);
  for (const Member& parameter : type->members) {
    if (!text.empty()) text << ", ";
    text << typeText(parameter.type);
  }
  return text << (text.empty() ? "-> " : " -> ")
              << (type->results.empty() ? Tokens() << "()" : typeText(type->results.front()));
}

} // namespace aqua::fuzz
