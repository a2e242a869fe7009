#include "SignatureHelp.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "Declarations.h"
#include "OpenCall.h"
#include "ShortForms.h"
#include "Tree.h"

namespace aqua::ide {

namespace {

/// A signature while its label is written.
class SignatureWriter {
public:
  explicit SignatureWriter(const std::string& name) { help_.label = name + '('; }

  void parameter(support::Name name, const types::Type* type) {
    if (!help_.parameters.empty()) help_.label += ", ";
    const auto begin = static_cast<uint32_t>(help_.label.size());
    if (name) help_.label += name.str().str() + ": ";
    help_.label += types::typeText(type);
    help_.parameters.push_back({begin, static_cast<uint32_t>(help_.label.size())});
  }

  SignatureHelp finish(const std::string& results) {
    help_.label += ')' + results;
    return std::move(help_);
  }

private:
  SignatureHelp help_;
};

SignatureHelp ofArrow(const std::string& name, const types::ArrowType& arrow) {
  SignatureWriter writer(name);
  for (const types::Parameter& parameter : arrow.parameters())
    writer.parameter(parameter.label, parameter.type);
  llvm::ListSeparator comma;
  std::string results = arrow.results().empty() ? "" : " -> ";
  for (const types::Type* result : arrow.results())
    results += llvm::StringRef(comma).str() + types::typeText(result);
  return writer.finish(results);
}

SignatureHelp ofRecord(const Snapshot& snapshot, const OpenCall& call, const types::NamedType& type,
                       const sema::Symbol* owner) {
  SignatureWriter writer(call.name);
  const std::vector<types::Field> fields = fieldsInOrder(snapshot, owner, type);
  for (const types::Field& field : fields)
    writer.parameter(field.name, field.type);
  SignatureHelp help = writer.finish(" -> " + type.name().str().str());
  const auto named = llvm::find_if(
      fields, [&](const types::Field& field) { return field.name.str() == call.argumentName; });
  help.active = named != fields.end() ? static_cast<size_t>(named - fields.begin())
                                      : std::min(call.argument, fields.size());
  if (owner) help.documentation = documentationOf(snapshot, *owner);
  return help;
}

} // namespace

std::optional<SignatureHelp> signatureHelp(const Snapshot& snapshot, Cursor cursor) {
  const Module& module = *cursor.module;
  const TokensAt at(module, snapshot.source(module).text(), cursor.offset);
  if (at.comment()) return std::nullopt;
  const std::optional<OpenCall> call = openCallAt(module, at);
  if (!call) return std::nullopt;
  if (const types::ArrowType* arrow = call->arrow()) {
    SignatureHelp help = ofArrow(call->name, *arrow);
    help.active = std::min(call->parameter, help.parameters.size());
    if (call->meaning.symbol) help.documentation = documentationOf(snapshot, *call->meaning.symbol);
    return help;
  }
  const types::NamedType* type = call->record();
  if (!type || call->isInBraces) return std::nullopt;
  return ofRecord(snapshot, *call, *type, ownerOf(snapshot, module, *type));
}

} // namespace aqua::ide
