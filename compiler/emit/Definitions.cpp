// Types to JSON. The order of members is that of the bindings in use: `tag` last, members of data
// and services by name, arguments as declared.

#include "Definitions.h"

#include "support/Check.h"

namespace aqua::emit {

namespace {

using llvm::json::OStream;
using types::ArrowType;
using types::Type;
using types::TypeKind;

/// What an arrow is decides how empty and unnamed parameters are written.
enum class ArrowRole : uint8_t { Function, Member };

class DefinitionWriter {
public:
  explicit DefinitionWriter(OStream& json) : json_(json) {}

  void type(const Type& type);
  void arrow(const ArrowType& arrow, ArrowRole role);
  /// `{"fields": {…}, "tag": "labeledProduct"}`
  void members(llvm::ArrayRef<types::Field> fields);

private:
  void tag(llvm::StringRef tag) { json_.attribute("tag", tag); }
  void scalar(llvm::StringRef name);
  void domain(const ArrowType& arrow, ArrowRole role);
  void items(llvm::ArrayRef<const Type*> types);

  OStream& json_;
};

void DefinitionWriter::scalar(llvm::StringRef name) {
  json_.attribute("name", name);
  tag("scalar");
}

void DefinitionWriter::type(const Type& type) {
  if (const auto* arrow = llvm::dyn_cast<ArrowType>(&type))
    return this->arrow(*arrow, ArrowRole::Member);
  json_.object([&] {
    switch (type.kind()) {
    case TypeKind::Top: return tag("topType");
    case TypeKind::Bottom: return tag("bottomType");
    case TypeKind::Scalar: return scalar(types::typeText(&type));
    case TypeKind::Collection: {
      const auto& collection = *llvm::cast<types::CollectionType>(&type);
      json_.attributeBegin("type");
      this->type(*collection.element());
      json_.attributeEnd();
      // Outside, a stream is the array of what it got.
      return tag(collection.collection() == types::Collection::Option ? "option" : "array");
    }
    case TypeKind::Struct:
    case TypeKind::Ability:
    case TypeKind::Service: {
      const auto& named = *llvm::cast<types::NamedType>(&type);
      json_.attribute("name", named.name().str());
      json_.attributeObject("fields", [&] {
        for (const types::Field& field : named.fields()) {
          json_.attributeBegin(field.name.str());
          this->type(*field.type);
          json_.attributeEnd();
        }
      });
      return tag("struct");
    }
    case TypeKind::Arrow: return;
    case TypeKind::Literal:
    case TypeKind::Error: AQUA_CHECK(false, "an export has a type that nobody can write");
    }
  });
}

void DefinitionWriter::arrow(const ArrowType& arrow, ArrowRole role) {
  json_.object([&] {
    json_.attributeObject("domain", [&] { domain(arrow, role); });
    json_.attributeObject("codomain", [&] {
      if (arrow.results().empty()) return tag("nil");
      items(arrow.results());
    });
    tag("arrow");
  });
}

void DefinitionWriter::domain(const ArrowType& arrow, ArrowRole role) {
  const llvm::ArrayRef<types::Parameter> parameters = arrow.parameters();
  if (parameters.empty() && role == ArrowRole::Member) return tag("nil");
  if (!parameters.empty() && parameters.front().label.isEmpty()) {
    llvm::SmallVector<const Type*> types;
    for (const types::Parameter& parameter : parameters)
      types.push_back(parameter.type);
    return items(types);
  }
  llvm::SmallVector<types::Field> fields;
  for (const types::Parameter& parameter : parameters)
    fields.push_back({parameter.label, parameter.type});
  members(fields);
}

void DefinitionWriter::members(llvm::ArrayRef<types::Field> fields) {
  json_.attributeObject("fields", [&] {
    for (const types::Field& field : fields) {
      json_.attributeBegin(field.name.str());
      type(*field.type);
      json_.attributeEnd();
    }
  });
  tag("labeledProduct");
}

void DefinitionWriter::items(llvm::ArrayRef<const Type*> types) {
  json_.attributeArray("items", [&] {
    for (const Type* type : types)
      this->type(*type);
  });
  tag("unlabeledProduct");
}

/// The services and functions of the client that a script calls. They are the same in all scripts,
/// the relay's also in those that do not load it.
constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> clientNames[] = {
    {"relay", "-relay-"},           {"getDataSrv", "getDataSrv"},
    {"callbackSrv", "callbackSrv"}, {"responseSrv", "callbackSrv"},
    {"responseFnName", "response"}, {"errorHandlingSrv", "errorHandlingSrv"},
    {"errorFnName", "error"},
};

} // namespace

void writeFunctionDef(OStream& json, const hir::ExportedFunction& function) {
  json.object([&] {
    json.attribute("functionName", function.name.str());
    json.attributeBegin("arrow");
    DefinitionWriter(json).arrow(*function.function->type, ArrowRole::Function);
    json.attributeEnd();
    json.attributeObject("names", [&] {
      for (const auto& [key, name] : clientNames)
        json.attribute(key, name);
    });
  });
}

void writeServiceDef(OStream& json, const hir::ExportedService& service) {
  json.object([&] {
    if (const hir::ServiceBinding* binding = service.defaultBinding)
      if (const auto* id = llvm::dyn_cast<hir::LiteralExpr>(binding->id))
        json.attribute("defaultServiceId", id->text);
    json.attributeObject("functions",
                         [&] { DefinitionWriter(json).members(service.service->type->fields()); });
  });
}

void printDefinitions(const hir::Module& module, llvm::StringRef source, llvm::raw_ostream& out) {
  OStream json(out, /*IndentSize=*/2);
  json.object([&] {
    json.attribute("source", source);
    json.attributeObject("services", [&] {
      for (const hir::ExportedService& service : module.exportedServices) {
        json.attributeBegin(service.name.str());
        writeServiceDef(json, service);
        json.attributeEnd();
      }
    });
    json.attributeObject("functions", [&] {
      for (const hir::ExportedFunction& function : module.exportedFunctions) {
        json.attributeBegin(function.name.str());
        writeFunctionDef(json, function);
        json.attributeEnd();
      }
    });
  });
  out << "\n";
}

} // namespace aqua::emit
