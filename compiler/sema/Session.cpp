#include "Session.h"

namespace aqua::sema {

namespace {

/// What the VM says about a failure (spec/02 §10.4).
const Type* makeErrorType(types::TypeStore& types, support::NameTable& names) {
  const Type* string = types.scalar(types::Scalar::String);
  return types.named(types::TypeKind::Struct, names.intern("Error"),
                     {{names.intern("message"), string},
                      {names.intern("error_code"), types.scalar(types::Scalar::I64)},
                      {names.intern("instruction"), string},
                      {names.intern("peer_id"), string}});
}

} // namespace

WellKnownNames::WellKnownNames(support::NameTable& names)
    : length(names.intern("length")), copy(names.intern("copy")), get(names.intern("get")),
      getStream(names.intern("getStream")), keys(names.intern("keys")),
      keysStream(names.intern("keysStream")), contains(names.intern("contains")),
      key(names.intern("key")), value(names.intern("value")) {}

Session::Session(support::FileId fileId, types::TypeStore& typeStore, support::NameTable& nameTable,
                 support::DiagnosticSink& sink, llvm::BumpPtrAllocator& allocator)
    : file(fileId), types(typeStore), names(nameTable), diags(sink), arena(allocator),
      wellKnown(nameTable), errorType(makeErrorType(typeStore, nameTable)), recorder(fileId) {}

const Type* Session::limited(const Type* type, SourceRange range) {
  if (type->depth() < types::maxTypeDepth) return type;
  report(support::diag::NestedTooDeeply, range, "this type");
  return types.error();
}

Name Session::joined(llvm::ArrayRef<ast::Name> parts) {
  llvm::SmallVector<Name, 4> texts;
  for (const ast::Name& part : parts)
    texts.push_back(part.text);
  return joined(texts);
}

Name Session::joined(llvm::ArrayRef<Name> parts) {
  if (parts.size() == 1) return parts.front();
  std::string text;
  for (const Name part : parts) {
    if (!text.empty()) text += '.';
    text += part.str();
  }
  return names.intern(text);
}

bool isBroken(const ast::Path& path) {
  return path.isEmpty() || llvm::any_of(path.parts, [](const ast::Name& part) { return !part; });
}

} // namespace aqua::sema
