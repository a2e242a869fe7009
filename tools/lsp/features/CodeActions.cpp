// Repairs and refactorings to choose from.

#include "ide/CodeActions.h"
#include "Features.h"
#include "WorkspaceEdits.h"

namespace aqua::lsp {

namespace {

constexpr llvm::StringLiteral applyEditCommand = "aqua.server.applyEdit";

/// `refactor` asks for `refactor.rewrite`, too.
bool isWanted(llvm::StringRef kind, const std::optional<std::vector<std::string>>& only) {
  return !only || llvm::any_of(*only, [&](llvm::StringRef wanted) {
    return kind == wanted || (kind.starts_with(wanted) && kind[wanted.size()] == '.');
  });
}

/// Those of the client that are among the repaired ones: by place and code.
std::vector<Diagnostic> repairedOf(const ide::CodeAction& action,
                                   llvm::ArrayRef<support::Diagnostic> all,
                                   const CodeActionContext& context, const View& view) {
  std::vector<Diagnostic> repaired;
  for (const Diagnostic& diagnostic : context.diagnostics) {
    const bool isIt = llvm::any_of(action.repairs, [&](size_t index) {
      const support::Diagnostic& ours = all[index];
      return ours.loc.file == view.module.file && diagnostic.code &&
             diagnostic.code->getAsString() == llvm::StringRef(ours.info().code) &&
             view.range(ours.loc.range) == diagnostic.range;
    });
    if (isIt) repaired.push_back(diagnostic);
  }
  return repaired;
}

CodeAction actionOf(const ide::CodeAction& action, llvm::ArrayRef<support::Diagnostic> all,
                    const CodeActionContext& context, const View& view) {
  CodeAction result;
  result.title = action.title;
  result.kind = ide::actionKindText(action.kind).str();
  if (view.client.textDocument.codeAction.isPreferredSupport && action.isPreferred)
    result.isPreferred = true;
  std::vector<Diagnostic> repaired = repairedOf(action, all, context, view);
  if (!repaired.empty()) result.diagnostics = std::move(repaired);
  WorkspaceEdits edits(view);
  for (const support::TextEdit& edit : action.edits)
    edits.add(edit);
  result.edit = edits.take();
  return result;
}

Answer<CodeActionResult> codeAction(const View& view, const CodeActionParams& params) {
  std::vector<support::Diagnostic> diagnostics = view.snapshot.diagnostics;
  llvm::append_range(diagnostics, view.findings());
  std::vector<CodeAction> actions;
  for (const ide::CodeAction& action : ide::codeActions(
           view.snapshot, view.module, view.positions().offsets(params.range), diagnostics))
    if (isWanted(ide::actionKindText(action.kind), params.context.only))
      actions.push_back(actionOf(action, diagnostics, params.context, view));
  if (view.client.textDocument.codeAction.codeActionLiteralSupport)
    return CodeActionResult(std::move(actions));
  std::vector<Command> commands;
  for (CodeAction& action : actions)
    commands.push_back({action.title, applyEditCommand.str(), {std::move(action.edit)}});
  return CodeActionResult(std::move(commands));
}

Answer<Nothing> executeCommand(Context& context, const ExecuteCommandParams& params) {
  if (params.command != applyEditCommand)
    return ResponseError{ErrorCode::InvalidParams, "there is no command " + params.command};
  if (params.arguments.size() != 1)
    return ResponseError{ErrorCode::InvalidParams, "expected one argument at params.arguments"};
  context.client.request<ApplyWorkspaceEditResult>(
      "workspace/applyEdit", ApplyWorkspaceEditParams{params.arguments[0]},
      [&context](const ApplyWorkspaceEditResult& result) {
        if (!result.applied)
          context.client.show("the edit was not applied: " + result.failureReason.value_or(""),
                              MessageType::Warning);
      });
  return Nothing();
}

} // namespace

std::vector<std::string> serverCommands() {
  return {applyEditCommand.str()};
}

void bindCodeActions(Binder& binder) {
  binder.query("textDocument/codeAction", codeAction);
  binder.request("workspace/executeCommand", executeCommand);
}

} // namespace aqua::lsp
