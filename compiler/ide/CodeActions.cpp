#include "CodeActions.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "AutoImport.h"
#include "OrganizeImports.h"
#include "lint/Rule.h"

namespace aqua::ide {

namespace {

using support::SourceRange;
using support::TextEdit;

bool isBefore(const TextEdit& a, const TextEdit& b) {
  return std::tuple(a.loc.file, a.loc.range.begin, a.loc.range.end) <
         std::tuple(b.loc.file, b.loc.range.begin, b.loc.range.end);
}

bool meet(SourceRange a, SourceRange b) {
  return a.begin <= b.end && b.begin <= a.end;
}

/// Whether some edits touch the same text as others.
bool overlap(llvm::ArrayRef<TextEdit> some, llvm::ArrayRef<TextEdit> others) {
  return llvm::any_of(some, [&](const TextEdit& a) {
    return llvm::any_of(others, [&](const TextEdit& b) {
      return a.loc.file == b.loc.file && meet(a.loc.range, b.loc.range);
    });
  });
}

class ActionFinder {
public:
  ActionFinder(const Snapshot& snapshot, const Module& module,
               llvm::ArrayRef<support::Diagnostic> diagnostics)
      : snapshot_(snapshot), module_(module), source_(snapshot.source(module)),
        diagnostics_(diagnostics) {}

  std::vector<CodeAction> find(SourceRange range) {
    for (const auto& [i, diagnostic] : llvm::enumerate(diagnostics_)) {
      if (diagnostic.loc.file != module_.file || !meet(diagnostic.loc.range, range)) continue;
      addFixes(diagnostic, i);
      addImports(diagnostic, i);
      if (lint::ruleByName(diagnostic.info().code)) addSuppressions(diagnostic, i);
    }
    addFixAll();
    std::vector<TextEdit> organized = organizeImports(snapshot_, module_, diagnostics_);
    if (!organized.empty())
      actions_.push_back(
          {"Organize imports", ActionKind::OrganizeImports, false, std::move(organized), {}});
    return std::move(actions_);
  }

private:
  void addFixes(const support::Diagnostic& diagnostic, size_t number) {
    for (const support::Fix& fix : diagnostic.fixes) {
      CodeAction action{capitalized(fix.title), ActionKind::QuickFix, false, fix.edits, {number}};
      action.isPreferred = diagnostic.fixes.size() == 1 && fix.safety == support::FixSafety::Safe;
      llvm::stable_sort(action.edits, isBefore);
      actions_.push_back(std::move(action));
    }
  }

  static std::string capitalized(std::string title) {
    if (!title.empty()) title[0] = llvm::toUpper(title[0]);
    return title;
  }

  /// For names that are not defined: the modules that declare them.
  void addImports(const support::Diagnostic& diagnostic, size_t number) {
    static constexpr llvm::StringLiteral unknownNames[] = {"NameNotFound", "FunctionNotFound",
                                                           "TypeNotFound", "ServiceNotFound"};
    if (!llvm::is_contained(unknownNames, llvm::StringRef(diagnostic.info().name))) return;
    const SourceRange range = diagnostic.loc.range;
    const llvm::StringRef name = source_.text().slice(range.begin, range.end);
    for (ImportableName& importable : importableNames(snapshot_, module_)) {
      if (importable.name != name) continue;
      CodeAction action;
      if (importable.qualified.empty()) {
        action.title = "Import `" + importable.name + "` from \"" + importable.path + "\"";
        action.edits = std::move(importable.edits);
      } else {
        action.title = "Change to `" + importable.qualified + "`";
        action.edits = {{diagnostic.loc, importable.qualified}};
      }
      action.repairs = {number};
      actions_.push_back(std::move(action));
    }
  }

  // -- Suppressions (spec/08 C4)

  void addSuppressions(const support::Diagnostic& diagnostic, size_t number) {
    const std::string rule(diagnostic.info().code);
    const uint32_t line = source_.lineColumn(diagnostic.loc.range.begin).line;
    actions_.push_back({"Suppress `" + rule + "` here",
                        ActionKind::QuickFix,
                        false,
                        {suppressionOfLine(line, rule)},
                        {number}});
    const std::string comment = "-- aqua-lint: disable-file=" + rule + "\n";
    actions_.push_back({"Suppress `" + rule + "` in this file",
                        ActionKind::QuickFix,
                        false,
                        {{{module_.file, {0, 0}}, comment}},
                        {number}});
  }

  /// Behind the line, or above it if there is a comment already.
  [[nodiscard]] TextEdit suppressionOfLine(uint32_t line, const std::string& rule) const {
    const llvm::StringRef text = source_.line(line);
    const uint32_t start = source_.lineStart(line);
    const std::string comment = "-- aqua-lint: disable=" + rule;
    const bool hasComment = llvm::any_of(module_.ast->comments, [&](const ast::Comment& c) {
      return start <= c.range.begin && c.range.begin <= start + text.size();
    });
    if (hasComment) {
      const llvm::StringRef indentation =
          text.take_while([](char c) { return c == ' ' || c == '\t'; });
      return {{module_.file, {start, start}}, (indentation + comment + "\n").str()};
    }
    const uint32_t end = start + static_cast<uint32_t>(text.rtrim().size());
    return {{module_.file, {end, end}}, " " + comment};
  }

  // -- All at once

  void addFixAll() {
    CodeAction all{"Fix everything that is safe to fix", ActionKind::FixAll, false, {}, {}};
    for (const auto& [i, diagnostic] : llvm::enumerate(diagnostics_)) {
      if (diagnostic.loc.file != module_.file || diagnostic.fixes.size() != 1) continue;
      const support::Fix& fix = diagnostic.fixes.front();
      if (fix.safety != support::FixSafety::Safe || overlap(fix.edits, all.edits)) continue;
      llvm::append_range(all.edits, fix.edits);
      all.repairs.push_back(i);
    }
    llvm::stable_sort(all.edits, isBefore);
    if (all.repairs.size() > 1) actions_.push_back(std::move(all));
  }

  const Snapshot& snapshot_;
  const Module& module_;
  const support::SourceFile& source_;
  const llvm::ArrayRef<support::Diagnostic> diagnostics_;
  std::vector<CodeAction> actions_;
};

} // namespace

llvm::StringRef actionKindText(ActionKind kind) {
  switch (kind) {
  case ActionKind::QuickFix: return "quickfix";
  case ActionKind::RefactorRewrite: return "refactor.rewrite";
  case ActionKind::OrganizeImports: return "source.organizeImports";
  case ActionKind::FixAll: return "source.fixAll.aqua";
  }
  llvm_unreachable("all kinds are listed");
}

std::vector<CodeAction> codeActions(const Snapshot& snapshot, const Module& module,
                                    support::SourceRange range,
                                    llvm::ArrayRef<support::Diagnostic> diagnostics) {
  return ActionFinder(snapshot, module, diagnostics).find(range);
}

} // namespace aqua::ide
