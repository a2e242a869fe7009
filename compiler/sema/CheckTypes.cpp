#include "CheckTypes.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

#include "Words.h"

namespace aqua::sema {

namespace {

const Type* scalar(types::TypeStore& types, llvm::StringRef name) {
  using types::Scalar;
  const auto found = llvm::StringSwitch<std::optional<Scalar>>(name)
                         .Case("u8", Scalar::U8)
                         .Case("u16", Scalar::U16)
                         .Case("u32", Scalar::U32)
                         .Case("u64", Scalar::U64)
                         .Case("i8", Scalar::I8)
                         .Case("i16", Scalar::I16)
                         .Case("i32", Scalar::I32)
                         .Case("i64", Scalar::I64)
                         .Case("f32", Scalar::F32)
                         .Case("f64", Scalar::F64)
                         .Case("bool", Scalar::Bool)
                         .Case("string", Scalar::String)
                         .Default(std::nullopt);
  return found ? types.scalar(*found) : types.error();
}

llvm::StringRef nameOf(ast::CollectionKind kind) {
  switch (kind) {
  case ast::CollectionKind::Array: return "an array";
  case ast::CollectionKind::Option: return "an option";
  case ast::CollectionKind::Stream: return "a stream";
  case ast::CollectionKind::StreamMap: return "a stream map";
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

types::Collection collectionOf(ast::CollectionKind kind) {
  switch (kind) {
  case ast::CollectionKind::Array: return types::Collection::Array;
  case ast::CollectionKind::Option: return types::Collection::Option;
  case ast::CollectionKind::Stream: return types::Collection::Stream;
  case ast::CollectionKind::StreamMap: return types::Collection::StreamMap;
  }
  llvm_unreachable("all kinds are listed");
}

const types::ArrowType* Signature::arrow(types::TypeStore& types) const {
  llvm::SmallVector<types::Parameter, 4> labelled;
  for (const Parameter& parameter : parameters)
    labelled.push_back({parameter.name.text, parameter.type});
  return types.arrow(labelled, results);
}

const Type* TypeChecker::resolve(const ast::Type& type) {
  types::TypeStore& types = session_.types;
  return llvm::TypeSwitch<const ast::Type*, const Type*>(&type)
      .Case([&](const ast::ScalarType* node) { return scalar(types, node->name); })
      .Case([&](const ast::TopType*) { return types.top(); })
      .Case([&](const ast::BottomType*) { return types.bottom(); })
      .Case([&](const ast::NamedType* node) { return named(*node); })
      .Case([&](const ast::CollectionType* node) { return collection(*node); })
      .Case([&](const ast::ArrowType* node) { return arrow(*node); })
      .Case([&](const ast::ErrorType*) {
        session_.hasOtherErrors = true;
        return types.error();
      });
}

const Type* TypeChecker::named(const ast::NamedType& type) {
  const Entity* entity = globals_.type(type.path);
  return entity ? entity->type : session_.types.error();
}

/// From the innermost prefix outwards, so that `[][][]…` takes no stack.
const Type* TypeChecker::collection(const ast::CollectionType& type) {
  llvm::SmallVector<const ast::CollectionType*, 4> prefixes;
  const ast::Type* inner = &type;
  while (const auto* prefix = llvm::dyn_cast_or_null<ast::CollectionType>(inner)) {
    prefixes.push_back(prefix);
    inner = prefix->element;
  }
  const ast::Type* elementSource = inner;
  const Type* element = inner ? resolve(*inner) : session_.types.error();
  for (const ast::CollectionType* prefix : llvm::reverse(prefixes)) {
    if (types::isError(element)) return element;
    if (!types::isData(element)) {
      session_.report(support::diag::ElementType, elementSource->range, nameOf(prefix->collection),
                      describe(element));
      return session_.types.error();
    }
    element = session_.types.collection(collectionOf(prefix->collection),
                                        session_.limited(element, prefix->range));
    elementSource = prefix;
  }
  return element;
}

const Type* TypeChecker::arrow(const ast::ArrowType& type) {
  llvm::SmallVector<types::Parameter, 4> parameters;
  for (const ast::NamedType* ability : type.abilities)
    parameters.push_back({session_.joined(ability->path.parts), part(*ability)});
  for (const ast::Type* parameter : type.parameters)
    parameters.push_back({Name(), part(*parameter)});
  llvm::SmallVector<const Type*, 2> results;
  for (const ast::Type* result : type.results)
    results.push_back(part(*result));
  return session_.types.arrow(parameters, results);
}

Signature TypeChecker::resolve(const ast::ArrowHead& head) {
  Signature signature;
  for (const ast::NamedType* ability : head.abilities) {
    const ast::Name name = {session_.joined(ability->path.parts), ability->range};
    const Entity* entity = globals_.type(ability->path);
    const Type* type = entity ? entity->type : session_.types.error();
    signature.parameters.push_back(
        {name, session_.limited(type, ability->range), ability->range, true, entity});
  }
  for (const ast::Parameter& parameter : head.parameters) {
    const Type* type = parameter.type ? part(*parameter.type) : session_.types.error();
    const SourceRange range = parameter.type ? parameter.type->range : parameter.range;
    signature.parameters.push_back({parameter.name, type, range});
  }
  for (const ast::Type* result : head.results)
    signature.results.push_back(part(*result));
  return signature;
}

} // namespace aqua::sema
