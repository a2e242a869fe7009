#include "Parse.h"

#include "llvm/ADT/STLExtras.h"

#include "Converter.h"
#include "FileParser.h"
#include "Layout.h"
#include "Limits.h"
#include "Scanner.h"
#include "SoundItems.h"

namespace aqua::syntax {
namespace {

/// The prediction of a parser learns from what it reads; results do not depend on it. A parser that
/// has learnt very much (only odd texts can do that) is replaced.
FileParser& warmParser() {
  constexpr size_t stateLimit = 100'000;
  thread_local std::unique_ptr<FileParser> parser;
  if (!parser || parser->stateCount() > stateLimit) parser = std::make_unique<FileParser>();
  return *parser;
}

llvm::ArrayRef<ast::Comment> keepComments(const std::vector<SourceRange>& comments,
                                          llvm::BumpPtrAllocator& arena) {
  auto* kept = arena.Allocate<ast::Comment>(comments.size());
  for (size_t i = 0; i < comments.size(); ++i)
    new (kept + i) ast::Comment{comments[i]};
  return {kept, comments.size()};
}

/// Skipped text may belong to the item above it.
void markCutShort(llvm::ArrayRef<ast::Item*> items, llvm::ArrayRef<uint32_t> lost) {
  for (const uint32_t at : lost) {
    const auto* below =
        llvm::partition_point(items, [&](const ast::Item* item) { return item->range.begin < at; });
    if (below != items.begin()) (*std::prev(below))->isCutShort = true;
  }
}

} // namespace

ast::File parseFile(support::FileId id, llvm::StringRef text, support::NameTable& names,
                    support::DiagnosticSink& diags, const ast::File* earlier) {
  ast::File file;
  file.id = id;
  file.text = text;
  file.arena = std::make_unique<llvm::BumpPtrAllocator>();
  Problems problems(id);
  const RawTokens raw = scan(text);
  file.comments = keepComments(raw.comments, *file.arena);
  TokenArray tokens(text, layOut(text, raw.tokens, problems));
  Converter converter(tokens, names, *file.arena, problems);
  SoundItems sound(earlier, tokens, *file.arena, problems);
  std::vector<ast::Item*> items;
  const auto passOver = [&] {
    ast::Item* item = sound.takeOver();
    if (!item) return false;
    items.push_back(item);
    ++file.takenOver;
    return true;
  };
  const auto take = [&](const AquaParser::ItemContext& context) {
    ast::Item* item = converter.item(context);
    if (!item) return;
    items.push_back(item);
    sound.add(*item);
  };
  warmParser().parse(tokens, problems, passOver, take);
  markCutShort(items, problems.lostItems());
  file.hasLostItems = !problems.lostItems().empty();
  file.items = llvm::ArrayRef<const ast::Item*>(items).copy(*file.arena);
  file.sound = sound.all().copy(*file.arena);
  problems.moveTo(diags, problemLimit);
  return file;
}

LaidOutText layOutText(llvm::StringRef text) {
  RawTokens raw = scan(text);
  Problems problems({});
  LaidOutText result;
  result.tokens = layOut(text, raw.tokens, problems);
  result.comments = std::move(raw.comments);
  support::DiagnosticSink diags;
  problems.moveTo(diags, problemLimit);
  result.hasErrors = diags.hasErrors();
  return result;
}

} // namespace aqua::syntax
