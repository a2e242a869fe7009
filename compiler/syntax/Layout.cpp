#include "Layout.h"

#include <algorithm>
#include <optional>

#include "LineWords.h"
#include "LogicalLines.h"
#include "Mistakes.h"
#include "Scanner.h"

namespace aqua::syntax {
namespace {

using T = TokenKind;
namespace diag = support::diag;

/// The column after an indentation, with a tab every eight columns.
size_t columnsOf(llvm::StringRef indentation) {
  size_t column = 0;
  for (const char c : indentation)
    column = c == '\t' ? (column / 8 + 1) * 8 : column + 1;
  return column;
}

class Layout {
public:
  Layout(llvm::StringRef text, const std::vector<Token>& raw, Problems& problems)
      : text_(text), raw_(raw), problems_(problems), words_(text, raw, out_, problems) {
    out_.reserve(raw_.size() + raw_.size() / 4 + 16);
    LogicalLines lines(text, raw);
    for (size_t next = 0; raw_[next].kind != T::EndOfFile; next = lines_.back().end) {
      const LogicalLines::Line line = lines.lineFrom(next);
      lines_.push_back({next, line.end, line.openBracket});
    }
  }

  std::vector<Token> run() {
    for (line_ = 0; line_ < lines_.size();)
      line_ = layOutLine();
    while (blocks_.size() > 1)
      closeBlock();
    emit(raw_.back(), T::EndOfFile);
    return std::move(out_);
  }

private:
  struct Line {
    size_t first = 0; // its tokens
    size_t end = 0;
    std::optional<size_t> openBracket;
  };

  /// What tells the indentation of a block.
  enum class Evidence : uint8_t { FirstLine, LaterLine, InnerBlock };

  struct Indentation {
    llvm::StringRef text;
    size_t line = 0; // that tells it
    Evidence evidence = Evidence::FirstLine;
  };

  struct Block {
    llvm::StringRef indent; // of its lines
    Content content = Content::Items;
    SourceRange witness; // the indentation of the line that tells it
    Evidence evidence = Evidence::FirstLine;
    std::optional<llvm::StringRef> tolerated = std::nullopt; // a wrong indentation reported before
  };

  /// Lays out a logical line; returns the number of the next one.
  size_t layOutLine() {
    const Line& line = lines_[line_];
    previous_ = first_;
    first_ = line.first;
    isSpoiled_ = false;
    end_ = line.end;
    if (line.openBracket && !hasUnclosedString()) reportOpenBracket(raw_[*line.openBracket]);
    placeLine();
    if (isLost()) {
      problems_.loseItem(raw_[first_].begin);
      summary_ = {};
      return line_ + 1;
    }
    if (blocks_.size() > nestingLimit) return skipTooDeepBlock();
    summary_ = words_.write({first_, end_, blocks_.back().content, isSpoiled_});
    isSpoiled_ = summary_.isSpoiled;
    endLine();
    if (isSpoiled_) spoil({raw_[first_].begin, raw_[end_ - 1].end});
    return line_ + 1;
  }

  // -- Text and problems

  [[nodiscard]] llvm::StringRef indentOf(const Token& token) const {
    return indentationOf(token, text_);
  }

  /// Empty behind the last line.
  [[nodiscard]] llvm::StringRef indentOfLine(size_t line) const {
    return line < lines_.size() ? indentOf(raw_[lines_[line].first]) : "";
  }
  [[nodiscard]] bool endsInColon(size_t line) const {
    return raw_[lines_[line].end - 1].kind == T::Colon;
  }

  /// The range of the indentation of a line.
  [[nodiscard]] SourceRange indentRange(const Token& token) const {
    return {token.begin - static_cast<uint32_t>(indentOf(token).size()), token.begin};
  }

  [[nodiscard]] SourceRange lineRange() const { return {raw_[first_].begin, raw_[end_ - 1].end}; }

  void spoil(SourceRange line) { problems_.spoil(Problems::Pass::Layout, line); }

  /// A string without end swallows the brackets behind it.
  [[nodiscard]] bool hasUnclosedString() const {
    return std::any_of(raw_.begin() + static_cast<ptrdiff_t>(first_),
                       raw_.begin() + static_cast<ptrdiff_t>(end_), [&](const Token& token) {
                         return token.kind == T::String && isUnclosedString(token, text_);
                       });
  }

  void reportOpenBracket(const Token& bracket) {
    problems_.report(diag::UnclosedBracket, bracket.range(), bracket.in(text_));
    isSpoiled_ = true;
  }

  // -- Blocks

  /// Closes the blocks that the line leaves, and checks its indentation (spec/01 §2.3).
  void placeLine() {
    const llvm::StringRef indent = indentOf(raw_[first_]);
    const auto isDeeper = [&] { return blocks_.back().indent.size() > indent.size(); };
    const auto fitsBelow = [&] {
      const Block& below = blocks_[blocks_.size() - 2];
      return below.indent.size() >= indent.size() || below.tolerated == indent;
    };
    while (blocks_.size() > 2 && blocks_[blocks_.size() - 2].indent == indent)
      closeBlock();
    if (indent == blocks_.back().indent) return;
    closeBlocksOfBody();
    if (indent.empty() && !isWord(raw_[first_].kind)) {
      reportIndent(Misplaced::AtMargin);
    } else if (blocks_.back().indent.starts_with(indent)) {
      while (isDeeper() && fitsBelow())
        closeBlock();
      if (blocks_.back().indent != indent) reportIndent(Misplaced::Between);
    } else if (indent.starts_with(blocks_.back().indent)) {
      reportIndent(Misplaced::TooDeep);
    } else {
      reportIndent(Misplaced::MixesTabs);
      // The line stays in its definition: it is indented.
      while (blocks_.size() > 2 && columnsOf(blocks_.back().indent) > columnsOf(indent))
        closeBlock();
    }
  }

  /// A misplaced line has a block, which stands less deep: so must the line.
  void closeBlocksOfBody() {
    const llvm::StringRef body = indentOfLine(line_ + 1);
    if (!endsInColon(line_) || body.empty() || body.size() >= indentOf(raw_[first_]).size()) return;
    while (blocks_.size() > 2 && blocks_.back().indent.size() >= body.size())
      closeBlock();
  }

  /// An indented line outside all definitions: the line before has been reported already, be it for
  /// what it is (no definition) or for the indentation of this one.
  [[nodiscard]] bool isLost() const {
    const Token& token = raw_[first_];
    return blocks_.back().content == Content::Items && !isHeaderKeyword(token.kind) &&
           !isDefinitionKeyword(token.kind) && !indentOf(token).empty();
  }

  enum class Misplaced { AtMargin, Between, TooDeep, MixesTabs };

  /// Once per block and indentation.
  void reportIndent(Misplaced how) {
    Block& block = blocks_.back();
    // A line that is less indented than the definition before may be one itself.
    if (how == Misplaced::Between && blocks_.size() == 2) problems_.loseItem(raw_[first_].begin);
    const llvm::StringRef indent = indentOf(raw_[first_]);
    if (block.tolerated == indent) return;
    // The line before has been reported already as what starts no definition.
    const bool isConsequence =
        summary_.lead == T::None && (!out_.empty() || !problems_.lostItems().empty());
    if (block.content == Content::Items && isConsequence && isLost()) return;
    if (block.content == Content::Items && isHeaderKeyword(raw_[first_].kind))
      return reportIndentedHeader();
    block.tolerated = indent;
    isSpoiled_ = true;
    if (block.content == Content::Items) return reportIndentedItem();
    support::Diagnostic& problem = reportMisplaced(how, indentRange(raw_[first_]));
    if (how != Misplaced::AtMargin)
      problem.labels.push_back({problems_.at(block.witness), describeWitness(block)});
  }

  [[nodiscard]] static std::string describeWitness(const Block& block) {
    switch (block.evidence) {
    case Evidence::FirstLine: return "the block begins with " + describeIndentation(block.indent);
    case Evidence::LaterLine: return "the block goes on with " + describeIndentation(block.indent);
    case Evidence::InnerBlock: break;
    }
    return "what belongs to the line is less deep";
  }

  support::Diagnostic& reportMisplaced(Misplaced how, SourceRange at) {
    const std::string found = describeIndentation(indentOf(raw_[first_]));
    const std::string expected = describeIndentation(blocks_.back().indent);
    switch (how) {
    case Misplaced::AtMargin: {
      support::Diagnostic& problem =
          problems_.report(diag::UnmatchedIndentation, raw_[first_].range(), found);
      problem.help = "only definitions start at the left margin";
      return problem;
    }
    case Misplaced::Between: return problems_.report(diag::UnmatchedIndentation, at, found);
    case Misplaced::TooDeep: {
      support::Diagnostic& problem =
          problems_.report(diag::UnexpectedIndentation, at, found, expected);
      problems_.dropLastIfSpoiled(raw_[previous_].begin);
      if (blocks_.back().evidence == Evidence::FirstLine)
        problem.help = "a deeper block starts after a line that ends in `:`";
      return problem;
    }
    case Misplaced::MixesTabs: break;
    }
    return problems_.report(diag::MixedIndentation, at, found, expected);
  }

  void reportIndentedItem() {
    const Token& token = raw_[first_];
    if (isDefinitionKeyword(token.kind)) {
      problems_.report(diag::IndentedDefinition, indentRange(token));
      return;
    }
    const std::string found = "`" + token.in(text_).take_front(40).str() + "`";
    problems_.report(diag::UnexpectedToken, token.range(), "a definition", found);
  }

  /// Harmless: the line is read as if it were not indented (spec/01 §3.1).
  void reportIndentedHeader() {
    const Token& token = raw_[first_];
    const SourceRange at = indentRange(token);
    problems_.report(diag::IndentedHeaderLine, at, token.in(text_))
        .fixes.push_back(problems_.fix("remove the indentation", at, ""));
  }

  void closeBlock() {
    blocks_.pop_back();
    const uint32_t at = out_.back().end;
    emit({at, at}, T::Dedent);
  }

  size_t skipTooDeepBlock() {
    const Token& begin = raw_[first_];
    problems_.report(diag::NestingTooDeep, begin.range(), "blocks", nestingLimit);
    const size_t size = blocks_.back().indent.size();
    size_t next = line_ + 1;
    while (next < lines_.size() && indentOfLine(next).size() >= size)
      ++next;
    spoil({begin.begin, raw_[lines_[next - 1].end - 1].end});
    return next;
  }

  /// The line ends: with a block, or with NewLine.
  void endLine() {
    const Token& last = raw_[end_ - 1];
    const llvm::StringRef indent = indentOf(raw_[end_]);
    const llvm::StringRef current = indentOfHead(indent);
    const bool hasColon = last.kind == T::Colon;
    const bool isDeeper = indent.size() > current.size() && indent.starts_with(current);
    const Token* early = isDeeper && !hasColon ? earlyColon() : nullptr;
    if (isDeeper && (hasColon || summary_.wantsBlock || early)) {
      if (early)
        reportEarlyColon(*early, last.end);
      else if (!hasColon)
        reportMissingColon(last.end);
      emit(hasColon ? last : Token{last.end, last.end}, T::Indent);
      openBlock(current);
      return;
    }
    if (hasColon && (summary_.wantsBlock || isClosure())) {
      reportEmptyBlock(indent.empty());
      emit(last, T::Indent);
      emit({last.end, last.end}, T::Dedent);
      return;
    }
    if (hasColon) emit(last, T::Colon);
    emit({last.end, last.end}, T::NewLine);
  }

  /// What a block below the line must be deeper than: the line, or if that is too deep itself, the
  /// block around it.
  [[nodiscard]] llvm::StringRef indentOfHead(llvm::StringRef next) const {
    const llvm::StringRef own = indentOf(raw_[first_]);
    const Block& around = blocks_.back();
    const bool isTooDeep = around.content != Content::Items && own.size() > next.size() &&
                           own.size() > around.indent.size() && own.starts_with(around.indent);
    return isTooDeep ? around.indent : own;
  }

  void openBlock(llvm::StringRef head) {
    const Indentation indentation = indentationBelow(head);
    const Content content = hasMembers(summary_.lead) ? Content::Members : Content::Statements;
    blocks_.push_back({indentation.text, content, indentRange(raw_[lines_[indentation.line].first]),
                       indentation.evidence});
    usualStep_ = indentation.text.size() - head.size();
  }

  /// The indentation of the block that begins with the next line. If the line after that is less
  /// deep, one of them is wrong: if it is not the second one, the block has its indentation.
  [[nodiscard]] Indentation indentationBelow(llvm::StringRef head) const {
    const llvm::StringRef first = indentOfLine(line_ + 1);
    const llvm::StringRef second = indentOfLine(line_ + 2);
    const bool isBetween = second.size() > head.size() && second.size() < first.size() &&
                           first.starts_with(second) && second.starts_with(head);
    if (!isBetween) return {first, line_ + 1};
    if (endsInColon(line_ + 1) && second.size() > head.size() + 1)
      return indentationAround(line_ + 2, head);
    const auto isUsual = [&](llvm::StringRef indent) {
      return indent.size() - head.size() == usualStep_;
    };
    const bool isFirstWrong =
        isUsual(second) || (!isUsual(first) && indentOfLine(line_ + 3) == second);
    if (isFirstWrong) return {second, line_ + 2, Evidence::LaterLine};
    return {first, line_ + 1};
  }

  /// The indentation of a block whose first line is too deep, and has a block that begins with
  /// `inner`. Looks at a limited number of lines.
  [[nodiscard]] Indentation indentationAround(size_t inner, llvm::StringRef head) const {
    const llvm::StringRef innerIndent = indentOfLine(inner);
    for (size_t line = inner; line < inner + 50; ++line) {
      const llvm::StringRef indent = indentOfLine(line);
      if (indent.size() <= head.size()) break;
      if (indent.size() < innerIndent.size() && innerIndent.starts_with(indent))
        return {indent, line, Evidence::LaterLine};
    }
    const size_t deepest = innerIndent.size() - 1;
    const size_t guess = head.size() + (usualStep_ ? usualStep_ : deepest - head.size());
    return {innerIndent.take_front(std::min(guess, deepest)), inner, Evidence::InnerBlock};
  }

  [[nodiscard]] bool isClosure() const { return raw_[first_ + 1].kind == T::Assign; }

  /// The `:` of `on :peer`, which looks like the declaration of a stream, or null.
  [[nodiscard]] const Token* earlyColon() const {
    constexpr TokenSet leads{T::On, T::If, T::For, T::Catch};
    const bool isEarly = leads.has(raw_[first_].kind) && raw_[first_ + 1].kind == T::Colon;
    return isEarly ? &raw_[first_ + 1] : nullptr;
  }

  void reportEarlyColon(const Token& colon, uint32_t lineEnd) {
    isSpoiled_ = true;
    problems_.report(diag::MissingColon, {lineEnd, lineEnd})
        .fixes.push_back(
            {"move the `:` to the end",
             {{problems_.at(colon.range()), ""}, {problems_.at({lineEnd, lineEnd}), ":"}}});
  }

  /// The `:` of `func f(): T`, or null.
  [[nodiscard]] const Token* colonForArrow() const {
    if (raw_[first_].kind != T::Func) return nullptr;
    for (size_t at = first_; at + 2 < end_; ++at)
      if (raw_[at].kind == T::RParen && raw_[at + 1].kind == T::Colon) return &raw_[at + 1];
    return nullptr;
  }

  void reportMissingColon(uint32_t at) {
    isSpoiled_ = true;
    if (const Token* colon = colonForArrow()) {
      problems_.report(diag::UnexpectedToken, colon->range(), "`->`", "`:`")
          .fixes.push_back(
              {"write `->`, and `:` at the end",
               {{problems_.at(colon->range()), " ->"}, {problems_.at({at, at}), ":"}}});
      return;
    }
    problems_.report(diag::MissingColon, {at, at})
        .fixes.push_back(problems_.fix("add `:`", {at, at}, ":"));
  }

  /// The reference accepts an empty block as the last line of a definition (spec/01 §2.3).
  void reportEmptyBlock(bool definitionEnds) {
    if (definitionEnds && blocks_.size() > 1) {
      problems_.report(diag::EmptyLastBlock, lineRange());
      return;
    }
    isSpoiled_ = true;
    problems_.report(diag::EmptyBlock, lineRange()).help =
        "indent the lines of the block deeper than this line";
  }

  void emit(Token token, TokenKind kind) {
    token.kind = kind;
    out_.push_back(token);
  }

  llvm::StringRef text_;
  const std::vector<Token>& raw_;
  Problems& problems_;
  std::vector<Token> out_;
  std::vector<Line> lines_;
  LineWords words_;
  std::vector<Block> blocks_{Block{}};
  size_t usualStep_ = 0; // how much deeper the last block was than its head; 0 before the first one

  // The line in work
  size_t line_ = 0;
  size_t first_ = 0;
  size_t previous_ = 0; // that of the line before
  size_t end_ = 0;      // one past its last token
  bool isSpoiled_ = false;
  LineWords::Summary summary_; // before placeLine: of the line before
};

} // namespace

std::vector<Token> layOut(llvm::StringRef text, const std::vector<Token>& raw, Problems& problems) {
  return Layout(text, raw, problems).run();
}

} // namespace aqua::syntax
