// What may be typed at the cursor, and which argument is being written.

#include "ide/Completion.h"
#include "Features.h"
#include "Kinds.h"
#include "ide/SignatureHelp.h"
#include "protocol/Completion.h"

namespace aqua::lsp {

namespace {

CompletionItemKind kindOfName(sema::SymbolKind kind) {
  switch (kind) {
  case sema::SymbolKind::Module: return CompletionItemKind::Module;
  case sema::SymbolKind::Function:
  case sema::SymbolKind::Closure: return CompletionItemKind::Function;
  case sema::SymbolKind::Parameter:
  case sema::SymbolKind::Variable:
  case sema::SymbolKind::Item:
  case sema::SymbolKind::Error: return CompletionItemKind::Variable;
  case sema::SymbolKind::Stream: return CompletionItemKind::Event;
  case sema::SymbolKind::Constant: return CompletionItemKind::Constant;
  case sema::SymbolKind::Data: return CompletionItemKind::Struct;
  case sema::SymbolKind::Ability: return CompletionItemKind::Interface;
  case sema::SymbolKind::Service: return CompletionItemKind::Class;
  case sema::SymbolKind::Alias: return CompletionItemKind::TypeParameter;
  case sema::SymbolKind::Field: return CompletionItemKind::Field;
  case sema::SymbolKind::Method:
  case sema::SymbolKind::BuiltIn: return CompletionItemKind::Method;
  }
  llvm_unreachable("all kinds are listed");
}

CompletionItemKind bestKind(const ide::CompletionItem& item) {
  switch (item.kind) {
  case ide::CompletionKind::Name: return kindOfName(item.symbol);
  case ide::CompletionKind::Keyword: return CompletionItemKind::Keyword;
  case ide::CompletionKind::Snippet: return CompletionItemKind::Snippet;
  case ide::CompletionKind::ScalarType: return CompletionItemKind::TypeParameter;
  case ide::CompletionKind::Literal: return CompletionItemKind::Value;
  case ide::CompletionKind::Path: return CompletionItemKind::File;
  case ide::CompletionKind::RuleId: return CompletionItemKind::Text;
  }
  llvm_unreachable("all kinds are listed");
}

/// The last kind that every client knows.
constexpr uint32_t lastOldKind = 18;

CompletionItemKind knownKind(CompletionItemKind kind, const ValueSet& known) {
  if (known.has(static_cast<uint32_t>(kind), lastOldKind)) return kind;
  if (kind == CompletionItemKind::Constant || kind == CompletionItemKind::Event)
    return CompletionItemKind::Variable;
  if (kind == CompletionItemKind::Struct || kind == CompletionItemKind::TypeParameter)
    return CompletionItemKind::Class;
  return CompletionItemKind::Text;
}

/// Turns items of one completion into those of the protocol.
class ItemWriter {
public:
  ItemWriter(const View& view, const ide::Completion& completion, Position cursor)
      : view_(view), can_(view.client.textDocument.completion.completionItem),
        replaced_(view.range(completion.replaced)), inserted_{replaced_.start, cursor} {}

  [[nodiscard]] CompletionItem write(const ide::CompletionItem& item) const {
    CompletionItem result;
    result.label = item.label;
    result.kind =
        knownKind(bestKind(item), view_.client.textDocument.completion.completionItemKind);
    if (!item.detail.empty()) result.detail = item.detail;
    if (!item.description.empty() && can_.labelDetailsSupport)
      result.labelDetails = CompletionItemLabelDetails{item.description};
    if (!item.documentation.empty())
      result.documentation =
          MarkupContent{markupKind(can_.documentationFormat), item.documentation};
    result.sortText = item.sortKey;
    result.filterText = item.label;
    writeText(item, result);
    for (const support::TextEdit& edit : item.additionalEdits) {
      if (!result.additionalTextEdits) result.additionalTextEdits.emplace();
      result.additionalTextEdits->push_back({view_.files.range(edit.loc), edit.text});
    }
    return result;
  }

private:
  void writeText(const ide::CompletionItem& item, CompletionItem& result) const {
    const bool isCall =
        result.kind == CompletionItemKind::Function || result.kind == CompletionItemKind::Method;
    const bool usesSnippet = can_.snippetSupport && !item.snippet.empty() &&
                             (!isCall || view_.settings.completion.callSnippets);
    const std::string& text = usesSnippet ? item.snippet : item.text;
    if (usesSnippet) result.insertTextFormat = InsertTextFormat::Snippet;
    if (isCall && !can_.snippetSupport && can_.commitCharactersSupport)
      result.commitCharacters = {".", "("};
    if (can_.insertReplaceSupport)
      result.textEdit = InsertReplaceEdit{text, inserted_, replaced_};
    else
      result.textEdit = TextEdit{replaced_, text};
  }

  const View& view_;
  const CompletionItemCapability& can_;
  const Range replaced_;
  const Range inserted_;
};

Answer<CompletionList> completion(const View& view, const TextDocumentPositionParams& params) {
  const ide::Cursor cursor = view.cursor(params.position);
  ide::CompletionOptions options;
  options.wantsAutoImports = view.settings.completion.autoImport;
  const ide::Completion completion = ide::completions(view.snapshot, cursor, options);
  const ItemWriter writer(view, completion, view.positions().position(cursor.offset));
  CompletionList list;
  list.isIncomplete = completion.isCut;
  for (const ide::CompletionItem& item : completion.items)
    list.items.push_back(writer.write(item));
  return list;
}

std::vector<ParameterInformation> parametersOf(const ide::SignatureHelp& help, const View& view) {
  const bool hasOffsets = view.client.textDocument.signatureHelp.signatureInformation
                              .parameterInformation.labelOffsetSupport;
  const Positions label(help.label, view.files.encoding());
  std::vector<ParameterInformation> parameters;
  for (const support::SourceRange& range : help.parameters) {
    const Range columns = label.range(range);
    if (hasOffsets)
      parameters.push_back({std::vector{columns.start.character, columns.end.character}});
    else
      parameters.push_back({help.label.substr(range.begin, range.end - range.begin)});
  }
  return parameters;
}

Answer<std::optional<SignatureHelp>> signatureHelp(const View& view,
                                                   const TextDocumentPositionParams& params) {
  const std::optional<ide::SignatureHelp> help =
      ide::signatureHelp(view.snapshot, view.cursor(params.position));
  if (!help) return std::optional<SignatureHelp>();
  const SignatureInformationCapability& can =
      view.client.textDocument.signatureHelp.signatureInformation;
  SignatureInformation signature{help->label, std::nullopt, parametersOf(*help, view)};
  if (!help->documentation.empty())
    signature.documentation =
        MarkupContent{markupKind(can.documentationFormat), help->documentation};
  SignatureHelp result{{std::move(signature)}};
  if (help->active < help->parameters.size() || !can.noActiveParameterSupport)
    result.activeParameter = static_cast<uint32_t>(help->active);
  return std::optional(std::move(result));
}

} // namespace

void bindCompletion(Binder& binder) {
  binder.query("textDocument/completion", completion);
  binder.query("textDocument/signatureHelp", signatureHelp);
}

} // namespace aqua::lsp
