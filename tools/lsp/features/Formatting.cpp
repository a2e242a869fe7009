// The canonical layout, as edits.

#include "ide/Formatting.h"
#include "Features.h"
#include "protocol/Edits.h"

namespace aqua::lsp {

namespace {

using Edits = std::optional<std::vector<TextEdit>>;

/// The project file counts before the editor, which knows the usual widths of blanks only.
format::Style styleOf(const View& view, const FormattingOptions& options) {
  format::Style style;
  const modules::LayoutSettings layout = view.layout();
  if (options.tabSize == 2) style.indent = 2;
  if (layout.indent) style.indent = *layout.indent;
  if (layout.width) style.width = *layout.width;
  return style;
}

Edits editsOf(const std::vector<format::Edit>& edits, const View& view) {
  if (!view.settings.format.enable) return std::nullopt;
  std::vector<TextEdit> result;
  for (const format::Edit& edit : edits)
    result.push_back({view.range(edit.range), edit.text});
  return result;
}

/// Nothing, and no message either, for what does not parse: people format on every save.
Answer<Edits> formatting(const View& view, const DocumentFormattingParams& params) {
  const auto edits =
      ide::formattingEdits(view.module, view.source(), styleOf(view, params.options));
  return edits ? editsOf(*edits, view) : Edits();
}

Answer<Edits> rangeFormatting(const View& view, const DocumentRangeFormattingParams& params) {
  const support::SourceRange range = view.positions().offsets(params.range);
  return editsOf(
      ide::rangeFormattingEdits(view.module, view.source(), range, styleOf(view, params.options)),
      view);
}

Answer<Edits> onTypeFormatting(const View& view, const DocumentOnTypeFormattingParams& params) {
  if (params.ch.size() != 1) return Edits();
  return editsOf(ide::onTypeFormattingEdits(view.source(), view.cursor(params.position).offset,
                                            params.ch[0], styleOf(view, params.options)),
                 view);
}

} // namespace

void bindFormatting(Binder& binder) {
  binder.query("textDocument/formatting", formatting);
  binder.query("textDocument/rangeFormatting", rangeFormatting);
  binder.query("textDocument/onTypeFormatting", onTypeFormatting);
}

} // namespace aqua::lsp
