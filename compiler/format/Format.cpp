#include "Format.h"

#include <algorithm>

#include "SameProgram.h"
#include "Writer.h"
#include "syntax/Parse.h"

namespace aqua::format {

namespace {

/// The pieces of one item: from the comments before it to the line before those of the next.
struct ItemPieces {
  size_t begin = 0, end = 0;
};

std::vector<ItemPieces> splitIntoItems(const std::vector<Piece>& pieces) {
  std::vector<ItemPieces> items;
  size_t begin = 0;
  bool hasItem = false;
  for (size_t i = 0; i < pieces.size(); ++i) {
    const bool isTop = pieces[i].depth == 0;
    const bool separates = isTop && hasItem;
    if (separates) {
      items.push_back({begin, i});
      begin = i;
      hasItem = false;
    }
    hasItem |= startsItem(pieces[i]);
  }
  if (begin < pieces.size()) items.push_back({begin, pieces.size()});
  return items;
}

/// Says which items of a text are formatted.
class Selection {
public:
  Selection(llvm::StringRef text, const Request& request, const support::DiagnosticSink& diags)
      : text_(text), request_(request), diags_(diags) {}

  [[nodiscard]] bool isEverything() const { return !request_.lines && !diags_.hasErrors(); }

  /// `range`: the lines of an item.
  [[nodiscard]] bool includes(support::SourceRange range) {
    const size_t first = line_;
    line_ += text_.slice(range.begin, range.end).count('\n');
    if (request_.lines && (request_.lines->last < first || request_.lines->first >= line_))
      return false;
    return std::none_of(diags_.all().begin(), diags_.all().end(), [&](const auto& diagnostic) {
      const uint32_t at = diagnostic.loc.range.begin;
      const bool isError = diagnostic.severity() == support::Severity::Error;
      return isError && range.begin <= at && at <= range.end;
    });
  }

private:
  llvm::StringRef text_;
  const Request& request_;
  const support::DiagnosticSink& diags_;
  size_t line_ = 1; // of the next item
};

// ------------------------------------------------------------------------------------------ Edits

/// Shortens an edit by the lines at its begin and end that it does not change.
void trim(Edit& edit, llvm::StringRef text) {
  llvm::StringRef before = text.slice(edit.range.begin, edit.range.end);
  llvm::StringRef after = edit.text;
  const auto firstLine = [](llvm::StringRef lines) {
    return lines.take_front(lines.find('\n') + 1);
  };
  const auto lastLine = [](llvm::StringRef lines) {
    return lines.drop_front(lines.drop_back().rfind('\n') + 1);
  };
  while (!before.empty() && before.contains('\n') && firstLine(before) == firstLine(after)) {
    after = after.drop_front(firstLine(before).size());
    before = before.drop_front(firstLine(before).size());
  }
  while (before.ends_with("\n") && after.ends_with("\n") && lastLine(before) == lastLine(after)) {
    after = after.drop_back(lastLine(before).size());
    before = before.drop_back(lastLine(before).size());
  }
  const auto begin = static_cast<uint32_t>(before.data() - text.data());
  edit.range = {begin, static_cast<uint32_t>(begin + before.size())};
  edit.text = after.str();
}

void addEdit(std::vector<Edit>& edits, Edit edit, llvm::StringRef text) {
  if (text.slice(edit.range.begin, edit.range.end) == edit.text) return;
  trim(edit, text);
  if (edits.empty() || edits.back().range.end != edit.range.begin) {
    edits.push_back(std::move(edit));
    return;
  }
  edits.back().range.end = edit.range.end;
  edits.back().text += edit.text;
}

std::vector<Edit> editsBetween(llvm::StringRef text, const std::vector<Piece>& pieces,
                               const Output& output, Selection selection) {
  std::vector<Edit> edits;
  const llvm::StringRef result = output.text;
  if (pieces.empty() && !text.empty())
    edits.push_back({{0, static_cast<uint32_t>(text.size())}, ""});
  for (const ItemPieces& item : splitIntoItems(pieces)) {
    const support::SourceRange lines = {output.pieces[item.begin].before.begin,
                                        output.pieces[item.end - 1].before.end};
    if (!selection.includes(lines)) continue;
    for (size_t i = item.begin; i < item.end; ++i) {
      const Written& one = output.pieces[i];
      addEdit(edits, {one.before, result.slice(one.after.begin, one.after.end).str()}, text);
    }
  }
  return edits;
}

std::string applied(const std::vector<Edit>& edits, llvm::StringRef text) {
  std::string result;
  uint32_t at = 0;
  for (const Edit& edit : edits) {
    result += text.slice(at, edit.range.begin);
    result += edit.text;
    at = edit.range.end;
  }
  result += text.drop_front(at);
  return result;
}

bool hasSyntaxErrors(support::FileId file, llvm::StringRef text, support::DiagnosticSink& diags) {
  support::NameTable names;
  (void)syntax::parseFile(file, text, names, diags); // only the problems are of interest
  return diags.hasErrors();
}

} // namespace

Result formatText(support::FileId file, llvm::StringRef text, const Request& request,
                  support::DiagnosticSink& diags) {
  support::DiagnosticSink found;
  Result result;
  if (hasSyntaxErrors(file, text, found)) result.outcome = Outcome::SyntaxErrors;
  if (result.outcome == Outcome::Formatted || request.onErrors == OnErrors::FormatTheRest) {
    const syntax::LaidOutText laidOut = syntax::layOutText(text);
    const Pieces pieces = splitIntoPieces(text, laidOut);
    Output output = writePieces(text, laidOut, pieces.list, request.style);
    const Selection selection(text, request, found);
    result.edits = editsBetween(text, pieces.list, output, selection);
    result.text = selection.isEverything() ? std::move(output.text) : applied(result.edits, text);
    for (const support::SourceRange range : pieces.idleSwitches)
      diags.report(support::diag::IdleFormatSwitch, {file, range});
    if (!isSameProgram({text, laidOut}, {result.text, syntax::layOutText(result.text)})) {
      result.edits.clear();
      if (result.outcome == Outcome::Formatted) result.outcome = Outcome::Fault;
    }
  }
  if (result.edits.empty()) result.text = text.str();
  diags.take(std::move(found));
  return result;
}

} // namespace aqua::format
