#include "Consistency.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "CallHierarchy.h"
#include "CodeActions.h"
#include "Completion.h"
#include "Definition.h"
#include "Folding.h"
#include "Formatting.h"
#include "Hover.h"
#include "InlayHints.h"
#include "Lenses.h"
#include "Links.h"
#include "References.h"
#include "Rename.h"
#include "SelectionRanges.h"
#include "SemanticTokens.h"
#include "SignatureHelp.h"
#include "Symbols.h"
#include "Tree.h"
#include "TypeDefinition.h"
#include "syntax/Scanner.h"

namespace aqua::ide {

namespace {

using support::Loc;
using support::SourceRange;

bool isWithin(SourceRange inner, SourceRange outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

class Checker {
public:
  Checker(const ConsistencyInput& input, CheckedFeatures& counted)
      : snapshot_(*input.snapshot), module_(*input.module), input_(input),
        source_(snapshot_.source(module_)), text_(source_.text()), counted_(counted) {}

  std::vector<Contradiction> check() {
    checkFile();
    for (const uint32_t offset : positions())
      checkPosition(offset);
    for (const sema::NameUse& use : module_.index->names)
      checkName(use);
    checkRenames();
    llvm::stable_sort(
        found_, [](const Contradiction& a, const Contradiction& b) { return a.offset < b.offset; });
    return std::move(found_);
  }

private:
  void expect(bool holds, const char* feature, uint32_t offset, const std::string& text) {
    if (!holds) found_.push_back({feature, offset, text});
  }

  [[nodiscard]] bool isRange(SourceRange range) const {
    return range.begin <= range.end && range.end <= text_.size();
  }
  [[nodiscard]] bool isPlace(Loc loc) const {
    const Module* home = snapshot_.module(loc.file);
    return home && loc.range.begin <= loc.range.end &&
           loc.range.end <= snapshot_.source(*home).text().size();
  }

  /// The begin, middle and end of each token and comment, and the blanks between.
  [[nodiscard]] std::vector<uint32_t> positions() const {
    std::vector<uint32_t> result = {0, static_cast<uint32_t>(text_.size())};
    const auto add = [&](SourceRange range) {
      for (const uint32_t offset : {range.begin, (range.begin + range.end) / 2, range.end})
        if (offset == text_.size() || (static_cast<unsigned char>(text_[offset]) & 0xC0U) != 0x80U)
          result.push_back(offset);
    };
    uint32_t end = 0;
    const syntax::RawTokens raw = syntax::scan(text_);
    for (const syntax::Token& token : raw.tokens) {
      if (token.begin > end + 1) result.push_back(end + (token.begin - end) / 2);
      add(token.range());
      end = token.end;
    }
    for (const SourceRange comment : raw.comments)
      add(comment);
    llvm::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
  }

  // -- The whole file

  void checkFile() {
    const std::vector<DocumentSymbol> symbols = documentSymbols(module_, source_);
    checkSymbols(symbols, {0, static_cast<uint32_t>(text_.size())});
    checkLenses(symbols);
    checkTokens();
    checkFolds();
    checkHints();
    for (const Link& link : links(snapshot_, module_))
      expect(isRange(link.range) && !(link.path.empty() && link.address.empty()), "links",
             link.range.begin, "leads nowhere");
    checkFormatting();
    checkActions();
    counted_.questions += 8;
  }

  void checkSymbols(llvm::ArrayRef<DocumentSymbol> symbols, SourceRange parent) {
    for (const DocumentSymbol& symbol : symbols) {
      const uint32_t at = symbol.selection.begin;
      expect(!symbol.name.empty(), "symbols", at, "a symbol without name");
      expect(isWithin(symbol.selection, symbol.range), "symbols", at,
             "the name is outside of its definition");
      expect(isWithin(symbol.range, parent), "symbols", at, "outside of what contains it");
      checkSymbols(symbol.children, symbol.range);
    }
  }

  static bool hasName(llvm::ArrayRef<DocumentSymbol> symbols, SourceRange name) {
    return llvm::any_of(symbols, [&](const DocumentSymbol& symbol) {
      return symbol.selection == name || hasName(symbol.children, name);
    });
  }

  /// They stand above definitions; so do the ways through exported functions.
  void checkLenses(llvm::ArrayRef<DocumentSymbol> symbols) {
    const std::vector<Lens> all = lenses(module_);
    for (const Lens& lens : all)
      expect(hasName(symbols, lens.name), "lenses", lens.name.begin, "is above no definition");
    for (const FunctionRoute& route : input_.places->functions) {
      const auto isOfRoute = [&](const Lens& lens) { return lens.name == route.name; };
      expect(llvm::any_of(all, isOfRoute), "routes", route.name.begin, "is of no function");
      expect(!route.peers.empty(), "routes", route.name.begin, "visits no peer");
    }
  }

  void checkTokens() {
    const std::vector<SemanticToken> tokens = semanticTokens(module_, source_);
    uint32_t end = 0;
    for (const SemanticToken& token : tokens) {
      const SourceRange range = token.range;
      expect(range.begin >= end && !range.isEmpty() && isRange(range), "semantic tokens",
             range.begin, "out of order, empty or beyond the end");
      const llvm::StringRef text = text_.slice(range.begin, range.end);
      expect(!text.contains('\n'), "semantic tokens", range.begin, "several lines");
      end = range.end;
    }
    for (const sema::NameUse& use : module_.index->names) {
      const auto* const at =
          llvm::partition_point(llvm::ArrayRef(tokens), [&](const SemanticToken& token) {
            return token.range.begin < use.range.begin;
          });
      const bool isThere = at != llvm::ArrayRef(tokens).end() && at->range == use.range;
      expect(isThere, "semantic tokens", use.range.begin, "a name of the index has none");
    }
  }

  void checkFolds() {
    std::vector<SourceRange> open;
    for (const Fold& fold : folds(module_, source_)) {
      const uint32_t at = fold.range.begin;
      while (!open.empty() && open.back().end <= at)
        open.pop_back();
      expect(isRange(fold.range), "folding", at, "beyond the end");
      expect(source_.lineColumn(at).line < source_.lineColumn(fold.range.end).line, "folding", at,
             "one line only");
      expect(open.empty() || isWithin(fold.range, open.back()), "folding", at,
             "crosses another one");
      open.push_back(fold.range);
    }
  }

  void checkHints() {
    HintOptions options;
    options.arms = options.constants = options.hops = true;
    options.peers = HintChoice::Always;
    uint32_t last = 0;
    const SourceRange all = {0, static_cast<uint32_t>(text_.size())};
    for (const InlayHint& hint :
         inlayHints(snapshot_, module_, all, input_.places->notes, options)) {
      expect(hint.offset <= text_.size() && hint.offset >= last, "inlay hints", hint.offset,
             "out of order or beyond the end");
      expect(!hint.label.empty(), "inlay hints", hint.offset, "empty");
      expect(!hint.target || isPlace(*hint.target), "inlay hints", hint.offset, "leads nowhere");
      last = hint.offset;
    }
  }

  void checkFormatting() {
    const std::optional<std::vector<format::Edit>> edits = formattingEdits(module_, source_, {});
    if (!edits) return;
    std::string result;
    uint32_t end = 0;
    for (const format::Edit& edit : *edits) {
      expect(edit.range.begin >= end && isRange(edit.range), "formatting", edit.range.begin,
             "edits overlap or lie beyond the end");
      result += text_.slice(end, edit.range.begin);
      result += edit.text;
      end = edit.range.end;
    }
    result += text_.drop_front(std::min<size_t>(end, text_.size()));
    support::DiagnosticSink ignored;
    const format::Result whole = format::formatText(module_.file, text_, {}, ignored);
    expect(result == whole.text, "formatting", 0, "the edits do not lead to the formatted text");
  }

  void checkActions() {
    const SourceRange all = {0, static_cast<uint32_t>(text_.size())};
    const std::vector<CodeAction> actions =
        codeActions(snapshot_, module_, all, input_.diagnostics);
    for (const CodeAction& action : actions) {
      const uint32_t at = action.edits.empty() ? 0 : action.edits.front().loc.range.begin;
      expect(!action.title.empty() && !action.edits.empty(), "code actions", at,
             "no title or no edits: " + action.title);
      for (size_t i = 0; i < action.edits.size(); ++i) {
        const Loc loc = action.edits[i].loc;
        expect(isPlace(loc), "code actions", at, action.title + ": an edit beyond the end");
        if (i == 0 || action.edits[i - 1].loc.file != loc.file) continue;
        expect(action.edits[i - 1].loc.range.end <= loc.range.begin, "code actions", at,
               action.title + ": edits overlap or are out of order");
      }
    }
  }

  // -- Every position

  void checkPosition(uint32_t offset) {
    const Cursor cursor = {&module_, offset};
    ++counted_.positions;
    counted_.questions += 10;
    for (const std::vector<Target>& targets :
         {definitions(snapshot_, cursor), declarations(snapshot_, cursor),
          typeDefinitions(snapshot_, cursor), implementations(snapshot_, cursor)})
      for (const Target& target : targets)
        expect(touches(target.origin, offset) && isPlace(target.loc), "definition", offset,
               "leads nowhere, or is not about the cursor");
    if (const std::optional<Hover> found = hover(snapshot_, cursor, *input_.places)) {
      expect(touches(found->range, offset) && isRange(found->range), "hover", offset,
             "is not about the cursor");
      expect(!found->code.empty() || !found->facts.empty(), "hover", offset, "says nothing");
    }
    checkSelection(cursor);
    checkSignature(cursor);
    checkCompletion(cursor);
    if (const std::optional<CallItem> item = callItem(snapshot_, cursor))
      expect(isWithin(item->selection.range, item->range.range), "call hierarchy", offset,
             "the name is outside of the definition");
    for (const Highlight& highlight : highlights(cursor, source_))
      expect(isRange(highlight.range) && !highlight.range.isEmpty(), "highlight", offset,
             "beyond the end or empty");
  }

  void checkSelection(Cursor cursor) {
    const std::vector<SourceRange> ranges = selectionRanges(cursor, source_);
    expect(!ranges.empty(), "selection", cursor.offset, "none");
    for (size_t i = 0; i < ranges.size(); ++i) {
      expect(touches(ranges[i], cursor.offset) && isRange(ranges[i]), "selection", cursor.offset,
             "is not around the cursor");
      if (i == 0) continue;
      expect(isWithin(ranges[i - 1], ranges[i]) && ranges[i - 1] != ranges[i], "selection",
             cursor.offset, "does not grow");
    }
  }

  void checkSignature(Cursor cursor) {
    const std::optional<SignatureHelp> help = signatureHelp(snapshot_, cursor);
    if (!help) return;
    expect(help->active <= help->parameters.size(), "signature help", cursor.offset,
           "the active parameter does not exist");
    uint32_t end = 0;
    for (const SourceRange parameter : help->parameters) {
      expect(parameter.begin >= end && parameter.end <= help->label.size(), "signature help",
             cursor.offset, "a parameter lies outside of the label");
      end = parameter.end;
    }
  }

  void checkCompletion(Cursor cursor) {
    const Completion found = completions(snapshot_, cursor);
    expect(touches(found.replaced, cursor.offset) && isRange(found.replaced), "completion",
           cursor.offset, "replaces text elsewhere");
    for (size_t i = 1; i < found.items.size(); ++i)
      expect(found.items[i - 1].sortKey <= found.items[i].sortKey, "completion", cursor.offset,
             "not sorted");
  }

  // -- Every name

  void checkName(const sema::NameUse& use) {
    const Cursor cursor = {&module_, use.range.begin};
    const NameAt at = nameAt(cursor);
    // Where two names touch, the one that begins counts.
    expect(at.use == &use, "index", use.range.begin, "the name is not found at its begin");
    const sema::Symbol& symbol = module_.index->symbols[use.symbol];
    const std::vector<Reference> all = references(snapshot_, cursor, IncludeDeclaration::Yes);
    const auto contains = [&](Loc loc) {
      return llvm::any_of(all, [&](const Reference& reference) { return reference.loc == loc; });
    };
    expect(contains({module_.file, use.range}), "references", use.range.begin,
           "the name at the cursor is not among them");
    if (symbol.loc.isValid())
      expect(contains(symbol.loc), "references", use.range.begin,
             "the definition is not among them");
    for (const Highlight& highlight : highlights(cursor, source_))
      expect(contains({module_.file, highlight.range}), "highlight", use.range.begin,
             "marks what is no reference");
    checkOffered(use, symbol);
  }

  /// At the begin of a name that exists, it is offered.
  void checkOffered(const sema::NameUse& use, const sema::Symbol& symbol) {
    const bool isNew = use.role == sema::NameRole::Definition || use.role == sema::NameRole::Alias;
    const bool isBelow =
        symbol.loc.file == module_.file && symbol.loc.range.begin > use.range.begin;
    if (isNew || isBelow || symbol.kind == sema::SymbolKind::BuiltIn) return;
    // Predefined names are offered without their module.
    if (!symbol.loc.isValid()) return;
    // What is wrong there need not be offered, nor what is behind a name that hides another one, or
    // should be imported from elsewhere.
    const bool isWrong =
        llvm::any_of(snapshot_.diagnostics, [&](const support::Diagnostic& diagnostic) {
          const support::DiagInfo* entry = diagnostic.entry;
          const bool isAboutNames = entry == &diagInfo(support::DiagId::TypeValueNameClash) ||
                                    entry == &diagInfo(support::DiagId::UndeclaredName);
          return diagnostic.loc.file == module_.file &&
                 (diagnostic.severity() == support::Severity::Error || isAboutNames);
        });
    if (isWrong) return;
    CompletionOptions options;
    options.limit = SIZE_MAX;
    const llvm::StringRef name = text_.slice(use.range.begin, use.range.end);
    const Completion found = completions(snapshot_, {&module_, use.range.begin}, options);
    const bool isOffered =
        llvm::any_of(found.items, [&](const CompletionItem& item) { return item.label == name; });
    expect(isOffered, "completion", use.range.begin, "does not offer `" + name.str() + "`");
  }

  // -- Renaming

  /// Tries some out, spread over the file: the diagnostics must stay.
  void checkRenames() {
    std::vector<const sema::NameUse*> candidates;
    for (const sema::NameUse& use : module_.index->names) {
      const Cursor cursor = {&module_, use.range.begin};
      const RenameTarget target = prepareRename(snapshot_, cursor);
      expect(target.range == use.range, "rename", use.range.begin, "is not about the name");
      if (target.refusal.empty()) candidates.push_back(&use);
    }
    // In broken programs, messages depend on what names are like.
    const bool isBroken = llvm::any_of(snapshot_.diagnostics, [](const auto& diagnostic) {
      return diagnostic.severity() == support::Severity::Error;
    });
    if (candidates.empty() || isBroken || input_.renames == 0 || !input_.reanalyse) return;
    const std::vector<std::string> before = input_.reanalyse({});
    const size_t step = std::max<size_t>(1, candidates.size() / input_.renames);
    for (size_t i = step / 2; i < candidates.size(); i += step)
      checkRename(*candidates[i], before);
  }

  void checkRename(const sema::NameUse& use, const std::vector<std::string>& before) {
    const llvm::StringRef name = text_.slice(use.range.begin, use.range.end);
    const bool isUpper = llvm::none_of(name, llvm::isLower);
    const std::string fresh = name.str() + (isUpper ? "_FRESH" : "Fresh");
    const RenameResult renamed = rename(snapshot_, {&module_, use.range.begin}, fresh);
    expect(renamed.refusal.empty() && renamed.conflicts.empty(), "rename", use.range.begin,
           "a fresh name is refused: " + renamed.refusal);
    if (!renamed.refusal.empty()) return;
    ++counted_.questions;
    for (size_t i = 1; i < renamed.edits.size(); ++i) {
      const Loc last = renamed.edits[i - 1].loc, next = renamed.edits[i].loc;
      expect(last.file != next.file || last.range.end <= next.range.begin, "rename",
             use.range.begin, "edits overlap");
    }
    if (renamed.changesShapes) return;
    // What was said of two equal names may be gone.
    std::string text = "`" + name.str() + "` leads to";
    bool isWorse = false;
    for (const std::string& line : input_.reanalyse(renamed.edits)) {
      if (llvm::is_contained(before, line)) continue;
      text += "\n    " + line;
      isWorse = true;
    }
    expect(!isWorse, "rename", use.range.begin, text);
  }

  const Snapshot& snapshot_;
  const Module& module_;
  const ConsistencyInput& input_;
  const support::SourceFile& source_;
  const llvm::StringRef text_;
  CheckedFeatures& counted_;
  std::vector<Contradiction> found_;
};

} // namespace

std::vector<Contradiction> checkConsistency(const ConsistencyInput& input,
                                            CheckedFeatures& counted) {
  return Checker(input, counted).check();
}

} // namespace aqua::ide
