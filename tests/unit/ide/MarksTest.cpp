// Every file in marks/ is a test, with both line ends: what its marks say must hold (see
// MarkedFile.h; docs of the kinds are at the functions below). AQUA_UPDATE_GOLDEN=1 rewrites the
// prints beside them.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "MarkedFile.h"
#include "driver/CheckEditor.h"
#include "driver/Workspace.h"
#include "ide/CallHierarchy.h"
#include "ide/Completion.h"
#include "ide/Definition.h"
#include "ide/Folding.h"
#include "ide/Hover.h"
#include "ide/InlayHints.h"
#include "ide/Links.h"
#include "ide/References.h"
#include "ide/Rename.h"
#include "ide/SelectionRanges.h"
#include "ide/SemanticTokens.h"
#include "ide/SignatureHelp.h"
#include "ide/Symbols.h"
#include "ide/TypeDefinition.h"
#include "gtest/gtest.h"

namespace aqua::ide {
namespace {

using Texts = std::vector<std::string>; // `path:begin-end`

std::vector<std::string> words(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> parts;
  text.split(parts, ',', -1, false);
  std::vector<std::string> result;
  for (const llvm::StringRef part : parts)
    result.push_back(part.trim().str());
  return result;
}

bool isName(const Mark& mark) {
  return mark.kind == "def" || mark.kind == "use" || mark.kind == "write" || mark.kind == "alias";
}

/// One file with its marks, analysed.
class Marked {
public:
  Marked(const std::string& text, LineEnds lineEnds) : marked_(readMarks(text, lineEnds)) {
    auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    for (const MarkedFile::File& file : marked_.files)
      files->addFile(file.path, 0, llvm::MemoryBuffer::getMemBufferCopy(file.text));
    disk = files;
    workspace_ = std::make_unique<driver::Workspace>("/ws", driver::CompileOptions(), files);
    snapshot_ = &workspace_->snapshot();
    for (const Module& module : snapshot_->modules)
      places_[module.path] = workspace_->places(module.file);
  }

  void check() const {
    for (const Mark& mark : marked_.marks)
      check(mark);
  }

  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] const MarkedFile& marked() const { return marked_; }
  [[nodiscard]] const Places& places(const std::string& path) const { return places_.at(path); }
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk;

private:
  [[nodiscard]] Cursor at(const Mark& mark, uint32_t offset) const {
    const Module* module = snapshot_->module(llvm::StringRef(marked_.files[mark.file].path));
    return {module, offset};
  }
  [[nodiscard]] const Places& placesOf(const Mark& mark) const {
    return places_.at(marked_.files[mark.file].path);
  }
  [[nodiscard]] std::string place(support::Loc loc) const {
    const Module* module = snapshot_->module(loc.file);
    return module->path + ":" + std::to_string(loc.range.begin) + "-" +
           std::to_string(loc.range.end);
  }
  [[nodiscard]] std::string place(const Mark& mark) const {
    return marked_.files[mark.file].path + ":" + std::to_string(mark.begin) + "-" +
           std::to_string(mark.end);
  }
  [[nodiscard]] std::string targetText(const Target& target) const {
    if (target.loc.range == support::SourceRange())
      return "file " +
             llvm::StringRef(snapshot_->module(target.loc.file)->path).split("/ws/").second.str();
    return place(target.loc);
  }

  /// The places of the definitions of labels; `file path` stays as it is.
  [[nodiscard]] Texts definitionsOf(const std::vector<std::string>& labels) const {
    Texts result;
    for (const std::string& label : labels) {
      if (llvm::StringRef(label).starts_with("file ")) result.push_back(label);
      for (const Mark& mark : marked_.marks)
        if (mark.kind == "def" && mark.text == label) result.push_back(place(mark));
    }
    return result;
  }

  void check(const Mark& mark) const {
    if (isName(mark)) return checkName(mark);
    if (mark.kind == "goes" || mark.kind == "decl" || mark.kind == "type" || mark.kind == "impl")
      return checkTargets(mark);
    if (mark.kind == "hover" || mark.kind == "doc" || mark.kind == "fact") return checkHover(mark);
    if (mark.kind == "complete") return checkCompletion(mark);
    if (mark.kind == "sign") return checkSignature(mark);
    if (mark.kind == "refuse" || mark.kind == "conflict" || mark.kind == "rename")
      return checkRename(mark);
    if (mark.kind == "hint") return checkHint(mark);
    if (mark.kind == "token") return checkToken(mark);
    if (mark.kind == "select") return checkSelection(mark);
    if (mark.kind == "keywords") return checkKeywords(mark);
    if (mark.kind == "callers" || mark.kind == "callees") return checkCalls(mark);
    ADD_FAILURE() << mark.where << ": there is no mark `" << mark.kind << "`";
  }

  /// `def`, `use`, `write`, `alias` LABEL: all names with that label lead to its definition, are
  /// its references and, in one file, its highlights; with the cursor at the begin and the end.
  void checkName(const Mark& mark) const {
    Texts all, inFile;
    for (const Mark& other : marked_.marks)
      if (isName(other) && other.text == mark.text) {
        all.push_back(place(other));
        if (other.file == mark.file) inFile.push_back(place(other));
      }
    llvm::sort(all);
    llvm::sort(inFile);
    for (const uint32_t offset : {mark.begin, mark.end}) {
      const Cursor cursor = at(mark, offset);
      const std::vector<Target> targets = definitions(*snapshot_, cursor);
      ASSERT_FALSE(targets.empty()) << mark.where << ": no definition of " << mark.text;
      EXPECT_EQ(Texts({place(targets.front().loc)}), definitionsOf({mark.text})) << mark.where;
      Texts found;
      for (const Reference& reference : references(*snapshot_, cursor, IncludeDeclaration::Yes))
        found.push_back(place(reference.loc));
      llvm::sort(found);
      EXPECT_EQ(found, all) << mark.where << ": references of " << mark.text;
      checkHighlights(mark, cursor, inFile);
    }
  }

  void checkHighlights(const Mark& mark, Cursor cursor, const Texts& expected) const {
    Texts found;
    for (const Highlight& highlight : highlights(cursor, snapshot_->source(*cursor.module))) {
      found.push_back(place({cursor.module->file, highlight.range}));
      const bool writes = mark.kind == "def" || mark.kind == "write";
      if (highlight.range == support::SourceRange{mark.begin, mark.end}) {
        EXPECT_EQ(highlight.kind, writes ? HighlightKind::Write : HighlightKind::Read)
            << mark.where;
      }
    }
    llvm::sort(found);
    EXPECT_EQ(found, expected) << mark.where << ": highlights";
  }

  /// `goes: a, b` where the definition leads, in that order, `file PATH` for a file; `decl`, `type`
  /// and `impl` likewise. Nothing: `goes:`.
  void checkTargets(const Mark& mark) const {
    const Cursor cursor = at(mark, mark.begin);
    const std::vector<Target> targets = mark.kind == "goes"   ? definitions(*snapshot_, cursor)
                                        : mark.kind == "decl" ? declarations(*snapshot_, cursor)
                                        : mark.kind == "type" ? typeDefinitions(*snapshot_, cursor)
                                                              : implementations(*snapshot_, cursor);
    Texts found;
    for (const Target& target : targets)
      found.push_back(targetText(target));
    Texts expected = definitionsOf(words(mark.text));
    if (mark.kind == "impl" || mark.kind == "decl")
      for (const std::string& label : words(mark.text))
        for (const Mark& other : marked_.marks)
          if (isName(other) && other.kind != "def" && other.text == label && mark.kind == "decl")
            expected = {place(other)};
    EXPECT_EQ(found, expected) << mark.where << ": " << mark.kind << " " << mark.text;
  }

  /// `hover: first line of the code`, `doc: first line of the documentation`, `fact: one of them`.
  void checkHover(const Mark& mark) const {
    const std::optional<Hover> found = hover(*snapshot_, at(mark, mark.begin), placesOf(mark));
    ASSERT_TRUE(found.has_value()) << mark.where << ": no hover";
    EXPECT_EQ(found->range, (support::SourceRange{mark.begin, mark.end})) << mark.where;
    if (mark.kind == "hover") {
      EXPECT_EQ(llvm::StringRef(found->code).split('\n').first.str(), mark.text) << mark.where;
    }
    if (mark.kind == "doc") {
      EXPECT_EQ(llvm::StringRef(found->documentation).split('\n').first.str(), mark.text)
          << mark.where;
    }
    if (mark.kind == "fact") {
      EXPECT_TRUE(llvm::is_contained(found->facts, mark.text))
          << mark.where << ": " << llvm::join(found->facts, "; ");
    }
  }

  /// `complete: a, b, !c`: a before b, and no c. The cursor is at the first caret.
  void checkCompletion(const Mark& mark) const {
    const Completion found = completions(*snapshot_, at(mark, mark.begin));
    std::string offered;
    for (const CompletionItem& item : found.items)
      offered += " " + item.label;
    size_t next = 0;
    for (const std::string& word : words(mark.text)) {
      const bool isUnwanted = llvm::StringRef(word).starts_with("!");
      const std::string label = isUnwanted ? word.substr(1) : word;
      const auto item = llvm::find_if(
          found.items, [&](const CompletionItem& candidate) { return candidate.label == label; });
      const auto number = static_cast<size_t>(item - found.items.begin());
      if (isUnwanted) {
        EXPECT_EQ(item, found.items.end()) << mark.where << ": " << word << " in" << offered;
        continue;
      }
      EXPECT_NE(item, found.items.end()) << mark.where << ": no " << word << " in" << offered;
      EXPECT_GE(number, next) << mark.where << ": order of" << offered;
      next = number;
    }
  }

  /// `sign: f(a: u32, [b: u32])`: the active parameter in brackets. Nothing: `sign:`.
  void checkSignature(const Mark& mark) const {
    const std::optional<SignatureHelp> found = signatureHelp(*snapshot_, at(mark, mark.begin));
    std::string text;
    if (found) {
      text = found->label;
      if (found->active < found->parameters.size()) {
        const support::SourceRange active = found->parameters[found->active];
        text.insert(active.end, "]");
        text.insert(active.begin, "[");
      }
    }
    EXPECT_EQ(text, mark.text) << mark.where;
  }

  /// `refuse: part of the reason`, `conflict: NEW`, `rename: NEW, number of edits`.
  void checkRename(const Mark& mark) const {
    const Cursor cursor = at(mark, mark.begin);
    if (mark.kind == "refuse") {
      const RenameTarget target = prepareRename(*snapshot_, cursor);
      EXPECT_TRUE(llvm::StringRef(target.refusal).contains(mark.text))
          << mark.where << ": " << target.refusal;
      return;
    }
    const std::vector<std::string> arguments = words(mark.text);
    const RenameResult result = rename(*snapshot_, cursor, arguments[0]);
    EXPECT_EQ(result.refusal, "") << mark.where;
    EXPECT_EQ(!result.conflicts.empty(), mark.kind == "conflict") << mark.where;
    if (mark.kind == "rename") {
      EXPECT_EQ(std::to_string(result.edits.size()), arguments[1]) << mark.where;
    }
  }

  /// `hint: label` at the first caret.
  void checkHint(const Mark& mark) const {
    const Cursor cursor = at(mark, mark.begin);
    std::vector<std::string> labels;
    HintOptions options;
    options.arms = options.constants = options.hops = true;
    for (const InlayHint& hint :
         inlayHints(*snapshot_, *cursor.module, {cursor.offset, cursor.offset},
                    placesOf(mark).notes, options))
      labels.push_back(hint.label);
    EXPECT_TRUE(llvm::is_contained(labels, mark.text))
        << mark.where << ": " << llvm::join(labels, "; ");
  }

  /// `token: type, modifier, modifier`.
  void checkToken(const Mark& mark) const {
    const Cursor cursor = at(mark, mark.begin);
    for (const SemanticToken& token :
         semanticTokens(*cursor.module, snapshot_->source(*cursor.module))) {
      if (token.range.begin != mark.begin) continue;
      EXPECT_EQ(token.range.end, mark.end) << mark.where;
      std::string text = tokenTypeNames()[static_cast<size_t>(token.type)].str();
      for (const auto& [i, name] : llvm::enumerate(tokenModifierNames()))
        if (token.modifiers >> i & 1U) text += ", " + name.str();
      EXPECT_EQ(text, mark.text) << mark.where;
      return;
    }
    ADD_FAILURE() << mark.where << ": no token";
  }

  /// `select: a | b`: texts of the first selections.
  void checkSelection(const Mark& mark) const {
    const Cursor cursor = at(mark, mark.begin);
    const support::SourceFile& source = snapshot_->source(*cursor.module);
    llvm::SmallVector<llvm::StringRef> expected;
    llvm::StringRef(mark.text).split(expected, " | ");
    std::vector<std::string> found;
    for (const support::SourceRange range : selectionRanges(cursor, source))
      if (found.size() < expected.size())
        found.push_back(source.text().slice(range.begin, range.end).str());
    EXPECT_EQ(llvm::join(found, " | "), mark.text) << mark.where;
  }

  /// `keywords: if, else`: what is highlighted.
  void checkKeywords(const Mark& mark) const {
    const Cursor cursor = at(mark, mark.begin);
    const support::SourceFile& source = snapshot_->source(*cursor.module);
    std::vector<std::string> found;
    for (const Highlight& highlight : highlights(cursor, source))
      found.push_back(source.text().slice(highlight.range.begin, highlight.range.end).str());
    EXPECT_EQ(llvm::join(found, ", "), mark.text) << mark.where;
  }

  /// `callers: f, g`, `callees: h`: names with how often, `f 2`.
  void checkCalls(const Mark& mark) const {
    const std::optional<CallItem> item = callItem(*snapshot_, at(mark, mark.begin));
    ASSERT_TRUE(item.has_value()) << mark.where;
    std::vector<std::string> found;
    for (const Call& call : mark.kind == "callers" ? incomingCalls(*snapshot_, item->selection)
                                                   : outgoingCalls(*snapshot_, item->selection))
      found.push_back(call.item.name + (call.places.size() > 1
                                            ? " " + std::to_string(call.places.size())
                                            : std::string()));
    EXPECT_EQ(llvm::join(found, ", "), mark.text) << mark.where;
  }

  MarkedFile marked_;
  std::unique_ptr<driver::Workspace> workspace_;
  const Snapshot* snapshot_ = nullptr;
  std::map<std::string, Places> places_; // by path
};

std::string readText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// -- What is printed

class Printer {
public:
  explicit Printer(const Marked& marked)
      : marked_(marked), snapshot_(marked.snapshot()), out_(text_) {}

  std::string print() {
    for (const MarkedFile::File& file : marked_.marked().files) {
      module_ = snapshot_.module(llvm::StringRef(file.path));
      source_ = &snapshot_.source(*module_);
      out_ << "== " << file.path << "\n-- symbols\n";
      printSymbols(documentSymbols(*module_, *source_), 0);
      out_ << "-- folds\n";
      for (const Fold& fold : folds(*module_, *source_))
        out_ << range(fold.range) << ' ' << static_cast<int>(fold.kind) << '\n';
      out_ << "-- links\n";
      for (const Link& link : links(snapshot_, *module_))
        out_ << range(link.range) << ' ' << link.path << link.address << '\n';
      out_ << "-- hints\n";
      for (const InlayHint& hint :
           inlayHints(snapshot_, *module_, {0, static_cast<uint32_t>(file.text.size())},
                      marked_.places(file.path).notes))
        out_ << range({hint.offset, hint.offset}) << ' ' << hint.label << '\n';
    }
    return text_;
  }

private:
  [[nodiscard]] std::string range(support::SourceRange range) const {
    const auto [line, column] = source_->lineColumn(range.begin);
    const auto [endLine, endColumn] = source_->lineColumn(range.end);
    return std::to_string(line) + ":" + std::to_string(column) + "-" + std::to_string(endLine) +
           ":" + std::to_string(endColumn);
  }
  void printSymbols(llvm::ArrayRef<DocumentSymbol> symbols, size_t depth) {
    for (const DocumentSymbol& symbol : symbols) {
      out_ << std::string(2 * depth, ' ') << sema::kindText(symbol.kind) << ' ' << symbol.name
           << (symbol.detail.empty() ? "" : " ") << symbol.detail << "  " << range(symbol.range)
           << '\n';
      printSymbols(symbol.children, depth + 1);
    }
  }

  const Marked& marked_;
  const Snapshot& snapshot_;
  const Module* module_ = nullptr;
  const support::SourceFile* source_ = nullptr;
  std::string text_;
  llvm::raw_string_ostream out_;
};

class Marks : public testing::TestWithParam<std::string> {
protected:
  [[nodiscard]] static std::string textOfTest() {
    return readText(std::filesystem::path(AQUA_TEST_DATA) / "marks" / (GetParam() + ".aqua"));
  }
};

TEST_P(Marks, Hold) {
  Marked(textOfTest(), LineEnds::Lf).check();
}

TEST_P(Marks, HoldWithOtherLineEnds) {
  Marked(textOfTest(), LineEnds::CrLf).check();
}

TEST_P(Marks, OutlineFoldsLinksAndHintsAreAsRecorded) {
  const Marked marked(textOfTest(), LineEnds::Lf);
  const std::string print = Printer(marked).print();
  const std::filesystem::path golden =
      std::filesystem::path(AQUA_TEST_DATA) / "marks" / (GetParam() + ".golden");
  if (std::getenv("AQUA_UPDATE_GOLDEN")) std::ofstream(golden, std::ios::binary) << print;
  EXPECT_EQ(print, readText(golden));
}

TEST_P(Marks, FeaturesDoNotContradictEachOther) {
  const Marked marked(textOfTest(), LineEnds::Lf);
  driver::EditorCheckOptions options;
  options.renames = 1000;
  const driver::EditorCheck result = driver::checkEditor("/ws", {}, marked.disk, options);
  EXPECT_EQ(llvm::join(result.contradictions, "\n"), "");
  EXPECT_GT(result.counted.positions, 0U);
}

std::vector<std::string> markedFiles() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(AQUA_TEST_DATA) / "marks"))
    if (entry.path().extension() == ".aqua") names.push_back(entry.path().stem());
  llvm::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Files, Marks, testing::ValuesIn(markedFiles()), [](const auto& file) {
  std::string name = file.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

} // namespace
} // namespace aqua::ide
