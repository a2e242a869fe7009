// Types as text: in the user's spelling, for messages, hovers and the prints of later stages.

#include "Types.h"

#include "llvm/ADT/StringExtras.h"

namespace aqua::types {

namespace {

llvm::StringRef spelling(Scalar scalar) {
  switch (scalar) {
  case Scalar::U8: return "u8";
  case Scalar::U16: return "u16";
  case Scalar::U32: return "u32";
  case Scalar::U64: return "u64";
  case Scalar::I8: return "i8";
  case Scalar::I16: return "i16";
  case Scalar::I32: return "i32";
  case Scalar::I64: return "i64";
  case Scalar::F32: return "f32";
  case Scalar::F64: return "f64";
  case Scalar::Bool: return "bool";
  case Scalar::String: return "string";
  }
  llvm_unreachable("all scalars are listed");
}

llvm::StringRef spelling(Literal literal) {
  switch (literal) {
  case Literal::Unsigned: return "unsigned literal";
  case Literal::Signed: return "signed literal";
  case Literal::Float: return "float literal";
  case Literal::Bool: return "bool literal";
  case Literal::String: return "string literal";
  }
  llvm_unreachable("all literals are listed");
}

llvm::StringRef sigil(Collection collection) {
  switch (collection) {
  case Collection::Array: return "[]";
  case Collection::Option: return "?";
  case Collection::Stream: return "*";
  case Collection::StreamMap: return "%";
  }
  llvm_unreachable("all collections are listed");
}

/// Prints one type. The text is bounded: types share their parts, so a short chain of aliases can
/// stand for a tree of any size.
class Printer {
public:
  explicit Printer(llvm::raw_ostream& out) : out_(out) {}

  void print(const Type& type);
  void printMembers(const NamedType& type);

private:
  void printPart(const Type& type);
  void printArrow(const ArrowType& arrow);

  llvm::raw_ostream& out_;
  unsigned budget_ = 200; // how many more parts are shown
};

/// A part of an arrow or a collection: an arrow inside needs parentheses.
void Printer::printPart(const Type& type) {
  if (!llvm::isa<ArrowType>(type)) return print(type);
  out_ << '(';
  print(type);
  out_ << ')';
}

void Printer::printArrow(const ArrowType& arrow) {
  llvm::ListSeparator parameterSeparator;
  for (const Parameter& parameter : arrow.parameters()) {
    out_ << parameterSeparator;
    printPart(*parameter.type);
  }
  out_ << (arrow.parameters().empty() ? "-> " : " -> ");
  if (arrow.results().empty()) out_ << "()";
  llvm::ListSeparator resultSeparator;
  for (const Type* result : arrow.results()) {
    out_ << resultSeparator;
    printPart(*result);
  }
}

void Printer::printMembers(const NamedType& type) {
  out_ << '{';
  llvm::ListSeparator separator;
  for (const Field& field : type.fields()) {
    out_ << separator << field.name.str() << ": ";
    print(*field.type);
  }
  out_ << '}';
}

void Printer::print(const Type& type) {
  if (budget_ == 0) {
    out_ << "…";
    return;
  }
  --budget_;
  switch (type.kind()) {
  case TypeKind::Error: out_ << "<error>"; return;
  case TypeKind::Top: out_ << "⊤"; return;
  case TypeKind::Bottom: out_ << "⊥"; return;
  case TypeKind::Scalar: out_ << spelling(llvm::cast<ScalarType>(type).scalar()); return;
  case TypeKind::Literal: out_ << spelling(llvm::cast<LiteralType>(type).literal()); return;
  case TypeKind::Collection: {
    const auto& collection = llvm::cast<CollectionType>(type);
    out_ << sigil(collection.collection());
    printPart(*collection.element());
    return;
  }
  case TypeKind::Struct:
  case TypeKind::Ability:
  case TypeKind::Service: {
    const auto& named = llvm::cast<NamedType>(type);
    if (!named.name()) return printMembers(named);
    out_ << named.name().str();
    return;
  }
  case TypeKind::Arrow: printArrow(llvm::cast<ArrowType>(type)); return;
  }
  llvm_unreachable("all kinds are listed");
}

llvm::StringRef keyword(TypeKind kind) {
  switch (kind) {
  case TypeKind::Struct: return "data ";
  case TypeKind::Ability: return "ability ";
  case TypeKind::Service: return "service ";
  case TypeKind::Error:
  case TypeKind::Top:
  case TypeKind::Bottom:
  case TypeKind::Scalar:
  case TypeKind::Literal:
  case TypeKind::Collection:
  case TypeKind::Arrow: return "";
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace

void print(const Type& type, llvm::raw_ostream& out) {
  Printer(out).print(type);
}

std::string typeText(const Type* type) {
  std::string text;
  llvm::raw_string_ostream out(text);
  print(*type, out);
  return text;
}

std::string definitionText(const Type* type) {
  const auto* named = llvm::dyn_cast<NamedType>(type);
  if (!named) return typeText(type);
  std::string text;
  llvm::raw_string_ostream out(text);
  out << keyword(type->kind()) << named->name().str();
  Printer(out).printMembers(*named);
  return text;
}

} // namespace aqua::types
