#include "LocalNames.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include "Tree.h"

namespace aqua::ide {

namespace {

using support::SourceRange;

size_t lineStart(llvm::StringRef text, size_t offset) {
  const size_t before = text.take_front(offset).rfind('\n');
  return before == llvm::StringRef::npos ? 0 : before + 1;
}

class NameCollector {
public:
  explicit NameCollector(llvm::StringRef text) : text_(text) {}

  std::vector<LocalName> names;

  /// `end`: where names of this block cease to be known.
  void block(const ast::Block& source, uint32_t end) {
    for (const ast::Stmt* statement : source.statements)
      this->statement(*statement, end);
  }

  void head(const ast::ArrowHead& source, SourceRange visible) {
    for (const ast::NamedType* ability : source.abilities)
      if (ability->path.isSimple()) add(ability->path.parts.front(), visible);
    for (const ast::Parameter& parameter : source.parameters)
      add(parameter.name, visible);
  }

private:
  void add(const ast::Name& name, SourceRange visible) {
    if (name) names.push_back({name, visible});
  }

  /// Names that are known from `begin` to the end of a block.
  void inner(const ast::Stmt& source, llvm::ArrayRef<ast::Name> heads, uint32_t begin,
             const ast::Block& body) {
    const uint32_t end = endOfDeeperLines(text_, source.range);
    for (const ast::Name& name : heads)
      add(name, {begin, end});
    block(body, end);
  }

  void statement(const ast::Stmt& source, uint32_t end) {
    const SourceRange behind = {source.range.end, end};
    llvm::TypeSwitch<const ast::Stmt*>(&source)
        .Case([&](const ast::CallStmt* s) {
          for (const ast::Name& result : s->results)
            add(result, behind);
        })
        .Case<ast::AssignStmt, ast::StreamDeclStmt>([&](const auto* s) { add(s->name, behind); })
        .Case([&](const ast::ClosureStmt* s) {
          const uint32_t bodyEnd = endOfDeeperLines(text_, s->range);
          head(s->head, {s->head.range.end, bodyEnd});
          block(s->body, bodyEnd);
          add(s->name, behind);
        })
        .Case([&](const ast::PrefixedStmt* s) {
          if (s->statement) statement(*s->statement, end);
        })
        // Names leave an `on` and what was not understood.
        .Case([&](const ast::OnStmt* s) { block(s->body, end); })
        .Case([&](const ast::ErrorStmt* s) { block(s->block, end); })
        .Case([&](const ast::CatchStmt* s) { inner(*s, s->name, s->name.range.end, s->body); })
        .Case<ast::ForStmt, ast::ParSeqStmt>([&](const auto* s) {
          // Known in the rest of the first line: `parseq x <- xs on x:`.
          const uint32_t begin = s->iterable ? s->iterable->range.end : s->value.range.end;
          inner(*s, {s->item, s->value}, begin, s->body);
        })
        .Default([&](const ast::Stmt* s) {
          if (const ast::Block* body = blockOf(*s)) inner(*s, {}, s->range.begin, *body);
        });
  }

  llvm::StringRef text_;
};

} // namespace

uint32_t endOfDeeperLines(llvm::StringRef text, SourceRange construct) {
  const auto columnOf = [&](size_t start) {
    return text.drop_front(start).find_first_not_of(" \t\r");
  };
  const size_t column = columnOf(lineStart(text, construct.begin));
  size_t end = std::min<size_t>(text.find('\n', construct.end), text.size());
  while (end < text.size()) {
    const size_t start = end + 1;
    const size_t next = columnOf(start);
    const bool isEmpty = next == llvm::StringRef::npos || text[start + next] == '\n';
    if (!isEmpty && next <= column) break;
    end = std::min<size_t>(text.find('\n', start), text.size());
  }
  return static_cast<uint32_t>(end);
}

std::vector<LocalName> localNames(const ast::FuncDecl& function, llvm::StringRef text) {
  NameCollector collector(text);
  const uint32_t end = endOfDeeperLines(text, function.range);
  collector.head(function.head, {function.head.range.end, end});
  collector.block(function.body, end);
  return std::move(collector.names);
}

} // namespace aqua::ide
