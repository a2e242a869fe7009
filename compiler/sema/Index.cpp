// Looking things up in an index, documentation comments, and the print.

#include "Index.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::sema {

using support::SourceFile;

llvm::StringRef kindText(SymbolKind kind) {
  switch (kind) {
  case SymbolKind::Module: return "module";
  case SymbolKind::Function: return "function";
  case SymbolKind::Closure: return "closure";
  case SymbolKind::Parameter: return "parameter";
  case SymbolKind::Variable: return "variable";
  case SymbolKind::Stream: return "stream";
  case SymbolKind::Item: return "item";
  case SymbolKind::Error: return "error";
  case SymbolKind::Constant: return "constant";
  case SymbolKind::Data: return "data";
  case SymbolKind::Ability: return "ability";
  case SymbolKind::Service: return "service";
  case SymbolKind::Alias: return "alias";
  case SymbolKind::Field: return "field";
  case SymbolKind::Method: return "method";
  case SymbolKind::BuiltIn: return "built-in";
  }
  llvm_unreachable("all kinds are listed");
}

const NameUse* SymbolIndex::find(uint32_t offset) const {
  const auto after =
      llvm::partition_point(names, [&](const NameUse& use) { return use.range.begin <= offset; });
  if (after == names.begin()) return nullptr;
  const NameUse& use = *std::prev(after);
  return offset <= use.range.end ? &use : nullptr;
}

namespace {

/// Whether what is defined has a line, or a block, of its own.
bool isDocumented(SymbolKind kind) {
  switch (kind) {
  case SymbolKind::Module:
  case SymbolKind::Function:
  case SymbolKind::Closure:
  case SymbolKind::Stream:
  case SymbolKind::Constant:
  case SymbolKind::Data:
  case SymbolKind::Ability:
  case SymbolKind::Service:
  case SymbolKind::Alias:
  case SymbolKind::Field:
  case SymbolKind::Method: return true;
  case SymbolKind::Parameter:
  case SymbolKind::Variable:
  case SymbolKind::Item:
  case SymbolKind::Error:
  case SymbolKind::BuiltIn: return false;
  }
  llvm_unreachable("all kinds are listed");
}

llvm::StringRef textOf(const ast::Comment& comment, llvm::StringRef text) {
  llvm::StringRef words = text.slice(comment.range.begin, comment.range.end);
  words.consume_front("--");
  words.consume_front(" ");
  return words.rtrim();
}

llvm::StringRef roleText(NameRole role) {
  switch (role) {
  case NameRole::Definition: return "def";
  case NameRole::Reference: return "ref";
  case NameRole::Write: return "write";
  case NameRole::Alias: return "alias";
  }
  llvm_unreachable("all roles are listed");
}

std::string typeOf(const Symbol& symbol) {
  if (!symbol.type) return "";
  const bool isDefinition = symbol.kind == SymbolKind::Data || symbol.kind == SymbolKind::Ability ||
                            symbol.kind == SymbolKind::Service;
  return ": " + (isDefinition ? types::definitionText(symbol.type) : types::typeText(symbol.type));
}

} // namespace

std::string documentation(const Symbol& symbol, const ast::File& file, const SourceFile& source) {
  if (!isDocumented(symbol.kind)) return "";
  const auto lineOf = [&](uint32_t offset) { return source.lineColumn(offset).line; };
  const uint32_t line = lineOf(symbol.loc.range.begin);
  const auto* const behind = llvm::partition_point(file.comments, [&](const ast::Comment& comment) {
    return comment.range.begin < symbol.loc.range.begin;
  });
  // Upwards, as long as the lines follow each other and hold nothing but the comment.
  const auto* first = behind;
  for (uint32_t wanted = line - 1; first != file.comments.begin(); --wanted, --first) {
    const uint32_t begin = std::prev(first)->range.begin;
    if (lineOf(begin) != wanted) break;
    if (!source.text().slice(source.lineStart(wanted), begin).trim(" \t").empty()) break;
  }
  std::string text;
  for (const auto* comment = first; comment != file.comments.end(); ++comment) {
    if (comment >= behind && lineOf(comment->range.begin) != line) break;
    if (!text.empty()) text += '\n';
    text += textOf(*comment, source.text());
  }
  return text;
}

void print(const SymbolIndex& index, const ast::File& file, const support::SourceManager& sources,
           llvm::raw_ostream& out) {
  const SourceFile& source = sources.file(index.file);
  for (const NameUse& use : index.names) {
    const Symbol& symbol = index.symbols[use.symbol];
    const auto [line, column] = source.lineColumn(use.range.begin);
    out << line << ':' << column << '-' << source.lineColumn(use.range.end).column << ' '
        << roleText(use.role) << ' ' << kindText(symbol.kind) << " `" << symbol.name.str() << '`';
    if (use.role == NameRole::Definition) {
      out << typeOf(symbol) << '\n';
      llvm::SmallVector<llvm::StringRef> lines;
      const std::string text = documentation(symbol, file, source);
      llvm::StringRef(text).split(lines, '\n', -1, /*KeepEmpty=*/!text.empty());
      for (const llvm::StringRef comment : lines)
        out << "    -- " << comment << '\n';
      continue;
    }
    if (symbol.loc.isValid()) {
      const SourceFile& home = sources.file(symbol.loc.file);
      const auto [homeLine, homeColumn] = home.lineColumn(symbol.loc.range.begin);
      out << " -> ";
      if (symbol.loc.file != index.file) out << home.path() << ':';
      out << homeLine << ':' << homeColumn;
    }
    out << '\n';
  }
}

} // namespace aqua::sema
