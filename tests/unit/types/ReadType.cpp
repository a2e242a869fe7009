#include "ReadType.h"

#include <utility>

#include "gtest/gtest.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::types {

const Type* TypeReader::read(llvm::StringRef text) {
  rest_ = text;
  const Type* result = type();
  EXPECT_TRUE(rest_.trim().empty()) << "not a type: " << text.str();
  return result;
}

bool TypeReader::take(llvm::StringRef token) {
  rest_ = rest_.ltrim();
  return rest_.consume_front(token);
}

const Type* TypeReader::type() {
  if (take("[]")) return store.array(type());
  if (take("?")) return store.option(type());
  if (take("*")) return store.stream(type());
  if (take("%")) return store.streamMap(type());
  if (take("⊤")) return store.top();
  if (take("⊥")) return store.bottom();
  if (take("!")) return store.error();
  if (take("{")) return named(TypeKind::Struct);
  if (take("@{")) return named(TypeKind::Ability);
  if (take("&{")) return named(TypeKind::Service);
  if (take("(")) return arrow();
  return word();
}

const Type* TypeReader::word() {
  static constexpr std::pair<const char*, Literal> literals[] = {{"U#", Literal::Unsigned},
                                                                 {"S#", Literal::Signed},
                                                                 {"F#", Literal::Float},
                                                                 {"B#", Literal::Bool},
                                                                 {"T#", Literal::String}};
  for (const auto& [text, literal] : literals)
    if (take(text)) return store.literal(literal);
  static constexpr std::pair<const char*, Scalar> scalars[] = {
      {"u8", Scalar::U8},   {"u16", Scalar::U16},   {"u32", Scalar::U32},
      {"u64", Scalar::U64}, {"i8", Scalar::I8},     {"i16", Scalar::I16},
      {"i32", Scalar::I32}, {"i64", Scalar::I64},   {"f32", Scalar::F32},
      {"f64", Scalar::F64}, {"bool", Scalar::Bool}, {"string", Scalar::String}};
  for (const auto& [text, scalar] : scalars)
    if (take(text)) return store.scalar(scalar);
  ADD_FAILURE() << "not a type: " << rest_.str();
  return store.error();
}

const Type* TypeReader::named(TypeKind kind) {
  llvm::SmallVector<Field> fields;
  while (!take("}")) {
    take(",");
    rest_ = rest_.ltrim();
    const llvm::StringRef name = rest_.take_while([](char c) { return llvm::isAlnum(c); });
    rest_ = rest_.drop_front(name.size());
    if (!take(":")) return store.error();
    fields.push_back({names.intern(name), type()});
  }
  return store.named(kind, names.intern("N"), fields);
}

const Type* TypeReader::arrow() {
  llvm::SmallVector<Parameter> parameters;
  while (!take("->")) {
    take(",");
    parameters.push_back({{}, type()});
  }
  llvm::SmallVector<const Type*> results;
  while (!take(")")) {
    take(",");
    results.push_back(type());
  }
  return store.arrow(parameters, results);
}

} // namespace aqua::types
