#include "Documents.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Error.h"

#include "Uris.h"

namespace aqua::lsp {

namespace {

llvm::Error syncError(const std::string& what) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), what);
}

void applyChange(std::string& text, const TextDocumentContentChangeEvent& change,
                 PositionEncoding encoding) {
  if (!change.range) {
    text = change.text;
    return;
  }
  const Positions positions(text, encoding);
  const support::SourceRange range = positions.offsets(*change.range);
  const size_t mark = text.size() - positions.textSize();
  text.replace(range.begin + mark, range.end - range.begin, change.text);
}

} // namespace

llvm::StringRef Document::source() const {
  llvm::StringRef source = text;
  source.consume_front(byteOrderMark);
  return source;
}

Document& Documents::open(const TextDocumentItem& item) {
  std::string path = pathOf(item.uri);
  Document& document = documents_[path];
  document = {item.uri, std::move(path), item.version, item.text};
  return document;
}

llvm::Error Documents::change(const DidChangeTextDocumentParams& params) {
  const auto& [uri, version] = params.textDocument;
  const auto found = documents_.find(pathOf(uri));
  if (found == documents_.end())
    return syncError("a change of a document that is not open: " + uri.text);
  Document& document = found->second;
  const bool isWhole =
      llvm::any_of(params.contentChanges, [](const auto& change) { return !change.range; });
  if (isWhole) document.isOutOfSync = false;
  if (version <= document.version && !isWhole) {
    document.isOutOfSync = true;
    return syncError("version " + std::to_string(version) + " after version " +
                     std::to_string(document.version) + ": " + uri.text);
  }
  if (document.isOutOfSync)
    return syncError("a change of a document that is out of sync: " + uri.text);
  document.version = version;
  for (const TextDocumentContentChangeEvent& change : params.contentChanges)
    applyChange(document.text, change, encoding_);
  return llvm::Error::success();
}

bool Documents::close(llvm::StringRef path) {
  const auto found = documents_.find(path);
  if (found == documents_.end()) return false;
  documents_.erase(found);
  return true;
}

const Document* Documents::find(llvm::StringRef path) const {
  const auto found = documents_.find(path);
  return found == documents_.end() ? nullptr : &found->second;
}

} // namespace aqua::lsp
